"""Headlines, which attribute in their own way: "Mayor: bridge is safe", "Bridge is safe, says mayor", "... - mayor"."""

from msgspec import Struct

from joindots.extract.attributions.cues import find_cues
from joindots.extract.attributions.sources import Source
from joindots.extract.attributions.speakers import SAYERS, SPEAKING_LABELS
from joindots.parse import Parse, Sentence

_HEADS = frozenset({"title", "standfirst", "heading"})
_DASHES = frozenset({"-", "–", "—"})
_HEARING = frozenset({"tell", "hear"})
_SOURCE_WORDS = 8  # a headline's source is not longer


class Headline(Struct, frozen=True):
    """A headline taken apart.

    Attributes:
        source: Who speaks, or None.
        cue: Token of the verb, or of the colon or dash.
        content: Token range of what is said.
    """

    source: Source | None
    cue: int
    content: tuple[int, int]


def read_headline(parse: Parse, sentence: Sentence) -> Headline | None:
    """Take a headline apart; None where the sentence is none or says nothing of anybody's."""
    tokens = parse.tokens
    last = sentence.last
    if last - sentence.first < 4 or not _is_headline(parse, sentence):
        return None
    if tokens[last - 1].text == ".":
        last -= 1
    first = sentence.first
    return _colon(parse, first, last) or _tail(parse, first, last) or _dash(parse, first, last)


def _is_headline(parse: Parse, sentence: Sentence) -> bool:
    if sentence.kind in _HEADS or not sentence.first:
        return True
    alone = parse.tokens[sentence.last - 1].pos != "PUNCT" and _ends_block(parse, sentence)
    return alone and (not sentence.i or parse.sentences[sentence.i - 1].block != sentence.block)


def _ends_block(parse: Parse, sentence: Sentence) -> bool:
    following = sentence.i + 1
    return following >= len(parse.sentences) or parse.sentences[following].block != sentence.block


def _colon(parse: Parse, first: int, last: int) -> Headline | None:
    """For "Mayor: bridge is safe"."""
    for i in range(first + 1, min(last - 2, first + _SOURCE_WORDS)):
        token = parse.tokens[i]
        if token.text == ":":
            end = next((j for j in range(first + 1, i) if parse.tokens[j].text == "to"), i)  # "Roe to the board: ..."
            asks = parse.tokens[last - 1].text == "?"
            return (
                Headline(_span(first, end), i, (i + 1, last)) if not asks and _is_speaker(parse, first, end) else None
            )
        if token.pos in ("VERB", "AUX"):
            return None
    return None


def _tail(parse: Parse, first: int, last: int) -> Headline | None:
    """For "Bridge is safe, says mayor" and "Bridge is safe, mayor says"."""
    commas = [i for i in range(max(first + 2, last - _SOURCE_WORDS), last - 2) if parse.tokens[i].text == ","]
    for comma in commas[:1]:
        start, end = comma + 1, last
        if parse.tokens[start].pos == "PUNCT":
            return None  # a quotation and its cue
        if _says(parse, start) and not _has_verb(parse, start + 1, end):
            return Headline(_span(start + 1, end), start, (first, comma))
        if _says(parse, end - 1) and not _has_verb(parse, start, end - 1):
            heard = parse.tokens[end - 1].lemma in _HEARING  # "jury told", "court hears": by whom is left open
            return Headline(None if heard else _span(start, end - 1), end - 1, (first, comma))
    return None


def _dash(parse: Parse, first: int, last: int) -> Headline | None:
    """For "Bridge is safe - police": a dash and who says so, nobody's name: a name there is the newspaper's."""
    dash = next((i for i in range(last - 2, max(first + 2, last - _SOURCE_WORDS), -1) if _is_dash(parse, i)), None)
    if dash is None or _has_verb(parse, dash + 1, last) or not _has_verb(parse, first, dash):
        return None
    head = parse.tokens[last - 1]
    if head.lemma.lower() not in SAYERS or not parse.tokens[dash + 1].text.islower():
        return None
    return Headline(_span(dash + 1, last), dash, (first, dash))


def _is_dash(parse: Parse, i: int) -> bool:
    """Whether a token is a dash between blanks."""
    token = parse.tokens[i]
    spaced = parse.tokens[i - 1].end < token.start and token.end < parse.tokens[i + 1].start
    return spaced and token.text in _DASHES


def _says(parse: Parse, i: int) -> bool:
    return any("that" in cue.frames for cue in find_cues(parse, i)) and parse.tokens[i].tag != "VBG"


def _has_verb(parse: Parse, first: int, last: int) -> bool:
    return any(token.pos in ("VERB", "AUX") for token in parse.tokens[first:last])


def _is_speaker(parse: Parse, first: int, last: int) -> bool:
    before = parse.tokens[first:last]
    if any(token.lemma.lower() in SAYERS for token in before):
        return True
    named = any(
        name.label in SPEAKING_LABELS - {"GPE"}
        and first <= name.first
        and name.last == last
        and all(token.pos != "ADP" for token in parse.tokens[first : name.first])  # "fire at Oster": where, not who
        for name in parse.names
    )
    return named or (first == 0 and before[-1].pos == "PROPN" and _names_somebody(parse, last))


def _names_somebody(parse: Parse, last: int) -> bool:
    """Whether the word before token `last` ends a person's name further down, where the tagger sees names better."""
    word = parse.tokens[last - 1].text
    people = (name for name in parse.names if name.label == "PERSON" and name.first >= last)
    return any(parse.tokens[name.last - 1].text == word for name in people)


def _span(first: int, last: int) -> Source:
    return Source(first, last, last - 1)
