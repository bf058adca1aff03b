"""What people decided is one or two, as the clustering sees it."""

from collections.abc import Mapping, Sequence

from joindots.model import Bonds

# A bond is tried before anything that is only likely, the latest decision first.
_BOND_WEIGHT = 1e9


class Ties:
    """Bonds between the things that are clustered.

    Attributes:
        edges: Pair of indexes to weight, for what has to be one.
    """

    def __init__(self, bonds: Bonds, places: Mapping[str, int]) -> None:
        """Take bonds between records and the index of the thing that each record belongs to."""

        def find(pairs: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
            known = [(places[a], places[b]) for a, b in pairs if a in places and b in places]
            return [(min(pair), max(pair)) for pair in known if pair[0] != pair[1]]

        together = dict.fromkeys(find(bonds.together))
        self.edges = {pair: _BOND_WEIGHT - rank for rank, pair in enumerate(together)}
        self._apart = frozenset(find(bonds.apart))

    def forbid(self, a: Sequence[int], b: Sequence[int]) -> bool:
        """Whether two groups hold a pair that has been told apart."""
        return bool(self._apart) and any((min(x, y), max(x, y)) in self._apart for x in a for y in b)

    def demand(self, a: Sequence[int], b: Sequence[int]) -> bool:
        """Whether two groups hold a pair that has to be one."""
        return bool(self.edges) and any((min(x, y), max(x, y)) in self.edges for x in a for y in b)


def part_members(members: Sequence[int], ids: Sequence[str], bonds: Bonds) -> list[list[int]]:
    """Divide what would be one without further ado where it has been told apart.

    Args:
        members: Indexes into `ids`.
        ids: Of the records.
        bonds: Any.

    Returns:
        The members, those that were told apart from one of them in parts of their own.
    """
    inside = {ids[member] for member in members}
    apart = [pair for pair in bonds.apart if inside.issuperset(pair)]
    if not apart:
        return [list(members)]
    leaving = {went for _, went in apart}
    either = {*apart, *((b, a) for a, b in apart)}
    parts: list[list[int]] = []
    for member in sorted(members, key=lambda m: (ids[m] in leaving, m)):  # what nobody told apart stays
        home = next((part for part in parts if all((ids[member], ids[m]) not in either for m in part)), None)
        if home is None:
            parts.append([member])
        else:
            home.append(member)
    return [sorted(part) for part in parts]
