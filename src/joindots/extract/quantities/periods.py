"""The period a quantity covers: "since the attack", "in the year to June", "over the last five years"."""

from joindots.extract.lookups import Lookup, dated
from joindots.extract.phrases import governing_verb
from joindots.extract.quantities.readings import Reading
from joindots.model import Dated, Observations
from joindots.parse import Parse

_OPEN = frozenset({"since"})
_SPANNING = frozenset({"over", "during", "within", "throughout"})
_STEPS = 6  # from a time up to the preposition that spans it: "over the course of the last five years"
_OVER_TIME = frozenset({"count", "rate", "money", "percentage"})
# EDTF for an interval with an unknown start and an open end: the text gives a period that the document cannot date.
_UNKNOWN = "/.."


def find_period(parse: Parse, found: Observations, lookup: Lookup, reading: Reading) -> Dated | None:
    """The period told in the quantity's clause, or None.

    "Since" opens a period at the date that follows, or at the date of the event that follows; it ends with the day the
    report was published where that is known. The date in the clause of a toll is that of its event, no period.
    """
    verb = governing_verb(parse, reading.head)
    if verb is None or reading.kind not in _OVER_TIME:
        return None
    since = _since(parse, found, lookup, verb)
    toll = reading.harm and reading.cue is not None and parse.tokens[reading.cue].pos == "VERB"
    if since is not None or toll:
        return since
    for last, time in lookup.times_in(parse.tokens[reading.head].sentence):
        if time.type not in ("DATE", "DURATION") or not _over(parse, verb, last):
            continue
        if time.earliest is None and time.type == "DURATION":
            return Dated(value=_UNKNOWN, earliest=None, latest=None, basis="stated", evidence=(time.span,))
        if time.earliest is not None and time.earliest != time.latest:
            return dated(time)
    return None


def _over(parse: Parse, verb: int, i: int) -> bool:
    """Whether a time stands in the clause of a verb, or in a phrase before it: "over the last five years 23 ..."."""
    if governing_verb(parse, i) == verb:
        return True
    above = i
    for _ in range(_STEPS):
        above = parse.tokens[above].head
        if parse.tokens[above].text.lower() in _SPANNING:
            return above < i < verb
    return False


def _since(parse: Parse, found: Observations, lookup: Lookup, verb: int) -> Dated | None:
    for i in parse.subtree(verb):
        token = parse.tokens[i]
        if token.text.lower() not in _OPEN or token.head != verb:
            continue
        end = parse.document.published.latest if parse.document.published else None
        inside = set(parse.subtree(i))
        for last, time in lookup.times_in(token.sentence):
            if last in inside and time.earliest:
                return _open(parse, time.earliest, end, i, last)
        spans = {m.start: (m, e) for e in found.events for m in e.mentions}
        for j in sorted(inside):
            hit = spans.get(parse.tokens[j].start)
            if hit is not None and hit[1].date is not None and hit[1].date.earliest:
                return _open(parse, hit[1].date.earliest, end, i, j)
            if hit is not None:
                return Dated(
                    value=_UNKNOWN, earliest=None, latest=end, basis="stated", evidence=(parse.token_span(i, j + 1),)
                )
    return None


def _open(parse: Parse, start: str, end: str | None, first: int, last: int) -> Dated:
    evidence = (parse.token_span(first, last + 1),)
    return Dated(value=f"{start}/{end or '..'}", earliest=start, latest=end, basis="stated", evidence=evidence)
