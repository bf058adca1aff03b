"""Features of many pairs at once weigh what they weigh one pair at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.linkage import Column, Feature, candidate_pairs, compare, explain_row, pair_members, weigh_columns

LIKENESS = st.none() | st.floats(0, 1)


@given(st.lists(st.tuples(LIKENESS, LIKENESS), min_size=1, max_size=6), st.floats(-5, 5))
def test_columns_weigh_as_features_do(rows, bias):
    weights = (("name", 3.0, -1.5), ("day", 0.5, -2.0))
    columns = [
        Column(*weight, np.array([np.nan if row[n] is None else row[n] for row in rows]))
        for n, weight in enumerate(weights)
    ]
    features = [Feature(*weight, lambda a, _, n=n: a[n]) for n, weight in enumerate(weights)]
    weighed = weigh_columns(columns, bias)
    for n, row in enumerate(rows):
        expected = compare(row, row, features, bias)
        assert weighed[n] == pytest.approx(expected.weight)
        assert explain_row(columns, n, bias) == expected


@given(st.lists(st.sets(st.integers(0, 5)), max_size=8), st.integers(1, 4))
def test_members_are_paired_as_candidates_are(keys, most):
    found = [(key, n) for n, some in enumerate(keys) for key in some]
    a, b = pair_members(*np.array(found, np.int64).reshape(-1, 2).T, most)
    assert list(zip(a.tolist(), b.tolist(), strict=True)) == candidate_pairs(keys, most)
