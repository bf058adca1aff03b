"""What a run knows from earlier ones. A run without a case knows nothing and forgets everything."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Protocol

from msgspec import Struct

from joindots.intake import Draft, Input
from joindots.model import Account, Document, Observations, Rejection
from joindots.model.memos import Memo
from joindots.parse.packing import KeptParses
from joindots.run.holdings import hold
from joindots.run.intaking import Taken, take_in
from joindots.run.progress import Progress
from joindots.store import Holding

# Packed parses that a run without a case keeps: some 200 MB, the distinct paragraphs of about ten thousand reports.
KEPT_PARSE_BYTES = 200 * 2**20

Take = Callable[[Sequence[Input]], Iterable[Taken]]
"""Reads inputs, as `take_in`."""


class Gathered(Struct, frozen=True, kw_only=True):
    """All that is to be joined, before its blocks are labelled.

    Attributes:
        drafts: Of every input.
        rejections: What could not be read.
        holdings: The originals.
        fresh: Characters of the drafts that were made now, not in an earlier run.
    """

    drafts: tuple[Draft, ...]
    rejections: tuple[Rejection, ...]
    holdings: tuple[Holding, ...]
    fresh: int


class Memory(Protocol):
    """What was found before, and a place for what is found now."""

    def find_page(self, address: str) -> bytes | None:
        """What was fetched from an address, as records of WARC, or None."""

    def gather(
        self, inputs: Sequence[Input], missing: Sequence[Rejection], progress: Progress, take: Take | None = None
    ) -> Gathered:
        """The pile, with these inputs in it; those that are new or have changed are read, here where `take` is None."""

    def recall_observations(self, documents: Sequence[Document]) -> dict[str, Observations]:
        """What documents show, by id, as far as it is known for exactly these documents."""

    def recall_parses(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Packed parses by key, as far as they are known."""

    def keep(
        self, observed: Mapping[str, Observations], documents: Sequence[Document], parses: dict[bytes, bytes]
    ) -> None:
        """Keep what documents show, by id, and the parses that were made for it."""

    @property
    def parts(self) -> Memo | None:
        """What was worked out of parts of the pile, and a place for it; None where nothing of it is kept."""

    def recall_account(self, state: str) -> Account | None:
        """The account that was made from this very state, or None."""

    def list_doubtful(self, account: Account) -> Account:
        """The account with those of its records that are not kept as they are, with what their spans lie in."""

    def finish(self, account: Account, state: str) -> None:
        """Keep the account."""


def count_characters(taken: Taken) -> int:
    """Of all texts that one input gave."""
    return sum(len(draft.text) for draft in taken.drafts)


class Oblivion:
    """The memory of a run without a case: parses within the run, and nothing else."""

    parts = None

    def __init__(self) -> None:
        self._parses = KeptParses(KEPT_PARSE_BYTES)

    def find_page(self, address: str) -> None:
        """See `Memory`: nothing."""

    def gather(
        self, inputs: Sequence[Input], missing: Sequence[Rejection], progress: Progress, take: Take | None = None
    ) -> Gathered:
        """See `Memory`."""
        progress("reading", 0, len(inputs))
        taken = []
        for done, each in enumerate((take or take_in)(inputs), 1):
            taken.append(each)
            progress("reading", done, len(inputs))
        return Gathered(
            drafts=tuple(chain.from_iterable(each.drafts for each in taken)),
            rejections=(*missing, *chain.from_iterable(each.rejections for each in taken)),
            holdings=tuple(chain.from_iterable(map(hold, taken))),
            fresh=sum(map(count_characters, taken)),
        )

    def recall_observations(self, documents: Sequence[Document]) -> dict[str, Observations]:  # noqa: ARG002 - Memory
        """See `Memory`: nothing."""
        return {}

    def recall_parses(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """See `Memory`."""
        return self._parses.find(keys)

    def keep(
        self,
        observed: Mapping[str, Observations],  # noqa: ARG002 - forgotten
        documents: Sequence[Document],  # noqa: ARG002 - forgotten
        parses: dict[bytes, bytes],
    ) -> None:
        """See `Memory`: the newest parses, as many as fit."""
        self._parses.add(parses)

    def recall_account(self, state: str) -> Account | None:  # noqa: ARG002 - Memory
        """See `Memory`: none."""
        return None

    def list_doubtful(self, account: Account) -> Account:
        """See `Memory`: all."""
        return account

    def finish(self, account: Account, state: str) -> None:
        """See `Memory`: nothing."""
