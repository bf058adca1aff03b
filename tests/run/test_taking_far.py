"""Inputs read by blocks: the same as here, whatever they are and whoever is lost."""

import zipfile

import pytest
from msgspec import Struct

from joindots.intake import Input, find_inputs
from joindots.run.distributed import intaking
from joindots.run.distributed.rows import from_rows, to_rows
from joindots.run.engines import ENDED, Lost
from joindots.run.intaking import take_in

PAGE = """<html><head><title>A ferry struck the pier</title></head><body><article><h1>A ferry struck the pier</h1>
<p>A ferry struck the pier at Lowmark on Monday, killing {} passengers, the pilot, Ilse Varga, said. It was the first
such accident this year, and the harbour was closed until the evening.</p></article></body></html>"""


class Through(Struct):
    """An engine whose blocks and results go through rows, as through files."""

    sent: list[list[str]] = []

    def map(self, function, blocks):
        for block in blocks:
            self.sent.append([item.source for item in block.inputs])
            yield from_rows(to_rows(function(from_rows(to_rows(block), type(block)))), intaking.Intaken)


@pytest.fixture
def inputs(tmp_path):
    """Pages, plain text, a page that is called plain, an archive, something that is no report, and what goes away."""
    for name in ("a.html", "c.html", "d.txt"):
        (tmp_path / name).write_text(PAGE.format(name))
    (tmp_path / "b.txt").write_text("A ferry struck the pier.\n\nTwo passengers were killed.\n")
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.write(tmp_path / "a.html", "in.html")
    (tmp_path / "f.html").write_bytes(b"\x00\x01\x02")
    (tmp_path / "g.html").write_text(PAGE.format("large") + " " * 5000)
    found, _ = find_inputs([str(tmp_path)])
    (tmp_path / "c.html").unlink()
    fetched = Input(source="https://lowmark.example/", data=PAGE.format("three").encode(), media_type="text/html")
    return [*found, fetched]


@pytest.mark.parametrize("most", [1, 10**9])
def test_what_is_read_far_is_what_is_read_here(inputs, monkeypatch, most):
    monkeypatch.setattr(intaking, "BLOCK_BYTES", most)
    monkeypatch.setattr(intaking, "MOST_BYTES", 4000)
    engine = Through()
    taken = list(intaking.take_far(inputs, engine))
    assert taken == list(take_in(inputs))
    assert [one.item for one in taken] == inputs
    assert [source for block in engine.sent for source in block] == [
        "a.html",
        "e.zip",
        "f.html",
        "https://lowmark.example/",
    ]
    assert len(engine.sent) == (1 if most > 1 else 4)


def test_what_goes_away_meanwhile_is_refused_and_no_other(inputs, monkeypatch):
    monkeypatch.setattr(intaking, "_measure", lambda item: None if item.source == "b.txt" else 1)
    engine = Through()
    assert list(intaking.take_far(inputs, engine)) == list(take_in(inputs))
    assert "c.html" not in engine.sent[0]


def test_what_nobody_can_finish_is_read_here(inputs, monkeypatch):
    monkeypatch.setattr(Through, "map", lambda _, __, blocks: (Lost(ENDED) for _ in blocks))
    assert list(intaking.take_far(inputs, Through())) == list(take_in(inputs))
