"""The entities of all reports of a pile as arrays: what each name is, and where it is rare, counted over the pile."""

from collections.abc import Sequence
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from joindots.join.copied_words import hash_word
from joindots.join.entities.facts import KINDS, ROW_BYTES, Facts
from joindots.join.entities.known_names import known_names
from joindots.join.orders import Numbers, number_hashes, pack_pairs, sort_distinct

Bytes = NDArray[np.uint8]
Votes = NDArray[np.float64]

_PLACE, _GROUP, _OTHER = (KINDS.index(kind) for kind in ("place", "group", "other"))
_IN_HALVES = 2  # votes of something that a report is somewhere "in"
# A name in more documents than this says nothing about whether two reports tell of the same thing.
_RARE_DOCUMENTS = 10
_RARE_SHARE = 0.02
# What decides between kinds of as many votes, the first first: any is better than "other", the report's own wins.
_ANY, _OWN = 2 * len(KINDS), len(KINDS)


class Table:
    """All entities of all reports; a row is one of them, in order of the reports.

    Attributes:
        facts: Of the reports.
        reports: Of each row the place of its report.
        firsts: Of each report its first row.
        digests: Of each row, as all of these: see `Rows`, and so are those that follow.
        own_kinds: As its report has it.
        hashes: Of its name.
        keys: Of its key, as its report has its kind.
        sounds: Three each.
        aliases: Of all rows, one after the other.
        owners: Of each alias its row.
    """

    def __init__(self, facts: Sequence[Facts]) -> None:
        """Take the facts of reports, in their order."""
        self.facts = facts
        sizes = np.array([len(each.rows.kinds) for each in facts], np.int64)
        self.reports = np.repeat(np.arange(len(facts)), sizes)
        self.firsts = np.cumsum(sizes) - sizes
        self._named = len(self.reports)
        self.digests = np.frombuffer(b"".join(each.rows.digests for each in facts), np.dtype((np.void, ROW_BYTES)))
        self.own_kinds = np.frombuffer(b"".join(each.rows.kinds for each in facts), np.uint8)
        self.hashes = _join([each.rows.names for each in facts])
        self.keys = _join([each.rows.keys for each in facts])
        self.sounds = _join([each.rows.sounds for each in facts]).reshape(-1, 3)
        self.aliases = _join([each.rows.aliases for each in facts])
        owners = [np.frombuffer(each.rows.owners, np.int32) for each in facts]
        self.owners = np.concatenate([some + first for some, first in zip(owners, self.firsts, strict=True)] or [[]])
        self.owners = self.owners.astype(np.int64)
        texts: dict[str, int] = {}
        self._texts = np.array([texts.setdefault(each.text, len(texts)) for each in facts], np.int64)

    @cached_property
    def spellings(self) -> Numbers:
        """Numbers of the names of all rows, then of all aliases; in order of their hashes."""
        numbers, _ = number_hashes(np.concatenate([self.hashes, self.aliases]).astype(np.uint64))
        return numbers

    @property
    def names(self) -> Numbers:
        """The number of each row's name."""
        return self.spellings[: self._named]

    @cached_property
    def kinds(self) -> Bytes:
        """Of each row what it is, by a vote of the distinct texts of the pile; its own name counts double."""
        names, kinds = self.names, self.own_kinds.astype(np.int64)
        votes = np.frombuffer(b"".join(each.rows.votes for each in self.facts), np.uint8).astype(np.float64)
        inside = np.frombuffer(b"".join(each.rows.inside for each in self.facts), np.uint8).astype(np.float64)
        votes = votes * self._are_first[self.reports]
        said = [names * len(KINDS) + kinds] * 2 + [self.spellings[self._named :] * len(KINDS) + kinds[self.owners]]
        weights = [votes, votes, votes[self.owners]]
        said.append(names * len(KINDS) + _PLACE)
        weights.append(_IN_HALVES * inside * self._are_first[self.reports])
        size = len(KINDS) * (int(self.spellings.max(initial=-1)) + 1)
        counts = np.bincount(np.concatenate(said), np.concatenate(weights), size).astype(np.float64)
        counts = counts.reshape(-1, len(KINDS))[names]
        chosen = _choose(counts, self.own_kinds)
        return self._look_up(np.where(counts.max(1, initial=0) > 0, chosen, self.own_kinds))

    @cached_property
    def are_rare(self) -> NDArray[np.bool_]:
        """Whether few distinct texts hold a row's name, and it is no group's: company that tells something."""
        pairs = sort_distinct(pack_pairs(self.names, self._texts[self.reports]))
        counts = np.bincount(pairs >> 32)[self.names] if len(pairs) else self.names
        most = max(_RARE_DOCUMENTS, int(_RARE_SHARE * len(np.unique(self._texts[self.reports]))))
        rare: NDArray[np.bool_] = (counts <= most) & (self.kinds != _GROUP)
        return rare

    @cached_property
    def _are_first(self) -> NDArray[np.bool_]:
        """Of each report whether it is the first of its wording: copies have one vote together."""
        first = np.zeros(len(self._texts), bool)
        first[np.unique(self._texts, return_index=True)[1]] = True
        return first

    def _look_up(self, kinds: Bytes) -> Bytes:
        """The kinds with those that the table of known names tells."""
        hashes, told = _list_known()
        at = np.minimum(np.searchsorted(hashes, self.hashes), len(hashes) - 1)
        return np.where(hashes[at] == self.hashes, told[at], kinds).astype(np.uint8)


def _join(parts: Sequence[bytes]) -> Numbers:
    return np.frombuffer(b"".join(parts), np.int64)


def _choose(counts: Votes, own: Bytes) -> Bytes:
    """Of each row the kind of most votes; of equal ones the one that is not "other", its own, the first by name."""
    places = np.arange(len(KINDS))
    ties = _ANY * (places != _OTHER) + _OWN * (places == own[:, None]) + (len(KINDS) - 1 - places)
    chosen: Bytes = (counts * (2 * _ANY) + ties).argmax(1).astype(np.uint8)
    return chosen


@cache
def _list_known() -> tuple[Numbers, Bytes]:
    """Hashes of the names of the table of known names, sorted, and what they are."""
    known = sorted((hash_word(name), KINDS.index(entry.kind)) for name, entry in known_names().items())
    return np.array([name for name, _ in known], np.int64), np.array([kind for _, kind in known], np.uint8)
