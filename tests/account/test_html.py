"""The account as a page."""

import base64
import hashlib
import re
from collections import defaultdict
from itertools import pairwise

import pytest
from lxml import html
from msgspec.structs import replace

from joindots.account import decode_account, encode_account, render_html
from joindots.account.escapes import neutralise


@pytest.fixture(scope="module")
def page(account):
    return render_html(account)


@pytest.fixture(scope="module")
def tree(page):
    return html.document_fromstring(page)


def multiply(account, times):
    """A pile of copies under other ids and offsets: as many stories of one crane."""
    records = defaultdict(list)
    data = encode_account(account).decode()
    for number in range(times):
        salt = f"{number:04x}"
        copy = decode_account(
            re.sub(r'"([deqavifrts])([0-9a-f]{4})([0-9a-f]{7,8})"', rf'"\g<1>{salt}\g<3>"', data).encode()
        )
        for name in copy.__struct_fields__:
            if name not in {"schema", "generator", "rejections", "corrections"}:
                records[name] += getattr(copy, name)
    return replace(account, **{name: tuple(sorted(some, key=lambda r: r.id)) for name, some in records.items()})


def check_links(page):
    ids = re.findall(r'\bid="([^"]+)"', page)
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


def test_every_link_leads_to_an_anchor_and_every_anchor_stands_once(page):
    check_links(page)


def test_every_place_that_a_statement_cites_links_back_to_it(tree):
    """From a statement to its place, and from the paragraph of the place to the statement."""
    cited = 0
    for link in tree.xpath("//main//a[starts-with(@href, '#R')]"):
        owners = [a.get("id") for a in link.iterancestors() if a.get("id")]
        place = tree.get_element_by_id(link.get("href")[1:])
        block = next(a for a in place.iterancestors() if "block" in (a.get("class") or "").split())
        back = {a.get("href")[1:] for a in block.iter("a")}
        if owners[0] not in {"brief", "brief-title"}:
            assert back & set(owners), (link.get("href"), owners)
            cited += 1
    assert cited > 20


def test_every_link_from_a_text_leads_to_a_statement_that_cites_that_paragraph(tree):
    for link in tree.xpath("//article[@class='report']//div[contains(@class, 'block')]//a"):
        statement = tree.get_element_by_id(link.get("href")[1:])
        block = next(a for a in link.iterancestors() if "block" in (a.get("class") or "").split())
        places = {f"#{element.get('id')}" for element in block.iter() if element.get("id")}
        assert places & {a.get("href") for a in statement.iter("a")} or "cont" in (link.get("class") or "")


def test_every_link_has_words(tree):
    assert all(link.text_content().strip() for link in tree.iter("a"))


def test_what_can_be_narrowed_to_hides_the_rest_by_style_alone(page, tree):
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    assert ":root:has(#by-report [value=R2]:checked) [data-r]:not([data-r~=R2]){display:none}" in style
    assert tree.xpath("//select[@id='by-report']/option/@value") == ["", "R1", "R2", "R3"]
    kinds = set(tree.xpath("//select[@id='by-kind']/option/@value")) - {""}
    assert kinds == set(tree.xpath("//section[contains(@class, 'findings')]/@id"))
    people = tree.xpath("//select[@id='by-person']/option/@value")[1:]
    assert people
    assert all(tree.xpath(f"//article[contains(@data-p, '{entity}')]") for entity in people)
    assert all(article.get("data-r") for article in tree.find_class("finding"))


def test_a_quote_opens_to_its_paragraph_where_that_is_more(tree):
    for quote in tree.find_class("quote"):
        whole = quote.xpath("./figcaption/details/blockquote")
        if whole:
            assert len(whole[0].text_content()) > len(quote.xpath("string(./blockquote)"))


def test_the_texts_are_complete_and_blocks_are_labelled(account, tree):
    for document in account.documents:
        article = tree.get_element_by_id(document.id)
        shown = "".join("".join(p.itertext()) for p in article.xpath(".//div[contains(@class, 'block')]/p"))
        assert shown == neutralise(document.text)
        kinds = [div.get("class").split()[1] for div in article.xpath(".//div[contains(@class, 'block')]")]
        assert kinds == [block.kind for block in document.blocks]


def test_neighbouring_boilerplate_is_folded(tree):
    folded = tree.xpath("//details[@class='boilerplate']")
    assert [details.xpath("string(summary)") for details in folded] == ["Not part of the report: 2 paragraphs"]
    assert folded[0].get("open") is None


def test_it_loads_and_runs_nothing(page, tree):
    assert not tree.xpath("//script|//link|//img|//iframe|//object|//embed|//form|//base")
    assert not tree.xpath("//@style|//@*[starts-with(name(), 'on')]")
    assert "url(" not in page
    assert "@import" not in page
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


def test_what_comes_from_a_source_is_escaped(page, tree):
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert not tree.xpath("//a[starts-with(@href, 'javascript')]")
    assert "broken.bin" in page


def test_an_address_is_linked_only_on_the_web(account):
    documents = [replace(d, url="https://tarn.example/a?b=1&c") for d in account.documents]
    page = render_html(replace(account, documents=tuple(documents)))
    assert 'href="https://tarn.example/a?b=1&amp;c" rel="noreferrer noopener external"' in page


def test_dots_count_origins_and_are_said_in_words(account, tree):
    finding = next(f for f in account.findings if f.kind == "change")
    support = [p.text_content() for p in tree.get_element_by_id(finding.id).find_class("support")]
    assert " ".join(support[0].split()) == "●○ 1 independent origin in 2 reports; R1 and R3: copied text"
    assert " ".join(support[1].split()) == "● 1 report"


def test_a_change_is_told_in_order_of_time(account, tree):
    finding = next(f for f in account.findings if f.kind == "change")
    says = [p.text_content() for p in tree.get_element_by_id(finding.id).find_class("says")]
    assert says == ["1 two", "2 three"]


def test_words_that_only_one_telling_has_are_marked_for_eyes_and_ears(tree):
    finding = tree.xpath("//section[@id='wording']//article")[0]
    marks = [element.text_content() for element in finding.xpath(".//del|.//ins")]
    assert marks == [" [only here: The cable] ", " [only here: much] ", " [only here: far] "]


def test_a_verdict_it_is_unsure_of_is_folded(tree):
    assert tree.xpath("//section[@id='single']/details//article")
    assert not tree.xpath("//section[@id='single']/article")


def test_tellings_of_one_utterance_stand_together(tree):
    told = tree.get_element_by_id("said-e00000000001").xpath(".//ol/li/ul/li")
    assert [" ".join(t.text_content().split()) for t in told] == [
        (
            "says “The cable was much too old,” line 7also printed as says the cable “was [only here: far] too old” "
            "R2, line 6 Bell & Sons, 9 Jun 20402 independent reports · in the findings in other words: quotation"
        )
    ]


def test_speakers_open_without_a_script_and_can_be_linked_to(tree):
    speakers = tree.xpath("//section[@id='speakers']/details")
    assert [s.get("id") for s in speakers] == ["said-e00000000002", "said-e00000000001"]
    assert all(s.get("open") is not None for s in speakers)  # a small pile is shown whole
    assert [s.xpath("string(summary/h3)") for s in speakers] == ["port authority", "Oda Renn"]
    assert "said-e00000000002" in {
        link.get("href")[1:] for link in tree.xpath("//section[@id='conflict']//span[@class='voices']/a")
    }
    assert tree.get_element_by_id("e00000000001").xpath("./p/a/@href") == ["#said-e00000000001"]


def test_stances_are_told_in_words(tree):
    said = tree.get_element_by_id("said-e00000000002")
    labels = said.xpath(".//ol//i")
    assert [(label.text, label.get("class")) for label in labels] == [
        ("finds no evidence", "s-against"),
        ("says", None),
    ]


def test_a_reader_can_find_the_way_by_keyboard_and_ear(tree):
    assert tree.xpath("//body/a[1]/@href") == ["#account"]
    assert tree.xpath("//main/@id") == ["account"]
    assert tree.xpath("/html/@lang") == ["en"]
    assert all(section.get("aria-labelledby") for section in tree.xpath("//main/section"))
    assert all(table.xpath("./thead//th[@scope='col']") for table in tree.xpath("//table"))
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_same_account_gives_the_same_bytes(account, page):
    assert render_html(account) == page


def test_an_account_of_one_bare_report_is_still_a_page(account):
    bare = replace(
        account,
        documents=account.documents[:1],
        **dict.fromkeys(
            (
                "entities",
                "times",
                "quantities",
                "attributions",
                "events",
                "incidents",
                "stories",
                "reuse",
                "findings",
                "rejections",
            ),
            (),
        ),
    )
    page = render_html(bare)
    check_links(page)
    assert "An account of 1 report" in page


def test_a_large_pile_stays_a_page_and_says_what_it_leaves_out(account):
    pile = multiply(account, 90)
    page = render_html(pile)
    check_links(page)
    assert page.count("<article class=report ") == 200
    assert "70 more reports are in account.json; the 200 that most findings rest on are here." in page
    assert "10 more in account.json" in page
    assert len(page) < 3_000_000
