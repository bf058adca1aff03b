"""What a source does with what it says; docs/stances.md tells the rules."""

from collections.abc import Sequence

from joindots.extract.attributions.clauses import Clause, is_none_of
from joindots.extract.attributions.cues import Cue, base_form, find_cues
from joindots.extract.attributions.frames import FINDABLE, has_to
from joindots.extract.attributions.negations import is_negated
from joindots.extract.attributions.sources import is_passive
from joindots.extract.attributions.speakers import SAYERS, SPEAKING_LABELS
from joindots.extract.attributions.stance_words import find_stance
from joindots.extract.attributions.utterances import judge_utterance
from joindots.extract.phrases import children
from joindots.model import Span, Stance
from joindots.parse import Parse

_REFUSING = frozenset({"decline", "refuse"})
# Who makes known what they know says it; a document, a record or a count gives it to see.
_MAKING_KNOWN = frozenset({"disclose", "expose", "indicate", "reveal", "show", "signal", "uncover"})
_PERSONS = frozenset({"he", "she", "they", "i", "we", "you", "who"})
_TEXTS = frozenset(
    {"editorial", "letter", "memo", "poll", "report", "review", "ruling", "statement", "study", "survey"}
)
# Verbs that only carry their object's meaning: "expressed doubts that", "made the promise to".
_LIGHT = frozenset({"express", "give", "issue", "make", "offer", "raise", "repeat", "state", "voice"})


def judge_stance(parse: Parse, clause: Clause, content: Sequence[Span]) -> Stance:
    """The stance of an attribution, from its cue, what negates it, and what is said.

    Args:
        parse: The document.
        clause: The attribution in the making.
        content: Its spans, in text order.
    """
    token = clause.token
    spoken = clause.cue.pos in ("VERB", "NOUN", "ADJ") and bool(clause.cue.word)
    negated = spoken and is_negated(parse, token)
    if clause.frame == "evidence" and (negated or _finds_none(parse, token)):
        return "no_evidence"
    if _set_in_nothing(parse, token, content):
        return "no_evidence"
    cue = _carried(parse, token) or clause.cue
    stance = _of_cue(parse, clause, cue)
    if negated:
        return find_stance("negated", cue.word, stance) or stance
    if cue.word in _REFUSING and any(_tells(parse, c) for c in children(parse, token, "xcomp")):
        return "doubts"
    if stance != "asserts":
        return stance
    return judge_utterance(parse, clause, content) or _by_looker(parse, clause) or stance


def _finds_none(parse: Parse, verb: int) -> bool:
    found = children(parse, verb, "dobj", "nsubjpass")
    return any(is_none_of(parse, noun) for noun in found)


def _set_in_nothing(parse: Parse, verb: int, content: Sequence[Span]) -> bool:
    """For "There was no sign, she said, that the door was forced": what it is set in lies outside the content."""
    token = parse.tokens[verb]
    if token.dep != "parataxis" or token.head == verb:
        return False
    lacking = [i for i in children(parse, token.head, "attr", "dobj") if i < verb and is_none_of(parse, i)]
    outside = [i for i in lacking if all(not span.start <= parse.tokens[i].start < span.end for span in content)]
    return any(parse.tokens[i].lemma in FINDABLE for i in outside)


def _carried(parse: Parse, verb: int) -> Cue | None:
    """The cue noun whose meaning a light verb only carries."""
    if base_form(parse.tokens[verb]) not in _LIGHT:
        return None
    return next((cue for noun in children(parse, verb, "dobj") for cue in find_cues(parse, noun)), None)


def _of_cue(parse: Parse, clause: Clause, cue: Cue) -> Stance:
    """A cue's stance, seen beside who is its source."""
    if clause.source is None:
        told = clause.frame == "that" or any(has_to(parse, c) for c in children(parse, clause.token, "xcomp"))
        bare = told and cue.stance == "asserts" and is_passive(parse, clause.token)
        return (bare and find_stance("hearsay", cue.word)) or cue.stance
    if _wants(parse, clause.token):
        return find_stance("wanting", cue.word) or cue.stance
    return "asserts" if cue.word in _MAKING_KNOWN and _is_somebody(parse, clause.source.head) else cue.stance


def _by_looker(parse: Parse, clause: Clause) -> Stance | None:
    """What a study, a poll or an inquiry says, it found."""
    return find_stance("source", parse.tokens[clause.source.head].lemma.lower()) if clause.source else None


def _wants(parse: Parse, verb: int) -> bool:
    """Whether a verb's clause tells what is to be: "suggested that the board resign", "insisted that it be shut"."""
    for c in children(parse, verb, "ccomp"):
        first = min([c, *children(parse, c, "aux", "auxpass")])
        if parse.tokens[first].tag == "VB" and children(parse, c, "mark"):
            return True
    return False


def _is_somebody(parse: Parse, head: int) -> bool:
    """Whether a source's main word stands for people, and not for a text or a thing."""
    token = parse.tokens[head]
    if token.pos == "PRON":
        return token.text.lower() in _PERSONS
    if token.lemma.lower() in _TEXTS:
        return False
    named = any(name.first <= head < name.last and name.label in SPEAKING_LABELS for name in parse.names)
    return named or token.lemma.lower() in SAYERS


def _tells(parse: Parse, verb: int) -> bool:
    """Whether a verb tells: who declines to tell leaves it open, who declines to go says no."""
    return any(cue.stance in ("asserts", "confirms") and "that" in cue.frames for cue in find_cues(parse, verb))
