"""What has the form of a statement and is none, or not all of one."""

from collections.abc import Sequence

from joindots.extract.attributions.cues import Cue
from joindots.extract.attributions.sources import Source, is_passive, verb_source
from joindots.extract.phrases import children
from joindots.parse import Parse

# Verbs of telling: who does not tell, or declines to, says nothing of the matter.
_TELLING = frozenset(
    {
        "answer", "comment", "confirm", "disclose", "discuss", "elaborate", "explain", "identify", "name", "respond",
        "reveal", "say", "speak", "specify",
    }
)  # fmt: skip
_KEPT_BACK = frozenset({"disclose", "elaborate", "identify", "name", "reveal", "specify"})
_ANSWERING = frozenset({"admits", "confirms", "denies", "doubts"})
_SAID_BEFORE = frozenset({"it", "this", "that", "these", "those", "them"})
_REFUSING = frozenset({"decline", "refuse"})
_TITLING = frozenset({"entitle", "know", "name", "title"})
_NAMING = frozenset({"call", "name", "style"})
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves", "oneself"})
# "54% of voters", "half of those asked": people counted, who said nothing together.
_SHARES = frozenset({"%", "percent", "cent", "half", "third", "quarter", "majority"})
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight"}
)
_ADVERBIALS = frozenset({"prep", "npadvmod", "advmod", "nmod"})


def says_nothing(parse: Parse, i: int, cue: Cue, source: Source | None, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether an attribution by syntax holds no statement: "declined to comment", "have not named the dead".

    Args:
        parse: The document.
        i: The cue's token.
        cue: Its row of the table.
        source: Who speaks.
        ranges: Tokens of the content.
    """
    tokens = parse.tokens
    if gives_name(parse, i, cue):
        return True
    words = [tokens[j] for first, last in ranges for j in range(first, last) if tokens[j].pos != "PUNCT"]
    lone = all(t.pos == "PRON" for t in words)
    if lone and source is not None and cue.stance in _ANSWERING and words and words[0].text.lower() in _SAID_BEFORE:
        return False  # "he denies it": an answer to what was said before
    if lone or (cue.word in _NAMING and words[0].text.lower() in _REFLEXIVES):
        return True
    if cue.word in _KEPT_BACK and children(parse, i, "neg"):
        return True
    if cue.word in _REFUSING and any(tokens[c].lemma in _TELLING for c in children(parse, i, "xcomp", "ccomp")):
        return True
    return source is not None and "that" not in cue.frames and _is_share(parse, source.head)


def gives_name(parse: Parse, i: int, cue: Cue) -> bool:
    """Whether a participle tells only what something is called: "a ship named", "a plan dubbed", "known as"."""
    if cue.pos != "VERB" or not is_passive(parse, i) or verb_source(parse, i) is not None:
        return False
    return cue.word in _TITLING or ("naming" in cue.frames and parse.tokens[i].dep == "acl")


def _is_share(parse: Parse, head: int) -> bool:
    of = any(parse.tokens[c].text == "of" for c in children(parse, head, "prep"))
    return of and parse.tokens[head].lemma.lower() in _SHARES


def skip_time(parse: Parse, first: int, last: int) -> int:
    """The first token of what is said after a day that tells when: "said on Thursday | they had found".

    Args:
        parse: The document.
        first: First token of the content as the parser has it.
        last: One past its last token.
    """
    token = parse.tokens[first]
    if token.dep not in _ADVERBIALS:
        return first
    phrase = [i for i in parse.subtree(first) if i >= first]
    end = phrase[-1] + 1
    if end >= last or end - first != len(phrase) or parse.tokens[end].pos in ("PUNCT", "VERB", "AUX"):
        return first
    return end if any(parse.tokens[i].text.lower() in _DAYS for i in phrase) else first
