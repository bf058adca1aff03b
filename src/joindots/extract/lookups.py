"""What is already known at a token: the entity it belongs to, the time beside it, the attribution it stands in."""

import re
from bisect import bisect_right
from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from operator import itemgetter

from msgspec.structs import replace

from joindots.extract.day_verbs import SITTING, tells_sitting, tells_speech
from joindots.extract.known_towns import Towns
from joindots.extract.phrases import children, governing_verb
from joindots.extract.stamps import is_no_day, is_stamp
from joindots.model import Attribution, Dated, EntityKind, Observations, Span, Stance, TimeExpression
from joindots.parse import Parse

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_DATED = re.compile(r"\d|\b(?:next|this|coming|following)\b", re.IGNORECASE)  # says by itself which week is meant
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_OLDEST = "1500"  # an earlier year is a misread number
_PAST_TAGS = frozenset({"VBD", "VBN"})
_COMING = frozenset(
    {"respond", "arrive", "call", "rush", "dispatch", "happen", "occur", "take", "transport", "find", "discover"}
)
_PHRASE = 5  # words between a time and the noun whose phrase it opens
_PREMODIFYING = frozenset({"NN", "JJ", "HYPH", "RP", "POS", "VBN"})
_FINITE = frozenset({"VBD", "VBN", "VBZ", "VBP", "VB"})
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*)?\Z")
_DOING = frozenset({"open", "commit", "carry", "stage", "launch", "mount", "suffer", "cause", "set", "conduct", "make"})
_WHEN = frozenset({"on", "in", "at", "early", "late"})
_HAPPENING = frozenset(
    {"happen", "occur", "take", "begin", "start", "unfold", "break", "erupt", "strike", "come", "be"}
)
_HAPPENED = frozenset({"happen", "occur", "unfold", "erupt"})
_SOME_DAYS = re.compile(r"P(\d{1,2})([DW])")
_PLAIN_DAYS = re.compile(r"[\w-]{1,20}\s(?:day|week)s?", re.IGNORECASE)  # "less than two weeks after" gives no day
_DAYS_IN = {"D": 1, "W": 7}
_ANY_DEED = "incident"
_AFTERWARDS = 12  # tokens between "a day after" and the deed
_NEARLY = frozenset({"before", "after", "by"})  # before a clock time they say about when
_CLOCK = re.compile(r"T\d")
_STANDING = "as of"  # when news stood so: "nobody had been arrested as of Monday"
_NOT_WHEN = frozenset({"since", "until", "till", "before", "after", "by", "from", "following", "for"}) | {_STANDING}
# What is named by its day.
_OCCASIONS = frozenset(
    {"election", "referendum", "offensive", "coup", "curfew", "accord", "agreement", "decree", "truce", "summit"}
    | {"revolution", "constitution", "treaty", "anniversary", "deadline"}
)
_ZONE = re.compile(r"\b(?:GMT|UTC)\b")
_ZONE_REACH = 15  # code points before a day in which its clock names a zone
_WHEN_REACH = 2  # tokens from a time to "when": a comma between


# Stances towards a matter: who claims or denies "the bombing on 3 May" says nothing of its day.
_ABOUT_MATTERS: frozenset[Stance] = frozenset({"claims", "denies", "criticises", "appeals"})


class Lookup:
    """Answers about the tokens of one document."""

    def __init__(self, parse: Parse, found: Observations) -> None:
        self.parse = parse
        self._kinds = {entity.id: entity.kind for entity in found.entities}
        self.names = {entity.id: entity.name for entity in found.entities}
        self.ends = {entity.id: {mention.end for mention in entity.mentions} for entity in found.entities}
        self._entity_at: dict[int, str] = {}
        # Shorter mentions last, so that "Port Ellis" inside "mayor of Port Ellis" keeps its own id.
        mentions = [(m.end - m.start, m.start, m.end, e.id) for e in found.entities for m in e.mentions]
        for _, start, end, entity in sorted(mentions, reverse=True):
            for i in parse.token_range(start, end):
                self._entity_at[i] = entity
        self._times: dict[int, list[tuple[int, TimeExpression]]] = defaultdict(list)
        for time in sorted(found.times, key=lambda t: t.span.start):
            tokens = parse.token_range(time.span.start, time.span.end)
            if tokens and not is_no_day(parse, time):
                self._times[parse.tokens[tokens[0]].sentence].append((tokens[-1], time))
        self.timed = {i for time in found.times for i in parse.token_range(time.span.start, time.span.end)}
        self._contents = sorted(
            (
                (span.start, span.end, a.id)
                for a in found.attributions
                for span in a.content
                if not (a.stance in _ABOUT_MATTERS and _names_matter(parse, span))
            ),
        )
        self._reach = list(accumulate((end for _, end, _ in self._contents), max))
        self.attributions: dict[str, Attribution] = {a.id: a for a in found.attributions}

    @cached_property
    def towns(self) -> Towns:
        """Which of the names of the report's places are towns."""
        return Towns(name for entity, name in self.names.items() if self._kinds[entity] == "place")

    def entity(self, i: int) -> str | None:
        """Id of the entity that token `i` belongs to."""
        return self._entity_at.get(i)

    def kind(self, entity: str) -> EntityKind:
        """Kind of an entity."""
        return self._kinds[entity]

    def is_quoted(self, start: int) -> bool:
        """Whether the text at an offset stands in quotation marks."""
        quoted = self.parse.quoted
        at = bisect_right(quoted, (start, len(self.parse.document.text)))
        return any(start < end for _, end in quoted[max(0, at - 2) : at])

    def is_bygone(self, time: TimeExpression | None) -> bool:
        """Whether a time names a year that is over when the report is published; without a date none is."""
        published = self.parse.document.published
        if time is None or time.latest is None or not _YEAR.search(time.span.text):
            return False
        return published is None or published.earliest is None or time.latest[:4] < published.earliest[:4]

    def attribution(self, start: int, end: int) -> str | None:
        """Id of the shortest attribution whose content covers `text[start:end]`."""
        inside = []
        for n in range(bisect_right(self._contents, start, key=itemgetter(0)) - 1, -1, -1):
            if self._reach[n] < end:
                break
            s, e, a = self._contents[n]
            inside += [(e - s, a)] if end <= e else []
        return min(inside)[1] if inside else None

    def times_in(self, sentence: int) -> list[tuple[int, TimeExpression]]:
        """Last token and time expression, for those of a sentence."""
        return self._times.get(sentence, [])

    def time_of(self, i: int) -> TimeExpression | None:
        """The date that hangs on token `i`, or on its clause where that tells only that it happened.

        None where the date stands after "since" or "before".
        """
        parse = self.parse
        if (before := self._days_before(i)) is not None:
            return before
        verb = governing_verb(parse, i)
        if verb is not None and verb != i and not self._tells_happening(verb, i):
            verb = None
        best: tuple[int, int, TimeExpression] | None = None
        for last, told in self.times_in(parse.tokens[i].sentence):
            time = self._in_its_time(last, told)
            if time.type not in ("DATE", "TIME") or time.earliest is None or time.earliest < _OLDEST:
                continue
            chain = _ancestors(parse, last)
            # "a Saturday night shooting", "a shooting on Saturday"
            hangs = i in chain or self._follows(i, told)
            hangs &= not self._is_bound(last, time) and not self._hangs_on_post(chain, i)
            beside = self._stands_before(i, last) or (hangs and not self._ends_sitting(i, verb))
            beside |= self._is_told_when(i, last) or governing_verb(parse, last) in self._tellers(i)
            if not beside and self._hangs_on_noun(chain):
                continue
            rank = 0 if beside else 1 if verb is not None and governing_verb(parse, last) == verb else 2
            if rank == 2 or (rank == 1 and self._is_bound(last, time)):
                continue
            score = (rank, abs(last - i), time)
            if best is None or score[:2] < best[:2]:
                best = score
        if best is None:
            return None
        return self._before_report(best[2]) if best[0] == 0 else best[2]

    def _days_before(self, i: int) -> TimeExpression | None:
        """The day of a deed that something was days after: "arrested on Thursday, a day after officers were shot"."""
        times = self.times_in(self.parse.tokens[i].sentence)
        for last, time in times:
            days = _SOME_DAYS.fullmatch(time.value or "")
            after = self.parse.tokens[last + 1].text.lower() if last + 1 < len(self.parse.tokens) else ""
            plain = days is not None and _PLAIN_DAYS.fullmatch(time.span.text)
            if days is None or not plain or after != "after" or not last < i <= last + _AFTERWARDS:
                continue
            verb = governing_verb(self.parse, last)
            if verb is not None and self.parse.tokens[verb].dep == "advcl" and last < verb:
                verb = self.parse.tokens[verb].head  # the tree hangs the days on the clause after "after"
            anchors = [t.earliest for at, t in times if at < last and governing_verb(self.parse, at) == verb]
            if verb is None or len(anchors) != 1 or not anchors[0]:
                return None
            past = timedelta(days=int(days[1]) * _DAYS_IN[days[2]])
            told = (date.fromisoformat(anchors[0][:10]) - past).isoformat()
            return replace(time, type="DATE", value=told, earliest=told, latest=told)
        return None

    def _tellers(self, i: int) -> list[int]:
        """Verbs that tell of noun `i` only that it happened: "the shooting that occurred on Friday"."""
        if self.parse.tokens[i].lemma == _ANY_DEED:
            return []  # "an incident that occurred in March" may be another
        return [v for v in children(self.parse, i, "relcl") if self.parse.tokens[v].lemma in _HAPPENED]

    def _tells_happening(self, verb: int, i: int) -> bool:
        """Whether a verb says no more than that event word `i` happened: "occurred", "opened fire"."""
        token, lemma = self.parse.tokens[i], self.parse.tokens[verb].lemma
        return lemma in _HAPPENING or (token.dep == "dobj" and token.head == verb and lemma in _DOING)

    def _ends_sitting(self, i: int, verb: int | None) -> bool:
        """Whether a time after noun `i` is its verb's: "ended the search for victims of the quake on Wednesday"."""
        token, sitting = self.parse.tokens[i], governing_verb(self.parse, i) if verb is None else verb
        of = token.dep == "pobj" and self.parse.tokens[token.head].text.lower() == "of"
        ended = sitting is not None and self.parse.tokens[sitting].tag in _PAST_TAGS  # no past day is a present verb's
        return of and ended and sitting is not None and self.parse.tokens[sitting].lemma in SITTING

    def _stands_before(self, i: int, last: int) -> bool:
        """Whether only words of its own phrase stand between a time and noun `i`: "the Aug. 19 drive-by shooting"."""
        tokens = self.parse.tokens[last + 1 : i]
        if not 0 <= i - last - 1 <= _PHRASE or (tokens and self.parse.tokens[i].tag in _FINITE):
            return False
        joined = {t.i + step for t in tokens if t.tag == "HYPH" for step in (-1, 1)}  # "drive-by"
        return last + 1 == i or all(t.i in joined or (t.tag in _PREMODIFYING and t.pos != "VERB") for t in tokens)

    def _follows(self, i: int, time: TimeExpression) -> bool:
        """Whether a time stands right after token `i`, with one preposition or none between them."""
        tokens = self.parse.token_range(time.span.start, time.span.end)
        first = tokens[0] if tokens else -1
        return first == i + 1 or (first == i + 2 and self.parse.tokens[i + 1].text.lower() in _WHEN)

    def is_of_old(self, i: int) -> bool:
        """Whether the clause of token `i` tells what was in a year long over: "since 2019, when nine people died"."""
        times = self.times_in(self.parse.tokens[i].sentence)
        return any(self._is_told_when(i, last) and self.is_bygone(time) for last, time in times)

    def _is_told_when(self, i: int, last: int) -> bool:
        """Whether a clause tells what was at a time: "the worst since 2019, when nine people died"."""
        verb = i if self.parse.tokens[i].pos == "VERB" else governing_verb(self.parse, i)
        whens = children(self.parse, i if verb is None else verb, "advmod")
        return any(self.parse.tokens[w].text.lower() == "when" and 0 < w - last <= _WHEN_REACH for w in whens)

    def _hangs_on_noun(self, chain: list[int]) -> bool:
        """Whether a time hangs on some noun, given what it hangs on: "followed by the flood on 3 May"."""
        return any(self.parse.tokens[j].pos in ("NOUN", "PROPN") and j not in self.timed for j in chain)

    def _hangs_on_post(self, chain: list[int], i: int) -> bool:
        """Whether a time tells since or until when the one whom it befell was in office: "mayor in 2030"."""
        over = chain[: chain.index(i)] if i in chain else []
        return any(self.parse.tokens[j].dep in ("appos", "conj") and j not in self.timed for j in over)

    def day_in(self, sentence: int) -> TimeExpression | None:
        """The only day told in a sentence, but for when somebody spoke or a court sat ("police said Monday")."""
        times = [(last, self._in_its_time(last, time)) for last, time in self.times_in(sentence)]
        days = [time for last, time in times if time.earliest == time.latest and self._is_of_deed(last, time)]
        days = [time for time in days if time.earliest]
        return days[0] if len({time.earliest for time in days}) == 1 else None

    def _is_of_deed(self, last: int, time: TimeExpression) -> bool:
        """Whether a time tells neither when somebody spoke or a court sat, nor since or until when."""
        verb = governing_verb(self.parse, last)
        if is_stamp(self.parse, time):
            return False
        # "Police said on Thursday they had found nothing": the parser may hang the day on the finding.
        spoken = tells_speech(self.parse, last, verb) and not self._names_deed(last)
        sat = tells_sitting(self.parse, verb, time) or self._names_other(last)
        return not (spoken or sat or self._is_bound(last, time))

    def before_report(self, time: TimeExpression) -> TimeExpression:
        """A weekday of what has happened that was read as still to come: the same day of the week before."""
        weekday = _WEEKDAY.search(time.span.text) and not _DATED.search(time.span.text)
        if self.is_past(time) or not weekday or not (time.earliest and time.latest and time.value):
            return time
        first, last, value = (_week_before(text) for text in (time.earliest, time.latest, time.value))
        return replace(time, earliest=first, latest=last, value=value)

    def _introduced(self, i: int) -> str:
        """The preposition over a time expression, lower case; none over "a Friday night shooting"."""
        for _ in range(5):
            token = self.parse.tokens[i]
            if token.dep == "prep":
                word = token.text.lower()
                standing = word == "of" and self.parse.tokens[i - 1].text.lower() == "as"
                return _STANDING if standing else word
            if token.head == i or token.pos == "VERB" or (token.pos in ("NOUN", "PROPN") and i not in self.timed):
                return ""
            i = token.head
        return ""

    def _is_bound(self, last: int, time: TimeExpression) -> bool:
        """Whether a time only bounds: "since Monday", "before May"; "shortly after 2 a.m. Monday" does not."""
        word = self._introduced(last)
        return word in _NOT_WHEN and not (word in _NEARLY and _CLOCK.search(time.value or ""))

    def _names_deed(self, last: int) -> bool:
        """Whether a time stands before a noun that it tells apart: "police said Friday's shooting"."""
        token = self.parse.tokens[last]
        return token.dep in ("poss", "compound", "nmod") and token.head > last and token.head not in self.timed

    def _names_other(self, last: int) -> bool:
        """Whether a time stands before a noun for something else that it names: "the 19 March elections"."""
        return any(self.parse.tokens[j].lemma.lower() in _OCCASIONS and j > last for j in _ancestors(self.parse, last))

    def scene_day_in(self, sentence: int) -> TimeExpression | None:
        """The only day told in a sentence, where it is when somebody came to a scene ("officers arrived on Friday")."""
        verbs = {governing_verb(self.parse, last) for last, _ in self.times_in(sentence)}
        if not any(verb is not None and self.parse.tokens[verb].lemma in _COMING for verb in verbs):
            return None
        return self.day_in(sentence)

    def _in_its_time(self, i: int, time: TimeExpression) -> TimeExpression:
        """A time expression at token `i`, read where its sentence may be older than the report.

        A weekday that the report's date does not settle, beside a full date, is the last such day up to that date: the
        sentence was taken over from an older report, as a picture's caption is.
        """
        weekday = _WEEKDAY.search(time.span.text)
        if time.earliest is not None or not weekday:
            return time
        for _, other in self.times_in(self.parse.tokens[i].sentence):
            if _YEAR.search(other.span.text) and other.earliest is not None and other.earliest == other.latest:
                anchor = date.fromisoformat(other.earliest)
                back = (anchor.weekday() - _DAYS.index(weekday[0].lower())) % 7
                day = (anchor - timedelta(days=back)).isoformat()
                return replace(time, earliest=day, latest=day, value=day)
        return time

    def is_past(self, time: TimeExpression) -> bool:
        """Whether a time is not after the report, as far as that is known."""
        published = self.parse.document.published
        if not (published and published.latest and time.earliest and time.earliest > published.latest):
            return True
        # A clock of another zone may be in the next day already: "at 0130 GMT on 7 September" in a report of the 6th.
        return _ZONE.search(self._text_before(time)) is not None and _days(published.latest, time.earliest) == 1

    def _text_before(self, time: TimeExpression) -> str:
        return self.parse.document.text[max(0, time.span.start - _ZONE_REACH) : time.span.end]

    def _before_report(self, time: TimeExpression) -> TimeExpression:
        """What names an event lies before the report: "the May 6 collapse" in a report of May 2 is last year's."""
        if self.is_past(time) or _YEAR.search(time.span.text) or not (time.earliest and time.latest and time.value):
            return time
        if not _MONTH.search(time.span.text):
            return time  # "the late night collapse"
        first, last, value = (_year_before(text) for text in (time.earliest, time.latest, time.value))
        return replace(time, earliest=first, latest=last, value=value)


def _week_before(text: str) -> str:
    try:
        return f"{date.fromisoformat(text[:10]) - timedelta(days=7)}{text[10:]}"
    except ValueError:
        return text


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days


def _year_before(text: str) -> str:
    year = text[:4]
    return f"{int(year) - 1:04}{text[4:]}" if year.isdigit() else text


def _ancestors(parse: Parse, i: int) -> list[int]:
    """Token `i` and what it hangs on, up to the first verb."""
    chain = [i]
    for _ in range(8):
        token = parse.tokens[i]
        if token.head == i or (len(chain) > 1 and token.pos == "VERB"):
            break
        i = token.head
        chain.append(i)
    return chain


def dated(time: TimeExpression) -> Dated | None:
    """A date as the account writes it, or None where the expression gives no day, month, year or interval."""
    if time.earliest is None or time.latest is None or time.value is None or time.earliest < _OLDEST:
        return None
    match = _DAY.match(time.value)
    value = match[1] if match else time.earliest if time.earliest == time.latest else f"{time.earliest}/{time.latest}"
    return Dated(value=value, earliest=time.earliest, latest=time.latest, basis="stated", evidence=(time.span,))


def _names_matter(parse: Parse, content: Span) -> bool:
    """Whether a content is a noun phrase and no statement."""
    tokens = parse.token_range(content.start, content.end)
    root = next((i for i in tokens if parse.tokens[i].head == i or parse.tokens[i].head not in tokens), None)
    return root is not None and parse.tokens[root].pos in {"NOUN", "PROPN", "PRON"}
