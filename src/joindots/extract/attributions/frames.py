"""How a cue's content hangs on it: one small function a frame, from a token to token indices of the content."""

from collections.abc import Callable, Sequence

from joindots.extract.attributions.slips import is_full_clause
from joindots.extract.attributions.sources import find_strayed_agent, is_ordered, is_passive, steps_out
from joindots.extract.attributions.speakers import is_speaker
from joindots.extract.phrases import children
from joindots.parse import Parse

# Nouns that say what an inquiry looked for: finding one, or none, is a statement.
FINDABLE = frozenset(
    {
        "basis", "breach", "connection", "discrepancy", "error", "evidence", "failing", "failure", "fault",
        "flaw", "ground", "hint", "inconsistency", "indication", "link", "merit", "mistake", "problem",
        "proof", "reason", "shortcoming", "sign", "suggestion", "trace", "violation", "weakness",
        "wrongdoing",
    }
)  # fmt: skip
_CLAIMED = frozenset({"responsibility", "credit", "victory", "innocence"})
_STRUCK = frozenset(
    {"assault", "atrocity", "attack", "blast", "bombing", "explosion", "kidnapping", "killing", "raid", "shooting"}
)
# Adverbials of time and place after an object: not part of what is said.
_ASIDE = frozenset({"after", "amid", "at", "before", "during", "in", "on", "since", "until", "while"})


def find_content(parse: Parse, cue: int, frame: str) -> list[int]:
    """Token indices of what `cue` says in `frame`, sorted; empty where the frame does not fit."""
    found = _FRAMES[frame](parse, cue) if frame in _FRAMES else _preposition(parse, cue, frame)
    return sorted(set(found) - {cue})


def find_complement(parse: Parse, noun: int) -> list[int]:
    """What evidence, or a claim, is of: "of a link", "that they met", "to suggest they met"; sorted token indices."""
    for clause in children(parse, noun, "acl", "ccomp", "relcl"):
        if clause > noun:
            inner = children(parse, clause, "ccomp") if has_to(parse, clause) else []
            return sorted(_subtrees(parse, inner or [clause]))
    for prep in children(parse, noun, "prep"):
        heads = children(parse, prep, "pobj", "pcomp")
        if prep > noun and heads and parse.tokens[prep].lemma in ("of", "for", "to", "about", "against", "between"):
            return sorted(_subtrees(parse, heads))
    return []


def has_to(parse: Parse, verb: int) -> bool:
    """Whether a verb is a "to" infinitive."""
    return any(parse.tokens[c].tag == "TO" for c in parse.children[verb])


def _subtrees(parse: Parse, heads: Sequence[int]) -> list[int]:
    return [i for head in heads for i in parse.subtree(head)]


def _after(parse: Parse, cue: int, *deps: str) -> list[int]:
    return [c for c in children(parse, cue, *deps) if c > cue]


def _that(parse: Parse, cue: int) -> list[int]:
    token = parse.tokens[cue]
    if token.pos == "NOUN":
        own = [c for c in _after(parse, cue, "ccomp", "acl", "relcl") if _completes(parse, c)]
        return _subtrees(parse, own or _equated(parse, cue))
    if is_ordered(parse, cue):
        return []
    clauses = children(parse, cue, "ccomp")
    clauses += [c for c in _after(parse, cue, "advcl") if _is_marked(parse, c, "that", "whether")]
    if token.dep == "acomp" and not clauses:
        clauses = [c for c in children(parse, token.head, "ccomp") if c > cue]
    if not clauses and token.pos == "VERB":
        loose = _after(parse, cue, "xcomp")
        clauses = [c for c in loose if parse.tokens[c].tag != "VBG" and not has_to(parse, c)]
        clauses = clauses or _strayed_clause(parse, cue)
    clauses = [c for c in clauses if all(parse.tokens[j].text != ";" for j in range(c, cue))]
    if is_passive(parse, cue) and children(parse, cue, "agent"):
        clauses = [c for c in clauses if c > cue]
    said = _subtrees(parse, clauses)
    apart = {j for k in said if steps_out(parse, k) for j in parse.subtree(k)}
    return [j for j in said if j not in apart]


def _strayed_clause(parse: Parse, cue: int) -> list[int]:
    """A "that" clause that the parser hung on what stands before it: "told analysts on a call that he had ..."."""
    phrases = [c for c in _after(parse, cue, "prep", "dobj") if parse.tokens[c].dep == "prep" or is_speaker(parse, c)]
    inside = [j for c in phrases for j in parse.subtree(c) if parse.tokens[j].dep == "relcl"]
    return [j for j in inside if is_full_clause(parse, j)][:1]


def _equated(parse: Parse, noun: int) -> list[int]:
    """For "her answer was that ...": the clause that a copula makes equal to the noun."""
    token = parse.tokens[noun]
    if token.dep != "nsubj" or parse.tokens[token.head].lemma != "be":
        return []
    return [c for c in _after(parse, token.head, "ccomp") if _is_marked(parse, c, "that")]


def _is_marked(parse: Parse, clause: int, *words: str) -> bool:
    opens = parse.tokens[parse.subtree(clause)[0]]  # "that she had never so much as borrowed": hung on "had"
    if opens.dep == "mark" and opens.lemma in words:
        return True
    return any(parse.tokens[c].dep == "mark" and parse.tokens[c].lemma in words for c in parse.children[clause])


def _completes(parse: Parse, clause: int) -> bool:
    """Whether a clause after a noun is what the noun says ("the claim that he lied"), not one about the noun."""
    token = parse.tokens[clause]
    if token.dep == "ccomp" or _is_marked(parse, clause, "that", "whether", "if"):
        return True
    if token.dep == "relcl":
        own = children(parse, clause, "nsubj", "nsubjpass")
        asks = any(parse.tokens[j].tag in ("WDT", "WP", "WRB") for j in parse.subtree(clause))
        return bool(own) and not asks and bool(children(parse, clause, "aux", "auxpass", "attr", "acomp"))
    return token.tag in ("VBD", "VBZ", "VBP", "VB") and not has_to(parse, clause)


def _infinitive(parse: Parse, cue: int) -> list[int]:
    if children(parse, cue, "dobj") and not is_passive(parse, cue):
        return []
    clauses = _after(parse, cue, "xcomp", "ccomp", "acl", "advcl")
    passive = is_passive(parse, cue)
    fitting = [c for c in clauses if has_to(parse, c) or (_is_gerund(parse, c) and not passive)]
    subjects = children(parse, cue, "nsubjpass") if fitting else []
    return [j for c in subjects for j in _phrase(parse, cue, c)] + _subtrees(parse, fitting[:1])


def _is_gerund(parse: Parse, clause: int) -> bool:
    """Whether a gerund stands as the object ("recommended widening it")."""
    token = parse.tokens[clause]
    return token.dep == "xcomp" and token.tag == "VBG"


def _person_infinitive(parse: Parse, cue: int) -> list[int]:
    clauses = [c for c in _after(parse, cue, "xcomp", "ccomp", "advcl") if has_to(parse, c)]
    if not clauses:
        return []
    return _subtrees(parse, _after(parse, cue, "dobj")[:1] + clauses[:1])


def _object(parse: Parse, cue: int) -> list[int]:
    if is_passive(parse, cue):
        return _passive_object(parse, cue)
    objects = _after(parse, cue, "dobj")
    if not objects:
        return []
    trailing = [c for c in children(parse, cue, "prep", "oprd", "xcomp", "dative") if c > objects[-1]]
    return _subtrees(parse, objects + [c for c in trailing if parse.tokens[c].lemma not in _ASIDE])


def _passive_object(parse: Parse, cue: int) -> list[int]:
    token = parse.tokens[cue]
    subjects = [s for c in children(parse, cue, "nsubjpass") for s in _phrase(parse, cue, c)]
    if not subjects and token.dep in ("acl", "relcl") and token.head != cue:
        subjects = _left_of(parse, token.head, cue)
    preps = _after(parse, cue, "prep")
    if any(parse.tokens[c].lemma == "to" for c in preps):
        return []  # "was reported to the coastguard": an act, no words
    rest = _after(parse, cue, "oprd", "xcomp") + [c for c in preps if parse.tokens[c].lemma in ("as", "of", "for")]
    rest += [c for c in _behind_agent(parse, cue) if parse.tokens[c].lemma in ("as", "for")]
    rest += [c for c in _after(parse, cue, "advcl") if has_to(parse, c)]
    strayed = find_strayed_agent(parse, cue)
    apart = set() if strayed is None else set(parse.subtree(strayed))
    return [j for j in subjects + _subtrees(parse, rest) if j not in apart]


def _behind_agent(parse: Parse, cue: int) -> list[int]:
    """Prepositions that the parser hung on the agent: "by the report | as a trap"."""
    agents = [h for c in children(parse, cue, "agent") for h in children(parse, c, "pobj")]
    return [c for h in agents for c in children(parse, h, "prep")]


def _phrase(parse: Parse, cue: int, subject: int) -> list[int]:
    """The subject's tokens; for a relative pronoun those of the noun it stands for."""
    token = parse.tokens[cue]
    if parse.tokens[subject].tag in ("WDT", "WP") and token.dep == "relcl" and token.head != cue:
        return _left_of(parse, token.head, cue)
    return parse.subtree(subject)


def _left_of(parse: Parse, noun: int, cue: int) -> list[int]:
    """The noun phrase that a participle or relative clause follows, up to that clause."""
    clauses = [
        c for c in parse.children[noun] if parse.tokens[c].dep in ("relcl", "acl", "appos", "conj", "cc", "punct")
    ]
    apart = set(_subtrees(parse, clauses))
    return [j for j in parse.subtree(noun) if j < cue and j not in apart]


def _as(parse: Parse, cue: int) -> list[int]:
    named = _after(parse, cue, "oprd", "attr")
    named += [c for c in _after(parse, cue, "prep") if parse.tokens[c].lemma == "as"]
    return _with_object(parse, cue, named)


def _naming(parse: Parse, cue: int) -> list[int]:
    named = [c for c in _after(parse, cue, "oprd", "attr", "acomp", "dep", "xcomp", "ccomp") if not has_to(parse, c)]
    named += [c for c in _after(parse, cue, "prep") if parse.tokens[c].lemma == "as"]
    return _with_object(parse, cue, named)


def _with_object(parse: Parse, cue: int, named: list[int]) -> list[int]:
    if is_passive(parse, cue):
        return _passive_object(parse, cue) if named else []
    objects = _after(parse, cue, "dobj")
    return _subtrees(parse, objects + named) if named or len(objects) > 1 else []


def _evidence(parse: Parse, cue: int) -> list[int]:
    for c in children(parse, cue, "dobj", "nsubjpass"):
        if parse.tokens[c].lemma in FINDABLE:
            return find_complement(parse, c) or parse.subtree(c)
    return []


def _responsibility(parse: Parse, cue: int) -> list[int]:
    token = parse.tokens[cue]
    objects = children(parse, cue, "dobj", "nsubjpass")
    for prep in children(parse, cue, "prep"):
        objects += children(parse, prep, "pobj") if parse.tokens[prep].lemma == "of" else []
    known = [c for c in objects if parse.tokens[c].lemma in _CLAIMED | _STRUCK]
    if known:
        behind = [c for c in children(parse, cue, "prep") if c > known[-1] and parse.tokens[c].lemma == "for"]
        return _subtrees(parse, known + behind)
    if not children(parse, cue, "agent"):
        return []
    if token.dep == "acl" and parse.tokens[token.head].lemma in _STRUCK:
        return _passive_object(parse, cue)
    return _struck_before(parse, cue)


def _struck_before(parse: Parse, cue: int) -> list[int]:
    """For "the raid and the blast, both claimed by the group": the attacks directly before, two for "both"."""
    both = cue and parse.tokens[cue - 1].text.lower() in ("both", "each")
    if not both and parse.tokens[cue - 1].text != ",":
        return []
    first = parse.sentences[parse.tokens[cue].sentence].first
    nouns = [i for i in range(first, cue) if parse.tokens[i].lemma in _STRUCK][-2 if both else -1 :]
    left = [j for i in nouns for c in children(parse, i, "compound", "amod", "det", "poss") for j in parse.subtree(c)]
    return nouns + [j for j in left if j < cue]


def _clause_like(parse: Parse, cue: int) -> list[int]:
    """An object with a participle after it, as the parser reads "claimed the pump failed"."""
    objects = [c for c in _after(parse, cue, "dobj") if children(parse, c, "acl", "relcl")]
    return _subtrees(parse, objects)


def _preposition(parse: Parse, cue: int, word: str) -> list[int]:
    preps = [c for c in _after(parse, cue, "prep", "agent", "prt", "dative") if parse.tokens[c].text.lower() == word]
    if not preps and is_passive(parse, cue):
        preps = [c for c in _behind_agent(parse, cue) if parse.tokens[c].text.lower() == word][-1:]
    heads = [h for c in preps[:1] for h in children(parse, c, "pobj", "pcomp", "prep", "ccomp")]
    if not heads:
        clauses = [c for c in _after(parse, cue, "advcl", "ccomp", "xcomp") if _is_marked(parse, c, word)]
        return [j for j in _subtrees(parse, clauses[:1]) if parse.tokens[j].dep != "mark"]
    behind = [c for c in _after(parse, cue, "advcl", "xcomp") if c > heads[-1] and has_to(parse, c)]
    objects = [c for c in _after(parse, cue, "dobj") if c < heads[0]] if word == "of" else []
    if word == "of" and is_passive(parse, cue):
        objects = children(parse, cue, "nsubjpass")  # "the keeper was accused of neglect"
    return _subtrees(parse, objects + heads + behind[:1]) + (preps[:1] if objects else [])


def _to_something(parse: Parse, cue: int) -> list[int]:
    """For "referred to the lock as a trap": what stands after "to", and what it is taken for."""
    named = _preposition(parse, cue, "to")
    behind = [c for c in _after(parse, cue, "prep") if named and parse.tokens[c].lemma == "as" and c > named[-1]]
    return named + _subtrees(parse, behind)


def _quote_only(parse: Parse, cue: int) -> list[int]:
    del parse, cue
    return []


_FRAMES: dict[str, Callable[[Parse, int], list[int]]] = {
    "that": _that,
    "to": _infinitive,
    "X-to": _person_infinitive,
    "to-X": _to_something,
    "obj": _object,
    "as": _as,
    "naming": _naming,
    "evidence": _evidence,
    "responsibility": _responsibility,
    "obj-clause": _clause_like,
    "quote": _quote_only,
}
