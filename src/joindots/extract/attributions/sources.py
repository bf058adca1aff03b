"""Who is behind a cue: subjects, agents, possessors, antecedents."""

from joindots.parse import Parse

SUBJECTS = ("nsubj", "csubj")
_STEPS = 8  # longest chain followed upwards; deeper ones are parser errors
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_SHARED = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis"})
_EMPTY = frozenset({"it", "there", "this", "that", "what", "these", "those"})
# What a noun phrase keeps to its right; clauses and appositions after it are left out.
_RIGHT = frozenset({"prep", "case", "nmod", "nummod", "amod"})
_PARTITIVE = frozenset({"of", "for", "from", "at", "in", "with", "to", "on", "behind", "among"})
# Verbs that carry a noun's meaning ("made the claim that"): their subject is the noun's source.
_LIGHT = frozenset(
    "make have express issue give raise voice offer repeat share hold take reach come draw announce release file "
    "deliver publish reiterate state keep lose face".split()
)


def find_children(parse: Parse, i: int, *deps: str) -> list[int]:
    """Children of token `i` with one of the labels, in text order."""
    return [c for c in parse.children[i] if parse.tokens[c].dep in deps]


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in the passive, or as a bare participle after its noun."""
    token = parse.tokens[verb]
    if token.tag not in ("VBN", "VBD"):
        return False
    deps = {parse.tokens[c].dep for c in parse.children[verb]}
    if deps & {"auxpass", "nsubjpass", "agent"}:
        return True
    return token.tag == "VBN" and token.dep in ("acl", "advcl") and "aux" not in deps and "nsubj" not in deps


def verb_source(parse: Parse, verb: int) -> int | None:
    """Head token of who speaks, for a verb: its agent in the passive, else its own or its shared subject."""
    if is_passive(parse, verb):
        return _agent(parse, verb)
    for step in range(_STEPS):
        own = find_children(parse, verb, *SUBJECTS)
        if own:
            head = _antecedent(parse, own[-1] if len(own) == 1 else _nearest(own, verb), verb)
            return None if head is None or _is_empty(parse, head) else head
        if find_children(parse, verb, "expl"):
            return None
        token = parse.tokens[verb]
        if token.head == verb:
            return None
        if token.dep in ("acl", "relcl"):
            return _text_author(parse, token.head)
        if token.dep not in _SHARED or (step and is_passive(parse, verb)):
            return None
        verb = token.head
        passive_subject = find_children(parse, verb, "nsubjpass")
        if passive_subject:
            return passive_subject[-1]
    return None


def _nearest(candidates: list[int], verb: int) -> int:
    return min(candidates, key=lambda c: (abs(c - verb), c))


def _agent(parse: Parse, verb: int) -> int | None:
    for by in find_children(parse, verb, "agent"):
        heads = find_children(parse, by, "pobj", "pcomp")
        if heads:
            return heads[0]
    token = parse.tokens[verb]
    if token.dep == "conj" and token.head != verb and is_passive(parse, token.head):
        return _agent(parse, token.head)
    return None


def _antecedent(parse: Parse, subject: int, verb: int) -> int | None:
    """The noun that a relative pronoun stands for."""
    if parse.tokens[subject].text.lower() not in _RELATIVES:
        return subject
    for _ in range(_STEPS):
        token = parse.tokens[verb]
        if token.dep == "relcl":
            return token.head
        if token.head == verb or token.dep not in ("conj", "xcomp", "ccomp"):
            return subject if parse.tokens[subject].text.lower() == "who" else None
        verb = token.head
    return None


def _text_author(parse: Parse, noun: int) -> int:
    """For "a statement saying": who issued it where a light verb tells, else the statement itself."""
    token = parse.tokens[noun]
    if token.dep == "dobj" and parse.tokens[token.head].lemma in _LIGHT:
        own = find_children(parse, token.head, "nsubj")
        if own:
            return own[-1]
    return noun


def _is_empty(parse: Parse, head: int) -> bool:
    token = parse.tokens[head]
    return token.text.lower() in _EMPTY and not parse.children[head]


def noun_source(parse: Parse, noun: int) -> int | None:
    """Head token of whose claim, fear or plan a noun is: possessor, "by" or "from" phrase, or a light verb's subject."""
    own = find_children(parse, noun, "poss")
    if own:
        return own[-1]
    for prep in find_children(parse, noun, "prep", "agent"):
        if parse.tokens[prep].text.lower() in ("by", "from", "among"):
            heads = find_children(parse, prep, "pobj")
            if heads:
                return heads[0]
    for clause in find_children(parse, noun, "acl"):
        if parse.tokens[clause].tag == "VBN" and (agent := _agent(parse, clause)) is not None:
            return agent
    token = parse.tokens[noun]
    if token.dep == "dobj" and parse.tokens[token.head].lemma in _LIGHT:
        return verb_source(parse, token.head)
    return None


def adjective_source(parse: Parse, adjective: int) -> int | None:
    """Head token of who is confident, worried or willing: the subject of the copula."""
    token = parse.tokens[adjective]
    if token.dep == "acomp" and token.head != adjective:
        return verb_source(parse, token.head)
    return None


def phrase_range(parse: Parse, head: int) -> tuple[int, int]:
    """First and one past the last token of the noun phrase of `head`, without clauses and appositions after it."""
    first, last = head, head
    for c in parse.children[head]:
        token = parse.tokens[c]
        if c < head:
            if token.dep not in ("punct", "cc", "relcl", "advmod", "mark", "prep") or c == head - 1:
                first = min(first, *parse.subtree(c))
        elif c == last + 1 or token.dep in ("conj", "cc"):
            if token.dep in _RIGHT and (token.dep != "prep" or token.text.lower() in _PARTITIVE):
                last = max(last, *parse.subtree(c))
            elif token.dep in ("cc", "conj") and token.pos != "VERB":
                last = max(last, phrase_range(parse, c)[1] - 1)
    return _trim_marks(parse, first, last + 1)


def _trim_marks(parse: Parse, first: int, last: int) -> tuple[int, int]:
    while last - first > 1 and parse.tokens[first].pos in ("PUNCT", "CCONJ", "SCONJ"):
        first += 1
    while last - first > 1 and parse.tokens[last - 1].pos == "PUNCT":
        last -= 1
    return first, last
