"""Not working out again what follows from the same: results of pure functions, kept by the hash of what they took."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

import msgspec

Result = TypeVar("Result")


class Memo(Protocol):
    """A place for encoded results. Whoever keeps one beyond a run sees to it that other code finds none of its keys."""

    def get(self, key: str, /) -> bytes | None:
        """What was put there, or None."""

    def put(self, key: str, body: bytes, /) -> None:
        """Keep a result."""


def recall(memo: Memo | None, kind: type[Result], given: object, work: Callable[[], Result]) -> Result:
    """What a pure function gives: from the memo where it is there, else worked out and put there.

    Args:
        memo: None remembers nothing.
        kind: Type of the result.
        given: All that the result follows from, the name of the function first; records and lists of them.
        work: Works it out.
    """
    if memo is None:
        return work()
    key = hash_given(given)
    body = memo.get(key)
    if body is not None:
        return msgspec.msgpack.decode(body, type=kind)
    result = work()
    memo.put(key, msgspec.msgpack.encode(result))
    return result


def recall_all(
    memo: Memo | None, kind: type[Result], given: Sequence[object], work: Callable[[list[int]], Iterable[Result]]
) -> list[Result]:
    """The same for several at a time, so that those that are missing can be worked out together.

    Args:
        memo: None remembers nothing.
        kind: Type of the results.
        given: As for `recall`, for each.
        work: Works out those with some numbers, in this order.

    Returns:
        One for each, in order.
    """
    if memo is None:
        return list(work(list(range(len(given)))))
    keys = list(map(hash_given, given))
    bodies = list(map(memo.get, keys))
    missing = [n for n, body in enumerate(bodies) if body is None]
    made = dict(zip(missing, work(missing), strict=True))
    for n, result in made.items():
        memo.put(keys[n], msgspec.msgpack.encode(result))
    known = msgspec.msgpack.Decoder(kind)
    return [made[n] if body is None else known.decode(body) for n, body in enumerate(bodies)]


def hash_given(given: object) -> str:
    """SHA-256 of records or lists of them, in hexadecimal: stands for them in what `recall` is given."""
    return hashlib.sha256(msgspec.msgpack.encode(given)).hexdigest()
