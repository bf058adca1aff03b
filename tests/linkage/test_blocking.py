from hypothesis import given
from hypothesis import strategies as st

from joindots.linkage import candidate_pairs

KEYS = st.lists(st.lists(st.sampled_from("abcde")), max_size=12)


@given(KEYS, st.integers(1, 12))
def test_pairs_share_a_key_that_is_not_too_common(keys, max_block):
    members = {key: [i for i, own in enumerate(keys) if key in own] for key in "abcde"}
    expected = sorted(
        (a, b)
        for a in range(len(keys))
        for b in range(a + 1, len(keys))
        if any(key in keys[a] and key in keys[b] and len(members[key]) <= max_block for key in "abcde")
    )
    assert candidate_pairs(keys, max_block) == expected
