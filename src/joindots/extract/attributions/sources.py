"""Who is behind a cue: subjects, agents, possessors, antecedents."""

import re

from msgspec import Struct

from joindots.extract.attributions.cues import find_cues
from joindots.extract.attributions.slips import is_finite_after_name, subject_behind_and
from joindots.extract.attributions.speakers import is_speaker
from joindots.extract.phrases import children
from joindots.parse import Parse

SUBJECTS = ("nsubj", "csubj")
_STEPS = 8  # longest chain followed upwards; deeper ones are parser errors
_RELATIVES = frozenset({"who", "which", "that", "whom"})
# A verb without a subject shares that of the verb it hangs on by one of these.
_SHARED = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis", "acomp"})
_TELLING = frozenset({"tell", "inform", "notify", "assure", "remind", "advise"})  # "those told that" heard it
_ORDERING = frozenset({"tell", "order", "urge", "instruct", "forbid"})
_QUOTING = frozenset({"cite", "quote", "record", "report"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_EMPTY = frozenset({"there", "this", "that", "what", "these", "those", "which"})
# The parser takes "the minister, 50, Monday said" for Monday's saying.
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "today", "yesterday"})
# What a noun phrase keeps to its right; clauses and appositions after it are left out.
_RIGHT = frozenset({"prep", "case", "nmod", "nummod", "amod"})
_NAME_PREPOSITIONS = frozenset({"of", "for"})
_NOUN_PREPOSITIONS = frozenset({"of", "for", "from", "at", "in", "with", "to", "on", "behind", "among", "by"})
_AGENT_PREPOSITIONS = frozenset({"of", "from", "behind", "among"})
_FOR_SOMEBODY = re.compile(r"spokes|attorney|lawyer|counsel|solicitor|adviser|advisor")
_NOT_LEFT = frozenset({"punct", "cc", "relcl", "advmod", "mark", "prep"})
# Verbs that carry a noun's meaning ("made the claim that"): their subject is the noun's source.
_LIGHT = frozenset(
    {
        "announce", "deliver", "express", "file", "give", "have", "hold", "issue",
        "keep", "make", "offer", "publish", "raise", "reiterate", "release", "repeat",
        "share", "state", "take", "voice",
    }
)  # fmt: skip


class Source(Struct, frozen=True):
    """A source in the making.

    Attributes:
        first: First token.
        last: One past the last token.
        head: Its main word.
    """

    first: int
    last: int
    head: int


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in the passive, or as a bare participle after its noun."""
    token = parse.tokens[verb]
    if token.tag not in ("VBN", "VBD"):
        return False
    deps = {parse.tokens[c].dep for c in parse.children[verb]}
    if is_finite_after_name(parse, verb) or ("nsubjpass" not in deps and _is_inverted(parse, verb)):
        return False
    if is_ordered(parse, verb):
        return True
    if deps & {"auxpass", "nsubjpass", "agent"}:
        return True
    return token.tag == "VBN" and token.dep in ("acl", "advcl") and "aux" not in deps and "nsubj" not in deps


def is_ordered(parse: Parse, verb: int) -> bool:
    """Whether a verb is a headline's passive: "Thousands told to leave"."""
    follows = parse.tokens[verb + 1].tag if verb + 1 < len(parse.tokens) else ""
    return parse.tokens[verb].lemma in _ORDERING and follows == "TO"


def _is_inverted(parse: Parse, verb: int) -> bool:
    """Whether the subject stands right after a verb, whatever its quotation makes of it: "Is it so?" asked Mr Roe."""
    return any(c > verb and min(parse.subtree(c)) == verb + 1 for c in children(parse, verb, "nsubj"))


def verb_source(parse: Parse, verb: int) -> int | None:
    """Head token of who speaks, for a verb: its agent in the passive, else its own or its shared subject."""
    if is_passive(parse, verb):
        agent = _agent(parse, verb)
        return _misread_subject(parse, verb) if agent is None else agent
    quoted = _quoted(parse, verb)
    if quoted is not None:
        return quoted
    for _ in range(_STEPS):
        found, subject = _own_subject(parse, verb)
        if found:
            return subject
        token = parse.tokens[verb]
        shared = _SHARED
        if token.head == verb or (token.dep not in shared and token.dep not in ("acl", "relcl")):
            return None
        if token.dep in ("acl", "relcl"):
            return _text_author(parse, token.head)
        verb = steps_out(parse, verb) or token.head
    return None


def _misread_subject(parse: Parse, verb: int) -> int | None:
    """For "Roe, a porter, found in May that ...": a participle to the parser, but participles take no clause."""
    token = parse.tokens[verb]
    bare = token.dep == "acl" and not children(parse, verb, "auxpass", "nsubjpass", "agent")
    if not bare or token.lemma in _TELLING or not children(parse, verb, "ccomp"):
        return None
    return token.head if is_speaker(parse, token.head) else None


def _quoted(parse: Parse, verb: int) -> int | None:
    """For "the paper quoted Roe as saying" and "Roe was quoted as saying": who is quoted."""
    link = parse.tokens[verb].head
    if parse.tokens[verb].dep != "pcomp" or parse.tokens[link].lemma != "as" or parse.tokens[link].dep != "prep":
        return None
    governor = parse.tokens[link].head
    if parse.tokens[governor].pos != "VERB" or parse.tokens[governor].lemma not in _QUOTING:
        return None
    spoken = children(parse, governor, "nsubjpass" if is_passive(parse, governor) else "dobj")
    return spoken[-1] if spoken else None


def quotes_somebody(parse: Parse, verb: int) -> bool:
    """Whether a verb only passes on a saying that has its own cue: "was quoted as saying"."""
    links = [c for c in children(parse, verb, "prep") if parse.tokens[c].lemma == "as"]
    return parse.tokens[verb].lemma in _QUOTING and any(children(parse, c, "pcomp") for c in links)


def steps_out(parse: Parse, verb: int) -> int | None:
    """The saying that a coordinated saying belongs beside, where the parser put it into what is said.

    In "she said the pumps were old and appealed for help" it is she who appealed: pumps cannot.
    """
    token = parse.tokens[verb]
    inner = parse.tokens[token.head]
    if inner.dep == "relcl" and inner.head < inner.i:  # "said it was a kite that had drifted and called it harmless"
        inner = parse.tokens[parse.tokens[inner.head].head]
    if token.dep != "conj" or inner.dep != "ccomp" or token.tag not in _FINITE or inner.tag not in _FINITE:
        return None
    subjects = children(parse, inner.i, "nsubj", "nsubjpass")
    own = children(parse, verb, "nsubj", "nsubjpass", "aux", "auxpass")
    if own or not subjects or is_speaker(parse, subjects[-1]) or parse.tokens[subjects[-1]].pos != "NOUN":
        return None
    return inner.head if find_cues(parse, verb) and find_cues(parse, inner.head) else None


def _own_subject(parse: Parse, verb: int) -> tuple[bool, int | None]:
    """Whether a verb settles who its subject is, and who: None for an empty one ("there", "this")."""
    own = children(parse, verb, *SUBJECTS, "nsubjpass")
    if parse.tokens[verb].tag == "VBG":
        own = [c for c in own if c < verb]  # what follows a participle belongs to its content
    if own:
        before = [c for c in own if c < verb]
        subject = subject_behind_and(parse, before[-1], verb) if before else own[0]
        head = _antecedent(parse, subject, verb)
        return True, None if head is None or _is_empty(parse, head) else head
    possessors = children(parse, verb, "poss") if parse.tokens[verb].tag == "VBG" else []
    if possessors:
        return True, possessors[-1]
    return bool(children(parse, verb, "expl")), None


def _agent(parse: Parse, verb: int) -> int | None:
    for by in children(parse, verb, "agent"):
        heads = children(parse, by, "pobj", "pcomp")
        if heads:
            return heads[0]
    strayed = find_strayed_agent(parse, verb)
    if strayed is not None:
        return children(parse, strayed, "pobj")[0]
    token = parse.tokens[verb]
    if token.dep == "conj" and token.head != verb and is_passive(parse, token.head):
        return _agent(parse, token.head)
    return None


def find_strayed_agent(parse: Parse, verb: int) -> int | None:
    """The "by" that the parser hung on what stands before it: "was called a trap by residents"."""
    for c in children(parse, verb, "oprd", "prep"):
        named = [c, *children(parse, c, "pobj")]
        for by in (b for n in named for b in children(parse, n, "prep") if b > n):
            heads = children(parse, by, "pobj")
            if parse.tokens[by].lemma == "by" and heads and is_speaker(parse, heads[0]):
                return by
    return None


def _antecedent(parse: Parse, subject: int, verb: int) -> int | None:
    """The noun that a relative pronoun stands for."""
    if parse.tokens[subject].text.lower() not in _RELATIVES:
        return subject
    for _ in range(_STEPS):
        token = parse.tokens[verb]
        if token.dep == "relcl":
            return _named_by(parse, token.head)
        if token.head == verb or token.dep not in ("conj", "xcomp", "ccomp"):
            return subject if parse.tokens[subject].text.lower() == "who" else None
        verb = token.head
    return None


def _named_by(parse: Parse, noun: int) -> int:
    """For "Ana Roe, a porter who told ...": the name that the noun stands beside, else the noun."""
    token = parse.tokens[noun]
    return token.head if token.dep == "appos" and parse.tokens[token.head].pos == "PROPN" else noun


def _text_author(parse: Parse, noun: int) -> int:
    """For "a statement saying": who issued it where a light verb tells, else the statement itself."""
    token = parse.tokens[noun]
    if token.dep == "dobj" and parse.tokens[token.head].lemma in _LIGHT:
        own = children(parse, token.head, "nsubj")
        if own:
            return own[-1]
    return noun


def _is_empty(parse: Parse, head: int) -> bool:
    token = parse.tokens[head]
    return token.text in _DAYS or (token.text.lower() in _EMPTY and not parse.children[head])


def noun_source(parse: Parse, noun: int) -> int | None:
    """Head token of whose claim or fear a noun is: possessor, "by" or "from" phrase, or a light verb's subject."""
    own = children(parse, noun, "poss")
    if own:
        return own[-1]
    for prep in children(parse, noun, "prep", "agent"):
        if parse.tokens[prep].text.lower() in ("by", "from", "among"):
            heads = children(parse, prep, "pobj")
            if heads:
                return heads[0]
    for clause in children(parse, noun, "acl"):
        if parse.tokens[clause].tag == "VBN" and (agent := _agent(parse, clause)) is not None:
            return agent
    token = parse.tokens[noun]
    if token.dep == "dobj" and parse.tokens[token.head].lemma in _LIGHT:
        return verb_source(parse, token.head)
    return None


def adjective_source(parse: Parse, adjective: int) -> int | None:
    """Head token of who is confident, worried or willing: the subject of the copula."""
    token = parse.tokens[adjective]
    if token.dep != "acomp" or token.head == adjective:
        return None
    head = verb_source(parse, token.head)
    return None if head is not None and parse.tokens[head].text.lower() == "it" else head


def make_source(parse: Parse, head: int) -> Source:
    """The noun phrase of `head`, without clauses and appositions after it."""
    first, last = head, head
    for c in parse.children[head]:
        if c < head:
            if parse.tokens[c].dep not in _NOT_LEFT or (c == head - 1 and parse.tokens[c].dep != "punct"):
                first = min(first, *parse.subtree(c))
        else:
            last = max(last, _right_end(parse, head, c, last))
    while last > head and parse.tokens[last].pos == "PUNCT":
        last -= 1
    while first < head and _is_loose(parse, first):
        first += 1
    return Source(first, last + 1, head)


def _is_loose(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    return token.pos in ("PUNCT", "CCONJ", "SCONJ", "ADV") or not any(map(str.isalnum, token.text))


def _right_end(parse: Parse, head: int, child: int, last: int) -> int:
    """Last token that a child to the right adds to a noun phrase; `last` if it adds nothing."""
    token = parse.tokens[child]
    if token.dep == "conj" and token.pos not in ("VERB", "AUX"):
        return make_source(parse, child).last - 1
    if child != last + 1 or token.dep not in _RIGHT or token.tag == "POS":
        return last
    if token.dep != "prep":
        return max(parse.subtree(child))
    inner = children(parse, child, "pobj")
    return make_source(parse, inner[0]).last - 1 if inner and token.text.lower() in _prepositions(parse, head) else last


def _prepositions(parse: Parse, head: int) -> frozenset[str]:
    """Which prepositions belong to a noun phrase and not to the verb: "by residents | for the delay"."""
    token = parse.tokens[head]
    if token.text[:1].isupper():
        return _NAME_PREPOSITIONS
    agent = token.dep == "pobj" and parse.tokens[token.head].dep == "agent"
    return _AGENT_PREPOSITIONS if agent and not _FOR_SOMEBODY.match(token.lemma) else _NOUN_PREPOSITIONS
