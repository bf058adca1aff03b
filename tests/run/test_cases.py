"""Piles that are kept: the same bytes as without a case, and nothing is paid for twice."""

import itertools
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joindots.account import encode_account
from joindots.model import Account, Anchor, Decision, InputError, Note, StoreError, Target, Undo
from joindots.run import read, remembering
from joindots.run.cases import Search, check_case, delete_report, find_entity, open_case, read_into

EXAMPLE = Path(__file__).resolve().parents[2] / "src/joindots/app/example/reports"
FILES = sorted(path for path in EXAMPLE.iterdir() if path.suffix == ".txt")  # these need no child to read them


@pytest.fixture(scope="module")
def plain() -> Account:
    """The account of the reports in plain text."""
    return read(FILES)


@pytest.fixture
def place(tmp_path) -> Path:
    return tmp_path / "case.joindots"


@pytest.fixture
def case(place):
    with open_case(place, create=True) as opened:
        yield opened


@pytest.fixture
def observed(monkeypatch) -> list[int]:
    """How many documents each block that is worked on has."""
    from joindots.run import blocks as running

    blocks, sound = [], running.observe_block

    def count(work):
        blocks.append(len(work.documents))
        return sound(work)

    monkeypatch.setattr(running, "observe_block", count)
    return blocks


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(FILES), cuts=st.lists(st.integers(1, len(FILES) - 1), max_size=2))
def test_additions_in_any_order_give_the_bytes_of_one_reading(request, tmp_path_factory, order, cuts):
    plain = request.getfixturevalue("plain")
    edges = [0, *sorted(set(cuts)), len(order)]
    with open_case(tmp_path_factory.mktemp("case") / "case.joindots", create=True) as case:
        for a, b in itertools.pairwise(edges):
            reading = read_into(case, order[a:b])
        assert encode_account(reading.account) == encode_account(plain)
        assert encode_account(case.load_account()) == encode_account(plain)


def test_a_pile_of_all_formats_gives_the_bytes_of_one_reading(case, example):
    reports = sorted(EXAMPLE.iterdir())
    read_into(case, reports[3:])
    assert encode_account(read_into(case, reports[:3]).account) == encode_account(example)


def test_what_is_there_is_not_read_again(case, plain, observed):
    read_into(case, FILES)
    observed.clear()
    assert encode_account(read_into(case, FILES).account) == encode_account(plain)
    assert not observed


def test_one_report_more_is_one_report_read(case, observed, tmp_path):
    read_into(case, FILES[:-1])
    observed.clear()
    new = tmp_path / "new.txt"
    new.write_text("A crane fell at Skerry Point on Friday. Nobody was hurt, the harbour police said.\n\nBy Ana Ruhl")
    account = read_into(case, new).account
    assert observed == [1]
    assert encode_account(account) == encode_account(read([*FILES[:-1], new]))


def test_a_new_extractor_parses_nothing_again(case, plain, monkeypatch):
    from joindots.parse import SpacyEngine
    from joindots.run import recalling

    read_into(case, FILES)
    monkeypatch.setattr(recalling, "hash_sources", lambda *_: "another version")
    monkeypatch.setattr(SpacyEngine, "parse", lambda *_: pytest.fail("parsed again"))
    assert encode_account(read_into(case, FILES).account) == encode_account(plain)


def test_what_recurs_labels_an_earlier_report_again(case, tmp_path):
    line = "Read our harbour letter every morning before the first ferry leaves."
    paths = []
    for number, town in enumerate(("Lowmark", "Skerry Point", "Grayhaven", "Ellis Bank", "Port Ellis")):
        path = tmp_path / f"{town}.txt"
        path.write_text(
            f"The council of {town} met {number} times.\n\n{line}\n\nThe mayor of {town} left the room early that day."
        )
        paths.append(path)
    read_into(case, paths[:1])
    account = read_into(case, paths[1:]).account
    assert encode_account(account) == encode_account(read(paths))


def test_a_file_that_changed_takes_the_place_of_the_earlier(case, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("Two people were hurt at Lowmark, police said.")
    read_into(case, path)
    path.write_text("Three people were hurt at Lowmark, police said.")
    assert encode_account(read_into(case, path).account) == encode_account(read(path))
    assert len(case.list_originals()) == 2


def test_another_file_of_the_same_name_gets_a_longer_one(case, tmp_path):
    for day in ("monday", "tuesday"):
        (tmp_path / day).mkdir()
        (tmp_path / day / "report.txt").write_text(f"The bridge at Lowmark stays shut until {day}, police said.")
        account = read_into(case, tmp_path / day).account
    assert [entry.source for entry in case.list_entries()] == ["report.txt", "tuesday/report.txt"]
    assert {d.source for d in account.documents} == {"report.txt", "tuesday/report.txt"}


def test_one_file_reached_by_another_folder_is_the_same_file(case, tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("The bridge at Lowmark stays shut, police said.")
    read_into(case, tmp_path / "reports")
    assert len(read_into(case, tmp_path / "reports" / "a.txt").account.documents) == 1


def test_a_case_in_the_folder_that_is_read_is_no_report(tmp_path):
    shutil.copy(FILES[1], tmp_path)
    (tmp_path / "case.joindots.txt").write_text("The bridge at Lowmark stays shut, police said.")
    with open_case(tmp_path / "case.joindots", create=True) as case:
        account = read_into(case, tmp_path).account
    assert len(account.documents) == 2
    assert not account.rejections


def test_what_cannot_be_read_is_told_as_without_a_case(case, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text("A ferry struck the pier at Lowmark. Two people were killed, police said.")
    (folder / "empty.txt").write_text("")
    (folder / ".hidden").write_text("The council met.")
    read_into(case, folder)
    account = read_into(case, FILES[:1]).account
    assert encode_account(account) == encode_account(read([folder, FILES[0]]))
    assert {r.source for r in account.rejections} >= {"empty.txt"}


def test_an_interrupted_run_keeps_what_it_did(case, observed, monkeypatch, plain):
    from joindots.run import blocks as running

    monkeypatch.setattr("joindots.run.blocks.BLOCK_CHARACTERS", 1)
    sound = running.observe_block
    monkeypatch.setattr(running, "observe_block", lambda work: sound(work) if len(observed) < 3 else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        read_into(case, FILES)
    assert case.load_account() is None
    observed.clear()
    monkeypatch.setattr(running, "observe_block", sound)
    assert encode_account(read_into(case, FILES).account) == encode_account(plain)
    assert len(observed) <= len(plain.documents) - 3 + 1  # and one that is read again with a date that was inferred


def test_nothing_to_read_is_an_error_and_leaves_an_empty_case(case, tmp_path):
    with pytest.raises(InputError):
        read_into(case, tmp_path / "nothing.txt")
    assert case.load_account() is None


def test_one_run_at_a_time(case, place):
    with case.reading_in(), open_case(place) as other, pytest.raises(StoreError, match="another program reads"):
        read_into(other, FILES)


def test_names_find_what_bears_them(case):
    read_into(case, FILES)
    entity = find_entity(case, "ilse varga")
    documents = case.list_appearances(entity.id)
    assert documents
    hits = case.search(Search(query="pier", entity=entity.id))
    assert {hit.document for hit in hits} <= set(documents)
    with pytest.raises(InputError, match="nobody"):
        find_entity(case, "Nemo Nihil")


def test_parses_of_a_run_without_a_case_are_forgotten_when_they_are_too_many(monkeypatch):
    monkeypatch.setattr(remembering, "KEPT_PARSE_BYTES", 10)
    memory = remembering.Oblivion()
    memory.keep({}, (), {b"a": b"12345", b"b": b"12345"})
    memory.keep({}, (), {b"c": b"123"})
    assert memory.recall_parses([b"a", b"b", b"c"]) == {b"b": b"12345", b"c": b"123"}


def test_what_is_deleted_is_gone_with_all_that_follows(case, plain):
    read_into(case, FILES)
    gone = delete_report(case, FILES[0].name).document
    assert encode_account(case.load_account()) == encode_account(read(FILES[1:]))
    assert not case.list_records("documents", [gone.id])
    assert not check_case(case)
    assert encode_account(read_into(case, FILES).account) == encode_account(plain)  # it may be read again


def test_the_last_report_can_be_deleted(case):
    name = read_into(case, FILES[0]).account.documents[0].id
    delete_report(case, name)
    assert case.load_account() is None
    assert not case.list_originals()
    assert not any(case.count_records().values())


def test_others_from_the_same_container_stay(case, tmp_path):
    rows = [{"id": str(n), "text": f"The bridge {n} at Lowmark stays shut, police said."} for n in range(3)]
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)))
    read_into(case, tmp_path / "feed.jsonl")
    deletion = delete_report(case, "feed.jsonl#1")
    assert len(deletion.others) == 2
    assert {d.source for d in case.load_account().documents} == {"feed.jsonl#0", "feed.jsonl#2"}
    assert not case.list_originals()


def test_decisions_about_it_go_with_it(case):
    account = read_into(case, FILES).account
    documents = {d.source: d for d in account.documents}
    for number, name in enumerate((FILES[0].name, FILES[1].name)):
        anchor = Anchor(sha256=documents[name].sha256, source=name, start=0, end=0, quote="")
        target = Target(kind="document", anchors=(anchor,), id=documents[name].id, name=name)
        when = f"2031-05-02T09:41:07.12{number}Z"
        note = Note(target=target)
        case.add_decision(Decision(id=f"k{number}", when=when, who="Ana", why="", action=note))
    case.add_decision(Decision(id="k2", when="2031-05-02T09:41:08.000Z", who="Ana", why="", action=Undo(decision="k0")))
    assert delete_report(case, FILES[0].name).decisions == ("k0", "k2")
    assert [decision.id for decision in case.list_decisions()] == ["k1"]
