"""Accounts in a notebook: the examples of the documentation as they stand, faces, tables."""

import builtins
import contextlib
import io
import re
import sys
from pathlib import Path

import pytest
from lxml import html

import joindots
from joindots.model import InputError, MissingExtraError, OptionsError
from joindots.run import notebooks

DOCS = Path(__file__).resolve().parents[2] / "docs/notebook.md"
EXAMPLES = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def account(example):
    return notebooks.Account(example)


def test_the_examples_of_the_documentation_print_what_stands_there(request):
    """One after the other, as in a notebook; `pytest --update-golden` writes what they print."""
    names: dict[str, object] = {}
    text = DOCS.read_text("utf-8")
    assert len(EXAMPLES) == 5
    for code, expected in EXAMPLES:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            builtins.exec(code, names)  # noqa: S102 - our own documentation
        if request.config.getoption("--update-golden"):
            text = text.replace(f"{code}```\n\n```text\n{expected}```", f"{code}```\n\n```text\n{out.getvalue()}```")
        else:
            assert out.getvalue() == expected
    if request.config.getoption("--update-golden"):
        DOCS.write_text(text, "utf-8")


def test_faces_are_whole_and_run_nothing(account):
    for shown in (account, *account.findings[:4], *account.documents[:3]):
        tree = html.fragment_fromstring(shown._repr_html_())
        assert not tree.xpath("//script|//style|//link|//img|//*[@onclick]")


def test_a_document_shows_all_its_text_with_marks(account):
    document = account.documents[0]
    tree = html.fragment_fromstring(document._repr_html_())
    shown = tree.xpath("./div")[0].text_content()
    assert shown == document.text
    assert any("asserts" in title for title in tree.xpath(".//span/@title"))


def test_a_finding_has_the_fields_of_its_record_and_a_citation(account):
    finding = account.findings[0]
    assert (finding.id, finding.kind, finding.topic) == (finding.record.id, finding.record.kind, finding.record.topic)
    assert finding.id in finding.citation


def test_tables_are_named(account):
    assert len(account.to_rows("quantities")) == len(account.quantities)
    with pytest.raises(OptionsError, match="none of documents, entities"):
        account.to_rows("numbers")


def test_a_frame_needs_pandas(account, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"joindots\[notebook\]"):
        account.to_frame("quantities")


def test_a_frame_has_the_rows(account):
    pytest.importorskip("pandas", reason="pandas is not installed")
    assert len(account.to_frame("findings")) == len(account.to_rows("findings"))


def test_an_account_can_be_loaded(account, tmp_path):
    from joindots.account import encode_account

    (tmp_path / "account.json").write_bytes(encode_account(account.record))
    assert joindots.load(tmp_path).record == account.record
    with pytest.raises(InputError):
        joindots.load(tmp_path / "none")


def test_an_unknown_form_is_refused(account, tmp_path):
    with pytest.raises(OptionsError, match="none of csv"):
        account.export("xyz", tmp_path)


def test_what_comes_from_a_source_is_escaped_in_every_face(account):
    from msgspec.structs import replace

    hostile = tuple(replace(d, title="<script>alert(1)</script>") for d in account.record.documents)
    shown = notebooks.Account(replace(account.record, documents=hostile))
    faces = [
        shown._repr_html_(),
        *(f._repr_html_() for f in shown.findings),
        *(d._repr_html_() for d in shown.documents),
    ]
    assert all("<script" not in face for face in faces)
