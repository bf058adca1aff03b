"""The town that a report is about, where it tells no more of the incident's place than a street, a club or a county.

Reports of one town name it in passing: its police, its people, the dateline. What names it is evidence of where the
incident was once the town is known, and makes it known where several of these agree.
"""

from collections import defaultdict
from collections.abc import Iterator

from joindots.extract.incident_words import load_incident_words
from joindots.extract.incidents.sites import load_sites
from joindots.extract.incidents.values import Values
from joindots.extract.names.lexicons import countries, known_kinds, regions
from joindots.extract.phrases import children
from joindots.parse import Parse, Token
from joindots.text.places import read_area

_SCENE = 12  # sentences that tell what the report is about
_POLICE = frozenset({"police", "firefighters", "officers", "detectives"})
_FORCES = frozenset({"department", "dept", "dept.", "bureau"})
# Words before "police" that name no town.
_NO_TOWN = frozenset(
    {"state", "national", "federal", "metropolitan", "metro", "county", "transport", "royal", "highway", "provincial"}
    | {"city", "borough", "township", "military", "border", "civil", "secret", "regional", "local", "riot", "campus"}
    | {"university", "college", "transit"}
)
_METROPOLITAN = frozenset({"metropolitan", "metro"})  # after the name of a town it says nothing more
_TOWNS = ("city", "town", "township", "village", "borough")  # ends of the names of towns
_AREAS = frozenset({"county", "counties", "parish", "state", "province", "co."})
# Words that end the names of what lies within a town.
_WITHIN = frozenset(
    {"street", "st", "avenue", "ave", "road", "rd", "drive", "dr", "lane", "ln", "boulevard", "blvd", "highway"}
    | {"parkway", "way", "place", "terrace", "circle", "square", "park", "pool", "court", "inn", "nightclub"}
    | {"apartments", "center", "centre", "plaza", "freeway", "interstate", "side", "end", "pier", "quay", "hall"}
    | {"trail", "alley", "motel"}
)
_LIVING = frozenset({"home", "house", "residence", "apartment", "neighborhood", "neighbourhood"})
_PARTS = frozenset({"section", "neighborhood", "neighbourhood", "part", "side", "quarter", "district", "area", "town"})
_LOCATING = frozenset({"in", "near"})
_POLICED, _TOLD = 2, 1  # weight of a town's police, of its people and of "in" before it; by judgement
_LEAD, _EARLY = 4, 2  # sentences that open a report, and how much more they count
_LONGEST = 4  # tokens of a town's name
_SURE = 3  # weight from which a name that is known as no place is a town


class _Votes:
    """What the sentences of a report say of its town."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.known = values.lookup.towns
        self.weights: dict[str, int] = defaultdict(int)
        self.kinds: dict[str, set[str]] = defaultdict(set)
        self.spans: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def add(self, names: list[int], kind: str, weight: int) -> None:
        """One mention of a town by name."""
        span = (names[0], names[-1] + 1)
        text = self.values.parse.token_span(*span).text
        key = place_called(self.values, text) or text
        if span not in self.spans[key]:
            self.spans[key].append(span)
            self.weights[key] += weight
            self.kinds[key].add(kind)


def add_town(values: Values, titles: list[int], body: list[int]) -> None:
    """Add the town of a report's main incident where none is known, and all that names it where it is.

    Args:
        values: Of the main incident.
        titles: Its report's titles, by number of sentence.
        body: The sentences of its body.
    """
    votes = _Votes(values)
    _count(votes, [*titles, *body[:_LEAD]], _EARLY)
    _count(votes, body[_LEAD:_SCENE], 1)
    known = [str(v) for v in values.values("location") if not _is_area(values, str(v))]
    towns = [v for v in known if not lies_within_town(values, v)]
    sure = [name for name in votes.weights if name not in towns and _is_sure(values, votes, name)]
    if any(_is_town(votes, place) for place in known):
        policed = any("police" in votes.kinds[town] for town in towns)
        sure = [] if policed else [name for name in sure if "police" in votes.kinds[name]]
    best = max([*sure, *towns], key=lambda v: _rank(votes, v), default=None)
    for town in dict.fromkeys(v for v in (best, *sure[:1]) if v is not None):
        for first, last in votes.spans.get(town, ()):
            values.add("location", town, values.parse.token_span(first, last))
    if best is not None:
        _add_mentions(values, best, [*titles, *body])
        if _is_town(votes, best):
            _gather(votes, best)


def _gather(votes: _Votes, town: str) -> None:
    """Lay what is told within the town to the town as well; its state and its country are no places of their own."""
    values = votes.values
    for place in values.values("location"):
        name = values.lookup.names.get(str(place), str(place))
        if votes.known.surround(values.lookup.names.get(town, town), name):
            values.drop("location", place)
        elif lies_within_town(values, str(place)) or (votes.kinds[town] and _is_quarter(votes, str(place))):
            for span in values.spans_of("location", place):
                values.add("location", town, span)


def _is_quarter(votes: _Votes, place: str) -> bool:
    """Whether a place is no area and no town, as far as is known: most such are quarters of the town."""
    return not _is_area(votes.values, place) and not _is_town(votes, place)


def _rank(votes: _Votes, town: str) -> tuple[bool, bool, int]:
    """Where a town stands among those that a report may be about."""
    values = votes.values
    return "police" in votes.kinds[town], _is_town(votes, town), _weigh(values, votes, town)


def _is_town(votes: _Votes, place: str) -> bool:
    """Whether a place is surely a town, not a neighbourhood, a park or a club."""
    values = votes.values
    if lies_within_town(values, place):
        return False
    name = values.lookup.names.get(place, place)
    if name.lower().endswith(_TOWNS) or _is_known_town(values, place) or votes.known.knows(name):
        return True
    return any(read_area(values.parse.document.text, end) for end in values.ends_of(place))


def _add_mentions(values: Values, town: str, sentences: list[int]) -> None:
    """Lay the town to all that names it where the report tells what it is about: "PORT ELLIS -", "Ellis's west"."""
    parse, lookup = values.parse, values.lookup
    words = lookup.names.get(town, town).split()
    for s in sentences:
        i, last = parse.sentences[s].first, parse.sentences[s].last
        while i < last:
            end = i
            while end < last and lookup.entity(end) == town:
                end += 1
            if end == i and parse.tokens[i].text == words[0]:
                after = parse.tokens[i : min(i + len(words), last)]
                end += len(words) if [token.text for token in after] == words else 0
            if end > i:
                values.add("location", town, parse.token_span(i, end))
            i = max(end, i + 1)


def _weigh(values: Values, votes: _Votes, town: str) -> int:
    """What votes say of a town, and what is known of it beside them."""
    return votes.weights.get(town, 0) + values.has("location", town) + _is_known_town(values, town)


def _is_sure(values: Values, votes: _Votes, name: str) -> bool:
    """Whether votes make a town known that the incident's own sentences do not tell."""
    if _is_area(values, name) or lies_within_town(values, name):
        return False
    if "police" in votes.kinds[name]:
        return True
    agreed = name in values.lookup.names or votes.known.knows(name) or {"in", "people"} <= votes.kinds[name]
    if "part" in votes.kinds[name]:
        return agreed
    return agreed and votes.weights[name] >= _SURE


def _count(votes: _Votes, sentences: list[int], factor: int) -> None:
    """Count what sentences say of the town, each mention a number of times."""
    values, parse = votes.values, votes.values.parse
    persons = load_incident_words().persons
    for s in sentences:
        sentence = parse.sentences[s]
        for token in parse.tokens[sentence.first : sentence.last]:
            low = token.text.lower()
            if low in _POLICE and token.i > sentence.first:
                names = _names_before(values, token.i)
                kind, weight = "police", _POLICED
            elif token.tag in ("NN", "NNS") and ((lemma := token.lemma.lower()) in persons or lemma in _LIVING):
                names, kind, weight = _modifier(values, token), "people", _TOLD
            elif token.dep == "pobj" and _is_within(parse.tokens[token.head], parse):
                names, kind, weight = _located(values, token), "part", _POLICED
            elif token.dep == "pobj" and parse.tokens[token.head].text.lower() in _LOCATING:
                names, kind, weight = _located(values, token), "in", _TOLD
            else:
                continue
            if names:
                votes.add(names, kind, weight * factor)
        for names in _known_names(votes, s):
            votes.add(names, "named", _TOLD * factor)


def _known_names(votes: _Votes, s: int) -> Iterator[list[int]]:
    """Tokens of each name in a sentence that is a known town's, and no part of a person's or a longer one."""
    values, parse = votes.values, votes.values.parse
    i, end = parse.sentences[s].first, parse.sentences[s].last
    while i < end:
        last = i
        while last < end and last < i + _LONGEST and _is_of_name(values, parse.tokens[last], inside=last > i):
            last += 1
        while last > i and not (_stands_alone(values, i, last) and votes.known.knows(parse.token_span(i, last).text)):
            last -= 1
        if last > i:
            yield list(range(i, last))
        i = max(last, i + 1)


def _stands_alone(values: Values, first: int, last: int) -> bool:
    """Whether tokens that may be a town's name are told of no person, body, street or county."""
    parse, lookup = values.parse, values.lookup
    if parse.tokens[last - 1].text == "-":
        return False
    after = parse.tokens[last] if last < len(parse.tokens) else None
    longer = after is not None and after.text[:1].isupper() and after.tag in ("NNP", "NNPS")
    if longer and after is not None and after.text.lower().rstrip(".") in _WITHIN | _AREAS:
        return False
    kinds = {lookup.kind(entity) for i in range(first, last) if (entity := lookup.entity(i)) is not None}
    return kinds <= {"place", "other"}


def _is_within(preposition: Token, parse: Parse) -> bool:
    """Whether a preposition stands after a part of a town: "the Millside section of"."""
    return preposition.text.lower() == "of" and parse.tokens[preposition.head].lemma.lower() in _PARTS


def _modifier(values: Values, noun: Token) -> list[int]:
    """The name of a place right before somebody or a home: "a Port Ellis man"."""
    parse = values.parse
    names = [c for c in children(parse, noun.i, "compound", "nmod") if parse.tokens[c].tag == "NNP" and c < noun.i]
    return _place_of(values, names[-1]) if names else []


def _located(values: Values, token: Token) -> list[int]:
    return _place_of(values, token.i) if token.tag == "NNP" else []


def _place_of(values: Values, i: int) -> list[int]:
    """The tokens of the place that a token belongs to; a name that is taken for something else stands alone."""
    entity = values.lookup.entity(i)
    if entity is None or values.lookup.kind(entity) != "place":
        return [] if entity is None or values.lookup.names[entity] != values.parse.tokens[i].text else [i]
    first, last = i, i
    while first > 0 and values.lookup.entity(first - 1) == entity:
        first -= 1
    while last + 1 < len(values.parse.tokens) and values.lookup.entity(last + 1) == entity:
        last += 1
    return list(range(first, last + 1))


def _names_before(values: Values, police: int) -> list[int]:
    """The name of a town right before "police": of several words the most that are known as a place, else all."""
    parse, first = values.parse, police
    start = parse.sentences[parse.tokens[police].sentence].first
    while first > start and _is_of_name(values, parse.tokens[first - 1], inside=first < police):
        first -= 1
    while first < police and parse.tokens[first].text == "-":
        first += 1
    after = parse.tokens[police + 1].text.lower() if police + 1 < len(parse.tokens) else ""
    if first > start and parse.tokens[first - 1].text.lower() == "the" and after not in _FORCES:
        return []  # "the Transport Police" are of no town, "the Port Ellis Police Department" is
    while police > first and parse.tokens[police - 1].text.lower() in _METROPOLITAN:
        police -= 1
    for i in range(first, police):
        if parse.tokens[i - 1].text != "-" and place_called(values, parse.token_span(i, police).text) is not None:
            return [] if parse.tokens[police - 1].text.lower() == "county" else list(range(i, police))
    in_title = parse.sentences[parse.tokens[first].sentence].kind == "title"
    unnamed = any(token.text.lower() in _NO_TOWN for token in parse.tokens[first:police])
    return [] if in_title or unnamed else list(range(first, police))


def _is_of_name(values: Values, token: Token, *, inside: bool) -> bool:
    """Whether a token can belong to a name: a capitalised one, or the hyphen of "Ellis-Orr"."""
    if not token.text[:1].isupper():
        return inside and token.text == "-"
    entity = values.lookup.entity(token.i)
    return token.tag == "NNP" or (entity is not None and values.lookup.kind(entity) == "place")


def place_called(values: Values, name: str) -> str | None:
    """The place of the report that has a name, however it is capitalised."""
    known = sorted(e for e, other in values.lookup.names.items() if other.casefold() == name.casefold())
    return next((e for e in known if values.lookup.kind(e) == "place"), None)


def _is_known_town(values: Values, place: str) -> bool:
    name = values.lookup.names.get(place, place)
    return known_kinds().get(name.title() if name.isupper() else name) == "place"


def lies_within_town(values: Values, place: str) -> bool:
    """Whether a place is a street, a building and the like, as far as its name tells."""
    name = values.lookup.names.get(place, place)
    word = name.lower().rstrip(".").rpartition(" ")[2]
    return (
        word in _WITHIN
        or word in load_incident_words().things - {"city", "town", "village"}
        or word in load_sites().targets
    )


def _is_area(values: Values, place: str) -> bool:
    """Whether a place is more than a town: a county, a state, a country."""
    name = values.lookup.names.get(place, place)
    word = name.lower().rpartition(" ")[2]
    return word in _AREAS or name in countries() | regions() or word.endswith(".")
