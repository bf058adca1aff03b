"""What is put on shelves is found there, each item by its number, and whatever lies beside it."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joindots.model import EngineError
from joindots.run.distributed.pairs import count_edges, cut_edges, unite_edges
from joindots.run.distributed.shuffles import Shelves, deal, fill_shelf, pack, take_items, unpack

pytest.importorskip("pyarrow", reason="the extra `distributed` is not installed")

shelves = st.lists(st.lists(st.binary(max_size=40), max_size=5), max_size=4)


@given(shelves, st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_items_are_taken_by_number(tmp_path, given_items, data):
    folder = str(tmp_path)
    found = Shelves([fill_shelf(folder, "items", items) for items in given_items])
    every = [item for items in given_items for item in items]
    assert len(found) == len(every)
    asked = data.draw(st.lists(st.integers(0, len(every) - 1), max_size=8)) if every else []
    assert take_items(folder, found.find(asked)) == [every[n] for n in asked]
    assert take_items(folder, found.find(range(len(every)))) == every


def test_the_same_items_are_the_same_shelf(tmp_path):
    one, other, more = (fill_shelf(str(tmp_path), "items", items) for items in ([b"a"], [b"a"], [b"a", b"b"]))
    assert one == other != more
    assert len(list(tmp_path.glob("*.shelf"))) == 2


def test_a_shelf_that_is_cut_off_is_told(tmp_path):
    places = Shelves([fill_shelf(str(tmp_path), "items", [b"fog", b"tide"])]).find([1])
    (file,) = tmp_path.glob("*.shelf")
    file.write_bytes(file.read_bytes()[:-3])
    with pytest.raises(EngineError, match="is damaged there; empty the folder"):
        take_items(str(tmp_path), places)


@given(st.lists(st.integers(0, 2**64 - 1)), st.integers(1, 4))
def test_what_is_dealt_comes_together_by_hash(hashes, parts):
    column = np.array(hashes, np.uint64)
    dealt = [unpack([pack(column[rows])], np.uint64)[0] for rows in deal(column, parts)]
    assert len(dealt) == parts
    assert sorted(np.concatenate(dealt).tolist()) == sorted(hashes)
    assert all(set((part % np.uint64(parts)).tolist()) <= {n} for n, part in enumerate(dealt))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(6, 11)), max_size=40), st.integers(1, 6))
def test_pairs_are_cut_into_blocks_each_once(pairs, most):
    packed = np.array([a << 32 | b for a, b in pairs], np.int64)
    edges = unite_edges([count_edges(packed[::2]), count_edges(packed[1::2])])
    assert np.frombuffer(edges.counts, np.int64).sum() == len(pairs)
    blocks = [block.tolist() for block in cut_edges(edges, [1] * 12, most, 2)]
    assert sorted(pair for block in blocks for pair in block) == sorted(set(packed.tolist()))
    assert all(len({text for pair in block for text in divmod(pair, 1 << 32)}) <= most + 1 for block in blocks)
