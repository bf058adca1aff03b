"""The worked example of docs/add-a-format.md is true of the code."""

import re
import sys
import textwrap
import types
from pathlib import Path

import pytest

from joindots.intake import Input, label_documents, read_input
from joindots.intake import readers as module

GUIDE = Path(__file__).resolve().parents[2] / "docs/add-a-format.md"
SUBTITLES = (
    b"1\r\n00:00:01,000 --> 00:00:04,000\r\nA ferry ran aground\r\noff Mornay Point.\r\n\r\n"
    b"2\r\n00:00:05,000 --> 00:00:07,500\r\nNobody was hurt.\r\n"
)


@pytest.fixture
def read(monkeypatch):
    (example,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    subtitles = types.ModuleType("joindots.intake.subtitles")
    monkeypatch.setitem(sys.modules, subtitles.__name__, subtitles)
    exec(textwrap.dedent(example), subtitles.__dict__)  # noqa: S102 - our own guide
    monkeypatch.setattr(module, "TEXT_READERS", (subtitles.SubtitleReader(), *module.TEXT_READERS))
    return lambda data: read_input(Input(source="news.srt", data=data))


def test_the_example_reads(read):
    drafts, rejections = read(SUBTITLES)
    assert rejections == []
    assert drafts[0].text == "A ferry ran aground off Mornay Point.\nNobody was hurt.\n"
    assert drafts[0].media_type == "application/x-subrip"
    label_documents(drafts)  # which checks that the hints tile the text


def test_the_example_refuses(read):
    drafts, (rejection,) = read(SUBTITLES[:34])
    assert (drafts, rejection.reason) == ([], "The subtitles hold no text.")


def test_other_files_are_left_to_others(read):
    assert read(b"1\nA ferry ran aground.")[0][0].media_type == "text/plain"


def test_what_the_guide_names_is_there():
    source = GUIDE.parents[1]
    for name in re.findall(r"`(\w+\.py)`", GUIDE.read_text()):
        assert list((source / "src/joindots/intake").rglob(name)), name
