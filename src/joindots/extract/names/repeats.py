"""A name seen once is the same name everywhere in its document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from joindots.extract.names.lexicons import words as word_list
from joindots.extract.names.runs import NAME_LABELS, sentence_shapes
from joindots.extract.names.spans import NameSpan
from joindots.parse import Parse, Token

Words = tuple[str, ...]

# Words of these classes are no names, whatever they look like: "May", "Will" at the start of a sentence.
_NEVER = frozenset({"AUX", "ADP", "DET", "PRON", "SCONJ", "CCONJ", "PART", "VERB"})
_FULL_NAME = range(2, 4)  # words
_LEAST_LENGTH = 3  # characters of a name of one word; a shorter one is a word of the language too often


def find_repeats(parse: Parse, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """The spans, with every other place where one of the names stands, in text order.

    The words must be the same; in a line set in capitals their case does not matter. One pass over the tokens: each is
    looked up among the first words of the names.
    """
    tokens = parse.tokens
    index = _index([tuple(t.text for t in tokens[s.first : s.last]) for s in spans] + _surnames(tokens, spans))
    capitals = _index(tuple(w.upper() for w in words) for names in index.values() for words in names)
    shapes = sentence_shapes(parse)
    taken = {i for span in spans for i in range(span.title, span.letters)}
    taken |= {i for n in parse.names if n.label not in NAME_LABELS for i in range(n.first, n.last)}
    found = list(spans)
    past = 0
    for token in tokens:
        known = capitals if shapes[token.sentence] == "capitals" else index
        if token.i < past or token.i in taken or token.text not in known:
            continue
        for words in known[token.text]:
            last = token.i + len(words)
            begins = shapes[token.sentence] == "plain" and len(words) == 1 and _goes_on(tokens, token.i)
            if not begins and _fits(tokens, token.i, words) and taken.isdisjoint(range(token.i, last)):
                found.append(NameSpan(first=token.i, last=last, label="", title=token.i, letters=last))
                past = last
                break
    return sorted(found, key=lambda span: span.first)


def _surnames(tokens: Sequence[Token], spans: Sequence[NameSpan]) -> list[Words]:
    """The last words of people's full names."""
    return [(tokens[s.last - 1].text,) for s in spans if s.last - s.first in _FULL_NAME and s.label == "PERSON"]


def _index(names: Iterable[Words]) -> dict[str, list[Words]]:
    """First word to the names that begin with it, longest first."""
    index: dict[str, set[Words]] = defaultdict(set)
    for words in names:
        if len(words) > 1 or (
            len(words[0]) >= _LEAST_LENGTH and words[0].lower() not in word_list("nouns", "calendar")
        ):
            index[words[0]].add(words)
    return {first: sorted(names, key=lambda words: (-len(words), words)) for first, names in index.items()}


def _fits(tokens: Sequence[Token], at: int, words: Words) -> bool:
    if tuple(t.text for t in tokens[at : at + len(words)]) != words:
        return False
    return len(words) > 1 or tokens[at].pos not in _NEVER


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word is the beginning of another, longer name."""
    if at + 1 == len(tokens) or tokens[at + 1].sentence != tokens[at].sentence:
        return False
    return tokens[at + 1].pos == "PROPN" and tokens[at].dep == "compound" and tokens[at + 1].text[0].isupper()
