"""People and organisations that may be the same."""

import pytest
from lxml import html
from msgspec.structs import replace

from joindots.account import explain, render_html, render_markdown, verify_account
from joindots.account.indexes import Index
from joindots.account.views.entities import view_doubts
from joindots.model import Doubt, InternalError


@pytest.fixture
def doubtful(account):
    a, b = account.entities
    entities = (
        replace(a, perhaps=(Doubt(entity=b.id, why="initial"),)),
        replace(b, name="<O.> Renn", perhaps=(Doubt(entity=a.id, why="initial"),)),
    )
    return replace(account, entities=entities)


def test_each_pair_is_told_once_with_what_leaves_it_open(doubtful):
    verify_account(doubtful)
    (pair,) = view_doubts(Index(doubtful)).items
    assert (pair.names, pair.reports, pair.why) == (("Oda Renn", "<O.> Renn"), (2, 2), "one has an initial only")
    section = html.document_fromstring(render_html(doubtful)).get_element_by_id("perhaps")
    assert section.xpath(".//li/a/@href") == ["#e00000000001", "#e00000000002"]
    assert [" ".join(li.text_content().split()) for li in section.iter("li")] == [
        "Oda Renn 2 reports and <O.> Renn 2 reports: one has an initial only"
    ]
    assert "- Oda Renn and \\<O.\\> Renn: one has an initial only (e00000000001, e00000000002)" in render_markdown(
        doubtful
    )
    assert "perhaps the same as <O.> Renn (e00000000002): one has an initial only" in explain(doubtful, "Oda Renn")


def test_without_doubts_nothing_is_said_of_them(account):
    assert view_doubts(Index(account)).total == 0
    assert 'id="perhaps"' not in render_html(account)
    assert "Perhaps the same" not in render_markdown(account)


def test_a_doubt_leads_to_an_entity(doubtful):
    lost = replace(doubtful, entities=(replace(doubtful.entities[0], perhaps=(Doubt(entity="e9", why="spelling"),)),))
    with pytest.raises(InternalError, match="the entity e9"):
        verify_account(replace(lost, findings=(), incidents=(), attributions=(), quantities=(), stories=(), events=()))
