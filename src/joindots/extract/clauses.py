"""The clause that gives a word its meaning."""

from joindots.extract.phrases import governing_verb
from joindots.model import Span
from joindots.parse import Parse

_OWN_CLAUSE = frozenset({"conj", "ccomp", "advcl", "parataxis"})
_MARKS = frozenset({"PUNCT", "CCONJ", "SPACE"})


def clause_span(parse: Parse, token: int, inside: Span) -> Span:
    """The clause around a token: its verb with all that hangs on it but for other clauses; contains `inside`.

    A relative clause takes in the noun that it tells about. Where no verb governs the token the sentence is given.
    """
    sentence = parse.sentences[parse.tokens[token].sentence]
    verb = governing_verb(parse, token)
    if verb is None:
        start, end = sentence.start, sentence.end
    else:
        start, end = _reach(parse, verb)
    start, end = min(start, inside.start), max(end, inside.end)
    text = parse.document.text
    while end > inside.end and text[end - 1].isspace():
        end -= 1
    return parse.span(start, end)


def _reach(parse: Parse, verb: int) -> tuple[int, int]:
    kept, stack = [], [verb]
    while stack:
        i = stack.pop()
        kept.append(i)
        stack.extend(c for c in parse.children[i] if i != verb or not _is_other_clause(parse, c))
    if parse.tokens[verb].dep in ("relcl", "acl"):
        kept += _before(parse, parse.tokens[verb].head)
    kept.sort()
    while len(kept) > 1 and parse.tokens[kept[-1]].pos in _MARKS:
        kept.pop()
    while len(kept) > 1 and parse.tokens[kept[0]].pos in _MARKS:
        kept.pop(0)
    return parse.tokens[kept[0]].start, parse.tokens[kept[-1]].end


def _is_other_clause(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    return token.dep in _OWN_CLAUSE and token.pos in ("VERB", "AUX")


def _before(parse: Parse, noun: int) -> list[int]:
    return [noun, *(c for c in parse.children[noun] if c < noun)]
