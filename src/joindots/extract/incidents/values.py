"""Collecting reported values: the same value once, with all its evidence."""

from collections.abc import Iterable, Mapping

from joindots.extract.lookups import Lookup
from joindots.extract.phrases import children, noun_phrase
from joindots.model import Reported, Span
from joindots.parse import Parse, Token

Key = tuple[int | str, str | None]
# Words before a noun that say how many there were.
_AMOUNTS = frozenset(
    {"more", "than", "at", "least", "most", "nearly", "almost", "about", "around", "some", "up", "to", "over", "under"}
    | {"further", "another", "estimated", "roughly", "approximately", "several", "many", "few", "fewer", "-"}
)
_ANYBODY = frozenset({"people", "person", "persons", "individual", "individuals", "victim", "victims", "others"})
_POINTING = frozenset({"the", "this", "these", "that", "those", "both"})
_DESCRIBED = frozenset({"weapon", "target", "perpetrator", "victims"})
_MOST = 200  # values of one field that are compared with each other
_SCENE = frozenset({"date", "location", "weapon", "target", "victims"})


def _is_amount(token: Token) -> bool:
    return token.tag in ("DT", "PRP$", "PDT", "CD", "HYPH", "IN") or token.text.lower() in _AMOUNTS


class Values:
    """Values of one incident, field by field."""

    def __init__(self, parse: Parse, lookup: Lookup, event_at: Mapping[int, str], event: str) -> None:
        self.parse = parse
        self.lookup = lookup
        self.event = event
        self._event_at = event_at
        self._sentences = frozenset(parse.tokens[i].sentence for i, told in event_at.items() if told == event)
        self._found: dict[str, dict[Key, list[Span]]] = {}

    def add(
        self, field: str, value: int | str, span: Span, attribution: str | None = None, *, own: bool = False
    ) -> None:
        """Add a value with its evidence, laid to the attribution that the evidence stands in unless another is given.

        Args:
            field: Of the incident.
            value: To report.
            span: Its evidence.
            attribution: Id, where it is known.
            own: Whether the value is laid to nobody.
        """
        known = self._found.setdefault(field, {})
        key = (value, None if own else attribution or self.lookup.attribution(span.start, span.end))
        spans = known.setdefault(key, [])
        if span not in spans:
            spans.append(span)

    def add_words(self, field: str, head: int) -> None:
        """Add whoever stands at a token: the entity, else the words as written; a bare pronoun says nothing.

        "A former Marine" is one of a group, not the group.
        """
        first, last = noun_phrase(self.parse, head)
        entity = self.lookup.entity(head)
        one = any(self.parse.tokens[c].text.lower() in ("a", "an") for c in children(self.parse, head, "det"))
        if entity is not None and one and self.lookup.kind(entity) == "group":
            entity = None
        if entity is None and self.parse.tokens[head].pos not in ("NOUN", "PROPN"):
            return
        while first < head and (_is_amount(self.parse.tokens[first]) or self._is_on_fire(first)):
            first += 1
        span = self.parse.token_span(first, last)
        self.add(field, entity or " ".join(span.text.split()), span)

    def _is_on_fire(self, i: int) -> bool:
        """Whether a noun is the fire of "set on fire two mills", which no phrase for the mills begins with."""
        return self.parse.tokens[i].text.lower() == "fire" and self.parse.tokens[i - 1].text.lower() == "on"

    def is_nearest(self, i: int) -> bool:
        """Whether of the incidents told in its sentence this one is told nearest to token `i`."""
        sentence = self.parse.sentences[self.parse.tokens[i].sentence]
        told = [(abs(i - j), j) for j in range(sentence.first, sentence.last) if j in self._event_at]
        return not told or self._event_at[min(told)[1]] == self.event

    def told_in(self, sentence: int) -> bool:
        """Whether a sentence tells this incident."""
        return sentence in self._sentences

    def told_before(self, i: int) -> list[int]:
        """Tokens before `i` in its sentence that tell incidents."""
        first = self.parse.sentences[self.parse.tokens[i].sentence].first
        return [j for j in range(first, i) if j in self._event_at]

    def person(self, i: int) -> str | None:
        """Id of the person that token `i` belongs to."""
        entity = self.lookup.entity(i)
        return entity if entity is not None and self.lookup.kind(entity) == "person" else None

    def has(self, field: str, value: int | str) -> bool:
        """Whether a field holds a value already."""
        return any(known == value for known, _ in self._found.get(field, ()))

    def values(self, field: str) -> list[int | str]:
        """Values of a field so far."""
        return [value for value, _ in self._found.get(field, ())]

    def spans(self, field: str) -> list[Span]:
        """Where the values of a field stand."""
        return [span for spans in self._found.get(field, {}).values() for span in spans]

    def spans_of(self, field: str, value: int | str) -> list[Span]:
        """Where a value of a field stands."""
        return [span for (known, _), spans in self._found.get(field, {}).items() if known == value for span in spans]

    def ends_of(self, place: str) -> set[int]:
        """Where the names of a place end, or of the place told in these words."""
        spans = {span.end for span in self.spans_of("location", place)}
        return spans | self.lookup.ends.get(place, set())

    def drop(self, field: str, value: int | str) -> None:
        """Leave a value of a field out, whoever tells it."""
        self._found[field] = {key: spans for key, spans in self._found.get(field, {}).items() if key[0] != value}

    def heads(self, field: str) -> list[int]:
        """The last token of each place that gives a value of a field."""
        return self._last_tokens(self.spans(field))

    def _last_tokens(self, spans: Iterable[Span]) -> list[int]:
        return [tokens[-1] for span in spans if (tokens := self.parse.token_range(span.start, span.end))]

    def _repeated(self) -> set[int | str]:
        """Victims that only stand for others named or described."""
        known = self._found.get("victims", {})
        values = {value for value, _ in known}
        named = sum(value in self.lookup.names for value in values)
        others = values - {v for v in values if str(v).lower() in _ANYBODY}
        again = {value for (value, _), spans in known.items() if named and self._points_back(value, spans, named)}
        rest = others - again
        anybody = {v for v in values if str(v).lower() in _ANYBODY and not self._counts_more(v, rest)}
        return again | (anybody if rest else set())

    def _counts_more(self, value: int | str, told: set[int | str]) -> bool:
        """Whether "people" and the like stand with a number of more than the victims told otherwise one by one."""
        tolls = [int(v) for field in ("killed", "wounded") for v in self.values(field) if isinstance(v, int)]
        counted = any(
            self.parse.tokens[c].dep == "nummod" for i in self._of_victim(value) for c in self.parse.children[i]
        )
        several = any(self.parse.tokens[i].tag in ("NNS", "NNPS") for v in told for i in self._of_victim(v))
        return counted and not several and sum(tolls) > len(told)

    def _of_victim(self, value: int | str) -> list[int]:
        known = self._found["victims"].items()
        return [i for (v, _), spans in known if v == value for i in self._last_tokens(spans)]

    def _told_closer(self, field: str) -> set[int | str]:
        """Descriptions that another one of the field holds with more: "bomb" beside "car bomb"."""
        if field not in _DESCRIBED:
            return set()
        words = {v: self.lookup.names.get(str(v), str(v)).lower().split() for v, _ in self._found[field]}
        plain = [v for v in words if v not in self.lookup.names]
        return {v for v in plain if any(w != v and set(words[v]) < set(words[w]) for w in list(words)[:_MOST])}

    def _points_back(self, value: int | str, spans: list[Span], named: int) -> bool:
        """Whether a description stands with "the" only, so that somebody told before is meant, or several of them."""
        if value in self.lookup.names:
            return False
        told = [self.parse.token_range(span.start, span.end) for span in spans]
        tags = ("NN", "NNS") if named > 1 else ("NN",)
        return all(
            t[0] > 0 and self.parse.tokens[t[0] - 1].text.lower() in _POINTING and self.parse.tokens[t[-1]].tag in tags
            for t in told
        )

    def fields(self) -> dict[str, tuple[Reported, ...]]:
        """Reported values by field, in order of their first evidence.

        What somebody did who is named as perpetrator as well, such as being shot, makes no victim. Nor are victims told
        twice: "the general" and "a person" beside the general's name, "people" beside what people they were.
        """
        left_out = set(self.values("perpetrator")) | self._repeated()
        found = {}
        for field, reported in self._found.items():
            known = _called_alike(reported, self.lookup.names) if field == "location" else reported
            loose = self._told_closer(field)
            values = [
                Reported(value=value, evidence=tuple(sorted(spans)), attribution=attribution)
                for (value, attribution), spans in _pool(field, known).items()
                if (field != "victims" or value not in left_out) and value not in loose
            ]
            if values:
                found[field] = tuple(sorted(values, key=lambda r: (r.evidence[0], str(r.value), r.attribution or "")))
        return found


def _called_alike(known: Mapping[Key, list[Span]], names: Mapping[str, str]) -> dict[Key, list[Span]]:
    """Places of one name as one: "PORT ELLIS" of the dateline and the town Port Ellis; an entity stands for it."""
    order = sorted(known, key=lambda key: key[0] not in names)
    first: dict[str, int | str] = {}
    for value, _ in order:
        first.setdefault(names.get(str(value), str(value)).casefold(), value)
    alike: dict[Key, list[Span]] = {}
    for (value, attribution), spans in known.items():
        place = first[names.get(str(value), str(value)).casefold()]
        told = alike.setdefault((place, attribution), [])
        told += [span for span in spans if span not in told]
    return alike


def _pool(field: str, known: Mapping[Key, list[Span]]) -> dict[Key, list[Span]]:
    """Of a scene, what the document tells in its own voice it need not lay to others as well."""
    pooled: dict[Key, list[Span]] = {}
    for (value, attribution), spans in known.items():
        own = field in _SCENE and (value, None) in known
        pooled.setdefault((value, None if own else attribution), []).extend(spans)
    return pooled
