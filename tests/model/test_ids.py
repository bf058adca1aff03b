import hashlib

from hypothesis import given
from hypothesis import strategies as st

from joindots.model import make_id


@given(st.lists(st.text() | st.integers() | st.none(), max_size=20))
def test_ids_depend_on_content_alone(parts) -> None:
    first = make_id("q", *parts)
    assert first == make_id("q", *parts)
    assert first.startswith("q")
    assert len(first) == 13
    told = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    assert first[1:] == hashlib.sha256(told).hexdigest()[:12]


def test_parts_do_not_run_into_each_other() -> None:
    assert make_id("q", "ab", "c") != make_id("q", "a", "bc")


def test_lone_surrogates_do_not_stop_it() -> None:
    assert make_id("d", "\ud800")
