"""Stretches of words that look like parts of one name."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from joindots.extract.names.lexicons import known_kinds, words
from joindots.extract.names.tables import is_figure, is_row
from joindots.parse import Parse, Token

# OntoNotes labels that mark names; the others mark dates and numbers.
NAME_LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"}
)
_LINKS = frozenset({"of", "on"})  # inside a name whose first part is a head word: "Commission on Ports"
_CONNECTORS = frozenset({"of", "on", "for", "and", "&"})
_MARKS = frozenset({",", "(", ")", "[", "]", '"', "|", ":", ";", "/"})
_DASHES = frozenset({"-", "–", "—"})
# A sentence counts as set in capitals or as a headline when this share of its longer words is so written; the least
# number of such words keeps short sentences such as "Mayor Ann Lee spoke" out. Chosen by reading headlines.
_HEADLINE_SHARE = 0.75
_HEADLINE_WORDS = 4
_LONG_WORD = 4
_NO_NAMES = frozenset({"VERB", "AUX", "ADP", "ADV", "DET", "PRON", "SCONJ", "PART"})


@lru_cache(maxsize=1)  # all steps over one document ask for them
def sentence_shapes(parse: Parse) -> list[str]:
    """The shape of each sentence, see `sentence_shape`."""
    return [sentence_shape(parse.tokens[s.first : s.last]) for s in parse.sentences]


def sentence_shape(tokens: Sequence[Token]) -> str:
    """`capitals`, `headline` (most words begin with a capital letter, no full stop) or `plain`."""
    long = [word for t in tokens if len(word := t.text) >= _LONG_WORD and word[0].isalpha()]
    if len(long) < _HEADLINE_WORDS:
        return "capitals" if long and all(t.isupper() for t in long) else "plain"
    if sum(t.isupper() for t in long) >= _HEADLINE_SHARE * len(long):
        return "capitals"
    risen = sum(t[0].isupper() for t in long) >= _HEADLINE_SHARE * len(long)
    # A list of names or a table has no capital letters on anything else.
    raised = any(t.text[0].isupper() and t.pos in _NO_NAMES for t in tokens[1:])
    return "headline" if risen and raised and tokens[-1].text not in {".", '"'} else "plain"


def is_capitalised(word: str) -> bool:
    """Whether a word is written as names are: with a capital letter in it and no digit at its start."""
    return word[0].isalpha() and not word.islower()


def find_runs(parse: Parse, tags: list[int], shapes: list[str]) -> Iterator[tuple[int, int]]:
    """Stretches of tokens `(first, last)` that look like parts of one name.

    Args:
        parse: The document.
        tags: For each token the number of the tagged name it stands in, -1 outside.
        shapes: Of each sentence, as `sentence_shape` tells.
    """
    start = None
    tokens = parse.tokens
    rows = [is_row(tokens[s.first : s.last]) for s in parse.sentences]
    for token in tokens:
        i = token.i
        counted = token.text[0].isdigit() and (rows[token.sentence] or is_figure(token))
        inside = not counted and _is_part(parse, tags, token, shapes)
        if start is not None and (not inside or _is_border(parse, tags, start, i)):
            yield start, i
            start = None
        if inside and start is None:
            start = i
    if start is not None:
        yield start, len(tokens)


def _is_part(parse: Parse, tags: list[int], token: Token, shapes: list[str]) -> bool:
    if token.text in _MARKS or (token.text in _DASHES and _stands_free(parse, token.i)):
        return False
    if tags[token.i] >= 0:
        return parse.names[tags[token.i]].label in NAME_LABELS
    if token.text in _LINKS:
        return _links(parse, tags, token.i)
    return (
        token.pos == "PROPN"
        and is_capitalised(token.text)
        and shapes[token.sentence] == "plain"
        and token.text.lower() not in words("nouns", "calendar")
    )


def _stands_free(parse: Parse, i: int) -> bool:
    """Whether white space stands on one side of a mark."""
    tokens = parse.tokens
    return (i > 0 and tokens[i - 1].end < tokens[i].start) or (
        i + 1 < len(tokens) and tokens[i].end < tokens[i + 1].start
    )


@cache
def _heads() -> frozenset[str]:
    """Head words of bodies and places, and their plurals."""
    heads = words("nouns", "organisation_heads", "place_heads")
    return heads | {head + "s" for head in heads}


def _links(parse: Parse, tags: list[int], i: int) -> bool:
    """Whether "of" or "on" joins a head word and a name: "Palace of Arden", "Bank of Arden"."""
    before, after = parse.tokens[i - 1], parse.tokens[min(i + 1, len(parse.tokens) - 1)]
    return (
        i > 0
        and tags[i - 1] < 0
        and before.pos == "PROPN"
        and is_capitalised(before.text)
        and before.lemma.lower() in _heads()
        and after.pos == "PROPN"
        and is_capitalised(after.text)
    )


def _is_border(parse: Parse, tags: list[int], start: int, i: int) -> bool:
    """Whether a run that began at `start` ends before token `i` though both look like parts of names."""
    before, token = parse.tokens[i - 1], parse.tokens[i]
    if before.sentence != token.sentence:
        return True
    if tags[i] == tags[i - 1] or token.text in _LINKS:
        return False
    if i - start > 1 and before.text in _CONNECTORS:
        return False
    if tags[i] >= 0 and tags[i - 1] >= 0:
        return True
    # "British" before an untagged name is an adjective; "Islamic State" is one name all the same.
    return (
        tags[i] < 0 and known_kinds().get(before.text) == "group" and f"{before.text} {token.text}" not in known_kinds()
    )
