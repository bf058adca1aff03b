"""Every hostile input ends as it should, all of them small and in one run; nothing else is written or touched."""

import os
import re
from pathlib import Path

import pytest
from hostile_cases import cases, make_objects, stored_name

from joindots.account import render_html, render_markdown, verify_account
from joindots.run import read

SCALE = 0.001
CASES = list(cases())


@pytest.fixture(scope="module")
def pile(tmp_path_factory):
    """The folder, how each of its entries must end, and its account."""
    folder = tmp_path_factory.mktemp("hostile")
    expected = {name: frozenset([outcome]) for name, outcome in make_objects(folder).items()}
    for case in CASES:
        name = os.fsdecode(case.name)
        (folder / name).write_bytes(case.build(SCALE))
        expected[name] = case.outcomes
    return folder, expected, read([folder])


def outcome(account, name: str) -> str:
    """How an input ended."""
    documents = [d for d in account.documents if re.match(rf"{re.escape(name)}(?:#|~\d|\Z)", d.source)]
    rejections = [r for r in account.rejections if re.match(rf"{re.escape(name)}(?:#|~\d|\Z)", r.source)]
    if documents:
        return "partly read" if rejections else "read"
    return next((r.outcome for r in rejections if r.source == name), rejections[0].outcome if rejections else "lost")


def test_every_input_ends_as_it_should(pile):
    _, expected, account = pile
    ended = {name: outcome(account, stored_name(name)) for name in expected}
    wrong = {name: (ended[name], sorted(expected[name])) for name in expected if ended[name] not in expected[name]}
    assert not wrong, "\n".join(f"{name!r}: {got}, not {wanted}" for name, (got, wanted) in wrong.items())


def test_every_reason_is_a_sentence_without_paths_or_addresses_of_memory(pile):
    folder, _, account = pile
    for rejection in account.rejections:
        assert re.fullmatch(r"[A-Z].*\.", rejection.reason, re.DOTALL), rejection
        assert str(folder) not in rejection.reason
        assert not re.search(r"0x[0-9a-f]{6}|Traceback", rejection.reason), rejection


def test_the_account_holds_and_its_faces_run_no_script(pile):
    account = pile[2]
    verify_account(account)
    page = render_html(account)
    assert not re.search(r"<script>alert|<img src=x|<svg onload|href=.?javascript:", page)
    assert "\x1b" not in page
    assert "\x1b" not in render_markdown(account)


def test_nothing_outside_an_input_is_read_or_written(pile):
    account = pile[2]
    assert not [d.source for d in account.documents if re.search(r"root:[^\n]*:0:0:", d.text)]
    assert not list(Path("/tmp").glob("joindots-slipped*"))  # noqa: S108 - where the archive would like to write
    assert not [d for d in account.documents if "Buy two lamps" in d.text]
