"""Walks through a dependency tree: who does what to whom, noun phrases, clauses.

Token indices are those of the parse. The labels are ClearNLP's, as the engine gives them.
"""

from joindots.parse import Parse

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_INSIDE_NOUN_PHRASE = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "case"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_STEPS = 12  # longest chain followed upwards: deeper trees are parser errors
_HOLDING = frozenset({"of", "as", "from", "into", "with"})
_HOLDING_FOR = _HOLDING | {"for"}  # "paid a fine for speeding", but "blamed Orr for speeding"
_BARS = frozenset({"-", "–", "—", "|"})


def children(parse: Parse, i: int, *deps: str) -> list[int]:
    """Children of token `i` with one of the labels, in text order."""
    if len(deps) == 1:
        return [*parse.labelled_children.get((i, deps[0]), ())]
    tokens = parse.tokens
    return [c for c in parse.children[i] if tokens[c].dep in deps]


def with_conjuncts(parse: Parse, i: int) -> list[int]:
    """Token `i` and what is coordinated with it: "A, B and C"."""
    found, stack = [], [i]
    while stack:
        j = stack.pop()
        found.append(j)
        stack.extend(c for c in children(parse, j, "conj") if parse.tokens[c].pos != "VERB")
    return sorted(found)


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb form stands in the passive or as a bare participle after its noun ("the man killed")."""
    token = parse.tokens[verb]
    if token.tag != "VBN":
        return False
    if any(parse.tokens[c].dep in ("auxpass", "nsubjpass") for c in parse.children[verb]):
        return True
    has_perfect = any(parse.tokens[c].dep == "aux" and parse.tokens[c].lemma == "have" for c in parse.children[verb])
    if has_perfect:
        return False
    if token.dep == "conj":
        return not children(parse, verb, "nsubj", "dobj") and is_passive(parse, token.head)
    return token.dep in ("acl", "amod", "ROOT", "advcl") and not children(parse, verb, "nsubj", "dobj")


def subject(parse: Parse, verb: int) -> int | None:
    """The subject of a verb: its own, that of the verb it is coordinated with or depends on, or a relative's noun."""
    for _ in range(_STEPS):
        own = children(parse, verb, *SUBJECTS, *PASSIVE_SUBJECTS)
        if own:
            return _antecedent(parse, own[-1], verb)
        token = parse.tokens[verb]
        if token.dep == "acl" and token.head != verb:
            return token.head
        if token.dep not in ("conj", "xcomp", "advcl", "pcomp", "prep", "acomp") or token.head == verb:
            return None
        held = _held_to(parse, verb)
        if held is not None:
            return held
        verb = token.head
    return None


def _held_to(parse: Parse, i: int) -> int | None:
    """Who does the rest where a verb with an object and a preposition stands before: "accused them of lying"."""
    token = parse.tokens[i]
    if token.dep != "prep" or not children(parse, i, "pcomp"):
        return None
    held = [c for c in children(parse, token.head, "dobj") if c < i]
    people = held and parse.tokens[held[0]].pos in ("PROPN", "PRON")
    return held[0] if held and token.text.lower() in (_HOLDING_FOR if people else _HOLDING) else None


def _antecedent(parse: Parse, i: int, verb: int) -> int:
    token = parse.tokens[verb]
    if parse.tokens[i].text.lower() in _RELATIVES and token.dep == "relcl":
        return token.head
    return i


def objects(parse: Parse, verb: int) -> list[int]:
    """Direct objects with what is coordinated; the noun of a relative clause that lacks its object."""
    found = [j for i in children(parse, verb, "dobj") for j in with_conjuncts(parse, i)]
    token = parse.tokens[verb]
    return [token.head if parse.tokens[i].text.lower() in _RELATIVES and token.dep == "relcl" else i for i in found]


def agents(parse: Parse, verb: int) -> list[int]:
    """Who does it: the subject of an active verb, or the phrase after "by"."""
    by = [
        j for a in children(parse, verb, "agent") for i in children(parse, a, "pobj") for j in with_conjuncts(parse, i)
    ]
    if by or is_passive(parse, verb):
        return by
    one = subject(parse, verb)
    return [] if one is None else with_conjuncts(parse, one)


def patients(parse: Parse, verb: int) -> list[int]:
    """Whom it is done to: the objects of an active verb, the subject of a passive one."""
    if is_passive(parse, verb):
        one = parse.tokens[verb].head if parse.tokens[verb].dep in ("acl", "amod") else subject(parse, verb)
        return [] if one is None else with_conjuncts(parse, one)
    return objects(parse, verb)


def clause_head(parse: Parse, i: int) -> int:
    """The head of token `i`; the verb itself where the parser hung a subject on its auxiliary."""
    head = parse.tokens[parse.tokens[i].head]
    return head.head if head.dep in ("aux", "auxpass") else head.i


def prepositional(parse: Parse, i: int, *words: str) -> list[int]:
    """Objects of prepositions that hang on token `i`; of the given prepositions only, where any are given."""
    found = []
    for p in children(parse, i, "prep", "agent"):
        if not words or parse.tokens[p].text.lower() in words:
            found += [j for o in children(parse, p, "pobj") for j in with_conjuncts(parse, o)]
    return found


def governing_verb(parse: Parse, i: int) -> int | None:
    """The verb whose clause token `i` stands in, itself included; None in a phrase without a verb."""
    for _ in range(_STEPS):
        token = parse.tokens[i]
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass", "amod", "compound"):
            return i
        if token.head == i:
            return None
        i = token.head
    return None


def noun_phrase(parse: Parse, head: int) -> tuple[int, int]:
    """First token and one past the last of a noun phrase: the head with what stands before it."""
    inside, stack = {head}, [head]
    while stack:
        i = stack.pop()
        for c in parse.children[i]:
            token = parse.tokens[c]
            if c < head and (token.dep in _INSIDE_NOUN_PHRASE or token.tag == "HYPH" or (i != head and c < i)):
                inside.add(c)
                stack.append(c)
    first = head
    while first - 1 in inside:
        first -= 1
    while first < head and parse.tokens[first].pos in ("PUNCT", "CCONJ"):
        first += 1
    return _unbroken(parse, first), head + 1


def _unbroken(parse: Parse, first: int) -> int:
    """The first token of a word joined by hyphens, with the article before it: "the 48-year-old", not "old"."""
    start = first
    while (
        first > 1 and parse.tokens[first - 1].text == "-" and parse.tokens[first - 1].end == parse.tokens[first].start
    ):
        first -= 2
    if first < start and first > 0 and parse.tokens[first - 1].tag == "DT":
        first -= 1
    return first


def full_phrase(parse: Parse, head: int, most: int = 12) -> tuple[int, int]:
    """A noun phrase with its prepositional phrases after it, at most `most` tokens, without clauses and lists."""
    first, last = noun_phrase(parse, head)
    for p in children(parse, head, "prep"):
        if p == last and parse.tokens[p].text.lower() == "of":
            end = max(j for o in [p, *children(parse, p, "pobj")] for j in (o,)) + 1
            if end - first <= most:
                last = end
    return first, last


def is_past_headline(parse: Parse, i: int, later: int) -> bool:
    """Whether a dash or a bar parts a token of a title from one before it: the name of the site stands there."""
    if later < i or parse.sentences[parse.tokens[i].sentence].kind != "title":
        return False
    return any(parse.tokens[k].text in _BARS for k in range(i, later))


def is_called_for(parse: Parse, verb: int) -> bool:
    """Whether a clause tells what is to be, by a bare verb after "that": "urged that he be shot", "that he die"."""
    if parse.tokens[verb].dep == "conj" or not children(parse, verb, "nsubj", "nsubjpass"):
        return False
    # The tagger takes "die" of "that Lee die" for a plural.
    one = all(parse.tokens[s].tag in ("NN", "NNP") for s in children(parse, verb, "nsubj"))
    bare = parse.tokens[verb].tag in ({"VB", "VBP"} if one else {"VB"}) or any(
        parse.tokens[c].text == "be" for c in children(parse, verb, "auxpass")
    )
    that = any(parse.tokens[c].text.lower() == "that" for c in children(parse, verb, "mark"))
    return bare and that and not children(parse, verb, "aux")


def flat_text(parse: Parse, first: int, last: int) -> str:
    """Tokens `first` up to but without `last` as written, on one line."""
    return " ".join(parse.token_span(first, last).text.split())


def phrase_text(parse: Parse, head: int | None) -> str | None:
    """The noun phrase around a main word as written, on one line; None where there is no main word."""
    return None if head is None else flat_text(parse, *noun_phrase(parse, head))
