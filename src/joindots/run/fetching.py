"""Web addresses to inputs. Imported only where one is given: without, no code that could reach a network is loaded."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import joindots
from joindots.intake import Input
from joindots.intake.folders import name_path
from joindots.intake.inputs import STAGE
from joindots.intake.web.addresses import is_address, normalise_address
from joindots.intake.web.client import Client
from joindots.intake.web.exchanges import Wire
from joindots.intake.web.records import MEDIA_TYPE
from joindots.model import InputError, Rejection, StoreError
from joindots.run.intaking import take_in
from joindots.run.progress import Progress
from joindots.store import INDEX, FolderTree, Original, decode_index, read_file

FEEDS = frozenset({"application/atom+xml", "application/feed+json", "application/rss+xml"})
AGENT = f"joindots/{joindots.__version__}"


class Shelf(Protocol):
    """A place where pages of earlier runs are."""

    def find_page(self, address: str) -> bytes | None:
        """The records of a page, or None where it is not there."""


def fetch_inputs(
    addresses: Sequence[str], follow: int, kept: Sequence[Shelf], progress: Progress
) -> tuple[list[Input], list[Rejection]]:
    """Fetch pages, and with them the pages that feeds among them lead to.

    Args:
        addresses: Web addresses, in any order.
        follow: How many entries of each feed to fetch the pages of: in the feed's order, those that bring a text first.
        kept: Where pages of earlier runs are; one of them is not sent again where the server says that it has not
            changed, and is read as it was where it cannot be had any more.
        progress: Hears of each page.

    Returns:
        Inputs sorted by source, each the WARC records of one page, and what was not fetched, each with a reason.
    """
    fetches = Fetches(kept, progress)
    fetches.fetch(addresses)
    if follow:
        links = [link for item in fetches.inputs for link in _list_links(item)[:follow]]
        fetches.fetch(links)
    return sorted(fetches.inputs, key=lambda item: item.source), fetches.rejections


class Fetches:
    """What has been fetched so far. Each address is asked for once."""

    def __init__(self, kept: Sequence[Shelf], progress: Progress) -> None:
        """Take where pages of earlier runs are, the first that has one counts, and who hears of each page."""
        self.client = Client(Wire(agent=AGENT))
        self.kept = kept
        self.progress = progress
        self.inputs: list[Input] = []
        self.rejections: list[Rejection] = []
        self.asked: set[str] = set()

    def fetch(self, addresses: Sequence[str]) -> None:
        """Fetch one page after the other, in an order that does not depend on the order given."""
        todo = sorted({normalise_address(each) or name_path(each) for each in addresses} - self.asked)
        done, self.asked = len(self.asked), self.asked.union(todo)
        self.progress("fetching", done, len(self.asked))
        for number, address in enumerate(todo, done + 1):
            data = self._fetch(address)
            if data:
                self.inputs.append(Input(source=address, data=data, media_type=MEDIA_TYPE))
            self.progress("fetching", number, len(self.asked))

    def _fetch(self, address: str) -> bytes | None:
        kept = next(filter(None, (shelf.find_page(address) for shelf in self.kept)), None)
        try:
            return self.client.fetch(address, kept)
        except InputError as error:
            reason, outcome = error.reason, error.outcome
        if kept:  # what has been taken down is what one keeps pages for
            reason, outcome = f"{reason} It is read as an earlier run kept it.", "partly read"
        self.rejections.append(Rejection(source=address, stage=STAGE, reason=reason, outcome=outcome))
        return kept


class Kept:
    """Pages among the originals of an earlier account."""

    def __init__(self, folder: Path | None) -> None:
        """Take its folder; there may be none."""
        self.tree = FolderTree(folder) if folder else None
        self.originals: dict[str, Original] = {}
        if self.tree:
            try:
                index = decode_index(read_file(self.tree, INDEX))
            except StoreError:
                return
            self.originals = {each.source: each for each in index.originals if each.media_type == MEDIA_TYPE}

    def find_page(self, address: str) -> bytes | None:
        """See `Shelf`; None, too, where they are not as they were written."""
        original = self.originals.get(address)
        if not original or not self.tree:
            return None
        try:
            data = read_file(self.tree, original.name)
        except StoreError:
            return None
        return data if hashlib.sha256(data).hexdigest() == original.sha256 else None


def _list_links(item: Input) -> list[str]:
    """Addresses of the pages behind a feed's entries, those with a text first; none where the input is no feed."""
    taken = next(take_in([item]))
    if any(draft.media_type not in FEEDS for draft in taken.drafts):
        return []
    links = [draft.url for draft in taken.drafts]
    # An entry without text is named by its link where it has no other name.
    links += [each.source.partition("#")[2] for each in taken.rejections]
    return list(dict.fromkeys(link for link in links if link and is_address(link)))
