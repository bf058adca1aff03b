"""The large case that nobody wrote: it is whole, a desk finds its way in it, and a report less is a report less."""

import sys
from pathlib import Path

import pytest

from joindots.app.web import queries
from joindots.app.web.desks import Desk
from joindots.app.web.queries import Query
from joindots.model import link_records
from joindots.store.cases import open_case

LOAD = Path(__file__).resolve().parents[2] / "bench/load"
LISTS = ("findings", "statements", "entities", "events", "incidents", "figures", "reports")


@pytest.fixture(scope="module")
def bench():
    sys.path[:0] = [str(LOAD), str(LOAD.parent / "speed")]
    import filling

    sys.path.remove(str(LOAD))
    sys.path.remove(str(LOAD.parent / "speed"))
    return filling


@pytest.fixture(scope="module")
def place(bench, tmp_path_factory) -> Path:
    from joindots.store.parts import Used

    found = tmp_path_factory.mktemp("load") / "case.joindots"
    with open_case(found, create=True) as case, case.reading_in():
        case.finish(bench.make_account(60, 1), "made up", [], Used(frozenset(), {}))
    return found


def test_a_desk_finds_every_record_and_its_links_without_the_whole_account(place, tmp_path):
    with open_case(place) as case:
        desk = Desk(case, tmp_path / "inbox")
        account = case.load_account()
        assert len(account.documents) == 60
        for name in LISTS:
            page = queries.list_records(desk, name, "", "", 1)
            assert page.total
            assert all(queries.show_record(desk, row.id) for row in page.rows[:5])
        with desk.look() as look:
            expected = link_records(account)
            assert {one: look.index.links[one] for one in expected} == expected
        words = " ".join(account.documents[0].text.split()[:2])
        assert account.documents[0].id in {hit.document for hit in queries.find(desk, Query(words=words)).reports}


def test_a_desk_sees_the_account_that_is_written_meanwhile(bench, place, tmp_path):
    with open_case(place) as case:
        desk = Desk(case, tmp_path / "inbox")
        with desk.look() as look:
            before = list(look.index.reports)
            bench.rewrite(str(place))
            gone = before[-1] if before[-1].id not in {d.id for d in case.list_records("documents")} else None
            assert len(look.index.reports) == 60  # one look sees one state
            assert look.index.records.get(before[0].id) is not None
        with desk.look() as look:
            assert len(look.index.reports) == 59
            assert gone is None or look.index.records.get(gone.id) is None
