import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from joindots.join import number_sets
from joindots.join.number_sets import make_sets, meet
from joindots.join.orders import number_hashes, order_hashes, pack_pairs, split_pairs

SETS = st.lists(st.frozensets(st.integers(0, 9), max_size=4), min_size=1, max_size=8)


@given(SETS, SETS, st.data())
def test_sets_meet_as_python_has_it(one, other, data):
    pairs = data.draw(st.lists(st.tuples(st.integers(0, len(one) - 1), st.integers(0, len(other) - 1)), max_size=12))
    a, b = np.array(pairs, np.int64).reshape(-1, 2).T
    expected = [not one[i].isdisjoint(other[j]) for i, j in pairs]
    assert meet(make_sets(one), make_sets(other), a, b).tolist() == expected


def test_many_pairs_are_compared_part_by_part(monkeypatch):
    monkeypatch.setattr(number_sets, "PART_CELLS", 5)
    sets = make_sets([{1, 2, 3}, {3, 4, 5}, {6, 7}, ()])
    a, b = np.repeat(np.arange(4), 4), np.tile(np.arange(4), 4)
    found = meet(sets, sets, a, b).reshape(4, 4)
    assert found.tolist() == [
        [True, True, False, False],
        [True, True, False, False],
        [False, False, True, False],
        [False, False, False, False],
    ]


# Hashes that begin alike are drawn as often as others: then the whole of them has to be sorted.
HASHES = st.lists(st.sampled_from([0, 1, 2, 2**40, 2**63, 2**63 + 1, 2**64 - 1]), max_size=20)


@given(HASHES)
def test_hashes_are_ordered_and_numbered(drawn):
    hashes = np.array(drawn, np.uint64)
    assert order_hashes(hashes).tolist() == sorted(range(len(drawn)), key=lambda n: (drawn[n], n))
    numbers, firsts = number_hashes(hashes)
    assert numbers.tolist() == [sorted(set(drawn)).index(value) for value in drawn]
    assert firsts.tolist() == [drawn.index(value) for value in sorted(set(drawn))]


def test_packed_pairs_come_apart():
    first, second = np.array([0, 5, 2**31 - 1]), np.array([2**32 - 1, 0, 7])
    assert [side.tolist() for side in split_pairs(pack_pairs(first, second))] == [first.tolist(), second.tolist()]
