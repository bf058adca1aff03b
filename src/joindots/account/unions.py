"""Things that belong together, by union and find."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T", int, str)


def group_linked(items: Iterable[T], links: Iterable[tuple[T, T]]) -> list[list[T]]:
    """Group things by the links between them.

    Args:
        items: All things; one without a link is a group of its own.
        links: Pairs of them.

    Returns:
        Groups in order of their first members, members in the order given.
    """
    parents = {item: item for item in items}
    for a, b in links:
        parents[_root(parents, b)] = _root(parents, a)
    groups: dict[T, list[T]] = {}
    for item in list(parents):
        groups.setdefault(_root(parents, item), []).append(item)
    return list(groups.values())


def _root(parents: dict[T, T], item: T) -> T:
    while parents[item] != item:
        parents[item] = parents[parents[item]]
        item = parents[item]
    return item
