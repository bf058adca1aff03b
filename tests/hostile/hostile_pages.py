"""Web pages and XML: broken, enormous, deceitful."""

SENTENCE = (
    "Two people were killed when the ferry Alder struck the pier at Lowmark on Tuesday, the harbour master said. "
)
BODY = f"<h1>Ferry strikes pier at Lowmark</h1><p>{SENTENCE * 3}</p><p>Police found no evidence of a defect.</p>"
SCRIPT = "<script>alert(1)</script>"


def page(body: str, head: str = "<title>Ferry strikes pier</title>"):
    return lambda _scale: f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def page_with(piece: str, end: str = ""):
    """The article and then the same piece for ever."""
    return lambda scale: page(BODY + piece * max(1, int(scale * 900_000 / len(piece))) + end)(scale)


def attributes(scale: float) -> bytes:
    many = " ".join(f'a{n}="{n}"' for n in range(int(scale * 50_000) + 1))
    return page(f"<div {many}>{BODY}</div>")(scale)


def nested(tag: str):
    def build(scale: float) -> bytes:
        number = int(scale * 50_000) + 1
        return page(f"<{tag}>" * number + BODY + f"</{tag}>" * number)(scale)

    return build


def feed(items: str, head: str = ""):
    start = f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>The Courier</title><link>http://a.example/</link>'
    return lambda _scale: f"{start}{items}</channel></rss>".encode()


def many_items(scale: float) -> bytes:
    number = int(scale * 10_000) + 1
    item = "<item><title>Ferry {0}</title><description>A ferry sank, {0} said.</description></item>"
    return feed("".join(item.format(n) for n in range(number)))(scale)


ITEM = (
    "<item><title>Ferry</title><link>/a</link><guid>1</guid><pubDate>{}</pubDate>"
    f"<description>{SENTENCE}</description></item>"
)
LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha ha ">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://127.0.0.1:9/">]>'
QUADRATIC = '<!DOCTYPE rss [<!ENTITY a "' + "ha " * 30_000 + '">]>'
READ, PAGE = "read", "read|partly read|refused"
ANYTHING = "read|partly read"

PAGES = {
    # structure
    "unclosed.html": (page_with("<div><p><b><table><tr><td>"), PAGE),
    "frames.html": (page('<frameset><frame src="a.html"><frame src="b.html"></frameset>'), "refused"),
    "only-script.html": (page("<script>document.write('A ferry sank.')</script>"), "refused"),
    "noscript.html": (page(f"<noscript>Please switch on scripts.</noscript>{BODY}"), READ),
    "hidden.html": (page(f'{BODY}<p style="display:none">Nobody was killed.</p><p hidden>Nobody.</p>'), READ),
    "cookie-wall.html": (
        page("<h1>We value your privacy</h1><p>Accept all cookies to go on. Manage settings.</p>"),
        PAGE,
    ),
    "not-found.html": (
        page("<h1>404</h1><p>The page you are looking for was not found.</p>", "<title>404</title>"),
        PAGE,
    ),
    "empty.html": (page("", ""), "refused"),
    "truncated.html": (lambda _scale: page(BODY)(1)[:400], READ),
    "two-pages.html": (lambda _scale: page(BODY)(1) * 2, READ),
    "comment-unclosed.html": (page(f"{BODY}<!-- {SENTENCE * 20}"), READ),
    "base-and-refresh.html": (
        page(BODY, '<base href="http://a.example/"><meta http-equiv="refresh" content="0; url=http://b.example/">'),
        READ,
    ),
    # big or slow
    "attributes.html": (attributes, PAGE),
    "long-attribute.html": (lambda scale: page(f'<p title="{"x" * int(scale * 900_000)}">x</p>{BODY}')(1), PAGE),
    **{f"nested-{tag}.html": (nested(tag), PAGE) for tag in ("div", "b", "table", "blockquote", "ul", "font", "span")},
    "paragraphs.html": (page_with("<p>a"), PAGE),
    "full-paragraphs.html": (page_with(f"<p>{SENTENCE}</p>"), ANYTHING),
    "line-breaks.html": (page_with("a<br>"), PAGE),
    "links.html": (page_with('<a href="/a">Ferry</a> '), PAGE),
    "headings.html": (page_with("<h2>Ferry</h2>"), PAGE),
    "list-items.html": (page_with("<li>Ferry"), PAGE),
    "cells.html": (page_with("<td>1", "</table>"), PAGE),
    "comments.html": (page_with("<!--"), PAGE),
    "entities.html": (page_with("&amp;"), PAGE),
    "brackets.html": (page_with("<"), PAGE),
    "scripts.html": (page_with("<script>a</script>"), PAGE),
    "meta.html": (lambda scale: page(BODY, '<meta name="author" content="By ">' * int(scale * 25_000))(1), PAGE),
    "linked-data.html": (
        lambda scale: page(BODY, f'<script type="application/ld+json">{"[" * int(scale * 900_000)}</script>')(1),
        PAGE,
    ),
    "linked-data-many.html": (
        lambda scale: page(
            BODY, '<script type="application/ld+json">{"@type": "Article"}</script>' * int(scale * 14_000)
        )(1),
        PAGE,
    ),
    "long-title.html": (lambda scale: page(BODY, f"<title>{'Ferry ' * int(scale * 150_000)}</title>")(1), PAGE),
    "dates.html": (page_with("<time datetime='2031-05-13'>13 May 2031</time> "), PAGE),
    "spaces.html": (page_with(" \u00a0\n"), PAGE),
    # injection in every field
    "injection.html": (
        page(
            f"<h1>&lt;script&gt;alert(1)&lt;/script&gt;{SCRIPT}</h1>{BODY}"
            "<p>&lt;img src=x onerror=alert(2)&gt; said Ilse.",
            f"<title>{SCRIPT}\"'><svg onload=alert(3)></title><meta name=author content='\"><script>alert(4)</script>'>"
            "<meta property=og:site_name content='&lt;script&gt;alert(5)&lt;/script&gt;'>"
            "<link rel=canonical href='javascript:alert(6)'><meta name=date content='2031-05-13\"><script>'>",
        ),
        READ,
    ),
    # XML
    "laughs.xml": (feed(f"<item><title>&j;</title><description>{SENTENCE}&j;</description></item>", LAUGHS), PAGE),
    "laughs.html": (lambda _scale: LAUGHS.replace("rss", "html").encode() + page(f"{BODY}<p>&j;</p>")(1), PAGE),
    "quadratic.xml": (feed(f"<item><description>{'&a;' * 10_000}</description></item>", QUADRATIC), PAGE),
    "outside.xml": (feed(f"<item><title>&x;</title><description>{SENTENCE}&x;&y;</description></item>", OUTSIDE), PAGE),
    "nested.xml": (lambda scale: b"<?xml version='1.0'?>" + b"<a>" * int(scale * 250_000 + 1), PAGE),
    "nested-feed.xml": (
        lambda scale: feed("<item><description>" + "<b>" * int(scale * 250_000) + SENTENCE)(1),
        "read|partly read|refused|skipped",
    ),
    # feeds
    "broken-dates.xml": (
        feed(ITEM.format("Tues 33 Undecimber 20x1") + ITEM.format("") + ITEM.format("0000-00-00")),
        ANYTHING,
    ),
    "same-ids.xml": (feed(ITEM.format("Tue, 13 May 2031 10:00:00 GMT") * 50), ANYTHING),
    "many-items.xml": (many_items, ANYTHING),
    "truncated-feed.xml": (lambda _scale: feed(ITEM.format("") * 9)(1)[:1500], ANYTHING),
    "empty-feed.xml": (feed(""), "refused|skipped"),
}
