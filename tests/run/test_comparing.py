"""Two reports side by side: what is copied, disputed, and told by one alone; on every face."""

import re
from itertools import pairwise

import msgspec
import pytest
from lxml import html
from msgspec.structs import replace

from joindots.account import compare_reports, encode_comparison, render_comparison, tell_comparison, verify_account
from joindots.model import InputError, InternalError, OptionsError
from joindots.run import Options, Silent, read, read_two, take_two, write_comparison

FIRST = """Two dead as crane falls at Tarn Quay

3 June 2040

A crane fell onto the quay at Tarn Harbour on Saturday, killing two dockers, the port authority said.

“The cable was much too old and nobody had looked at it since the spring,” said Oda Renn, the quay master.

The harbour company said on Sunday it would pay the families 40,000 pounds each.

Every ship that had been due at the quay this week was turned away to the northern basin, where the pilots worked.
"""
SECOND = """Crane kills three at Tarn Quay

9 June 2040

A crane fell onto the quay at Tarn Harbour on Saturday, killing three dockers, the port authority said.

Oda Renn, the quay master, said: “The cable was far too old and nobody had looked at it since the spring.”

Mayor Pieter Vos promised <b>an inquiry</b> into the cranes of all the basins & sheds.

Every ship that had been due at the quay this week was turned away to the northern basin, where the pilots worked.
"""
THIRD = "Rain expected\n\nThe weather office said on Monday it would rain in the hills.\n"


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    paths = [folder / "herald.txt", folder / "bell.txt", folder / "rain.txt"]
    for path, text in zip(paths, (FIRST, SECOND, THIRD), strict=True):
        path.write_text(text, "utf-8")
    return [str(path) for path in paths]


@pytest.fixture(scope="module")
def pair(papers):
    return read_two(papers[:2], options=Options(workers=1), progress=Silent())


@pytest.fixture(scope="module")
def comparison(pair):
    return compare_reports(pair)


def test_the_one_published_first_comes_first(comparison):
    assert [document.source for document in comparison.documents] == ["herald.txt", "bell.txt"]


def test_copied_text_is_told_from_quotations_of_one_speaker(comparison, pair):
    names = {entity.id: entity.name for entity in pair.entities}
    told = {
        reuse.a.text[:11]: names.get(speaker)
        for reuse, speaker in zip(comparison.reuse, comparison.quoted, strict=True)
    }
    assert told["Every ship "] is None
    assert "Oda Renn" in told.values()
    assert all(0.2 < side.shared < 1 for side in comparison.sides)


def test_what_they_differ_in_is_no_news_of_one_alone(comparison):
    killed = [finding for finding in comparison.findings if finding.topic.startswith("Killed")]
    assert [sorted(position.says for position in finding.positions) for finding in killed] == [["2", "3"]]
    assert all(quantity.measure != "killed" for side in comparison.sides for quantity in side.quantities)


def test_what_one_has_alone(comparison):
    first, second = comparison.sides
    assert ["pay the families" in a.content[0].text for a in first.attributions] == [True]
    assert [quantity.low for quantity in first.quantities] == [40000]
    assert ["inquiry" in a.content[0].text for a in second.attributions] == [True]
    assert {"Pieter Vos"} <= {entity.name for entity in second.entities}
    assert "Oda Renn" not in {entity.name for side in comparison.sides for entity in side.entities}


def test_every_span_of_the_records_is_its_slice(comparison):
    texts = {document.id: document.text for document in comparison.documents}

    def spans(value):
        if isinstance(value, dict):
            if {"document", "start", "end", "text"} <= value.keys():
                yield value
            for inner in value.values():
                yield from spans(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from spans(inner)

    found = list(spans(msgspec.json.decode(encode_comparison(comparison))))
    assert len(found) > 20
    assert all(texts[s["document"]][s["start"] : s["end"]] == s["text"] for s in found)


def test_the_order_of_the_two_does_not_matter(papers, pair):
    other = read_two([papers[1], papers[0]], options=Options(workers=1), progress=Silent())
    assert render_comparison(other) == render_comparison(pair)


def test_the_page_is_whole_and_loads_nothing(pair):
    page = render_comparison(pair)
    tree = html.document_fromstring(page)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert not tree.xpath("//script|//link|//img|//iframe|//object|//embed|//form|//base")
    assert not tree.xpath("//@style|//@*[starts-with(name(), 'on')]")
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none';")
    assert not tree.xpath("//b")
    assert "<b>an inquiry</b>" in tree.text_content()
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_the_terminal_tells_the_same(pair):
    told = tell_comparison(pair)
    for words in ("ONLY IN R1", "ONLY IN R2", "WORD FOR WORD IN BOTH", "both quote Oda Renn", "an inquiry"):
        assert words in told
    assert "1 thing changed from one to the other." in told or "They disagree on 1 point." in told


def test_two_reports_of_an_account_by_mark_and_by_a_part_of_the_title(papers):
    whole = read(papers, options=Options(workers=1))
    marked = take_two(whole, ("R1", "R2"))
    verify_account(marked)
    assert {document.source for document in marked.documents} == {"herald.txt", "bell.txt"}
    assert take_two(whole, ("crane kills", "two dead")) == marked
    with pytest.raises(OptionsError, match="R1 "):
        take_two(whole, ("tarn quay", "R1"))
    with pytest.raises(OptionsError, match="No report"):
        take_two(whole, ("R9", "R1"))
    with pytest.raises(OptionsError, match="same report"):
        take_two(whole, ("R1", "herald.txt"))


def test_anything_but_two_reports_is_refused(papers, pair):
    with pytest.raises(InputError, match="one report"):
        read_two([papers[0], papers[0]], options=Options(workers=1), progress=Silent())
    with pytest.raises(InternalError):
        compare_reports(replace(pair, documents=pair.documents[:1]))


def test_the_page_is_written_where_it_is_asked_for(pair, tmp_path):
    write_comparison(pair, tmp_path / "new" / "two.html")
    assert (tmp_path / "new" / "two.html").read_text("utf-8") == render_comparison(pair)
