"""The day on which a page was published: as its data state it, as it prints it, or as htmldate finds it."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement
from msgspec import Struct

from joindots.intake.dates import find_printed_day, parse_day
from joindots.intake.pages.html_lines import HtmlLine
from joindots.intake.pages.linked_data import LinkedData

_SURE = (
    "//meta[@property='article:published_time' or @property='og:published_time' or @itemprop='datePublished'"
    " or @name='parsely-pub-date' or @name='citation_publication_date' or @property='rnews:datePublished'"
    " or @name='article:published_time' or @name='cXenseParse:recs:publishtime' or @name='sailthru.date']/@content"
    " | //*[@itemprop='datePublished']/@datetime | //time[@pubdate]/@datetime"
    " | //time[contains(@class, 'entry-date') and contains(@class, 'published')]/@datetime"
)
_BELOW_TITLE = "(//h1)[1]/following::time[@datetime][1]/@datetime"
_LIKELY = (
    "//meta[@name='date' or @name='pubdate' or @name='publishdate' or @name='publish-date' or @name='dc.date'"
    " or @name='DC.date' or @name='DC.date.issued' or @name='publication_date' or @name='article.published']/@content"
)
_ABOVE, _BELOW = 3, 12  # lines around the title in which the day of publication is printed
_GUESSED_LINES = 4000  # up to which htmldate is asked: its time grows with their square (40 s for 100,000 paragraphs)
_LONGEST = 120  # characters of a line that holds a day and little else
_ORIGINALLY = re.compile(r"originally (?:published|posted)(?: on)?:?\s(?P<day>[^.;]{6,40})", re.IGNORECASE)
_PUBLISHED = re.compile(r"(?:first )?(?:published|posted)\b", re.IGNORECASE)
# A fixed last day keeps the result independent of the clock; htmldate otherwise takes today.
_LAST_DAY = "2099-12-31"


class PageDay(Struct, frozen=True, kw_only=True):
    """A day of publication.

    Attributes:
        value: ISO 8601 day.
        line: The line that prints it, or None.
    """

    value: str
    line: str | None


def find_day(tree: HtmlElement, linked: LinkedData, lines: Sequence[HtmlLine], title: int | None) -> PageDay | None:
    """The day of publication, never that of a later version where the page tells both.

    A day that the page prints as that of publication goes before its data where those state a later one.

    Args:
        tree: The page.
        linked: Its JSON-LD.
        lines: All it shows.
        title: Which of them is the title, or None.
    """
    near = list(_list_near(lines, title))
    labelled = _find_labelled(lines)
    stated = _first_day([linked.published]) or _first_day(tree.xpath(_SURE))
    value = (
        (labelled if stated and labelled and labelled < stated else stated)
        or next((day for _, day, updated in near if not updated), None)
        or _first_day([linked.page_published])
        or labelled
        or _first_day(tree.xpath(_BELOW_TITLE))
        or _first_day(tree.xpath(_LIKELY))
        or _find_original(lines)
        or (_guess_day(tree) if len(lines) <= _GUESSED_LINES else None)
        or next((day for _, day, _ in near), None)
    )
    if not value:
        return None
    return PageDay(value=value, line=next((text for text, day, _ in near if day == value), None))


def _first_day(values: Sequence[object]) -> str | None:
    days = (parse_day(str(value)) for value in values if value)
    return next((day for day in days if day and len(day) == len("2031-05-03")), None)


def _list_near(lines: Sequence[HtmlLine], title: int | None) -> Iterator[tuple[str, str, bool]]:
    """Lines beside the title that print a day, with it, and whether it is said to be of a later version."""
    at = title or 0
    for line in (*lines[at : at + _BELOW], *lines[max(0, at - _ABOVE) : at]):
        for text in line.text.split("\n"):
            day = find_printed_day(text) if len(text) <= _LONGEST else None
            if day:
                yield text, day.value, day.updated


def _find_labelled(lines: Sequence[HtmlLine]) -> str | None:
    """A day printed anywhere that is said to be that of publication."""
    texts = (line.text for line in lines if _PUBLISHED.match(line.text) and len(line.text) <= _LONGEST)
    days = (find_printed_day(text) for text in texts)
    return next((day.value for day in days if day and not day.updated), None)


def _find_original(lines: Sequence[HtmlLine]) -> str | None:
    for line in lines:
        found = _ORIGINALLY.search(line.text) if len(line.text) <= 2 * _LONGEST else None
        if found:
            words = found["day"].split()
            days = (parse_day(" ".join(words[:size])) for size in (3, 2, 1))
            day = next((day for day in days if day), None)
            if day:
                return day
    return None


def _guess_day(tree: HtmlElement) -> str | None:
    """By htmldate; of a mere year in a copyright line it makes the first of January, which is no day."""
    from htmldate import find_date  # noqa: PLC0415 - 0.2 s, and only where the page states no day

    found = find_date(tree, original_date=True, max_date=_LAST_DAY, extensive_search=True, deferred_url_extractor=True)
    if found and found.endswith("-01-01"):
        found = find_date(tree, original_date=True, max_date=_LAST_DAY, extensive_search=False)
    return str(found) if found else None
