"""The floors of quality and the table that tells of them agree."""

import re
import tomllib
from pathlib import Path

QUALITY = Path(__file__).resolve().parents[2] / "bench/quality"
ROW = re.compile(r"\| `(?P<set>\w+)` \| (?P<measure>.+?) \| (?P<value>\d\.\d{3}) \| (?P<floor>\d\.\d{3}) \| .*\|")


def load(name):
    return tomllib.loads((QUALITY / name).read_text())


def rows():
    text = (QUALITY / "README.md").read_text().replace("&gt;", ">")
    return {(m["set"], m["measure"]): (float(m["value"]), float(m["floor"])) for m in ROW.finditer(text)}


def test_the_table_shows_every_floor_as_it_is():
    floors = {
        (name, measure): floor for name, entries in load("floors.toml").items() for measure, floor in entries.items()
    }
    assert floors
    assert {key: floor for key, (_, floor) in rows().items()} == floors


def test_what_is_shown_as_measured_holds_its_floor():
    assert not {key: pair for key, pair in rows().items() if pair[0] < pair[1]}


def test_every_floor_belongs_to_a_measure():
    sets = load("sets.toml")
    known = {(name, f"{m['row']} {m['column']}") for name, entry in sets.items() for m in entry["measures"]}
    assert {key for key in rows() if key[0] in sets} <= known
    own_scripts = {name for name, _ in rows()} - set(sets)
    assert all((QUALITY / f"{name}.py").exists() for name in own_scripts)
