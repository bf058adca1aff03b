"""What a text says somebody is: titles, descriptions before a name, appositions after it, predicates."""

from collections.abc import Iterator, Mapping

from joindots.extract.names.lexicons import title_ends, words
from joindots.extract.names.people import RELATIVES
from joindots.extract.names.spans import NameSpan
from joindots.model import EntityKind
from joindots.parse import Parse, Token

Range = tuple[int, int]

_DESCRIBING = frozenset({"NOUN", "ADJ", "PROPN", "NUM"})
_ENDS = frozenset(
    {",", ";", ":", ".", "!", "?", ")", "(", "]", '"', "—", "–", "--", "who", "that", "which", "whose", "whom", "where"}
)
_LORDLY = frozenset({"Lord", "Lady", "Madam"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_COPULAS = frozenset({"be", "become", "remain"})
_LONGEST = 14  # tokens: a longer apposition is a misread clause
_LONGEST_DESCRIPTION = 7  # tokens before a name


def find_roles(parse: Parse, span: NameSpan, kind: EntityKind, starts: Mapping[int, NameSpan]) -> Iterator[Range]:
    """Token ranges of what the text beside one mention of a name says its bearer is.

    Args:
        parse: The document.
        span: The mention.
        kind: Of the entity; only people and organisations have roles.
        starts: Every name of the document by the first token of its title.
    """
    if kind not in {"person", "organisation"}:
        return
    title = _skip_address(parse, span.title, span.first)
    if title < span.first:
        yield title, span.first
    if span.letters > span.last:
        yield span.last, span.letters
    found = (
        _description_before(parse, span, kind),
        _apposition_after(parse, span, kind, starts),
        _apposition_before(parse, span, kind),
        _predicate(parse, span, kind),
    )
    yield from (role for role in found if role)


def is_role_noun(token: Token, kind: EntityKind = "person") -> bool:
    """Whether a noun tells what a person (or organisation) is."""
    lemma = token.lemma.lower()
    if kind == "person":
        if token.tag in {"NNS", "NNPS"}:
            return False
        return lemma in words("nouns", "people") or lemma in title_ends() or lemma.split("-")[0] in {"mother", "father"}
    return lemma in words("nouns", "organisations")


def _skip_address(parse: Parse, first: int, last: int) -> int:
    while first < last and parse.tokens[first].text.rstrip(".").lower() in words("titles", "male", "female", "plural"):
        if parse.tokens[first].text in _LORDLY and first + 1 < last:
            break  # "Lord Justice", "Lord Mayor"
        first += 1
    return first


def _description_before(parse: Parse, span: NameSpan, kind: EntityKind) -> Range | None:
    """Such as "retired harbour pilot" of "retired harbour pilot Ann Lee"."""
    tokens, last = parse.tokens, span.title
    if last == 0 or tokens[last - 1].pos != "NOUN" or not is_role_noun(tokens[last - 1], kind):
        return None
    if tokens[last - 1].lemma in RELATIVES:
        return None  # "her brother Bo" says nothing about Bo alone
    first = last - 1
    least = max(parse.sentences[tokens[span.first].sentence].first, last - _LONGEST_DESCRIPTION)
    while first > least and _describes(tokens[first - 1]):
        first -= 1
    return _skip_age(parse, first, last)


def _describes(token: Token) -> bool:
    return token.pos in _DESCRIBING or token.dep in {"amod", "compound"} or token.text == "-" or token.tag == "HYPH"


def _skip_age(parse: Parse, first: int, last: int) -> Range | None:
    """Drop "46-year-old" and articles from the start of a description."""
    tokens = parse.tokens
    for i in range(first, min(first + 6, last)):
        if tokens[i].text.lower() in {"old", "year-old"}:
            first = i + 1
    while first < last and (tokens[first].pos in {"DET", "PUNCT"} or tokens[first].text == "-"):
        first += 1
    return (first, last) if first < last else None


def _apposition_after(parse: Parse, span: NameSpan, kind: EntityKind, starts: Mapping[int, NameSpan]) -> Range | None:
    """Such as "deputy harbour master of Port Ellis" of "Ann Lee, 52, deputy harbour master of Port Ellis, said"."""
    tokens = parse.tokens
    sentence = parse.sentences[tokens[span.first].sentence]
    first = span.letters
    if first < sentence.last and tokens[first].text in {",", "("}:
        first += 1
        if first + 1 < sentence.last and tokens[first].text.isdigit() and tokens[first + 1].text == ",":
            first += 2
        return _noun_phrase(parse, first, sentence.last, kind, starts)
    return None


def _noun_phrase(
    parse: Parse, first: int, limit: int, kind: EntityKind, starts: Mapping[int, NameSpan] | None = None
) -> Range | None:
    """The noun phrase that begins at `first`, if its head tells what somebody is; its articles and age left out."""
    tokens = parse.tokens
    head = first
    while head < limit and (_describes(tokens[head]) or tokens[head].pos == "DET") and tokens[head].text not in _ENDS:
        head += 1
    head -= 1
    if head < first or head + 1 in (starts or {}) or not is_role_noun(tokens[head], kind):
        return None
    last = head + 1
    while (
        last < min(limit, first + _LONGEST)
        and tokens[last].text.lower() not in _ENDS
        and tokens[last].tag not in _FINITE
    ):
        last += 1
    while last > head + 1 and tokens[last - 1].pos in {"CCONJ", "ADP", "ADV", "AUX", "PUNCT", "DET"}:
        last -= 1
    return _skip_age(parse, first, last)


def _apposition_before(parse: Parse, span: NameSpan, kind: EntityKind) -> Range | None:
    """Such as "harbour master" of "The harbour master, Ann Lee, said"."""
    tokens = parse.tokens
    sentence = parse.sentences[tokens[span.first].sentence]
    comma = span.title - 1
    if comma <= sentence.first or tokens[comma].text != ",":
        return None
    if span.letters < sentence.last and tokens[span.letters].text not in {",", ".", ")", '"'}:
        return None
    first = comma
    while first > max(sentence.first, comma - _LONGEST_DESCRIPTION * 2) and tokens[first - 1].text not in _ENDS:
        first -= 1
        if tokens[first].tag in _FINITE:
            return None
        if tokens[first].pos == "DET" and tokens[first].dep == "det" and tokens[first - 1].pos != "ADP":
            break
    if tokens[first].pos != "DET" or not _noun_phrase(parse, first, comma, kind):
        return None
    return _skip_age(parse, first, comma)


def _predicate(parse: Parse, span: NameSpan, kind: EntityKind) -> Range | None:
    """Such as "mother of two" of "Ann Lee is a mother of two" and of "Ann Lee, who was a mother of two"."""
    tokens = parse.tokens
    name = span.last - 1
    verbs = []
    if tokens[name].dep in {"nsubj", "nsubjpass"}:
        verbs.append(tokens[name].head)
    verbs += [c for c in parse.children[name] if tokens[c].dep == "relcl"]
    for verb in verbs:
        clause = [verb, *(c for c in parse.children[verb] if tokens[c].dep == "xcomp")]
        for v in clause:
            children = parse.children[v]
            if tokens[v].lemma in _COPULAS and not any(tokens[c].dep == "neg" for c in children):
                for c in children:
                    if tokens[c].dep == "attr" and is_role_noun(tokens[c], kind):
                        return _noun_phrase(parse, parse.subtree(c)[0], parse.sentences[tokens[c].sentence].last, kind)
    return None
