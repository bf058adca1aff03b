"""Places and peoples that everybody knows, where the tagger saw none of them or a part only."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from joindots.extract.names.lexicons import known_kinds
from joindots.extract.names.spans import NameSpan
from joindots.parse import Parse, Token

Words = tuple[str, ...]

_CLASSES = frozenset({"PROPN", "ADJ", "NOUN"})  # of a known name of one word; "Nice" and "Turkey" can be others
_FOUND = frozenset({"place", "group"})  # bodies are too often called by words that are others' names


def find_known(parse: Parse, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """The spans, completed by known names: those of several words also instead of a part of them."""
    owner = {i: n for n, span in enumerate(spans) for i in range(span.title, span.letters)}
    gone: set[int] = set()
    added = []
    for first, last in _scan(parse):
        touched = {owner[i] for i in range(first, last) if i in owner}
        if all(first <= spans[n].title and spans[n].letters <= last for n in touched) and not (
            touched and last - first == 1
        ):
            gone |= touched
            added.append(NameSpan(first=first, last=last, label="", title=first, letters=last))
    kept = [span for n, span in enumerate(spans) if n not in gone]
    return sorted(kept + added, key=lambda span: span.first)


def _scan(parse: Parse) -> Iterator[tuple[int, int]]:
    """Token ranges of known names, the longest first; a sentence set in capitals is compared in capitals."""
    text, past = parse.document.text, 0
    for sentence in parse.sentences:
        written = [text[t.start : t.end] for t in parse.tokens[sentence.first : sentence.last]]
        known = _index(capitals=" ".join(written).isupper())
        for n, word in enumerate(written):
            i = sentence.first + n
            if i < past or word not in known:
                continue
            for words in known[word]:
                if tuple(written[n : n + len(words)]) == words and (len(words) > 1 or _stands(parse.tokens, i)):
                    past = i + len(words)
                    yield i, past
                    break


def _stands(tokens: Sequence[Token], i: int) -> bool:
    """Whether a known word is itself here, not the beginning or the end of another name, or another word."""
    token = tokens[i]
    if token.pos not in _CLASSES:
        return False
    beside = [t for t in tokens[max(0, i - 1) : i + 2] if t is not token and t.sentence == token.sentence]
    begins = not any(t.i < i for t in beside)
    if begins and token.pos != "PROPN" and not token.text.isupper():
        return False
    return not any(t.pos == "PROPN" and t.text[0].isupper() and not t.text.isupper() for t in beside)


@cache
def _index(*, capitals: bool = False) -> Mapping[str, list[Words]]:
    """First word to the known names that begin with it, longest first."""
    index: dict[str, list[Words]] = {}
    names = sorted(
        name for name, kind in known_kinds().items() if kind in _FOUND and "," not in name and not name.endswith(".")
    )
    for words in (tuple((name.upper() if capitals else name).split()) for name in names):
        index.setdefault(words[0], []).append(words)
    return {first: sorted(found, key=lambda words: (-len(words), words)) for first, found in index.items()}
