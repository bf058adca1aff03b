"""Who did it, to whom or what, and what became of those who did."""

from joindots.extract.events.senses import is_accusation
from joindots.extract.events.words import load_event_words
from joindots.extract.harm_cues import find_harm
from joindots.extract.harms import load_harms
from joindots.extract.incident_words import IncidentWords, load_incident_words
from joindots.extract.incidents.values import Values
from joindots.extract.phrases import agents, children, patients, prepositional, subject
from joindots.model import Span

_NOT_DOERS = frozenset(
    {
        "victim",
        "police",
        "officer",
        "bullet",
        "shot",
        "gunfire",
        "blast",
        "explosion",
        "fire",
        "attack",
        "shooting",
        "authority",
    }
)
_UNDERGONE = frozenset(
    {"die", "perish", "drown", "sink", "collapse", "explode", "capsize", "derail", "crash", "collide", "overturn"}
)
_BODIES = frozenset({"organisation", "group"})
_BLAMING = frozenset({"attribute", "blame"})
_OUTCOMES = {
    "killed": "killed",
    "arrested": "arrested",
    "charged": "charged",
    "convicted": "convicted",
    "sentenced": "sentenced",
}
_AMOUNTS = frozenset(
    {"number", "total", "count", "toll", "dozens", "hundreds", "thousands", "scores", "score", "dozen", "half", "rest"}
)
_PURPOSE = frozenset({"deliberately", "deliberate", "intentionally", "intentional", "purposely", "knowingly"})
_FLED = frozenset({"flee", "escape"})


def find_people(values: Values, tokens: list[int], *, mischance: bool) -> None:
    """Perpetrators, victims and targets beside the words that tell the incident.

    Args:
        values: Of the incident.
        tokens: That tell it.
        mischance: Whether nobody is taken to have done it, unless told to have done it on purpose.
    """
    for i in tokens:
        if values.parse.tokens[i].pos == "VERB":
            _of_verb(values, i, mischance=mischance)
        else:
            _of_noun(values, i, mischance=mischance)


def _of_verb(values: Values, verb: int, *, mischance: bool) -> None:
    low = values.parse.tokens[verb].text.lower()
    word = load_event_words().verbs.get(low)
    done_by, done_to = agents(values.parse, verb), patients(values.parse, verb)
    if word is not None and word.lemma in _UNDERGONE:
        done_by, done_to = [], done_to or done_by
    innocent = is_accusation(values.parse, verb) or (mischance and not _on_purpose(values, verb))
    for head in [] if innocent else done_by:
        _add_doer(values, head)
    harms = load_harms()
    for head in done_to:
        _add_sufferer(values, head, harmed=low in harms.transitive or low in harms.intransitive)


def _on_purpose(values: Values, i: int) -> bool:
    """Whether a word of purpose hangs on a token: "deliberately rammed", "a deliberate crash"."""
    return any(values.parse.tokens[c].lemma.lower() in _PURPOSE for c in values.parse.children[i])


def _of_noun(values: Values, noun: int, *, mischance: bool) -> None:
    parse = values.parse
    innocent = mischance and not _on_purpose(values, noun)
    for head in [] if innocent else [*children(parse, noun, "poss"), *prepositional(parse, noun, "by")]:
        _add_doer(values, head)
    lemma = parse.tokens[noun].lemma.lower()
    words = (
        ("of",)
        if lemma in ("killing", "murder", "death", "kidnapping", "assassination", "abduction")
        else ("on", "against")
    )
    for head in prepositional(parse, noun, *words):
        _add_sufferer(values, head, harmed=words == ("of",))


def _add_doer(values: Values, head: int) -> None:
    """Add whoever does it, and the organisation they are said to belong to: "members of the Red Hand"."""
    if not _can_do(values, head):
        return
    values.add_words("perpetrator", head)
    near = [*prepositional(values.parse, head, "of", "from"), *children(values.parse, head, "compound", "amod", "nmod")]
    for i in near:
        entity = values.lookup.entity(i)
        if entity is not None and entity != values.lookup.entity(head) and values.lookup.kind(entity) in _BODIES:
            values.add_words("perpetrator", i)


def find_blamed(values: Values) -> None:
    """Whoever is held responsible in a sentence of the incident: "attributed to X", "X is responsible", "blamed X"."""
    parse = values.parse
    for token in parse.tokens:
        low = token.lemma.lower()
        if low in _BLAMING:
            near = [*prepositional(parse, token.i, "to", "on"), *patients(parse, token.i)]
        elif low == "responsible" and token.dep == "acomp":
            near = [i for i in (subject(parse, token.head),) if i is not None]
        else:
            continue
        if values.told_in(token.sentence) and values.is_nearest(token.i):
            for head in near:
                _add_doer(values, head)


def _can_do(values: Values, head: int) -> bool:
    lemma = values.parse.tokens[head].lemma.lower()
    if head in values.lookup.timed or lemma in _NOT_DOERS or _is_thing(values, head):
        return False
    entity = values.lookup.entity(head)
    if entity is not None:
        return values.lookup.kind(entity) not in ("place", "other")
    return lemma in load_incident_words().persons


def _is_thing(values: Values, head: int) -> bool:
    """Whether a name is a ship's, a train's or a building's: "the ferry Marrow Light"."""
    near = [head, *children(values.parse, head, "compound", "appos", "nmod")]
    near += [values.parse.tokens[head].head] if values.parse.tokens[head].dep == "appos" else []
    return any(values.parse.tokens[i].lemma.lower() in load_incident_words().conveyances for i in near)


def _add_sufferer(values: Values, head: int, *, harmed: bool) -> None:
    if values.parse.tokens[head].text.lower() in _AMOUNTS:  # "the number of people killed", "dozens of passengers"
        for counted in prepositional(values.parse, head, "of"):
            _add_sufferer(values, counted, harmed=harmed)
        return
    entity = values.lookup.entity(head)
    token = values.parse.tokens[head]
    words, lemma = load_incident_words(), token.lemma.lower()
    if head in values.lookup.timed or lemma in words.weapons or lemma in words.vehicles:
        return
    if entity is None and (token.pos not in ("NOUN", "PROPN") or lemma in load_event_words().nouns):
        return
    person = (
        harmed or lemma in words.persons or (entity is not None and values.lookup.kind(entity) in ("person", "group"))
    )
    values.add_words("victims" if person else "target", head)


def find_outcomes(values: Values, *, main: bool) -> None:
    """What became of the perpetrators: killed, arrested, charged, fled.

    Of the report's main incident also what became of "the attacker", "the gunman".
    """
    doers = set(values.values("perpetrator"))
    words = load_incident_words()
    for token in values.parse.tokens:
        if token.pos not in ("NOUN", "PROPN", "PRON", "ADJ") or token.dep not in ("nsubj", "nsubjpass", "dobj"):
            continue
        entity = values.lookup.entity(token.i)
        known = entity in doers if entity is not None else main and _is_the_doer(values, token.i, words)
        if not known:
            continue
        harm = find_harm(values.parse, token.i)
        outcome = _OUTCOMES.get(harm[0]) if harm else None
        if outcome is None and token.dep == "nsubj" and values.parse.tokens[token.head].lemma in _FLED:
            outcome, harm = "fled", ("", token.head)
        if outcome is not None and harm is not None:
            values.add("perpetrator_outcome", outcome, _between(values, token.i, harm[1]))


def _is_the_doer(values: Values, i: int, words: IncidentWords) -> bool:
    articles = {values.parse.tokens[c].text.lower() for c in children(values.parse, i, "det")}
    return values.parse.tokens[i].lemma.lower() in words.perpetrators and "the" in articles


def _between(values: Values, a: int, b: int) -> Span:
    return values.parse.token_span(min(a, b), max(a, b) + 1)
