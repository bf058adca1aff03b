"""Sayings set off by commas from what is said: in its midst, or at the end of the sentence."""

from joindots.extract.attributions.cues import Cue, find_cues
from joindots.extract.attributions.speakers import is_speaker
from joindots.extract.phrases import children
from joindots.parse import Parse

# How the parser hangs a saying set off by commas; `conj` where it takes it for a clause that an "and" would join.
_SET_OFF = frozenset({"parataxis", "ccomp", "advcl", "dep", "relcl", "acl", "conj"})
_GOING_ON = frozenset({"prep", "advcl", "agent", "npadvmod", "xcomp"})
_TELLING = frozenset({"tell", "inform", "remind", "assure"})  # their object is the hearer
_ASIDE_WORDS = 14  # a saying set off by commas ("the company's chairman told reporters on Monday") is not longer
_LONGEST = 14  # tokens after the comma: "the harbour commission advised in a notice on its website"
_HELD = ("ccomp", "xcomp", "dobj", "dative", "agent", "oprd", "prt", "conj", "acomp")
_TIMES = ("prep", "npadvmod", "advmod", "punct")
_LINKS = frozenset({"conj", "advcl", "ROOT", "ccomp", "parataxis", "dep"})


def find_tail(parse: Parse, i: int, cue: Cue) -> list[int]:
    """For "The pier is safe and open to all, the harbour board confirmed on Sunday": tokens of what stands before.

    Args:
        parse: The document.
        i: The cue's token, a verb that takes a clause.
        cue: Its row of the table.
    """
    sentence = parse.sentences[parse.tokens[i].sentence]
    subjects = [c for c in children(parse, i, "nsubj") if c < i]
    if not subjects or parse.tokens[i].dep not in _LINKS or not is_speaker(parse, subjects[-1]):
        return []
    first = parse.subtree(subjects[-1])[0]
    comma = first - 1
    bare = sentence.first < comma and parse.tokens[comma].text == "," and sentence.last - comma <= _LONGEST
    if not bare or not _ends_with_saying(parse, i, cue, sentence.last):
        return []
    return list(range(sentence.first, comma)) if _is_statement(parse, sentence.first, comma) else []


def _ends_with_saying(parse: Parse, i: int, cue: Cue, last: int) -> bool:
    """Whether nothing but when, where and how follows a cue up to the end of its sentence."""
    own = [c for c in parse.children[i] if c > i]
    if any(parse.tokens[c].dep in _HELD or parse.tokens[c].text.lower() in cue.frames for c in own):
        return False
    inside = {j for c in own if parse.tokens[c].dep in _TIMES for j in parse.subtree(c)}
    return all(j in inside or parse.tokens[j].pos == "PUNCT" for j in range(i + 1, last))


def _is_statement(parse: Parse, first: int, last: int) -> bool:
    """Whether tokens hold a clause that stands by itself: not "When it rained", not "After the fire"."""
    opens = parse.tokens[first + (parse.tokens[first].pos == "CCONJ")]
    if opens.pos in ("SCONJ", "ADP", "PART") or opens.dep == "mark" or opens.tag in ("VBG", "VBN", "WRB"):
        return False
    finite = (t for t in parse.tokens[first:last] if t.tag in ("VBD", "VBZ", "VBP", "MD"))
    return any(children(parse, t.i, "nsubj", "nsubjpass", "expl") or t.dep in ("aux", "auxpass") for t in finite)


def find_around(parse: Parse, i: int) -> list[int]:
    """For "The bridge, they say, is safe": the main clause around a saying that is set off by commas."""
    token = parse.tokens[i]
    if token.dep not in _SET_OFF or not children(parse, i, "nsubj"):
        return []
    if token.dep == "conj" and children(parse, token.head, "cc"):
        return []
    rest = _after_comma(parse, i)
    own = [j for j in parse.subtree(i) if j not in rest]
    told = "dobj" if token.lemma in _TELLING else ""
    if len(own) > _ASIDE_WORDS or [
        c for c in children(parse, i, "mark", "dobj", "xcomp") if c not in rest and parse.tokens[c].dep != told
    ]:
        return []
    begins = _is_break(parse, own[0], i) or _is_break(parse, own[0] - 1, i)
    if not (begins and (_is_break(parse, own[-1], i) or _is_break(parse, own[-1] + 1, i))):
        return []
    mine, main = set(own), token.head
    while parse.tokens[main].dep in ("aux", "auxpass"):
        main = parse.tokens[main].head
    return _without_setting(parse, main, [j for j in parse.subtree(main) if j not in mine])


def _without_setting(parse: Parse, main: int, around: list[int]) -> list[int]:
    """What is said without where it is said: "Speaking in court, | he said, | "It was late""."""
    opens = [c for c in children(parse, main, "advcl") if c < main and parse.tokens[c].tag == "VBG"]
    if not opens or around[0] != opens[0]:
        return around
    rest = [j for j in around if j not in set(parse.subtree(opens[0])) and parse.tokens[j].text != ","]
    return rest if rest and '"' in (parse.tokens[rest[0]].text, parse.tokens[rest[0] - 1].text) else around


def _after_comma(parse: Parse, i: int) -> set[int]:
    """For "it was old, she said, by any standard": what the parser hung on the saying, but belongs around it."""
    commas = [c for c in parse.children[i] if c > i and parse.tokens[c].text == ","]
    if not commas or commas[0] + 1 >= len(parse.tokens):
        return set()
    opens = next((c for c in parse.children[i] if c > commas[0] and min(parse.subtree(c)) == commas[0] + 1), None)
    if opens is None or parse.tokens[opens].dep not in _GOING_ON or find_cues(parse, opens):
        return set()
    return {j for c in parse.children[i] if c > commas[0] for j in parse.subtree(c)}


def _is_break(parse: Parse, j: int, i: int) -> bool:
    """Whether token `j` is a mark, or lies outside the sentence of token `i`."""
    if not 0 <= j < len(parse.tokens):
        return True
    return parse.tokens[j].pos == "PUNCT" or parse.tokens[j].sentence != parse.tokens[i].sentence
