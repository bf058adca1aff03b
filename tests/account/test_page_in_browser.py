"""The page in a browser without scripts: it fits, it narrows, evidence opens, nothing is asked for.

Runs where Chromium and Playwright are.
"""

import pytest

from joindots.account import render_html


@pytest.fixture
def opened(browser, example, tmp_path):
    file = tmp_path / "account.html"
    file.write_text(render_html(example), "utf-8")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1024, "height": 900})
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(file.as_uri())
    yield page
    context.close()


def count_findings(page):
    return page.locator("article.finding:visible").count()


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_it_fits_any_width_and_asks_for_nothing(opened, width):
    opened.set_viewport_size({"width": width, "height": 900})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert [url.split(":")[0] for url in opened.asked] == ["file"]


def test_it_narrows_to_a_verdict_a_report_and_a_name(opened):
    everything = count_findings(opened)
    for select, value in (("#by-kind", "conflict"), ("#by-report", "R9")):
        opened.select_option(select, value)
        assert 0 < count_findings(opened) < everything
        assert opened.locator(".narrowed").is_visible()
        opened.select_option(select, "")
    assert count_findings(opened) == everything
    opened.select_option("#by-person", index=1)
    assert 0 < count_findings(opened) < everything


def test_what_is_left_is_counted_again(opened):
    opened.select_option("#by-report", "R9")
    nodes = opened.context.new_cdp_session(opened).send("Accessibility.getFullAXTree")["nodes"]
    told = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "StaticText"]
    assert f"Left: findings {count_findings(opened)}, reports 1" in "".join(told)
    for section in opened.locator("section.findings").all():
        whole = section.locator("article.finding").count()
        assert section.locator(".recount").inner_text() == f"{whole} fit"
        left = section.locator("article.finding:visible").count()
        assert f"{left} of {whole} fit" in "".join(told)
    assert not opened.locator(".contents .count").first.is_visible()


def test_a_quote_opens_to_its_paragraph_in_place(opened):
    quote = opened.locator("figure.quote:visible", has=opened.locator("details.whole")).first
    sentence = quote.locator("> blockquote").inner_text()
    assert not quote.locator("details blockquote").is_visible()
    quote.locator("summary").click()
    assert len(quote.locator("details blockquote").inner_text()) > len(sentence)
    assert not quote.locator("> blockquote").is_visible()
