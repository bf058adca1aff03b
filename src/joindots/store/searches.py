"""Full-text search over titles and texts. What is searched for is words, never syntax."""

import re

from msgspec import Struct
from sqlalchemy import Connection, text

from joindots.model import Span

MOST_PASSAGES = 3
"""Passages shown of one report."""

PASSAGE_CHARACTERS = 160
"""About so long a passage is, with the words that were found in its middle."""

MOST_WORDS = 32
"""Words of a query that count; nobody types more, and each costs a look into the index."""

_OPEN, _CLOSE = "\x02", "\x03"  # no text has use for them; in one that has them nothing is marked
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"\s")

# The best are chosen by the index alone; only they are read and marked, for a common word may stand in every report.
# Sorting by the index's own `rank` is quicker for rare words and slower for common ones: at 50,000 reports the slowest
# hundredth of queries took 81 ms instead of 61.
# Words of a title weigh several times those of a text, as in many engines.
_SQLITE = """
WITH best AS MATERIALIZED (
    SELECT rowid AS number, bm25(words, 4.0, 1.0) AS place FROM words
    WHERE words MATCH :query {conditions} ORDER BY place, rowid LIMIT :most OFFSET :skip
)
SELECT d.id, d.title, d.publisher, d.earliest, d.text, (
    SELECT highlight(words, 1, :open, :close) FROM words WHERE words MATCH :query AND rowid = best.number
) AS marked
FROM best JOIN documents d ON d.number = best.number ORDER BY best.place, d.number
"""
_POSTGRESQL = """
WITH best AS MATERIALIZED (
    SELECT number, -ts_rank(words, plainto_tsquery('simple', :query)) AS place FROM documents
    WHERE words @@ plainto_tsquery('simple', :query) {conditions} ORDER BY place, number LIMIT :most OFFSET :skip
)
SELECT d.id, d.title, d.publisher, d.earliest, d.text, ts_headline(
    'simple', d.text, plainto_tsquery('simple', :query),
    'HighlightAll=true, StartSel=' || :open || ', StopSel=' || :close
) AS marked
FROM best JOIN documents d ON d.number = best.number ORDER BY best.place, d.number
"""
# With a plus, or SQLite would ask the full-text index for one row after the other: 500 times as long on 10,000 reports.
_CHOSEN = "AND {number} IN (SELECT number FROM documents WHERE {condition})"
_CONDITIONS = {
    "entity": "id IN (SELECT document FROM appearances WHERE entity = :entity)",
    "since": "latest >= :since",
    "until": "earliest <= :until",
}


class Search(Struct, frozen=True, kw_only=True):
    """What is searched for.

    Attributes:
        query: Words; a report has to have them all, in its title or text. Punctuation counts as a space.
        entity: Id of an entity of the account that has to be mentioned, or None.
        since: Only reports that may have been published on this day (`YYYY-MM-DD`) or later; None for all.
        until: The same, on it or earlier.
        most: Reports to show.
        skip: Reports of a better rank that were shown before.
    """

    query: str
    entity: str | None = None
    since: str | None = None
    until: str | None = None
    most: int = 20
    skip: int = 0


class Passage(Struct, frozen=True, kw_only=True):
    """A stretch of a text in which words were found.

    Attributes:
        span: The stretch.
        marks: Where in the text the words stand: starts and ends, code points of `Document.text`.
    """

    span: Span
    marks: tuple[tuple[int, int], ...]


class Hit(Struct, frozen=True, kw_only=True):
    """A report that was found.

    Attributes:
        document: Its id.
        title: Its title, or None.
        publisher: Its publisher, or None.
        day: First day on which it can have been published, or None.
        passages: The first in which the words stand; none where they are in the title alone.
    """

    document: str
    title: str | None
    publisher: str | None
    day: str | None
    passages: tuple[Passage, ...]


def search(connection: Connection, wanted: Search) -> list[Hit]:
    """Reports with the words of a query, the best first.

    Args:
        connection: To read with.
        wanted: Without a word, nothing is found.
    """
    words = _WORD.findall(wanted.query)[:MOST_WORDS]
    if not words:
        return []
    sqlite = connection.dialect.name == "sqlite"
    conditions = " ".join(
        _CHOSEN.format(number="+rowid" if sqlite else "number", condition=condition)
        for field, condition in _CONDITIONS.items()
        if getattr(wanted, field) is not None
    )
    statement = text((_SQLITE if sqlite else _POSTGRESQL).format(conditions=conditions))
    query = " ".join(f'"{word}"' for word in words) if sqlite else " ".join(words)
    values = {name: getattr(wanted, name) for name in (*_CONDITIONS, "most", "skip")}
    rows = connection.execute(statement, {**values, "query": query, "open": _OPEN, "close": _CLOSE})
    return [
        Hit(
            document=row.id,
            title=row.title or None,
            publisher=row.publisher,
            day=row.earliest,
            passages=tuple(_cut_passages(row.id, row.text, _find_marks(row.text, row.marked))),
        )
        for row in rows
    ]


def _find_marks(whole: str, marked: str) -> list[tuple[int, int]]:
    """Where in a text the words stand that the database marked."""
    if _OPEN in whole or _CLOSE in whole:
        return []
    places = [found.start() for found in re.finditer(f"[{_OPEN}{_CLOSE}]", marked)]
    bare = [place - number for number, place in enumerate(places)]
    return list(zip(bare[::2], bare[1::2], strict=True))


def _cut_passages(document: str, whole: str, marks: list[tuple[int, int]]) -> list[Passage]:
    """The first passages, each around a word that was found and with those that stand near it."""
    passages: list[Passage] = []
    while marks and len(passages) < MOST_PASSAGES:
        middle = (marks[0][0] + marks[0][1]) // 2
        start = _step(whole, max(0, middle - PASSAGE_CHARACTERS // 2), passages[-1].span.end if passages else 0)
        found = _BREAK.search(whole, min(len(whole), max(start + PASSAGE_CHARACTERS, marks[0][1])))
        end = found.start() if found else len(whole)
        inside = tuple(mark for mark in marks if mark[1] <= end)
        passages.append(
            Passage(span=Span(document=document, start=start, end=end, text=whole[start:end]), marks=inside)
        )
        marks = marks[len(inside) :]
    return passages


def _step(whole: str, start: int, least: int) -> int:
    """The beginning of a word at or before a place, not before another place."""
    at = max(whole.rfind(" ", 0, start), whole.rfind("\n", 0, start)) + 1 if start else 0
    return max(at, least)
