"""The memory of a case: what was read before is not read again, and what was found is kept as soon as it is found."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain, count
from pathlib import PurePath
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from joindots.intake import Draft, Input
from joindots.intake.inputs import STANDARD_INPUT
from joindots.intake.opening import open_input
from joindots.model import Account, Document, InputError, Observations, Rejection, make_id
from joindots.model.memos import hash_given
from joindots.run.holdings import hold
from joindots.run.intaking import Taken, take_in
from joindots.run.observing import find_choice
from joindots.run.options import Options
from joindots.run.progress import Progress
from joindots.run.remembering import Gathered, Take, count_characters
from joindots.run.versions import (
    CHECKING_SOURCES,
    JOINING_SOURCES,
    OBSERVING_SOURCES,
    READING_SOURCES,
    find_version,
    hash_sources,
    reading_versions,
)
from joindots.store import CASE_ENDS, Holding, Original

if TYPE_CHECKING:
    from joindots.store.cases import Case
    from joindots.store.parts import Used
    from joindots.store.piles import Entry
    from joindots.store.results import Compared

_DRAFT = msgspec.msgpack.Decoder(Draft)


class _Known(Struct, frozen=True, kw_only=True):
    """An input as it is now, under the name that it has in the case.

    Attributes:
        item: The input.
        place: Hash of what tells where it was read.
        sha256: Of its bytes, or None where they cannot be read.
        entry: What the case has of it, or None.
    """

    item: Input
    place: str
    sha256: str | None
    entry: "Entry | None"


class CaseParts:
    """See `Memo`: what a case keeps of parts of its pile. All is read when the first is asked for."""

    def __init__(self, case: "Case", version: str) -> None:
        """Take an open case, and the versions of what works parts out."""
        self._case = case
        self._version = version
        self._used: set[str] = set()
        self._new: dict[str, bytes] = {}

    @cached_property
    def _known(self) -> dict[str, bytes]:
        return self._case.read_parts()

    def get(self, key: str, /) -> bytes | None:
        """See `Memo`."""
        key = self._version + key
        body = self._new.get(key) or self._known.get(key)
        if body is not None:
            self._used.add(key)
        return body

    def put(self, key: str, body: bytes, /) -> None:
        """See `Memo`."""
        self._new[self._version + key] = body
        self._used.add(self._version + key)

    def list_used(self) -> "Used":
        """What was taken and what is new."""
        from joindots.store.parts import Used  # noqa: PLC0415 - loads SQLAlchemy

        return Used(frozenset(self._used), self._new)


class CaseMemory:
    """See `Memory`. Used inside `Case.reading_in`."""

    def __init__(self, case: "Case", options: Options) -> None:
        """Take an open case, and the options of the run."""
        self.case = case
        self.options = options
        self.reader = hash_given([reading_versions(), hash_sources(*READING_SOURCES)])
        self.observer = hash_given([hash_sources(*OBSERVING_SOURCES), find_version("spacy")])
        self.used: set[str] = set()
        self._compared: tuple[Account, Compared] | None = None
        self.parts = CaseParts(case, hash_given([self.reader, hash_sources(*JOINING_SOURCES)]))

    def gather(
        self, inputs: Sequence[Input], missing: Sequence[Rejection], progress: Progress, take: Take | None = None
    ) -> Gathered:
        """See `Memory`. Each input is one transaction."""
        entries = {entry.source: entry for entry in self.case.list_entries()}
        known = list(_recognise(self._leave_out_itself(inputs), entries))
        new = [each for each in known if not self._is_read(each)]
        progress("reading", 0, len(new))
        fresh = 0
        places = {each.item.source: each.place for each in new}
        for done, taken in enumerate((take or take_in)([each.item for each in new]), 1):
            self._add(taken, places[taken.item.source])
            fresh += count_characters(taken)
            progress("reading", done, len(new))
        self._read_again({each.item.source for each in known})
        self.case.set_omissions(missing, [each.item.source for each in known])
        return Gathered(
            drafts=self._decode_drafts(),
            rejections=tuple(self.case.list_rejections()),
            holdings=tuple(self._hold()),
            fresh=fresh,
        )

    def find_page(self, address: str) -> bytes | None:
        """See `Memory`."""
        from joindots.intake.web.records import MEDIA_TYPE  # noqa: PLC0415 - only where an address is given

        entry = self.case.find_entry(address)
        if entry is None or entry.sha256 is None or entry.media_type != MEDIA_TYPE:
            return None
        return self.case.read_original(entry.sha256)

    def recall_observations(self, documents: Sequence[Document]) -> dict[str, Observations]:
        """See `Memory`."""
        keys = {self._make_key(document): document.id for document in documents}
        found = self.case.read_observations(list(keys))
        self.used.update(found)
        return {keys[key]: observations for key, observations in found.items()}

    def recall_parses(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """See `Memory`."""
        return self.case.read_parses(list(keys))

    def keep(
        self, observed: Mapping[str, Observations], documents: Sequence[Document], parses: dict[bytes, bytes]
    ) -> None:
        """See `Memory`. Each document is one transaction; the parses come first, since they cost most."""
        self.case.add_results({}, parses)
        for document in documents:
            if document.id in observed:
                key = self._make_key(document)
                self.case.add_results({key: observed[document.id]}, {})
                self.used.add(key)

    def recall_account(self, state: str) -> Account | None:
        """See `Memory`."""
        return self.case.load_account() if self.case.read_state() == state else None

    def list_doubtful(self, account: Account) -> Account:
        """See `Memory`."""
        from joindots.store.results import list_doubtful  # noqa: PLC0415 - loads SQLAlchemy

        return list_doubtful(account, self._compare(account))

    def finish(self, account: Account, state: str) -> None:
        """See `Memory`."""
        if self.case.read_state() != state:
            compared = self._compare(account)
            self.case.finish(account, state, sorted(self.used), self.parts.list_used(), compared)

    def _compare(self, account: Account) -> "Compared":
        """The account beside the one that the case holds; one after the other asks for the same account."""
        if self._compared is None or self._compared[0] is not account:
            self._compared = account, self.case.compare_account(account, hash_sources(*CHECKING_SOURCES).encode())
        return self._compared[1]

    def _make_key(self, document: Document) -> str:
        choice = find_choice(document, self.options.models, self.options.most_characters)
        return hash_given([self.observer, choice, document])

    def _leave_out_itself(self, inputs: Sequence[Input]) -> list[Input]:
        """A case may lie in the folder that is read into it."""
        own = {os.path.realpath(self.case.name) + end for end in CASE_ENDS}
        return [item for item in inputs if item.path not in own]

    def _is_read(self, known: _Known) -> bool:
        entry = known.entry
        return entry is not None and (entry.sha256, entry.reader) == (known.sha256, self.reader)

    def _add(self, taken: Taken, place: str) -> None:
        """Put in what one input gave, with its bytes where they are to be kept."""
        from joindots.store.piles import Entry  # noqa: PLC0415 - loads SQLAlchemy

        data = None
        if self.options.originals and hold(taken):
            data = open_input(taken.item).data
            if hashlib.sha256(data).hexdigest() != taken.sha256:
                raise InputError(taken.item.source, "it has changed while it was read; read again")
        entry = Entry(
            source=taken.item.source,
            place=place,
            sha256=taken.sha256,
            size=taken.size,
            media_type=taken.item.media_type,
            reader=self.reader,
            drafts=tuple((make_id("d", d.source, d.sha256), msgspec.msgpack.encode(d)) for d in taken.drafts),
            rejections=taken.rejections,
        )
        self.case.add_entry(entry, data)

    def _read_again(self, done: set[str]) -> None:
        """Read originals again that other versions of the readers read."""
        kept = self.case.list_originals()
        for entry in self.case.list_entries():
            if entry.source in done or entry.reader == self.reader or entry.sha256 not in kept:
                continue
            data = self.case.read_original(entry.sha256)
            item = Input(source=entry.source, data=data, media_type=entry.media_type)
            self._add(next(iter(take_in([item]))), entry.place or "")

    def _decode_drafts(self) -> tuple[Draft, ...]:
        """One after the other, so that no draft is held in memory twice."""
        with self.case.at_one_moment() as moment:
            return tuple(_DRAFT.decode(body) for _, body in moment.list_drafts())

    def _hold(self) -> Iterator[Holding]:
        kept = self.case.list_originals()
        for entry in self.case.list_entries():
            if entry.sha256 in kept and entry.size is not None:
                original = Original(
                    source=entry.source, sha256=entry.sha256, size=entry.size, media_type=entry.media_type
                )
                yield Holding(original=original, load=partial(self._load, entry.sha256))

    def _load(self, sha256: str) -> bytes:
        return self.case.read_original(sha256) or b""


def _recognise(inputs: Sequence[Input], entries: Mapping[str, "Entry"]) -> Iterator[_Known]:
    """Find what the case has of each input: by its place, or by its name and bytes; another gets a name of its own."""
    by_place = {entry.place: entry for entry in entries.values()}
    taken = {*entries, *(item.source for item in inputs)}
    for item in inputs:
        sha256 = _hash_input(item)
        place = _hash_place(item, sha256)
        named = entries.get(item.source)
        entry = by_place.get(place) or (named if named is not None and named.sha256 == sha256 else None)
        if entry:
            name = entry.source
        else:
            name = _name_apart(item, taken) if named else item.source
            taken.add(name)
        yield _Known(item=replace(item, source=name), place=place, sha256=sha256, entry=entry)


def _hash_input(item: Input) -> str | None:
    try:
        return hashlib.sha256(open_input(item).data).hexdigest()
    except InputError:
        return None


def _hash_place(item: Input, sha256: str | None) -> str:
    """What tells one place from another: a path, an address; standard input is another each time."""
    name = item.path or (sha256 or "" if item.source == STANDARD_INPUT else item.source)
    return hashlib.sha256(os.fsencode(name)).hexdigest()


def _name_apart(item: Input, taken: set[str]) -> str:
    """A name that is free: longer by parent folders, as far as there are any, else with a number."""
    parts = PurePath(item.path).parts[1:] if item.path else ()
    depth = len(PurePath(item.source).parts)
    longer = ("/".join(parts[-n:]) for n in range(depth + 1, len(parts) + 1))
    numbered = (f"{item.source}~{n}" for n in count(2))
    return next(name for name in chain(longer, numbered) if name not in taken)
