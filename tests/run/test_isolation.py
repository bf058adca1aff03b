"""Readers that misbehave, each in a child of its own kind; what becomes of the rest."""

import os
import time

import msgspec
import pytest

from joindots.intake import Input
from joindots.run import children, intaking, isolation
from joindots.run.intaking import take_in
from joindots.run.isolation import Child, ReadingPool, read_isolated

# Runs in the child before it serves: plain text that names a misdeed commits it, and a line break parts a file.
_MISDEEDS = """
import os, socket, sys, time
from joindots.intake import confinement
from joindots.intake.formats import plain_texts
from joindots.intake.files import File, name_part
confinement.READING_SECONDS = 1.0
read = plain_texts.PlainTextReader.read
def misread(self, file):
    words = file.data
    if b"|" in words and "#" not in file.source:
        for number, part in enumerate(words.split(b"|")):
            yield File(source=name_part(file, f"{number}.txt"), data=part)
        return
    if b"LOOP" in words:
        while True: pass
    if b"MEMORY" in words: kept = bytearray(10**11)  # at once: touching less takes time that counts
    if b"CRASH" in words: os.abort()
    if b"EXIT" in words: os._exit(0)
    if b"NETWORK" in words: socket.create_connection(("127.0.0.1", 9))
    if b"WRITE" in words: open(words.split()[1], "w")
    if b"START" in words: os.system("true")
    if b"SAY" in words: print("hello"); os.write(1, b"hello")
    yield from read(self, file)
plain_texts.PlainTextReader.read = misread
"""


@pytest.fixture
def child(monkeypatch):
    first, rest = isolation._PROGRAM.split("; from ")
    monkeypatch.setattr(isolation, "_PROGRAM", f"{first}\n{_MISDEEDS}\nfrom {rest}")
    child = Child()
    yield child
    child.close()


def outcome(child, text):
    attempt = read_isolated(child, Input(source="x.txt", data=text.encode()))
    return [draft.text for draft in attempt.drafts], {r.source: (r.outcome, r.reason) for r in attempt.rejections}


def test_misdeeds_end_the_child_and_not_the_run(child):
    assert outcome(child, "LOOP") == ([], {"x.txt": ("refused", "It takes too long to read.")})
    assert outcome(child, "MEMORY") == ([], {"x.txt": ("refused", "It needs more memory than is allowed.")})
    for crash in ("CRASH", "EXIT"):
        texts, rejections = outcome(child, crash)
        assert (texts, rejections["x.txt"][0]) == ([], "refused")
        assert "crashed" in rejections["x.txt"][1]
    assert outcome(child, "A ferry sank.") == (["A ferry sank."], {})


def test_nothing_outside_the_child_can_be_reached(child, tmp_path, capfd):
    for misdeed in ("NETWORK", f"WRITE {tmp_path / 'x'}", "START"):
        texts, rejections = outcome(child, misdeed)
        assert (texts, rejections["x.txt"][0]) == ([], "refused")
    assert list(tmp_path.iterdir()) == []
    assert outcome(child, "SAY") == (["SAY"], {})
    assert capfd.readouterr().out == ""


def test_a_part_that_ends_the_child_is_left_out_and_named(child):
    texts, rejections = outcome(child, "One.|CRASH|Three.|EXIT|Five.")
    assert texts == ["One.", "Three.", "Five."]
    assert {source: outcome for source, (outcome, _) in rejections.items()} == {
        "x.txt#1.txt": "refused",
        "x.txt#3.txt": "refused",
    }


def test_too_many_such_parts_end_the_input(child):
    texts, rejections = outcome(child, "One.|CRASH|CRASH|CRASH|Five.")
    assert texts == ["One."]
    assert rejections["x.txt"][0] == "partly read"
    assert [rejections[f"x.txt#{n}.txt"][0] for n in (1, 2, 3)] == ["refused"] * 3


def test_parts_share_the_time_of_their_input(child):
    began = time.monotonic()
    assert outcome(child, "|".join(["One.", *["LOOP"] * 20]))[0] == ["One."]
    assert time.monotonic() - began < 20  # seconds; on a machine that does much else


@pytest.fixture
def pages(tmp_path):
    for number in range(9):
        page = f"<html><body><h1>Report {number}</h1><p>A ferry sank off Lowmark, {number} people said on Tuesday."
        (tmp_path / f"{number}.html").write_text(page)
        (tmp_path / f"{number}.txt").write_text(f"A ferry sank, {number} people said.")
    return [
        Input(source=name, path=str(tmp_path / name))
        for number in range(9)
        for name in (f"{number}.html", f"{number}.txt")
    ]


def test_the_number_of_children_changes_nothing(pages, monkeypatch):
    monkeypatch.setattr(intaking, "INPUTS_A_CHILD", 1)
    one, two = list(take_in(pages, 1)), list(take_in(pages, 2))
    assert one == two
    assert [taken.item for taken in one] == pages
    assert all(len(taken.drafts) == 1 for taken in one)
    assert [taken.size for taken in one] == [os.stat(item.path).st_size for item in pages]  # noqa: PTH116


def test_plain_text_starts_no_child(pages, monkeypatch):
    monkeypatch.setattr(children.subprocess, "Popen", None)
    texts = [item for item in pages if item.source.endswith(".txt")]
    assert all(len(taken.drafts) == 1 for taken in take_in(texts))


def test_a_page_named_text_goes_to_a_child(pages, monkeypatch):
    started = []
    monkeypatch.setattr(ReadingPool, "submit", lambda _pool, item: started.append(item) or _done())
    list(take_in([Input(source="x.txt", path=pages[0].path)]))
    assert [item.source for item in started] == ["x.txt"]


def _done():
    class Done:
        def result(self):
            return isolation.Attempt(last="x.txt")

    return Done()


def test_a_run_that_is_stopped_leaves_no_child(pages):
    taken = take_in(pages, 1)
    next(taken)
    taken.close()
    with pytest.raises(StopIteration):
        next(taken)


def test_what_a_child_says_is_checked(monkeypatch):
    liar = "import sys; from multiprocessing.connection import Connection as C; c = C(int(sys.argv[1])); c.recv_bytes()"
    monkeypatch.setattr(isolation, "_PROGRAM", f"{liar}; c.send_bytes(b'nonsense'); c.recv_bytes()")
    child = Child()
    attempt = read_isolated(child, Input(source="x.txt", data=b"A ferry sank."))
    child.close()
    assert attempt.drafts == []
    assert attempt.rejections[0].outcome == "refused"
    with pytest.raises(msgspec.DecodeError):
        isolation._DECODER.decode(b"nonsense")
