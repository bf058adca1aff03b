"""What a text says somebody is: titles, descriptions before a name, appositions after it, predicates."""

from collections.abc import Iterator, Mapping, Sequence

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
_TIMES = frozenset({"then", "now", "once", "later"})
# Verbs that give a post or take it away, with the post as complement or after "as".
_APPOINTING = frozenset({"appoint", "name", "elect", "re-elect", "install", "nominate", "swear", "crown", "confirm"})
_SERVING = frozenset(
    {"serve", "resign", "retire", "step", "stand", "quit", "take", "succeed", "replace", "work", "act"}
)
_COPULAS = frozenset({"be", "become", "remain"})
_MOST_LINKS = 4  # words between a verb and the "as" that belongs to it
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
        _appointment(parse, span, kind),
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
    if head < limit and tokens[head].text in _TIMES:
        head += 1  # "then mayor of Port Ellis"
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
        and not _dates(tokens, last)
    ):
        last += 1
    while last > head + 1 and tokens[last - 1].pos in {"CCONJ", "ADP", "ADV", "AUX", "PUNCT", "DET"}:
        last -= 1
    return _skip_age(parse, first, last)


def _dates(tokens: Sequence[Token], i: int) -> bool:
    """Whether "on Monday" begins at a token: it tells of the day, not of the post."""
    return tokens[i].pos == "ADP" and i + 1 < len(tokens) and tokens[i + 1].text.lower() in words("nouns", "calendar")


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


def _appointment(parse: Parse, span: NameSpan, kind: EntityKind) -> Range | None:
    """Such as "head of the board" of "Ann Lee was named head of the board", "Ann Lee resigned as head of the board"."""
    for verb in _verbs_of(parse, span):
        given = parse.tokens[verb].lemma in _APPOINTING
        if not given and parse.tokens[verb].lemma not in _SERVING:
            continue
        complements = (
            [c for c in parse.children[verb] if parse.tokens[c].dep in {"oprd", "attr", "dobj"}] if given else []
        )
        for noun in [*complements, *_after_as(parse, verb)]:
            if is_role_noun(parse.tokens[noun], kind):
                return _noun_phrase(parse, parse.subtree(noun)[0], _post_end(parse, noun), kind)
    return None


def _after_as(parse: Parse, verb: int) -> Iterator[int]:
    """Nouns after "as" that belong to a verb, or to what follows its prepositions: "took over from Bo Ray as head"."""
    queue = [verb]
    for i in queue:
        for child in parse.children[i]:
            token = parse.tokens[child]
            if token.dep == "prep" and token.text == "as":
                yield from (c for c in parse.children[child] if parse.tokens[c].dep == "pobj")
            elif child > verb and token.dep in {"prep", "pobj", "dobj"} and len(queue) <= _MOST_LINKS:
                queue.append(child)


def _post_end(parse: Parse, noun: int) -> int:
    """Where a post ends at the latest: with its noun unless it says of what, "head of the board"."""
    last = parse.sentences[parse.tokens[noun].sentence].last
    return last if noun + 1 < last and parse.tokens[noun + 1].text in {"of", "for", "at"} else noun + 1


def _verbs_of(parse: Parse, span: NameSpan) -> list[int]:
    """The verbs whose subject a name is, that of a relative clause after it included."""
    tokens, name = parse.tokens, span.last - 1
    verbs = [tokens[name].head] if tokens[name].dep in {"nsubj", "nsubjpass"} else []
    return verbs + [c for c in parse.children[name] if tokens[c].dep == "relcl"]


def _predicate(parse: Parse, span: NameSpan, kind: EntityKind) -> Range | None:
    """Such as "mother of two" of "Ann Lee is a mother of two" and of "Ann Lee, who was a mother of two"."""
    tokens = parse.tokens
    for verb in _verbs_of(parse, span):
        clause = [verb, *(c for c in parse.children[verb] if tokens[c].dep == "xcomp")]
        for v in clause:
            children = parse.children[v]
            if tokens[v].lemma in _COPULAS and not any(tokens[c].dep == "neg" for c in children):
                for c in children:
                    if tokens[c].dep == "attr" and is_role_noun(tokens[c], kind):
                        return _noun_phrase(parse, parse.subtree(c)[0], parse.sentences[tokens[c].sentence].last, kind)
    return None
