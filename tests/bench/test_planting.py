"""The generator of planted changes: deterministic, one change or none, places told rightly, facts kept."""

import json
import re
import sys
from pathlib import Path
from random import Random

import pytest

PLANTED = Path(__file__).resolve().parents[2] / "bench/planted"
REPORT = """Three ferries collide off Port Ellis

Three ferries collided off Port Ellis on Monday, and 14 people were taken to hospital, the harbour board said.

The police are investigating why the "Grey Heron" left her course at 9.40 a.m. on Monday. She carried 210 people.

"We want to know what happened and we will help the families as long as they need it," Martha Quill said.

Peter Sandell, who was on the pier, said he saw no lights. The board found no evidence that the fog horn had failed.

The wreck of the second ferry was sold to Thomas Merrow for 40,000 crowns after the divers had left it.

In Norway, a similar collision in 2029 was blamed on the tide. Divers were told to keep away from the wreck.

The harbour was reopened on Tuesday, but only small boats were allowed to leave it before the evening.

A spokesman for the owners did not want to speak of the cause until the inquiry has begun on March 12 in Port Ellis.
"""


@pytest.fixture(scope="module")
def bench():
    sys.path.insert(0, str(PLANTED))
    import changes
    import planting
    import reports
    import rewordings

    yield type("Bench", (), {"changes": changes, "planting": planting, "reports": reports, "rewordings": rewordings})
    sys.path.remove(str(PLANTED))
    for name in ("changes", "planting", "reports", "rewordings", "marks", "tables"):
        sys.modules.pop(name, None)


@pytest.fixture
def report(bench):
    return bench.reports.Report("r1", REPORT, "Three ferries collide off Port Ellis", "2031-05-06", "The Gull")


def kinds(bench):
    return bench.changes.KINDS


def draws(seed):
    return Random(seed)  # noqa: S311 - a sample, not a secret


def test_every_kind_can_be_planted(bench, report):
    for kind in kinds(bench):
        assert bench.planting.make_pair(report, kind, draws(1)).kind == kind


def test_the_same_seed_gives_the_same_pairs(bench, report):
    reports = [report, bench.reports.Report("r2", REPORT.replace("14", "17"))]
    first, again = ([*bench.planting.make_pairs(reports, 5)] for _ in range(2))
    assert first == again
    assert first != [*bench.planting.make_pairs(reports, 6)]


@pytest.mark.parametrize("seed", range(6))
def test_places_are_told_rightly(bench, report, seed):
    for kind in kinds(bench):
        pair = bench.planting.make_pair(report, kind, draws(seed))
        for side, place in ((pair.original, pair.before), (pair.copy, pair.after)):
            assert side.text[place.start : place.end] == place.text
        assert pair.before.text != pair.after.text


@pytest.mark.parametrize("seed", range(6))
def test_exactly_one_change_is_planted(bench, report, seed, monkeypatch):
    monkeypatch.setattr(bench.planting, "reword", lambda text, _rng: text)
    for kind in kinds(bench):
        pair = bench.planting.make_pair(report, kind, draws(seed))
        undone = pair.copy.text[: pair.after.start] + pair.before.text + pair.copy.text[pair.after.end :]
        assert undone == pair.original.text


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_planted_where_none_is_wanted(bench, report, seed):
    pair = bench.planting.make_pair(report, None, draws(seed))
    assert (pair.kind, pair.before, pair.after) == (None, None, None)


def test_copies_are_reworded(bench):
    copies = {bench.rewordings.reword(REPORT, draws(seed)) for seed in range(12)}
    assert len(copies - {REPORT}) > 6


@pytest.mark.parametrize("seed", range(12))
def test_rewording_adds_no_name_and_no_number(bench, seed):
    copied = bench.rewordings.reword(REPORT, draws(seed))
    told = {*re.findall(r"\b[A-Z][a-z]+\b", REPORT)} | {"The", "On", "A"}
    assert {*re.findall(r"\b[A-Z][a-z]+\b", copied)} <= told | {word.capitalize() for word in REPORT.split()}
    assert {*re.findall(r"\d+", copied)} <= {*re.findall(r"\d+", REPORT), "3"}
    assert copied.count("police") == REPORT.count("police") or len(copied) < len(REPORT)


def test_quotations_and_marked_words_are_not_reworded(bench):
    marked = REPORT.replace("14 people", "\ue00014 people\ue001")
    for seed in range(12):
        copied = bench.rewordings.reword(marked, draws(seed))
        assert "\ue00014 people\ue001" in copied
        if "what happened" in copied:
            assert "We want to know what happened and we will help the families as long as they need it" in copied


def test_reports_are_drawn_from_json_lines_and_folders(bench, tmp_path):
    lines = [json.dumps({"id": str(n), "text": f"{n}\n{REPORT}", "published": "2031-05-06"}) for n in range(9)]
    (tmp_path / "some.jsonl").write_text("\n".join(lines))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/one.txt").write_text(REPORT)
    drawn = bench.reports.draw_reports([tmp_path / "some.jsonl", tmp_path / "folder"], 6, 2)
    assert [len(report.text) > 0 for report in drawn] == [True] * 4
    assert drawn == bench.reports.draw_reports([tmp_path / "some.jsonl", tmp_path / "folder"], 6, 2)
