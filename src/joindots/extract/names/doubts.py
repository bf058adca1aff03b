"""What looks like a name and is none."""

from collections.abc import Container, Sequence

from joindots.extract.names.abbreviations import abbreviates
from joindots.extract.names.actors import ACTOR_LISTS
from joindots.extract.names.lexicons import given_names, known_kinds, title_words, words
from joindots.extract.names.runs import sentence_shapes
from joindots.extract.names.spans import NameSpan
from joindots.parse import Parse, Token

_LONG_FORM = 6  # words before a bracket in which its long form is looked for


def drop_doubtful(parse: Parse, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """The spans without titles, posts, adjectives, common nouns, and what only a headline takes for a name."""
    lower = {token.text for token in parse.tokens if token.text.islower()}
    kept = [s for s in spans if _is_name(parse, s, lower)]
    shapes = sentence_shapes(parse)
    words_of = [tuple(t.text for t in parse.tokens[s.first : s.last]) for s in kept]
    plain = {w for w, s in zip(words_of, kept, strict=True) if shapes[parse.tokens[s.first].sentence] != "headline"}
    singles = {word for names in plain for word in names}
    return [s for w, s in zip(words_of, kept, strict=True) if w in plain or _survives(s, w, singles)]


def _survives(span: NameSpan, name: tuple[str, ...], singles: set[str]) -> bool:
    """Whether a name that only a headline shows is one: a known one, a part of another, a person's full name."""
    if " ".join(name) in known_kinds() or span.title < span.first:
        return True
    if len(name) == 1:
        return name[0] in singles
    return span.label == "PERSON" and (name[0] in given_names() or singles.issuperset(name))


def _is_name(parse: Parse, span: NameSpan, lower: Container[str]) -> bool:
    tokens = parse.tokens[span.first : span.last]
    if all(t.text.rstrip(".").lower() in title_words() for t in tokens):
        return False
    if len(tokens) > 1:
        return span.label == "PERSON" or not _is_post(tokens)
    if len(tokens[0].text) == 1 or _is_party_letter(parse, span.first) or _shortens_words(parse, span.first):
        return False
    return tokens[0].text in known_kinds() or _is_single_name(parse, span, lower)


def _is_single_name(parse: Parse, span: NameSpan, lower: Container[str]) -> bool:
    """Whether one word is more than an adjective, an actor, or a common noun that begins a sentence."""
    token = parse.tokens[span.first]
    word = token.text.lower()
    if token.pos == "ADJ" or word.endswith("phobic") or word in words("nouns", "place_heads", *ACTOR_LISTS):
        return False
    begins = span.title == parse.sentences[token.sentence].first
    if begins and token.tag == "NNS":
        return False  # "Ferries will stay in port"
    return bool(span.label) or not begins or token.text.isupper() or word not in lower


def _is_post(tokens: Sequence[Token]) -> bool:
    """Whether a name is what a person is: "Reviewer of Harbour Law"."""
    of = next((i for i, t in enumerate(tokens) if t.text == "of"), None)
    return of is not None and of > 0 and tokens[of - 1].text.lower() in words("nouns", "people")


def _is_party_letter(parse: Parse, i: int) -> bool:
    """Whether a token is the state in "(R-TX)"."""
    return i > 1 and parse.tokens[i - 1].text == "-" and parse.tokens[i - 2].text in {"R", "D", "I"}


def _shortens_words(parse: Parse, i: int) -> bool:
    """Whether a token in brackets is short for common nouns: "sodium chloride (SC)"."""
    if i < 2 or parse.tokens[i - 1].text != "(" or not parse.tokens[i - 2].text.islower():
        return False
    before = [t.text for t in parse.tokens[max(0, i - 1 - _LONG_FORM) : i - 1]]
    long_forms = (" ".join(before[n:]) for n in range(len(before)))
    return any(form.islower() and abbreviates(parse.tokens[i].text, form) for form in long_forms)
