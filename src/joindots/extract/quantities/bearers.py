"""Which event a quantity belongs to."""

from bisect import bisect_left

from joindots.extract.events.reality import is_counted_over_time
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import governing_verb, prepositional, subject
from joindots.extract.quantities.readings import Reading
from joindots.model import HARM_TYPES, Event, Observations
from joindots.parse import Parse

_BACK = 4  # sentences
_MOST = 40  # event words looked at on either side
_AHEAD = 2  # sentences: a headline inside a report counts what its lead tells
_FAR = 40  # sentences: the title counts what the report tells, however it begins
_INSIDE = ("in", "during", "after", "of", "by", "from", "at", "over", "following", "on")


class EventFinder:
    """Finds the event told at or beside a token."""

    def __init__(self, parse: Parse, found: Observations, lookup: Lookup) -> None:
        self.parse, self.lookup = parse, lookup
        self._at: dict[int, Event] = {}
        for event in found.events:
            for mention in event.mentions:
                for i in parse.token_range(mention.start, mention.end):
                    self._at[i] = event
        self._tokens = sorted(self._at)
        harmful = {event.id: event for event in found.events if event.type.removesuffix(" group") in HARM_TYPES}
        self._only = next(iter(harmful.values())) if len(harmful) == 1 else None

    def event_of(self, reading: Reading) -> str | None:
        """Id of the event that the quantity is told of, or None.

        The event told by the quantity's own words ("killed four") counts first, then one in its clause ("four died in
        the blast"), then for people harmed the nearest in the sentence. Ages, prices and the like belong to none, nor
        does what befell people over a year: "57 have been killed so far this year".
        """
        if reading.kind in ("age", "ordinal"):
            return None
        parse = self.parse
        verb = governing_verb(parse, reading.head)
        spots = [i for i in (reading.cue, reading.head) if i is not None]
        spots += prepositional(parse, reading.head, *_INSIDE)
        if verb is not None and reading.harm:
            one = subject(parse, verb)
            spots += [verb, *([one] if one is not None else []), *prepositional(parse, verb, *_INSIDE)]
        for i in spots:
            event = self._at.get(i)
            if event is not None and (not reading.harm or _bears(event, reading.measure)):
                return event.id
        yearly = verb is not None and is_counted_over_time(parse, verb, self.lookup)
        return self._nearest(reading) if reading.harm and not yearly else None

    def _nearest(self, reading: Reading) -> str | None:
        sentence = self.parse.sentences[self.parse.tokens[reading.head].sentence]
        near = [
            (abs(i - reading.head), i)
            for i in range(sentence.first, sentence.last)
            if i in self._at and _bears(self._at[i], reading.measure)
        ]
        return self._at[min(near)[1]].id if near else self._before(reading)

    def _before(self, reading: Reading) -> str | None:
        """The event told last before the quantity, a few sentences back at most; else the next after it.

        Of a report that tells one such event only the tolls are that one's, however far they stand.
        """
        at = bisect_left(self._tokens, reading.head)
        titled = self.parse.sentences[self._sentence(reading.head)].kind == "title"
        for near, most in (
            (reversed(self._tokens[max(0, at - _MOST) : at]), _BACK),
            (self._tokens[at : at + _MOST], _FAR if titled else _AHEAD),
        ):
            for i in near:
                event = self._at[i]
                if abs(self._sentence(i) - self._sentence(reading.head)) > most:
                    break
                if _bears(event, reading.measure) and not event.type.endswith(" group"):
                    return event.id
        return self._only.id if self._only is not None and _bears(self._only, reading.measure) else None

    def _sentence(self, i: int) -> int:
        return self.parse.tokens[i].sentence


def _bears(event: Event, measure: str) -> bool:
    """Whether an event of this type can have such a figure: tolls belong to violence and mischance."""
    kind = event.type.removesuffix(" group")
    if measure in ("arrested", "charged", "convicted", "acquitted", "sentenced"):
        return kind in ("arrest", "charge", "trial", "verdict", "sentence")
    return kind in HARM_TYPES
