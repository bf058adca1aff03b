"""Time expressions (TIMEX3), resolved against the document's date as far as that is certain."""

from datetime import date

from joindots.extract.tenses import is_other_word, read_tense
from joindots.model import Dated, Observations, TimeExpression, make_id
from joindots.parse import Parse
from joindots.text.timexes import Around, Phrase, Until, find_phrases, is_absolute, resolve_days, resolve_value


def extract_times(parse: Parse, found: Observations) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a document.

    Without a date of the document nothing relative gets a value; with one that is a month or an interval a value is
    given only where every day of it gives the same, and `earliest` and `latest` span what all its days allow.

    Args:
        parse: The document.
        found: What is known so far; not needed here.

    Returns:
        Sorted by id.
    """
    del found
    written = _written(parse.document.published)
    phrases = find_phrases(parse.document.text, _parsed_blocks(parse))
    times = [_make_time(parse, phrase, written) for phrase in phrases if not is_other_word(parse, phrase)]
    return tuple(sorted(times, key=lambda time: time.id))


def _parsed_blocks(parse: Parse) -> list[tuple[int, int]]:
    blocks = sorted({sentence.block for sentence in parse.sentences})
    return [(parse.document.blocks[i].start, parse.document.blocks[i].end) for i in blocks]


def _written(published: Dated | None) -> tuple[date, date] | None:
    """First and last day the document can be from."""
    if published is None or published.earliest is None or published.latest is None:
        return None
    return date.fromisoformat(published.earliest[:10]), date.fromisoformat(published.latest[:10])


def _make_time(parse: Parse, phrase: Phrase, written: tuple[date, date] | None) -> TimeExpression:
    value, days = _resolve(parse, phrase, written)
    return TimeExpression(
        id=make_id("t", parse.document.id, phrase.start, phrase.end),
        span=parse.span(phrase.start, phrase.end),
        type=phrase.type,
        value=value,
        earliest=days[0].isoformat() if days else None,
        latest=days[1].isoformat() if days else None,
    )


def _resolve(
    parse: Parse, phrase: Phrase, written: tuple[date, date] | None
) -> tuple[str | None, tuple[date, date] | None]:
    when = phrase.when
    if when is None:
        return (phrase.clock if phrase.clock[1:2].isdigit() else None), None
    if is_absolute(when):
        value = resolve_value(when, date.min)
        return (value + phrase.clock if value else None), resolve_days(when, date.min)
    if written is None:
        return (when.value if isinstance(when, Around | Until) else None), None
    tense = read_tense(parse, phrase.start, phrase.end)
    values = {resolve_value(when, day, tense) for day in written}
    days = [found for day in written if (found := resolve_days(when, day, tense))]
    value = values.pop() if len(values) == 1 else None
    covered = (min(d[0] for d in days), max(d[1] for d in days)) if days else None
    return (value + phrase.clock if value else None), covered
