"""Who can have done it, with the body that they act for."""

from joindots.extract.events.deeds import is_armed_body
from joindots.extract.incident_words import load_incident_words
from joindots.extract.incidents.described import add_described, is_empty
from joindots.extract.incidents.values import Values
from joindots.extract.phrases import children, prepositional

_DEEDS = frozenset({"shot", "gunfire", "blast", "explosion", "fire", "attack", "shooting"})
_NOT_DOERS = frozenset({"victim", "police", "officer", "bullet", "authority"}) | _DEEDS
# Those who act for the body that they are named with: "members of the Red Hand", but not "employees of the bank".
_OF_BODIES = frozenset(
    {"member", "unit", "commando", "troop", "soldier", "column", "cell", "squad", "fighter", "front", "gang", "patrol"}
    | {"wing", "faction", "combatant", "command", "force", "brigade", "branch", "supporter"}
)
# Bodies that are held responsible without a name: "drug cartels", "right-wing organisations".
_DOING_BODIES = frozenset(
    {"organisation", "organization", "cartel", "mafia", "militia", "faction", "regime", "movement"}
)
# Before "guerrillas" these say that nobody knows, or that others are meant.
_ANY = frozenset(
    {"unidentified", "unknown", "other", "another", "rival", "suspected", "alleged", "presumed", "former", "some"}
)
_SERVICES = frozenset({"armed", "security", "air", "naval", "police", "government"})


def add_doer(values: Values, head: int) -> None:
    """Add who did it, where the word can mean a doer, and their body: "members of the Red Hand"."""
    if not _can_do(values, head) or is_empty(values, head):
        return
    token = values.parse.tokens[head]
    if token.dep == "appos" and values.person(head) is None and values.person(token.head) is not None:
        head = token.head  # "Bo Ray, the man who planned it"
    add_described(values, "perpetrator", head)
    lemma = values.parse.tokens[head].lemma.lower()
    if lemma not in _OF_BODIES and lemma not in load_incident_words().perpetrators:
        return
    near = [
        *prepositional(values.parse, head, "of", "from"),
        *children(values.parse, head, "compound", "amod", "nmod", "poss"),
    ]
    near += [j for i in near for j in prepositional(values.parse, i, "of")]  # "members of a cell of the Red Hand"
    for i in near:
        body = _body_at(values, i, head)
        if body is not None:
            values.add_words("perpetrator", body)
    if (known := _body_meant(values, head)) is not None:
        values.add("perpetrator", known, values.parse.token_span(head, head + 1))


def _body_meant(values: Values, head: int) -> str | None:
    """The body whose people "the guerrillas" are: the only body that fights which the report names.

    Of "The Reed Liberation Front took a bridge. Rebels burned a bus." the front. Those whom the report calls others, or
    of whom it tells who they are, are not meant.
    """
    parse, lookup, words = values.parse, values.lookup, load_incident_words()
    if parse.tokens[head].lemma.lower() not in words.perpetrators & words.combatants:
        return None
    kinds = {parse.tokens[c].text.lower() for c in children(parse, head, "amod", "det")}
    told = children(parse, head, "compound", "nmod", "poss", "acl") or prepositional(parse, head, "of", "from")
    if told or not kinds.isdisjoint(_ANY):
        return None
    named = ((t.i, e) for t in parse.tokens if t.pos == "PROPN" and (e := lookup.entity(t.i)) is not None)
    bodies = {e for i, e in named if lookup.kind(e) == "organisation" and is_armed_body(parse, i)}
    return next(iter(bodies)) if len(bodies) == 1 else None


def _body_at(values: Values, i: int, head: int) -> int | None:
    """Where the body is told that a token names: there, or where the RLF of "RLF fighters" stands alone."""
    lookup, word = values.lookup, values.parse.tokens[i].text
    whole = lookup.entity(head)
    spots = [i]
    if whole is not None and lookup.entity(i) == whole and word.isupper():
        spots = [t.i for t in values.parse.tokens if t.text == word and lookup.entity(t.i) != whole]
    bodies = ((j, lookup.entity(j)) for j in spots)
    return next((j for j, e in bodies if e is not None and e != whole and lookup.kind(e) == "organisation"), None)


def _can_do(values: Values, head: int) -> bool:
    lemma = values.parse.tokens[head].lemma.lower()
    if head in values.lookup.timed or lemma in _NOT_DOERS or _is_thing(values, head):
        return False
    entity = values.lookup.entity(head)
    if entity is not None:
        return values.lookup.kind(entity) not in ("place", "other") and not _is_deed(values, head, entity)
    if lemma == "force":  # "the armed forces", not "the force of the blast"
        kinds = children(values.parse, head, "amod", "compound")
        return any(values.parse.tokens[c].text.lower() in _SERVICES for c in kinds)
    return lemma in load_incident_words().persons | _DOING_BODIES or _ends_in_doer(lemma)


def _is_deed(values: Values, head: int, entity: str) -> bool:
    """Whether a name ends in a word for what was done: "the HARBOUR SHOOTING"."""
    last = head
    while values.lookup.entity(last + 1) == entity:
        last += 1
    return values.parse.tokens[last].text.lower() in _DEEDS


def _ends_in_doer(lemma: str) -> bool:
    """Whether a compound word ends in one for a doer: "ecoterrorist", "cyberattacker"."""
    return lemma.endswith(("terrorist", "guerrilla", "attacker", "bomber", "trafficker", "gunman", "extremist"))


def _is_thing(values: Values, head: int) -> bool:
    """Whether a name is a ship's, a train's or a building's: "the ferry Marrow Light"."""
    near = [head, *children(values.parse, head, "compound", "appos", "nmod")]
    near += [values.parse.tokens[head].head] if values.parse.tokens[head].dep == "appos" else []
    return any(values.parse.tokens[i].lemma.lower() in load_incident_words().conveyances for i in near)
