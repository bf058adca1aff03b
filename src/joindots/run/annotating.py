"""Annotations that come back from another tool: what was changed, and the decisions that say the same."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, cast, get_args

from msgspec import Struct

from joindots.account.annotations import Annotation, Difference, compare_annotations, list_annotations, read_xmi
from joindots.model import (
    Action,
    Add,
    AttributionForm,
    ChangeStance,
    EntityKind,
    InputError,
    NewAttribution,
    NewEntity,
    Reject,
    Stance,
)
from joindots.run.deciding import Docket

_KINDS: Final = frozenset(get_args(EntityKind))
_STANCES: Final = frozenset(get_args(Stance))
_FORMS: Final = frozenset(get_args(AttributionForm))


class Returned(Struct, frozen=True, kw_only=True):
    """A change that came back.

    Attributes:
        document: Id of the report.
        difference: What was changed.
        action: The decision that says the same, or None where no decision does; such a change is told, not carried out.
    """

    document: str
    difference: Difference
    action: Action | None


def read_annotations(docket: Docket, paths: Sequence[Path]) -> tuple[Returned, ...]:
    """Compare edited XMI files with an account.

    Args:
        docket: The account's folder.
        paths: Files, as `joindots export --format xmi` made them and somebody edited them.

    Returns:
        All changes, file by file, in order of the text.

    Raises:
        InputError: A file cannot be read, is no XMI, or is of no report of the account.
    """
    ours = list_annotations(docket.account)
    found: list[Returned] = []
    for path in paths:
        annotated = read_xmi(_read(path), docket.account, str(path))
        for difference in compare_annotations(ours[annotated.document], annotated.annotations):
            action = _decide(docket, annotated.document, difference)
            found.append(Returned(document=annotated.document, difference=difference, action=action))
    return tuple(_once(found))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})") from error


def _once(found: Sequence[Returned]) -> Iterator[Returned]:
    """The parts of one saying make one decision."""
    made: list[Action] = []
    for one in found:
        if one.action in made:
            yield Returned(document=one.document, difference=one.difference, action=None)
            continue
        if one.action is not None:
            made.append(one.action)
        yield one


def _decide(docket: Docket, document: str, difference: Difference) -> Action | None:
    """The decision that says the same as a change.

    A statement or number taken away is rejected, another stance is another stance, a name or statement that was marked
    is added. A name taken away in one place, a place moved, and changes to evidence, times, cues and numbers have no
    decision of their own.
    """
    before, after = difference.before, difference.after
    record = before.get("record") if before else None
    if difference.change == "removed" and difference.layer in {"Saying", "Figure"} and record:
        return Reject(target=docket.sight.aim(record)) if record in docket.sight.records else None
    if difference.change == "changed" and difference.layer == "Saying" and after and record:
        return _change_stance(docket, record, before, after)
    if difference.change == "added" and after:
        return _add(docket, document, after)
    return None


def _change_stance(docket: Docket, record: str, before: Annotation | None, after: Annotation) -> Action | None:
    stance = after.get("stance")
    if stance not in _STANCES or before is None or stance == before.get("stance"):
        return None
    return ChangeStance(target=docket.sight.aim(record), stance=cast("Stance", stance))


def _add(docket: Docket, document: str, after: Annotation) -> Action | None:
    if after.start == after.end:
        return None
    anchor = docket.sight.mark(document, after.start, after.end)
    if after.layer == "NamedEntity":
        kind = after.get("value") if after.get("value") in _KINDS else "other"
        return Add(record=NewEntity(mention=anchor, entity=cast("EntityKind", kind)))
    if after.layer == "Saying":
        stance = after.get("stance") if after.get("stance") in _STANCES else "asserts"
        form = after.get("form") if after.get("form") in _FORMS else "indirect"
        made = NewAttribution(content=(anchor,), form=cast("AttributionForm", form), stance=cast("Stance", stance))
        return Add(record=made)
    return None
