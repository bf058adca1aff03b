"""Histories of decisions: JSON Lines, one decision a line, appended and never edited."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from joindots.model import Action, Decision, StoreError, Undo, make_id

HISTORY: Final = "decisions.jsonl"
"""Name of the file in an account's folder."""

_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(Decision, strict=True)
_TICK = timedelta(milliseconds=1)


def make_decision(action: Action, *, who: str, why: str, when: str) -> Decision:
    """A decision with its id.

    Args:
        action: What is decided.
        who: As they call themselves.
        why: In their words.
        when: From `next_moment`.
    """
    return Decision(id=_identify(action, who, why, when), when=when, who=who, why=why, action=action)


def next_moment(now: datetime, history: Iterable[Decision]) -> str:
    """The time of a new decision: now, but later than every one in the history, whatever the clock says.

    Args:
        now: With a time zone.
        history: In any order.
    """
    moment = format_moment(now)
    last = max((decision.when for decision in history), default="")
    if moment > last:
        return moment
    return format_moment(datetime.fromisoformat(last) + _TICK)


def format_moment(moment: datetime) -> str:
    """A time in UTC to the millisecond: `2031-05-02T09:41:07.120Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def unite_histories(*histories: Iterable[Decision]) -> tuple[Decision, ...]:
    """Several histories as one: each decision once, by time, then by id."""
    by_id = {decision.id: decision for history in histories for decision in history}
    return tuple(sorted(by_id.values(), key=lambda decision: (decision.when, decision.id)))


def find_in_force(history: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold: those that are not undone, by time; no undoing is among them.

    An undoing that is itself undone undoes nothing.
    """
    ordered = unite_histories(history)
    depths = _measure_depths(ordered)
    undone: set[str] = set()
    for decision in sorted(ordered, key=lambda d: -depths[d.id]):
        if isinstance(decision.action, Undo) and decision.id not in undone:
            undone.add(decision.action.decision)
    return tuple(d for d in ordered if d.id not in undone and not isinstance(d.action, Undo))


def _measure_depths(history: Sequence[Decision]) -> dict[str, int]:
    """How many decisions stand below each: 0 for one that undoes nothing. Clocks of two machines may say otherwise."""
    by_id = {decision.id: decision for decision in history}
    depths: dict[str, int] = {}
    for decision in history:
        path: list[str] = []
        current: Decision | None = decision
        while current and current.id not in depths:
            path.append(current.id)
            current = by_id.get(current.action.decision) if isinstance(current.action, Undo) else None
        below = depths[current.id] + 1 if current else 0
        depths.update({one: below + n for n, one in enumerate(reversed(path))})
    return depths


def encode_history(history: Sequence[Decision]) -> bytes:
    """The bytes of a history, one decision a line, in the order given."""
    return b"".join(_ENCODER.encode(decision) + b"\n" for decision in history)


def decode_history(data: bytes, name: str) -> tuple[Decision, ...]:
    """Read the lines of a history.

    Args:
        data: What `encode_history` returned.
        name: Of the file, for messages.

    Raises:
        StoreError: A line is no decision, or is not as it was written.
    """
    return tuple(_decode_line(line, f"{name}, line {n}") for n, line in enumerate(data.splitlines(), 1) if line.strip())


def _decode_line(line: bytes, place: str) -> Decision:
    try:
        decision = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError(f"{place}: this is no decision that joindots can read: {error}.") from error
    if decision.id != _identify(decision.action, decision.who, decision.why, decision.when):
        raise StoreError(f"{place}: the decision {decision.id} is not as it was written: its id does not fit.")
    return decision


def _identify(action: Action, who: str, why: str, when: str) -> str:
    return make_id("k", when, who, why, _ENCODER.encode(action).decode())
