"""Which names have to be joined together, and which can be joined apart from all others.

A family is all rows of a pile that share a spelling, a key, or names that can be one person's, directly or through
others: whatever is compared with a row, or counted for it, is of its family, but for its kind and the company that its
report keeps, which are counted over the pile (`Table`). Families that begin in one report are joined in one go, so
that a report that is added asks for the families of its own names alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from hashlib import blake2b
from itertools import combinations, pairwise

import numpy as np
from msgspec import Struct

from joindots.join.copied_words import hash_word
from joindots.join.entities.facts import KINDS, Told
from joindots.join.entities.likeness import can_name_one
from joindots.join.entities.nodes import Local
from joindots.join.entities.spellings import list_sounds, tell_key
from joindots.join.entities.tables import Table
from joindots.join.orders import Numbers, number_hashes, pack_pairs, sort_distinct, split_pairs
from joindots.linkage import MOST_IN_BLOCK, connected_components
from joindots.model import Bonds, Entity, Observations
from joindots.model.memos import Memo, recall

_PERSON = KINDS.index("person")
_COMPANY_BYTES = 16  # of the hash of a report's rare names


class _Parts(Struct, frozen=True, gc=False, array_like=True):
    """Of some names for each the number of its part, within which names can be one person's; no name stands in it."""

    numbers: tuple[int, ...]


class Families:
    """The rows of a pile in parts that are joined apart."""

    def __init__(self, table: Table, observations: Sequence[Observations], bonds: Bonds, memo: Memo | None) -> None:
        """Take the rows of a pile.

        Args:
            table: The rows.
            observations: One for each report.
            bonds: What people decided.
            memo: What was compared before.
        """
        self._table, self._observations, self._bonds = table, observations, bonds
        self._told: dict[int, tuple[Told, ...]] = {}
        self.parts = _list_parts(table, self._find_homes(memo))

    def list_rows(self, part: Numbers) -> list[Local]:
        """The rows of a part as records."""
        return [self._make_row(row) for row in part.tolist()]

    def find_contexts(self, part: Numbers) -> dict[int, frozenset[str]]:
        """The rare names of the reports of a part, by their places."""
        return {report: self._find_context(report) for report in np.unique(self._table.reports[part]).tolist()}

    def choose_bonds(self, part: Numbers) -> Bonds:
        """Those between rows of a part."""
        if not (self._bonds.together or self._bonds.apart):
            return self._bonds
        ids = {self._find_entity(row).id for row in part.tolist()}
        return Bonds(
            together=tuple(pair for pair in self._bonds.together if ids.issuperset(pair)),
            apart=tuple(pair for pair in self._bonds.apart if ids.issuperset(pair)),
        )

    def list_ids(self, part: Numbers) -> list[str]:
        """Ids that the rows of a part have in their reports."""
        return [self._find_entity(row).id for row in part.tolist()]

    def tell(self, part: Numbers) -> tuple[object, ...]:
        """All that the join of a part follows from."""
        table = self._table
        company = b"".join([self._company[report] for report in np.unique(table.reports[part]).tolist()])
        return (table.digests[part].tobytes(), table.kinds[part].tobytes(), company, self.choose_bonds(part))

    def _find_entity(self, row: int) -> Entity:
        report = int(self._table.reports[row])
        return self._observations[report].entities[row - int(self._table.firsts[report])]

    def _make_row(self, row: int) -> Local:
        table, report = self._table, int(self._table.reports[row])
        if report not in self._told:
            self._told[report] = table.facts[report].list_told()
        told = self._told[report][row - int(table.firsts[report])]
        kind = KINDS[int(table.kinds[row])]
        age = None if told.age is None else (told.age, told.year or 0)
        return Local(self._find_entity(row), report, table.facts[report].text, kind, age, told.gender, told.named)

    def _find_context(self, report: int) -> frozenset[str]:
        entities, first = self._observations[report].entities, int(self._table.firsts[report])
        rare = self._table.are_rare[first : first + len(entities)].tolist()
        return frozenset(entity.name for entity, is_rare in zip(entities, rare, strict=True) if is_rare)

    @cached_property
    def _company(self) -> list[bytes]:
        """Of each report a hash of its rare names."""
        table = self._table
        rare = np.flatnonzero(table.are_rare)
        order = rare[np.lexsort((table.hashes[rare], table.reports[rare]))]
        ends = np.searchsorted(table.reports[order], np.arange(len(table.facts) + 1)).tolist()
        hashes = table.hashes[order].tobytes()
        return [blake2b(hashes[8 * a : 8 * b], digest_size=_COMPANY_BYTES).digest() for a, b in pairwise(ends)]

    def _find_homes(self, memo: Memo | None) -> Numbers:
        """For each row the number of its family."""
        table = self._table
        other = np.flatnonzero(table.kinds != table.own_kinds)  # what they are called as what they are
        called = (tell_key(self._find_entity(row).name, KINDS[table.kinds[row]]) for row in other.tolist())
        keys = table.keys.copy()
        keys[other] = list(map(hash_word, called))
        tokens, _ = number_hashes(np.concatenate([table.hashes, keys, table.aliases]).astype(np.uint64))
        names, keyed, aliases = np.split(tokens, [len(keys), 2 * len(keys)])
        homes = _unite(names, [(names, keyed), (names[table.owners], aliases)])
        return _unite(homes, [self._tie_people(homes, memo), self._tie_bonds(homes)])

    def _tie_people(self, homes: Numbers, memo: Memo | None) -> tuple[Numbers, Numbers]:
        """Families of people who can be one: among those whose names sound alike, where these are not too many."""
        table = self._table
        people = np.flatnonzero(table.kinds == _PERSON)
        sounds = table.sounds[people].copy()
        for n in np.flatnonzero(table.own_kinds[people] != _PERSON).tolist():
            sounds[n] = list_sounds(tell_key(self._find_entity(int(people[n])).name, "person"))
        blocks, _ = number_hashes(sounds.ravel().astype(np.uint64))
        order = np.argsort(blocks, kind="stable")
        ends = np.flatnonzero(np.diff(blocks[order], prepend=-1, append=-1)).tolist()
        rows = people[order // sounds.shape[1]]
        ties = [tie for a, b in pairwise(ends) for tie in self._tie_block(rows[a:b], homes, memo)]
        one, other = np.array(ties, np.int64).reshape(-1, 2).T
        return one, other

    def _tie_block(self, rows: Numbers, homes: Numbers, memo: Memo | None) -> Iterator[tuple[int, int]]:
        """Pairs of families among people whose names sound alike."""
        there = homes[rows].tolist()
        if len(set(there)) == 1:
            return
        if len(rows) > MOST_IN_BLOCK:  # what is compared of so many follows from all of them
            yield from ((there[0], home) for home in there[1:])
            return
        named: dict[str, list[int]] = defaultdict(list)
        for row, home in zip(rows.tolist(), there, strict=True):
            named[tell_key(self._find_entity(row).name, "person")].append(home)
        names = sorted(named)
        firsts: dict[int, int] = {}
        for name, part in zip(names, _part_names(names, memo), strict=True):
            first = firsts.setdefault(part, named[name][0])
            yield from ((first, home) for home in named[name])

    def _tie_bonds(self, homes: Numbers) -> tuple[Numbers, Numbers]:
        """Families that a decision makes one."""
        bound = {each for pair in self._bonds.together for each in pair}
        places: dict[str, int] = {}
        if bound:
            ids = (entity.id for found in self._observations for entity in found.entities)
            places = {each: row for row, each in enumerate(ids) if each in bound}
        ties = [(places[a], places[b]) for a, b in self._bonds.together if a in places and b in places]
        one, other = homes[np.array(ties, np.int64).reshape(-1, 2).T]
        return one, other


def _part_names(names: Sequence[str], memo: Memo | None) -> tuple[int, ...]:
    return recall(memo, _Parts, ("people", names), partial(_compare_names, names)).numbers


def _compare_names(names: Sequence[str]) -> _Parts:
    """Names that can be one person's, directly or through others."""
    pairs = combinations(range(len(names)), 2)
    parts = connected_components(len(names), ((a, b) for a, b in pairs if can_name_one(names[a], names[b])))
    part_of: Mapping[int, int] = {n: number for number, part in enumerate(parts) for n in part}
    return _Parts(tuple(part_of[n] for n in range(len(names))))


def _unite(numbers: Numbers, ties: Sequence[tuple[Numbers, Numbers]]) -> Numbers:
    """Numbers, those that are tied made one.

    Args:
        numbers: Any.
        ties: Pairs of numbers of the same kind; they may be others than these.
    """
    size = 1 + int(max(some.max(initial=-1) for some in (numbers, *(side for pair in ties for side in pair))))
    pairs = sort_distinct(np.concatenate([pack_pairs(a, b) for a, b in ties]))
    one, other = split_pairs(pairs)
    apart = one != other
    parts = connected_components(size, zip(one[apart].tolist(), other[apart].tolist(), strict=True))
    home = np.zeros(size, np.int64)
    for number, part in enumerate(parts):
        home[part] = number
    return home[numbers]


def _list_parts(table: Table, homes: Numbers) -> list[Numbers]:
    """The rows of families that begin in one report, in order; in order of these reports."""
    _, firsts, which = np.unique(homes, return_index=True, return_inverse=True)
    begins = table.reports[firsts][which]
    order = np.argsort(begins, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(begins[order])) + 1) if len(order) else []
