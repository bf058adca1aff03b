"""How each input ended, and what is said of languages, on every face."""

import pytest
from lxml import html
from msgspec.structs import replace

from joindots.account import render_html, render_markdown
from joindots.account.views.inputs import view_inputs
from joindots.account.views.languages import describe_languages
from joindots.model import Model, Rejection


def end(source, outcome, reason="It is damaged.", stage="intake"):
    return Rejection(source=source, stage=stage, reason=reason, outcome=outcome)


ENDINGS = (
    end("a.zip", "partly read", "One part of it is locked."),
    end("b.pdf", "refused"),
    end("c.pdf", "refused"),
    end("d.txt", "refused", "too deep", "parse"),
    *(end(f"p{n:04}.png", "skipped", "This is a picture.") for n in range(3000)),
)


@pytest.fixture(scope="module")
def piled(account):
    return replace(account, rejections=ENDINGS)


@pytest.fixture(scope="module")
def mixed(account):
    """The first report is German, one paragraph of the second French; the third came attached to the second."""
    first, second, third = account.documents
    blocks = (*second.blocks[:-1], replace(second.blocks[-1], language="fr"))
    documents = (
        replace(first, language="de"),
        replace(second, blocks=blocks),
        replace(third, part_of=second.source, media_type="application/pdf", notes=("only a summary",)),
    )
    return replace(account, documents=documents)


def test_inputs_are_counted_by_how_they_ended(piled):
    view = view_inputs(piled)
    assert view.summary == "3 reports read, 1 read in part, 3 refused, 3,000 skipped"
    refused = view.endings[1]
    assert [(reason.reason, reason.names.items) for reason in refused.reasons.items] == [
        ("It is damaged.", ("b.pdf", "c.pdf")),
        ("too deep (parse)", ("d.txt",)),
    ]


def test_whole_inputs_are_named_before_parts(account):
    parts = [end(f"a.zip#{n}.txt", "refused") for n in range(5)]
    whole = end("news.zip", "refused", "It holds too much.")
    refused = view_inputs(replace(account, rejections=(*parts, end("b.pdf", "refused"), whole))).endings[0].reasons
    assert [(view.reason, view.names.shown[0]) for view in refused.items] == [
        ("It is damaged.", "b.pdf"),
        ("It holds too much.", "news.zip"),
    ]
    alone = view_inputs(replace(account, rejections=(*parts, whole))).endings[0].reasons
    assert [view.reason for view in alone.items] == ["It holds too much.", "It is damaged."]


def test_nothing_is_said_where_all_was_read(account):
    view = view_inputs(replace(account, rejections=()))
    assert (view.summary, view.endings) == ("3 reports read", ())
    assert 'id="inputs"' not in render_html(replace(account, rejections=()))


def test_thousands_are_summarised_and_folded(piled):
    page = render_html(piled)
    tree = html.document_fromstring(page)
    assert (
        tree.xpath("//header//a[@href='#inputs']")[0].text == "3 reports read, 1 read in part, 3 refused, 3,000 skipped"
    )
    skipped = tree.xpath("//h4[starts-with(., 'Skipped')]/following-sibling::details[1]")[0]
    assert skipped.get("open") is None
    assert len(skipped.xpath(".//code")) == 100
    assert "and 2,900 more in account.json" in skipped.text_content()
    assert "p0000.png, p0001.png, p0002.png and 2,997 more: This is a picture." in render_markdown(piled)


def test_what_is_not_read_further_is_said_with_its_language(mixed):
    assert describe_languages(mixed) == (
        "Kept and searchable, but not read further: 1 report in German and 1 paragraph in French.",
    )
    french = Model(name="fr_x", version="1", sha256="0" * 64, language="fr")
    read = replace(mixed, generator=replace(mixed.generator, models=(french,)))
    assert describe_languages(read) == (
        "Only names are read in 1 paragraph in French.",
        "Kept and searchable, but not read further: 1 report in German.",
    )


def test_an_english_pile_says_nothing_of_languages(account):
    assert describe_languages(account) == ()
    assert "not read further" not in render_html(account)


def test_the_page_marks_languages_for_eyes_and_ears(mixed):
    tree = html.document_fromstring(render_html(mixed))
    first, second, _ = mixed.documents
    report = tree.get_element_by_id(first.id)
    assert report.get("lang") == "de"
    assert "German, not read further" in report.xpath("string(header)")
    (paragraph,) = tree.get_element_by_id(second.id).xpath(".//p[@lang='fr']")
    assert "French, not read further" in paragraph.getparent().text_content()


def test_format_mail_and_notes_stand_with_the_report(mixed):
    page = render_html(mixed)
    tree = html.document_fromstring(page)
    row = next(row for row in tree.xpath("//table[@class='reports']//tr") if "PDF" in row.text_content())
    assert "attached to" in row.text_content()
    assert row.xpath(".//span[contains(., 'attached')]/a/@href")[0].startswith("#source-R")
    assert "The feed gives only a summary of the report." in row.text_content()
    report = tree.get_element_by_id(mixed.documents[2].id)
    assert "The feed gives only a summary of the report." in report.xpath("string(header)")
    text = render_markdown(mixed)
    assert "| PDF, English |" in text
    assert ", attached to R" in text
