"""Deciding on an account: from what somebody points at to an appended decision."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from joindots.account import decode_account
from joindots.account.decisions import decision_words
from joindots.account.escapes import flatten
from joindots.account.indexes import Index
from joindots.corrections import HISTORY, encode_history, find_in_force, make_decision, next_moment
from joindots.corrections.aiming import Sight
from joindots.model import (
    Account,
    Action,
    Anchor,
    Corrections,
    Decision,
    Entity,
    Event,
    InputError,
    Mention,
    OptionsError,
    Span,
    Target,
    TargetKind,
    Undo,
)
from joindots.run.comparing import find_report
from joindots.run.correcting import gather_history
from joindots.run.keeping import FACES
from joindots.store import MANIFEST, decode_manifest, write_files
from joindots.store.manifests import encode_manifest

_STRETCH = re.compile(r"(\d{1,10})[-–](\d{1,10})")


class Docket:
    """An account with the history of what was decided on it.

    Attributes:
        where: The folder or case, for messages.
        account: As it was last made.
        history: Everything that was decided, by time.
        sight: To point at what is in the account.
    """

    def __init__(
        self, where: str, account: Account, history: Sequence[Decision], keep: Callable[[tuple[Decision, ...]], None]
    ) -> None:
        """Take an account, and what keeps its history when a decision has been appended."""
        self.where = where
        self.account = account
        self.history = tuple(history)
        self.sight = Sight(account)
        self._keep = keep

    def decide(self, action: Action, *, who: str, why: str) -> Decision:
        """Append a decision.

        Raises:
            OptionsError: Nobody is named.
            StoreError: It cannot be kept.
        """
        if not who.strip():
            raise OptionsError("Say who decides: --who NAME")
        when = next_moment(datetime.now(UTC), self.history)
        decision = make_decision(action, who=who.strip(), why=why.strip(), when=when)
        history = (*self.history, decision)
        self._keep(history)
        self.history = history
        return decision

    def aim_at(self, kind: TargetKind, record_id: str) -> Target:
        """A target for a record of one kind.

        Raises:
            OptionsError: It is of another kind, or there is none.
        """
        target = self.sight.aim(record_id)
        if target.kind != kind:
            raise OptionsError(f"{record_id} is not of the kind {kind}, but a {target.kind}.")
        return target

    def aim_at_place(self, words: str) -> Target:
        """A target for a stretch of a report, named as for `find_place`.

        Raises:
            OptionsError: As for `find_place`.
        """
        anchor = self.find_place(words)
        return self.sight.aim_at_stretch(self.sight.find_document(anchor).id, anchor.start, anchor.end)

    def part_mentions(self, record_id: str, off: Sequence[str]) -> tuple[Target, Target]:
        """The mentions of an entity or event in two parts: what stays and what goes.

        Args:
            record_id: Of the entity or event.
            off: What goes: places as for `find_place`, or names of reports of which all mentions go.

        Raises:
            OptionsError: Nothing would be left of a part, or a place holds no mention.
        """
        record = self.sight.records.get(record_id)
        if not isinstance(record, Entity | Event):
            raise OptionsError("Only entities (ids with e) and events (ids with v) can be split.")
        going = {mention for words in off for mention in self._mentions_at(record, words)}
        staying = [mention for mention in record.mentions if mention not in going]
        if not staying:
            raise OptionsError(f"Nothing would stay with {record.name!r}; to take it out, reject it.")
        return self.sight.part(record, [mention for mention in record.mentions if mention in going])

    def _mentions_at(self, record: Entity | Event, words: str) -> list[Span | Mention]:
        name, colon, _ = words.partition(":")
        if not colon:
            document = find_report(Index(self.account), name.strip()).id
            found = [mention for mention in record.mentions if mention.document == document]
        else:
            anchor = self.find_place(words)
            document = self.sight.find_document(anchor).id
            inside = (m for m in record.mentions if m.document == document)
            found = [m for m in inside if m.start < anchor.end and m.end > anchor.start]
        if not found:
            raise OptionsError(f"{record.name!r} is not mentioned at {words}.")
        return list(found)

    def tell_history(self) -> Iterator[str]:
        """The history as lines for a terminal: when, id, who, what, why; and what became of it."""
        in_force = {decision.id for decision in find_in_force(self.history)}
        corrections = self.account.corrections or Corrections()
        reasons = {misfit.decision.id: misfit.reason for misfit in corrections.misfits}
        by_id = {decision.id: decision for decision in self.history}
        for one in self.history:
            state = "" if one.id in in_force or isinstance(one.action, Undo) else " [undone]"
            state += f" [does not fit: {reasons[one.id]}]" if one.id in reasons and one.id in in_force else ""
            why = f": {flatten(one.why)}" if one.why else ""
            undone = by_id.get(one.action.decision) if isinstance(one.action, Undo) else None
            what = f" ({decision_words(undone)})" if undone else ""
            yield f"{one.when} {one.id} {flatten(one.who)} {decision_words(one)}{what}{why}{state}"

    def find_place(self, words: str) -> Anchor:
        """An anchor for a place as people name it: `R3:120-160`, or `R3:words that stand there once`.

        Raises:
            OptionsError: There is no such report or place, or the words stand there several times.
        """
        name, _, place = words.partition(":")
        document = find_report(Index(self.account), name.strip())
        if stretch := _STRETCH.fullmatch(place.strip()):
            return self.sight.mark(document.id, int(stretch[1]), int(stretch[2]))
        quote = place.strip()
        count = document.text.count(quote) if quote else 0
        if count != 1:
            told = "do not stand" if count == 0 else f"stand {count} times"
            raise OptionsError(f"The words {quote!r} {told} in {name}; give more of them, or offsets: {name}:120-160")
        start = document.text.index(quote)
        return self.sight.mark(document.id, start, start + len(quote))


def open_folder(path: Path) -> Docket:
    """The folder of an account, or the `account.json` in it.

    Raises:
        InputError: There is no account.
        StoreError: The account or the history cannot be read.
    """
    folder = path if path.is_dir() else path.parent
    file = folder / FACES["json"]
    try:
        account = decode_account(file.read_bytes())
    except OSError as error:
        reason = f"no account there ({error.strerror}); make one with `joindots read`"
        raise InputError(str(file), reason) from error
    history = gather_history(folder, ())
    return Docket(str(folder), account, history, partial(save_history, folder))


def open_in_case(place: str) -> Docket:
    """The account of a case, which is open only while it is read or written.

    Raises:
        InputError: Nothing was read into it yet.
        StoreError: It cannot be read.
    """
    from joindots.store.cases import open_case  # noqa: PLC0415 - the database's library, only where there is one

    def keep(history: tuple[Decision, ...]) -> None:
        with open_case(place) as case:
            case.add_decision(history[-1])

    with open_case(place) as case:
        account, history = case.load_account(), case.list_decisions()
    if account is None:
        raise InputError(place, "nothing was read into it yet")
    return Docket(place, account, history, keep)


def save_history(folder: Path, history: Sequence[Decision]) -> None:
    """Write a history into an account's folder, and its hash into the manifest there.

    Raises:
        StoreError: The folder cannot be written, or its manifest is not ours.
    """
    data = encode_history(history)
    files = {HISTORY: data}
    manifest = folder / MANIFEST
    if manifest.is_file():
        hashes = decode_manifest(manifest.read_bytes())
        files[MANIFEST] = encode_manifest({**hashes, HISTORY: hashlib.sha256(data).hexdigest()})
    write_files(folder, files)
