"""How a cue's content hangs on it: one small function a frame, from a token to token indices of the content."""

from collections.abc import Callable

from joindots.extract.attributions.sources import find_children, is_passive
from joindots.parse import Parse

# Nouns that say what an inquiry looked for: finding one, or none, is a statement.
_FINDABLE = frozenset(
    "evidence proof indication sign trace link connection basis reason fault error mistake failing failure flaw "
    "shortcoming weakness breach problem violation wrongdoing merit ground discrepancy inconsistency".split()
)
_CLAIMED = frozenset("responsibility credit victory innocence right".split())
_STRUCK = frozenset("attack bombing blast shooting assault killing atrocity strike explosion raid kidnapping".split())
_WH = frozenset("what how why whether when where who".split())


def find_content(parse: Parse, cue: int, frame: str) -> list[int]:
    """Token indices of what `cue` says in `frame`, sorted; empty where the frame does not fit."""
    found = _FRAMES[frame](parse, cue) if frame in _FRAMES else _preposition(parse, cue, frame)
    return sorted(set(found) - {cue})


def _subtrees(parse: Parse, heads: list[int]) -> list[int]:
    return [i for head in heads for i in parse.subtree(head)]


def _to(parse: Parse, i: int) -> bool:
    return any(parse.tokens[c].tag == "TO" for c in parse.children[i])


def _marked(parse: Parse, i: int) -> bool:
    return any(
        parse.tokens[c].dep == "mark" and parse.tokens[c].lemma in ("that", "if", "whether") for c in parse.children[i]
    )


def _that(parse: Parse, cue: int) -> list[int]:
    clauses = find_children(parse, cue, "ccomp")
    clauses += [c for c in find_children(parse, cue, "advcl", "acl", "relcl") if c > cue and _clausal(parse, cue, c)]
    if parse.tokens[cue].dep == "acomp" and not clauses:
        clauses = [c for c in find_children(parse, parse.tokens[cue].head, "ccomp") if c > cue]
    if not clauses and parse.tokens[cue].pos == "VERB":
        clauses = [
            c
            for c in find_children(parse, cue, "xcomp")
            if c > cue and parse.tokens[c].tag != "VBG" and not _to(parse, c)
        ]
    return _subtrees(parse, clauses)


def _clausal(parse: Parse, cue: int, clause: int) -> bool:
    """Whether a clause that the parser hung on loosely is the content: "that ...", "whether ...", "how to ..."."""
    if parse.tokens[cue].pos == "NOUN":
        return (
            parse.tokens[clause].dep != "relcl"
            and not _to(parse, clause)
            and (_marked(parse, clause) or parse.tokens[clause].tag in ("VBD", "VBZ", "VBP", "VB"))
        )
    return parse.tokens[clause].dep == "advcl" and any(
        parse.tokens[c].dep == "mark" and parse.tokens[c].lemma in ("that", "whether") for c in parse.children[clause]
    )


def _infinitive(parse: Parse, cue: int) -> list[int]:
    clauses = [c for c in find_children(parse, cue, "xcomp", "ccomp", "acl", "advcl") if c > cue and _to(parse, c)]
    objects = find_children(parse, cue, "dobj")
    if objects and not is_passive(parse, cue):
        return []
    return _subtrees(parse, clauses[:1])


def _person_infinitive(parse: Parse, cue: int) -> list[int]:
    clauses = [c for c in find_children(parse, cue, "xcomp", "ccomp", "advcl") if c > cue and _to(parse, c)]
    if not clauses:
        return []
    objects = [c for c in find_children(parse, cue, "dobj") if c > cue]
    return _subtrees(parse, objects[:1] + clauses[:1])


def _object(parse: Parse, cue: int) -> list[int]:
    if is_passive(parse, cue):
        return _passive_object(parse, cue)
    objects = [c for c in find_children(parse, cue, "dobj") if c > cue and parse.tokens[c].text.lower() != "themselves"]
    if not objects:
        return []
    after = [
        c
        for c in find_children(parse, cue, "prep", "oprd", "xcomp", "dative")
        if c > objects[-1] and not _is_time(parse, c)
    ]
    return _subtrees(parse, objects + after)


def _is_time(parse: Parse, prep: int) -> bool:
    inside = range(parse.tokens[prep].start, max(parse.tokens[j].end for j in parse.subtree(prep)))
    named = [n for n in _names(parse, prep) if n.label in ("DATE", "TIME") and n.start in inside]
    return bool(named) or parse.tokens[prep].lemma in ("during", "after", "before", "since", "in", "at", "on", "amid")


def _names(parse: Parse, token: int):
    return [n for n in parse.names if n.first >= token and n.first <= token + 4]


def _passive_object(parse: Parse, cue: int) -> list[int]:
    subjects = find_children(parse, cue, "nsubjpass")
    token = parse.tokens[cue]
    if not subjects and token.dep in ("acl", "relcl") and token.head != cue:
        return [j for j in parse.subtree(token.head) if j < cue and not _under(parse, j, cue, token.head)]
    rest = [c for c in find_children(parse, cue, "oprd", "xcomp") if c > cue]
    rest += [c for c in find_children(parse, cue, "prep") if c > cue and parse.tokens[c].lemma in ("as", "of", "for")]
    return _subtrees(parse, subjects + rest)


def _under(parse: Parse, i: int, cue: int, top: int) -> bool:
    while i not in (cue, top) and parse.tokens[i].head != i:
        i = parse.tokens[i].head
    return i == cue


def _named_as(parse: Parse, cue: int) -> list[int]:
    passive = is_passive(parse, cue)
    objects = (
        find_children(parse, cue, "nsubjpass") if passive else [c for c in find_children(parse, cue, "dobj") if c > cue]
    )
    named = [
        c
        for c in find_children(parse, cue, "oprd", "attr", "acomp", "dep", "xcomp", "ccomp")
        if c > cue and not _to(parse, c)
    ]
    named += [c for c in find_children(parse, cue, "prep") if c > cue and parse.tokens[c].lemma == "as"]
    if not named and len(objects) < 2:
        return []
    token = parse.tokens[cue]
    heads = objects + named
    if passive and not objects and token.dep in ("acl", "relcl"):
        heads = named
    return _subtrees(parse, heads)


def _evidence(parse: Parse, cue: int) -> list[int]:
    objects = find_children(parse, cue, "dobj", "nsubjpass")
    return _subtrees(parse, [c for c in objects if parse.tokens[c].lemma in _FINDABLE])


def _responsibility(parse: Parse, cue: int) -> list[int]:
    objects = find_children(parse, cue, "dobj", "nsubjpass")
    known = [c for c in objects if parse.tokens[c].lemma in _CLAIMED | _STRUCK]
    if known:
        after = [c for c in find_children(parse, cue, "prep") if c > known[-1] and parse.tokens[c].lemma == "for"]
        return _subtrees(parse, known + after)
    token = parse.tokens[cue]
    if token.dep == "acl" and is_passive(parse, cue) and parse.tokens[token.head].lemma in _STRUCK:
        return _passive_object(parse, cue)
    return []


def _preposition(parse: Parse, cue: int, word: str) -> list[int]:
    preps = [
        c
        for c in find_children(parse, cue, "prep", "agent", "prt", "dative")
        if c > cue and parse.tokens[c].text.lower() == word
    ]
    if not preps:
        return []
    heads = [h for c in preps[:1] for h in find_children(parse, c, "pobj", "pcomp", "prep", "ccomp")]
    if not heads:
        return []
    after = [c for c in find_children(parse, cue, "advcl", "xcomp") if c > heads[-1] and _to(parse, c)]
    objects = [c for c in find_children(parse, cue, "dobj") if cue < c < heads[0]] if word == "of" else []
    return _subtrees(parse, objects + heads + after[:1]) + (preps[:1] if objects else [])


def _quote_only(parse: Parse, cue: int) -> list[int]:
    del parse, cue
    return []


_FRAMES: dict[str, Callable[[Parse, int], list[int]]] = {
    "that": _that,
    "to": _infinitive,
    "X-to": _person_infinitive,
    "obj": _object,
    "as": _named_as,
    "evidence": _evidence,
    "responsibility": _responsibility,
    "statement": _quote_only,
    "quote": _quote_only,
}
