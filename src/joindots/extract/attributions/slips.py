"""Slips of the parser that recur in news sentences, told by what no right reading of them leaves open."""

from joindots.extract.attributions.speakers import is_speaker
from joindots.parse import Parse

_SUBJECTS = ("nsubj", "csubj", "nsubjpass")
_NOT_FINITE = frozenset({"by", "of"})  # "a captain, 40, accused of neglect": a participle
_IRREGULAR = frozenset({"said", "told", "thought", "felt", "held", "found", "made"})  # past tense and participle alike
_GAPS = frozenset({"dobj", "attr", "acomp", "ccomp", "xcomp"})


def is_finite_after_name(parse: Parse, verb: int) -> bool:
    """Whether a participle to the parser is the verb of its sentence: "The mayor, Ann Roe, called on both to talk".

    What it hangs on would be the subject of nothing otherwise, with a name set off by commas between the two.
    """
    token = parse.tokens[verb]
    noun = token.head
    if token.dep != "acl" or noun > verb or parse.tokens[verb - 1].text != ",":
        return False
    follows = parse.tokens[verb + 1].text.lower() if verb + 1 < len(parse.tokens) else "."
    if follows in _NOT_FINITE or not (token.text.endswith("ed") or token.text in _IRREGULAR):
        return False
    named = any(parse.tokens[c].dep == "appos" and noun < c < verb for c in parse.children[noun])
    governor = parse.tokens[parse.tokens[noun].head]
    stray = parse.tokens[noun].dep == "ROOT" or (
        parse.tokens[noun].dep in _SUBJECTS and governor.pos not in ("VERB", "AUX")
    )
    return named and stray and is_speaker(parse, noun)


def subject_behind_and(parse: Parse, subject: int, verb: int) -> int:
    """The subject of a coordinated clause, where the parser hung its "and" on what stands before it.

    In "He was known for his links to the Green group and army intelligence indicated he was a member" it is the
    intelligence that indicated it: nothing else joins the two clauses.
    """
    before = parse.tokens[verb].head
    if parse.tokens[verb].dep != "conj" or not before < subject < verb:
        return subject
    if any(parse.tokens[j].text in (",", ";") for j in range(before, verb)):
        return subject
    if any(parse.tokens[c].dep == "cc" for c in parse.children[before]):
        return subject
    joined = [c for c in parse.children[subject] if parse.tokens[c].dep == "conj" and subject < c < verb]
    lone = len(joined) == 1 and any(parse.tokens[c].dep == "cc" for c in parse.children[subject])
    return joined[0] if lone else subject


def is_full_clause(parse: Parse, clause: int) -> bool:
    """Whether a relative clause with "that" lacks nothing: "told analysts on a call | that he had heard better words".

    Then "that" is no relative, and the clause is what is said.
    """
    own = parse.children[clause]
    opens = parse.tokens[min(own, default=clause)]
    if parse.tokens[clause].dep != "relcl" or opens.text != "that" or opens.dep in _SUBJECTS:
        return False
    held = [c for c in own if c != opens.i]
    subject = any(parse.tokens[c].dep in _SUBJECTS and c < clause for c in held)
    return subject and any(parse.tokens[c].dep in _GAPS and c > clause for c in held)
