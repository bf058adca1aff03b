"""What a case holds as it is is not checked again; what has changed, or may lie in a text that has, is."""

import pytest
from msgspec.structs import replace

from joindots.account import verify_account
from joindots.model import InternalError
from joindots.run.cases import open_case
from joindots.run.options import Options
from joindots.run.recalling import CaseMemory
from joindots.store.parts import Used


@pytest.fixture
def held(tmp_path, example):
    """A case that holds the example's account, and a memory of it."""
    with open_case(tmp_path / "case.joindots", create=True) as case:
        memory = CaseMemory(case, Options())
        assert memory.list_doubtful(example) == example  # nothing is held yet
        memory.finish(example, "any")
        yield case, CaseMemory(case, Options())


def list_arrays(account):
    return {name: value for name in account.__struct_fields__ if (value := getattr(account, name)) and name != "schema"}


def test_what_is_held_as_it_is_is_not_doubted(held, example):
    doubtful = held[1].list_doubtful(example)
    assert list_arrays(doubtful).keys() == {"generator", "documents"}
    verify_account(example, doubtful)


@pytest.mark.parametrize("kind", ["entities", "times", "quantities", "attributions", "events", "reuse", "findings"])
def test_a_record_that_was_changed_is_doubted(held, example, kind):
    records = getattr(example, kind)
    doubtful = held[1].list_doubtful(replace(example, **{kind: records[1:]}))
    assert records[0] not in getattr(doubtful, kind)
    with_first = held[1].list_doubtful(example)
    assert not getattr(with_first, kind)


def test_a_span_that_does_not_fit_is_found_among_records_that_changed(held, example):
    first = example.times[0]
    broken = replace(first, span=replace(first.span, start=first.span.start + 1))
    account = replace(example, times=(broken, *example.times[1:]))
    with pytest.raises(InternalError, match="not its slice"):
        verify_account(account, held[1].list_doubtful(account))


def test_a_text_that_changed_casts_doubt_on_all(held, example):
    first = example.documents[0]
    longer = replace(
        first,
        text=first.text + ".",
        blocks=(*first.blocks[:-1], replace(first.blocks[-1], end=first.blocks[-1].end + 1)),
    )
    account = replace(example, documents=(longer, *example.documents[1:]))
    assert held[1].list_doubtful(account) == account
    fewer = replace(example, documents=example.documents[1:])
    assert held[1].list_doubtful(fewer) == fewer


def test_what_was_checked_otherwise_is_doubted(held, example):
    case, _ = held
    compared = case.compare_account(example, b"other checks")
    assert all(compared.differing[kind] for kind in ("times", "events", "findings"))
    case.finish(example, "other", [], Used(frozenset(), {}), compared)
    assert case.load_account() == example
