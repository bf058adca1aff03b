"""Attributions that a phrase beside a clause carries: "according to", "in the words of", "as she put it"."""

from collections.abc import Collection, Sequence

import msgspec
from msgspec import Struct

from joindots.extract.attributions.cues import Cue, find_cues
from joindots.extract.attributions.sources import SUBJECTS, verb_source
from joindots.extract.phrases import children
from joindots.parse import Parse, Token

_ADVERBS = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})
# "In the words of", "in her view", "by his own account": nouns for what is somebody's, by what stands before them.
_POSSESSED = {
    "in": frozenset({"assessment", "estimation", "judgement", "judgment", "opinion", "phrase", "telling", "view"}),
    "by": frozenset({"account", "admission", "count", "estimate", "reckoning", "telling"}),
}
_PLACES = frozenset({"advmod", "prep", "advcl", "parataxis"})  # dependencies
_WORDS = frozenset({"words"})  # in the plural only: "in a word" lays nothing to anybody
_OBJECTS = ("dobj", "ccomp", "xcomp", "prep", "dative", "agent", "oprd")
_TOLD_WHEN = frozenset({"after", "at", "before", "during", "earlier", "in", "last", "on", "to"})

ACCORDING = Cue("according to", "ADP", (), passive=True, stance="asserts", sense="somebody says so")
REPORTEDLY = Cue("reportedly", "ADV", (), passive=True, stance="claims", sense="somebody unnamed says so")
AS_PUT = Cue("put it", "VERB", (), passive=True, stance="asserts", sense="says in a certain way")
IN_WORDS = Cue("in the words of", "ADP", (), passive=True, stance="asserts", sense="somebody says so, in these words")


class Aside(Struct, frozen=True):
    """A phrase that lays its clause to somebody.

    Attributes:
        cue: What it is.
        cue_range: Its tokens, half-open.
        source: Head token of who is behind it, or None.
        content: Tokens of the clause, without the phrase; sorted.
        own: Tokens of the phrase.
    """

    cue: Cue
    cue_range: tuple[int, int]
    source: int | None
    content: Sequence[int]
    own: Collection[int]


def may_be_aside(token: Token) -> bool:
    """Whether a token may open or head such a phrase: a quick look."""
    return token.dep in _PLACES or token.text.lower() == "according"


def read_aside(parse: Parse, i: int) -> Aside | None:
    """The phrase that token `i` opens or heads, if it lays its clause to somebody."""
    token = parse.tokens[i]
    word = token.text.lower()
    if word == "according":
        return _according(parse, i)
    if word in _ADVERBS and token.dep == "advmod":
        return _reportedly(parse, i)
    if word in _POSSESSED and token.dep == "prep":
        return _possessed(parse, i, word)
    if token.dep in ("advcl", "parataxis") and token.pos == "VERB":
        return _as_said(parse, i)
    return None


def _according(parse: Parse, i: int) -> Aside | None:
    """For "according to X, Y": the rest of the clause is the content."""
    near = (c for c in (i + 1, *parse.children[i]) if c < len(parse.tokens))
    to = next((c for c in near if parse.tokens[c].text.lower() == "to"), None)
    heads = children(parse, to, "pobj", "pcomp") if to is not None else []
    if to is None or not heads or parse.tokens[i].head == i:
        return None
    own = _drawn_out(parse, i, heads[0], _without_subject(parse, i))
    return Aside(ACCORDING, (i, to + 1), heads[0], _clause_around(parse, i, own), own)


def _without_subject(parse: Parse, i: int) -> set[int]:
    """The phrase without the subject that the parser took for its last apposition.

    Such as "the engine" of "According to the operator, Roe Ferries, the engine failed": the verb right after it has no
    subject otherwise.
    """
    own = parse.subtree(i)
    verb = parse.tokens[i].head
    commas = [j for j in own if parse.tokens[j].text == ","]
    bare = own[-1] == verb - 1 and own[-1] - own[0] + 1 == len(own)
    if not bare or not commas or _find_subjects(parse, verb):
        return set(own)
    return {j for j in own if j < commas[-1]}


def _find_subjects(parse: Parse, verb: int) -> list[int]:
    return [c for c in children(parse, verb, *SUBJECTS, "nsubjpass") if c < verb]


def _drawn_out(parse: Parse, i: int, source: int, own: set[int]) -> set[int]:
    """An opening phrase with the name or participle that describes its source, where the parser cut them off.

    Such as "Ann Roe, who chairs the board" of "According to the mayor, Ann Roe, who chairs the board, it is safe", and
    "read in court" of "In the words of a report read in court, it is safe".
    """
    verb, end = parse.tokens[i].head, max(own) + 1
    subjects = _find_subjects(parse, verb)
    if i != parse.sentences[parse.tokens[i].sentence].first or not subjects or end >= verb:
        return own
    first = parse.subtree(subjects[-1])[0]
    beside = [c for c in children(parse, subjects[-1], "appos") if parse.subtree(c)[-1] == verb - 1]
    if beside:
        first = parse.subtree(beside[0])[0]
    apart = parse.tokens[end].text == ","
    named = apart and parse.tokens[source].pos == "NOUN" and parse.tokens[end + 1].pos == "PROPN"
    if end < first - 1 and parse.tokens[first - 1].text == "," and (named or not apart):
        return own | set(range(end, first))
    return own


def _clause_around(parse: Parse, i: int, own: Collection[int]) -> list[int]:
    """The clause that a phrase stands in, without it."""
    governor = parse.tokens[i].head
    while not _is_clause(parse, governor) and parse.tokens[governor].head != governor:
        governor = parse.tokens[governor].head
    first, last = _between_semicolons(parse, i)
    clause = [j for j in parse.subtree(governor) if first <= j < last]
    if governor not in range(first, last):
        clause = list(range(first, last))  # hung on the clause on the other side
    return [j for j in clause if j not in own]


def _between_semicolons(parse: Parse, i: int) -> tuple[int, int]:
    """The stretch of a sentence between semicolons that holds a token."""
    sentence = parse.sentences[parse.tokens[i].sentence]
    marks = [j for j in range(sentence.first, sentence.last) if parse.tokens[j].text == ";"]
    first = max((j + 1 for j in marks if j < i), default=sentence.first)
    return first, min((j for j in marks if j > i), default=sentence.last)


def _is_clause(parse: Parse, verb: int) -> bool:
    """Whether a verb heads a clause; a participle beside "was" does not, where a comma cut it off."""
    token = parse.tokens[verb]
    if token.pos not in ("VERB", "AUX"):
        return False
    torn = token.dep in ("advcl", "ccomp") and token.tag == "VBN" and parse.tokens[token.head].pos == "AUX"
    return not torn or bool(children(parse, verb, *SUBJECTS, "nsubjpass", "mark", "auxpass"))


def _reportedly(parse: Parse, i: int) -> Aside | None:
    governor = parse.tokens[i].head
    if parse.tokens[governor].pos not in ("VERB", "AUX"):
        return None
    return Aside(REPORTEDLY, (i, i + 1), None, [j for j in parse.subtree(governor) if j != i], ())


def _possessed(parse: Parse, i: int, word: str) -> Aside | None:
    """For "in the words of X" and "in X's view"."""
    tokens = parse.tokens
    noun = next(iter(children(parse, i, "pobj")), None)
    if noun is None or not _is_saying(tokens[noun].text.lower(), word) or tokens[tokens[i].head].pos == "NOUN":
        return None
    owners = children(parse, noun, "poss")
    of = [c for c in children(parse, noun, "prep") if c == noun + 1 and tokens[c].lemma == "of"]
    whose = owners or [h for c in of for h in children(parse, c, "pobj")]
    if not whose:
        return None
    own = {j for j in parse.subtree(i) if j <= max(noun, *_phrase(parse, whose[0]))}
    own = _drawn_out(parse, i, whose[0], own)
    cue = (noun, noun + 1) if owners else (i, of[0] + 1)
    return Aside(IN_WORDS, cue, whose[0], _clause_around(parse, i, own), own)


def _is_saying(noun: str, preposition: str) -> bool:
    return noun in _POSSESSED[preposition] or (preposition == "in" and noun in _WORDS)


def _phrase(parse: Parse, head: int) -> list[int]:
    """A name or noun with what stands before it, and with its prepositions."""
    inner = [j for c in children(parse, head, "prep", "acl") for j in parse.subtree(c)]
    return [head, *inner]


def _as_said(parse: Parse, i: int) -> Aside | None:
    """For "as X said, Y", "as X put it, Y" and "as was reported by X, Y"."""
    tokens = parse.tokens
    first = next((c for c in parse.children[i] if c < i and tokens[c].dep in ("mark", "advmod", "prep")), None)
    if first is None or tokens[first].lemma != "as" or not _says(parse, i):
        return None
    head = verb_source(parse, i)
    own = parse.subtree(i)
    if head is None or head not in own or own[-1] - own[0] + 1 != len(own):
        return None
    if own[-1] != i and not (_is_comma(parse, own[0] - 1) or _is_comma(parse, own[-1] + 1)):
        return None
    put = tokens[i].lemma == "put"
    cue = AS_PUT if put else msgspec.structs.replace(find_cues(parse, i)[0], frames=())
    return Aside(cue, (i, own[-1] + 1 if put else i + 1), head, _clause_around(parse, i, set(own)), own)


def _is_comma(parse: Parse, i: int) -> bool:
    return 0 <= i < len(parse.tokens) and parse.tokens[i].text == ","


def _says(parse: Parse, i: int) -> bool:
    """Whether a verb says something and holds nothing of it itself: nothing but when and to whom stands after it."""
    token = parse.tokens[i]
    objects = children(parse, i, *_OBJECTS)
    if token.lemma == "put":
        return len(objects) == 1 and parse.tokens[objects[0]].text.lower() == "it"
    if not any("that" in cue.frames for cue in find_cues(parse, i)):
        return False
    held = [c for c in objects if c > i and parse.tokens[c].lemma not in _TOLD_WHEN]
    return not [c for c in held if parse.tokens[c].dep != ("dobj" if token.lemma == "tell" else "agent")]
