"""Decisions on the page: beside what rests on them, and as a list."""

import re

import pytest
from msgspec.structs import replace

from joindots.account import decode_account, encode_account, explain, render_html, render_markdown, verify_account
from joindots.corrections import make_decision
from joindots.corrections.aiming import Sight
from joindots.model import Accept, Correction, Corrections, Misfit, Rename, SetAside


@pytest.fixture(scope="module")
def decided(account):
    sight = Sight(account)
    finding, entity = account.findings[0], account.entities[0]
    when = "2031-07-01T09:00:00.000Z"
    accept = make_decision(Accept(target=sight.aim(finding.id)), who="Mira <Holt>", why="seen the file", when=when)
    rename = make_decision(Rename(target=sight.aim(entity.id), name="Other"), who="Bo Arn", why="", when=when)
    corrections = Corrections(
        made=(Correction(decision=accept, records=(finding.id,), was=None),),
        misfits=(Misfit(decision=rename, reason="The words “a” no longer stand in b.txt."),),
        set_aside=SetAside(findings=(account.findings[-1],)),
    )
    findings = (replace(finding, decisions=(accept.id,)), *account.findings[1:-1])
    return replace(account, findings=findings, corrections=corrections)


def test_the_page_tells_who_decided_what_and_why(decided):
    verify_account(decided)
    page = render_html(decided)
    mark = re.search(r"<p class=corrected><a href=#(k\w+)>(.+?)</a>: (.+?)</p>", page)
    assert mark[2] == "accepted by Mira &lt;Holt&gt; on 1 Jul 2031"
    assert mark[3] == "seen the file"
    assert f"id={mark[1]}>" in page
    assert "No longer fitting" in page
    assert "Set aside" in page


def test_so_do_the_text_and_the_explanation(decided):
    assert "## Corrections" in render_markdown(decided)
    assert "accepted by Mira <Holt> on 1 Jul 2031" in explain(decided, decided.findings[0].id)


def test_without_decisions_nothing_is_said(account):
    assert "orrections" not in render_markdown(account)
    assert 'id="corrections"' not in render_html(account)


def test_it_comes_back_from_its_file(decided):
    assert decode_account(encode_account(decided)) == decided
