"""Reading into a case in another process: it tells how far it is, and what goes wrong in the same words."""

import pytest

from joindots.account import encode_account
from joindots.model import EngineError, JoindotsError
from joindots.run import Options, apart, children, read
from joindots.run.apart import Task, read_apart, read_here
from joindots.store.cases import open_case

TEXT = "The bridge at Lowmark was shut on 3 May 2031, the harbour master said.\n"


def test_what_is_read_apart_is_what_is_read_here(tmp_path):
    report, place, heard = tmp_path / "a.txt", tmp_path / "case.joindots", []
    report.write_text(TEXT)
    open_case(place, create=True).close()
    outcome = read_apart(Task(str(place), (str(report),), Options()), lambda *told: heard.append(told))
    assert (outcome.documents, outcome.rejections) == (1, ())
    assert ("parsing", 1, 1) in heard
    with open_case(place) as case:
        assert encode_account(case.load_account()) == encode_account(read([report]))
    assert read_here(Task(str(place), (), Options()), lambda *_: None) == outcome


def test_what_goes_wrong_there_is_told_in_the_same_words(tmp_path):
    place = tmp_path / "case.joindots"
    open_case(place, create=True).close()
    with pytest.raises(JoindotsError, match="nothing could be read"):
        read_apart(Task(str(place), (), Options()), lambda *_: None)


def test_a_process_that_dies_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "start_child", lambda _: children.start_child("import sys; sys.exit(3)"))
    with pytest.raises(EngineError, match="what was read so far is kept"):
        read_apart(Task(str(tmp_path / "case.joindots"), (), Options()), lambda *_: None)
