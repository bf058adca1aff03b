"""Names that hold "and", a comma or an apostrophe: "Port and Waterways Authority", "Dockers' Union"."""

from collections.abc import Iterator

from joindots.extract.names.lexicons import known_kinds, words
from joindots.extract.names.runs import is_capitalised
from joindots.parse import Parse

Range = tuple[int, int]

_AND = frozenset({"and", "&"})
_OF = frozenset({"of", "for"})
# Whose kind the words before "and" are: two people or two states share a noun without being one name.
_OTHERS = frozenset({"PERSON", "GPE", "NORP"})
# Nouns whose possessive ends in "'s" though they are plural: "Women's Institute" as "Teachers' Union".
_PLURALS = frozenset({"children", "men", "people", "women"})
_SAINTS = frozenset({"st", "st.", "saint"})


def find_bonds(parse: Parse, tags: list[int]) -> Iterator[Range]:
    """Token ranges of names that a mark or an "and" would otherwise cut, in text order, without overlap.

    Args:
        parse: The document.
        tags: For each token the number of the tagged name it stands in, -1 outside.
    """
    past = 0
    for token in parse.tokens:
        if (
            token.pos != "PROPN"
            or token.i < past
            or not _is_cap(parse, token.i)
            or token.text.lower() not in words("nouns", "bodies")
        ):
            continue
        found = _shared_head(parse, tags, token.i) or _possessor(parse, token.i) or _businesses(parse, tags, token.i)
        if found and found[0] >= past and not _is_whole(parse, tags, *found):
            past = found[1]
            yield found


def _is_whole(parse: Parse, tags: list[int], first: int, last: int) -> bool:
    """Whether the tagger has it in one piece, without a comma that would cut it."""
    tagged = {tags[i] for i in range(first, last)}
    return len(tagged) == 1 and -1 not in tagged and all(t.text != "," for t in parse.tokens[first:last])


def _is_cap(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    return token.pos == "PROPN" and is_capitalised(token.text)


def _run_start(parse: Parse, i: int) -> int:
    """First of the capitalised words that end with token `i`; `i + 1` where that is none."""
    first = i + 1
    while first and _is_cap(parse, first - 1) and parse.tokens[first - 1].sentence == parse.tokens[i].sentence:
        first -= 1
    return first


def _is_headed(parse: Parse, first: int, last: int) -> bool:
    heads = words("nouns", "organisation_heads", "actor_organisations")
    return any(parse.tokens[i].text.lower() in heads for i in range(first, last))


def _shared_head(parse: Parse, tags: list[int], head: int) -> Range | None:
    """For "the Port and Waterways Authority": both words before the head belong to it, and neither is a body itself."""
    tokens = parse.tokens
    middle = _run_start(parse, head)
    if middle == head or middle < 2 or tokens[middle - 1].text not in _AND:
        return None
    first = _run_start(parse, middle - 2)
    if not first or first > middle - 2 or tokens[first - 1].text.lower() not in {"the", "'s"}:
        return None
    before = range(first, middle - 1)
    others = any(tags[i] >= 0 and parse.names[tags[i]].label in _OTHERS for i in before)
    if others or _is_headed(parse, first, middle - 1) or parse.token_span(first, middle - 1).text in known_kinds():
        return None
    tagged = any(tags[i] >= 0 and tags[i] != tags[head] for i in before)
    one = tokens[middle - 2].head == head or not tagged or _is_shortened(parse, first, head + 1)
    return (first, head + 1) if one else None


def _is_shortened(parse: Parse, first: int, last: int) -> bool:
    """Whether the initials of the whole stand after it in brackets."""
    initials = "".join(t.text[0] for t in parse.tokens[first:last] if t.text[0].isupper())
    after = [t.text for t in parse.tokens[last : last + 2]]
    return after == ["(", initials]


def _possessor(parse: Parse, head: int) -> Range | None:
    """For "Dockers' Federation" and "St Ivo's Hospital"."""
    tokens = parse.tokens
    middle = _run_start(parse, head)
    if middle < 2 or tokens[middle - 1].tag != "POS" or not _is_cap(parse, middle - 2):
        return None
    first = _run_start(parse, middle - 2)
    if first > 1 and tokens[first - 1].tag == "POS":  # "St Ivo's Children's Hospital"
        saint = _run_start(parse, first - 2)
        first = saint if tokens[saint].text.lower() in _SAINTS else first
    plural = tokens[middle - 1].text in {"'", "’"} or tokens[middle - 2].text.lower() in _PLURALS
    return (first, head + 1) if plural or tokens[first].text.lower() in _SAINTS else None


def _businesses(parse: Parse, tags: list[int], head: int) -> Range | None:
    """For "Department for Ports, Ferries and Docks": a head, and its businesses up to the one after "and"."""
    tokens, n = parse.tokens, len(parse.tokens)
    if head + 2 >= n or tokens[head + 1].text not in _OF:
        return None
    last, joined = head + 2, False
    while last < n and not joined and _is_business(parse, tags, head, last):
        while last < n and _is_business(parse, tags, head, last):
            last += 1
        joined = last + 1 < n and tokens[last].text in _AND and _is_business(parse, tags, head, last + 1)
        goes_on = joined or (last + 1 < n and tokens[last].text == "," and _is_business(parse, tags, head, last + 1))
        last += goes_on
    while joined and last < n and _is_business(parse, tags, head, last):
        last += 1
    return (_run_start(parse, head), last) if joined else None


def _is_business(parse: Parse, tags: list[int], head: int, i: int) -> bool:
    own = tags[i] < 0 or tags[i] == tags[head]
    return own and _is_cap(parse, i) and not parse.tokens[i].text.isupper() and not _is_headed(parse, i, i + 1)
