"""Time expressions (TIMEX3), resolved against the document's date as far as that is certain."""

from collections.abc import Sequence
from datetime import date

from joindots.extract.tenses import is_other_word, read_tense
from joindots.model import Dated, Observations, TimeExpression, make_id
from joindots.parse import Parse
from joindots.text.timexes import (
    Around,
    Fixed,
    Named,
    Phrase,
    Until,
    find_phrases,
    is_absolute,
    resolve_days,
    resolve_value,
)

_NEAR_DAYS = 14  # a bare weekday is told within a week of it, on either side


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
    phrases = [phrase for phrase in phrases if not is_other_word(parse, phrase)]
    old = _old_sentences(parse, phrases, written)
    times = [_make_time(parse, phrase, None if _sentence(parse, phrase) in old else written) for phrase in phrases]
    return tuple(sorted(times, key=lambda time: time.id))


def _parsed_blocks(parse: Parse) -> list[tuple[int, int]]:
    blocks = sorted({sentence.block for sentence in parse.sentences})
    return [(parse.document.blocks[i].start, parse.document.blocks[i].end) for i in blocks]


def _written(published: Dated | None) -> tuple[date, date] | None:
    """First and last day the document can be from."""
    if published is None or published.earliest is None or published.latest is None:
        return None
    return date.fromisoformat(published.earliest[:10]), date.fromisoformat(published.latest[:10])


def _sentence(parse: Parse, phrase: Phrase) -> int | None:
    sentence = parse.sentence_at(phrase.start)
    return sentence.i if sentence else None


def _old_sentences(parse: Parse, phrases: Sequence[Phrase], written: tuple[date, date] | None) -> set[int | None]:
    """Sentences that give another full date beside a bare weekday: such as captions, taken over from that day."""
    if written is None:
        return set()
    weekdays = {_sentence(parse, p) for p in phrases if isinstance(p.when, Named) and p.when.unit == "weekday"}
    far = set()
    for phrase in phrases:
        days = resolve_days(phrase.when, date.min) if isinstance(phrase.when, Fixed) else None
        if days and days[0] == days[1] and not -_NEAR_DAYS <= (days[0] - written[0]).days <= _NEAR_DAYS:
            far.add(_sentence(parse, phrase))
    return weekdays & far


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
