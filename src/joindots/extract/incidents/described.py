"""Reporting whoever or whatever stands at a token so that a reader knows who is meant."""

from joindots.extract.incidents.sites import load_sites
from joindots.extract.incidents.values import Values
from joindots.extract.phrases import children, is_past_headline, noun_phrase, prepositional
from joindots.model import Span

_NAMING = frozenset({"call", "name", "dub", "know", "style"})
_BODIES = frozenset({"organisation", "organization", "movement", "faction", "party", "unit"})
_SAYING_NOTHING = frozenset({"same", "such", "alleged", "so-called", "said", "style", "claim"})
# People of whom a word alone tells nothing, and what tells them apart: "two men on a motorcycle", "men in uniform".
_ANYBODY = frozenset(
    {"man", "woman", "person", "people", "individual", "individuals", "men", "women", "youth", "somebody"}
)
_LOOKS = frozenset({"wear", "dress", "arm", "mask", "ride", "travel", "hood", "clothe", "pose", "disguise", "drive"})
_LOOKING = frozenset({"in", "on", "with", "aboard"})
_MARKS = frozenset({'"', "''", "``", "'"})
_SHORTEST, _LONGEST_NAME = 3, 12  # tokens from an opening quotation mark to the word for a body
_LONGEST = 7  # tokens after such a word that describe its people
_NOT_SAID = frozenset({"DT", "PRP$", "PDT", "CD", "HYPH", "JJR"})  # tags before a noun that say how many


def add_described(values: Values, field: str, head: int) -> None:
    """Add whoever stands at a token.

    Of "a group of armed men" the men, of "his companion Ann Lee" her by her name; "members of the armed forces" and
    "the offices of the union" are told whole, as "members" and "offices" alone say nothing.
    """
    parse, sites = values.parse, load_sites()
    lemma, named = parse.tokens[head].lemma.lower(), _is_named(values, head)
    inside = prepositional(parse, head, "of")
    if lemma in sites.gatherings and not named:
        people = [i for i in inside if parse.tokens[i].tag in ("NNS", "NNPS")]
        if people:
            for i in people:
                add_described(values, field, i)
            return
    if lemma in sites.relational and inside and not named:
        _add_whole(values, field, head, inside[0])
        return
    if field == "perpetrator" and not named and (last := _end_of_looks(values, head)) > head:
        _add_whole(values, field, head, last)
        return
    name = next((i for i in _names(values, head) if _is_named(values, i)), None)
    if not named and name is None and (quoted := _quoted_name(values, head)) is not None:
        values.add(field, " ".join(quoted.text.split()), quoted)
        return
    values.add_words(field, head if named or name is None else name)


def _end_of_looks(values: Values, head: int) -> int:
    """The last token of what tells apart people of whom no more is said, right after the word for them."""
    parse = values.parse
    if parse.tokens[head].lemma.lower() not in _ANYBODY or children(parse, head, "compound", "nmod", "poss"):
        return head
    after = [c for c in parse.children[head] if head < c <= head + 1]
    for c in after:
        token = parse.tokens[c]
        if (token.dep == "acl" and token.lemma in _LOOKS) or (token.dep == "prep" and token.text.lower() in _LOOKING):
            last = c
            for i in range(c, min(head + _LONGEST + 1, parse.sentences[token.sentence].last)):
                told = parse.tokens[i]
                if told.pos in ("PUNCT", "SCONJ", "PRON") or (told.pos in ("VERB", "AUX") and i != c):
                    break
                last = i if told.pos in ("NOUN", "PROPN") and _hangs_on(values, i, c) else last
            return last if last > c else head
    return head


def _hangs_on(values: Values, i: int, top: int) -> bool:
    for _ in range(_LONGEST):
        if i == top:
            return True
        i = values.parse.tokens[i].head
    return False


def _names(values: Values, head: int) -> list[int]:
    """What stands as a name beside a noun: "the group Free Tide", "a band calling itself Free Tide"."""
    parse = values.parse
    found = [i for i in children(parse, head, "appos") if not is_past_headline(parse, head, i)]
    if parse.tokens[head].lemma.lower() in load_sites().gatherings | _BODIES:
        found += [c for c in children(parse, head, "compound", "nmod") if _is_body(values, c)]  # "the Free Tide group"
    for verb in children(parse, head, "acl"):
        between = parse.tokens[head + 1 : verb]  # "men at a farm called Reed End" are not called so
        if parse.tokens[verb].lemma in _NAMING and not any(t.pos in ("NOUN", "PROPN") for t in between):
            found += [
                *children(parse, verb, "dobj", "oprd", "attr", "ccomp", "xcomp"),
                *prepositional(parse, verb, "as"),
            ]
    return found


def _quoted_name(values: Values, head: int) -> Span | None:
    """The name in quotation marks right before a word for a body: of 'the self-styled "Free Tide" group' Free Tide."""
    parse, tokens = values.parse, values.parse.tokens
    body = tokens[head].lemma.lower() in load_sites().gatherings | _BODIES
    if not body or head < _SHORTEST or tokens[head - 1].text not in _MARKS:
        return None
    first = next((i for i in range(head - 2, max(-1, head - _LONGEST_NAME), -1) if tokens[i].text in _MARKS), None)
    if first is None or first == head - 2 or not tokens[first + 1].text[:1].isupper():
        return None
    return parse.token_span(first + 1, head - 1)


def is_empty(values: Values, head: int) -> bool:
    """Whether a noun names nobody: "a group", "the organisation"."""
    lemma = values.parse.tokens[head].lemma.lower()
    telling = children(values.parse, head, "amod", "compound", "nmod", "acl", "relcl")
    plain = all(values.parse.tokens[c].lemma.lower() in _SAYING_NOTHING for c in telling)
    empty = plain and (lemma in load_sites().gatherings or lemma in _BODIES)
    named = any(_is_named(values, i) for i in (head, *_names(values, head)))
    return empty and not named and not prepositional(values.parse, head, "of")


def _is_body(values: Values, i: int) -> bool:
    entity = values.lookup.entity(i)
    return entity is not None and values.lookup.kind(entity) == "organisation"


def _is_named(values: Values, head: int) -> bool:
    """Whether a token belongs to an entity with a name of its own."""
    entity = values.lookup.entity(head)
    if entity is None:
        return False
    name = values.lookup.names[entity]
    return values.parse.tokens[head].text[:1].isupper() or name != name.lower()


def _add_whole(values: Values, field: str, head: int, inner: int) -> None:
    first = noun_phrase(values.parse, head)[0]
    while first < head and values.parse.tokens[first].tag in _NOT_SAID:
        first += 1
    span = values.parse.token_span(first, max(head, inner) + 1)
    values.add(field, " ".join(span.text.split()), span)
