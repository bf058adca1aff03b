"""Who did it, to whom or what, and what became of those who did."""

from joindots.extract.events.deeds import is_armed_body, is_undoing, read_deed
from joindots.extract.events.reality import is_denied
from joindots.extract.events.senses import is_accusation, is_bomb
from joindots.extract.events.words import load_event_words
from joindots.extract.harm_cues import find_harm
from joindots.extract.harms import load_harms
from joindots.extract.incident_words import IncidentWords, load_incident_words
from joindots.extract.incidents.cleared import (
    hurts_itself,
    is_headline_passive,
    is_taken_back,
    only_names_victims,
)
from joindots.extract.incidents.described import add_described
from joindots.extract.incidents.doers import add_doer
from joindots.extract.incidents.sites import load_sites
from joindots.extract.incidents.targets import add_site
from joindots.extract.incidents.values import Values
from joindots.extract.phrases import (
    agents,
    children,
    governing_verb,
    is_passive,
    noun_phrase,
    patients,
    prepositional,
    subject,
    with_conjuncts,
)
from joindots.model import Span
from joindots.parse import Parse

_UNDERGONE = frozenset(
    {"die", "perish", "drown", "sink", "collapse", "explode", "capsize", "derail", "crash", "collide", "overturn"}
)
# Nouns of harm that name their victim after "of" or before "'s".
_OF_VICTIMS = frozenset(
    {
        "killing",
        "murder",
        "death",
        "kidnapping",
        "kidnaping",
        "assassination",
        "abduction",
        "slaying",
        "wound",
        "suicide",
    }
    | {"shooting", "stabbing", "lynching", "massacre", "homicide", "beating", "manslaughter", "execution", "slaughter"}
    | {"demise", "rape", "torture", "drowning", "electrocution", "suffocation", "beheading"}
)
# Nouns that say of whom they are told, not who did it: "the Renn incident", "her ordeal".
_HAPPENING = frozenset({"incident", "accident", "tragedy", "ordeal", "case"})
_RANKS = frozenset({"officer", "sergeant", "corporal", "lieutenant", "captain", "major", "colonel", "commander"})
# Verbs that say of an attack who made it; "stag" is what the engine makes of "staged".
_MAKING = frozenset(
    {"carry", "stage", "stag", "perpetrate", "launch", "commit", "conduct", "mount", "execute", "wage", "orchestrate"}
)
# Verbs beside those that say who had a part before the deed: "planned by X and carried out by Y".
_PREPARING = frozenset({"plan", "order", "organise", "organize", "mastermind"})
# Of them, who is told with nobody else is held to have done it.
_LEADING = _PREPARING - {"plan"}
# Verbs with "fire" and "shooting": "gunmen opened fire", "soldiers began shooting".
_OPENING = frozenset({"open", "begin", "start"})
# Words that name nobody.
_NOBODY = frozenset({"other", "victim", "rest", "one"})
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
_REMAINS = frozenset({"body", "corpse", "life"})  # they are told with whose they are
_COUNTING = ("det", "nummod", "poss", "quantmod", "relcl", "acl", "appos", "prep")
_PURPOSE = frozenset({"deliberately", "deliberate", "intentionally", "intentional", "purposely", "knowingly"})
_UNHARMED = frozenset({"unharmed", "unhurt", "unscathed", "uninjured", "unwounded"})
_HARMS = frozenset({"injury", "death", "harm", "wound"})
_ACCUSING = frozenset(
    {"accuse", "charge", "deny", "plead", "guilty", "suspect", "convict", "acquit", "blame", "indict", "responsible"}
)
_ESCAPING = frozenset({"escape", "survive"})
_AIMS = frozenset({"target", "object", "victim"})
_NATION = frozenset({"people", "population", "nation", "country", "fatherland", "homeland"})
_ABSTRACT = ("tion", "sion", "ance", "ence", "ment", "ity", "ness", "ism", "ure", "process", "break", "result")
_DEADLY = frozenset({"killing", "death"})
_OF_DEEDS = frozenset({"spree", "scene", "case", "victim", "suspect", "probe", "inquiry", "investigation"})
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
    if only_names_victims(values.parse, verb) or _names_a_deed(values.parse, verb):
        return
    low = values.parse.tokens[verb].text.lower()
    word = load_event_words().verbs.get(low)
    done_by, done_to = agents(values.parse, verb), patients(values.parse, verb)
    if word is not None and word.lemma in _UNDERGONE:
        done_by, done_to = [], done_to or done_by
    if values.parse.tokens[verb].lemma == "lose":  # "two clerks lost their lives"
        done_by, done_to = [], done_by
    harms = load_harms()
    plain = low in harms.transitive and not is_passive(values.parse, verb)
    if (plain and (not done_to or is_headline_passive(values.parse, verb))) or hurts_itself(values.parse, done_to):
        done_by, done_to = [], [*done_by, *done_to]  # "four people killed, five injured": who kills, kills somebody
    innocent = _is_innocent(values, verb, done_to) or (mischance and not _on_purpose(values, verb))
    for head in [] if innocent else done_by:
        add_doer(values, head)
    shot_at = prepositional(values.parse, verb, "at", "on", "upon") if word is None or word.type == "shooting" else []
    for head in shot_at:
        if values.person(head) is not None or values.parse.tokens[head].lemma.lower() in load_incident_words().persons:
            _add_sufferer(values, head, harmed=False)
    for head in [*done_to, *_others_with(values, verb, done_to)]:
        if word is not None and word.lemma == "explode" and values.person(head) is None and _is_laden(values, head):
            continue
        _add_sufferer(values, head, harmed=_harms(values, verb))


def _names_a_deed(parse: Parse, verb: int) -> bool:
    """Whether what is read as a verb names, with the noun after it, what was done: "a Dock Street shooting spree"."""
    token, after = parse.tokens[verb], parse.tokens[min(verb + 1, len(parse.tokens) - 1)]
    if not token.text.endswith("ing") or children(parse, verb, "aux") or after.dep != "dobj" or after.head != verb:
        return False
    return after.text.lower() in load_event_words().nouns or after.lemma.lower() in _OF_DEEDS


def _is_innocent(values: Values, verb: int, done_to: list[int]) -> bool:
    """Whether a verb makes nobody a perpetrator: it accuses, averts, is taken back, or is done to an attacker."""
    words, parse = load_incident_words(), values.parse
    attackers = words.perpetrators - words.combatants  # what armies do to each other is told by both
    answers = any(parse.tokens[i].lemma.lower() in attackers for i in done_to)
    return answers or is_accusation(parse, verb) or is_undoing(parse, verb) or is_taken_back(parse, verb)


def _harms(values: Values, verb: int) -> bool:
    """Whether a verb by itself says that people came to harm."""
    harms, token = load_harms(), values.parse.tokens[verb]
    low, deed = token.text.lower(), read_deed(values.parse, verb)
    return low in harms.transitive or low in harms.intransitive or (deed is not None and deed.type in _DEADLY)


def _is_laden(values: Values, head: int) -> bool:
    """Whether what explodes carried the bomb: "a van loaded with dynamite"."""
    parse = values.parse
    inside = [j for c in children(parse, head, "acl", "amod") for j in prepositional(parse, c, "with")]
    return any(is_bomb(parse, j) for j in inside)


def _others_with(values: Values, verb: int, done_to: list[int]) -> list[int]:
    """Whoever it befell too: "five people, including a mayor", "was killed along with two of his guards"."""
    parse = values.parse
    along = [
        p for p in children(parse, verb, "prep", "advmod") if parse.tokens[p].text.lower() in ("along", "together")
    ]
    found = [i for one in done_to for i in prepositional(parse, one, "including")]
    return found + [i for p in along for i in prepositional(parse, p, "with")] if done_to else found


def _on_purpose(values: Values, i: int) -> bool:
    """Whether a word of purpose hangs on a token: "deliberately rammed", "a deliberate crash"."""
    return any(values.parse.tokens[c].lemma.lower() in _PURPOSE for c in values.parse.children[i])


def _of_noun(values: Values, noun: int, *, mischance: bool) -> None:
    parse = values.parse
    innocent = mischance and not _on_purpose(values, noun)
    lemma = parse.tokens[noun].lemma.lower().removesuffix("s")  # "Deaths" of a headline is taken for a name
    inside = prepositional(parse, noun, "of") if lemma in _OF_VICTIMS else []
    owners = children(parse, noun, "poss")
    killed = owners if lemma in _OF_VICTIMS and not inside else []  # "the mayor's murder", but "his killing of a guard"
    doers = [] if killed or lemma in _HAPPENING else owners
    doers += [c for c in children(parse, noun, "compound", "nmod") if is_armed_body(parse, c)]  # "an RLF attack"
    for head in [] if innocent else [*doers, *prepositional(parse, noun, "by"), *_makers(values, noun)]:
        add_doer(values, head)
    for head in [*inside, *killed]:
        _add_sufferer(values, head, harmed=True)
    made = [noun, *(c for c in children(parse, noun, "acl") if parse.tokens[c].lemma in _MAKING)]
    deadly = lemma in _OF_VICTIMS
    onto = made[1:] if deadly else made  # "the murder committed against X"
    for head in [j for i in onto for j in prepositional(parse, i, "on", "against", "upon")]:
        _add_sufferer(values, head, harmed=deadly)


def _makers(values: Values, noun: int) -> list[int]:
    """Who is said to have made an attack: "the raid was carried out by", "rebels staged an attack"."""
    parse, token = values.parse, values.parse.tokens[noun]
    inside = prepositional(parse, noun, "of", "on", "against", "at", "from")
    spots = [noun, *inside, *(j for i in inside for j in children(parse, i, "appos"))]
    made = [c for i in spots for c in children(parse, i, "acl") if parse.tokens[c].lemma in _MAKING | _LEADING]
    made = [c for c in made if parse.tokens[c].head == noun or children(parse, c, "agent")]
    verb = token.head if token.dep in ("dobj", "nsubjpass") else governing_verb(parse, noun)
    if verb is not None and parse.tokens[verb].lemma in _MAKING | _PREPARING and token.dep in ("dobj", "nsubjpass"):
        made += [v for v in (verb, *children(parse, verb, "conj")) if parse.tokens[v].lemma in _MAKING]
    if token.dep in ("dobj", "xcomp", "nsubjpass"):
        head = parse.tokens[token.head]
        led = head.lemma in _LEADING and not children(parse, head.i, "neg")
        opened = head.lemma in _OPENING and token.dep != "nsubjpass"
        made += [head.i] if head.pos == "VERB" and (led or opened) else []
    linked = [c for verb in made for c in (*children(parse, verb, "conj"), parse.tokens[verb].head)]
    made += [v for v in linked if parse.tokens[v].lemma in _MAKING | _PREPARING]
    made = [verb for verb in dict.fromkeys(made) if not is_denied(parse, verb)]
    return [i for verb in made for i in agents(parse, verb) if i != noun]


def _add_sufferer(values: Values, head: int, *, harmed: bool) -> None:
    entity, token = values.lookup.entity(head), values.parse.tokens[head]
    words, lemma = load_incident_words(), token.lemma.lower()
    # "the number of people killed", "two of his guards", "the bodies of three men"
    if token.text.lower() in _AMOUNTS or token.tag == "CD" or lemma in _REMAINS:
        for counted in prepositional(values.parse, head, "of"):
            _add_sufferer(values, counted, harmed=harmed)
        return
    if entity is None and lemma in load_sites().targets:
        add_site(values, head)
        return
    if token.pos == "PRON" and _is_of_accused(values, head):
        return
    if head in values.lookup.timed or lemma in words.weapons or lemma in words.vehicles or is_bomb(values.parse, head):
        return
    kind = values.lookup.kind(entity) if entity is not None else ""
    person = harmed or lemma in words.persons or kind in ("person", "group")
    if entity is None and _means_nobody(values, head, person=person):
        return
    if person and (_is_nameless_force(values, head) or _are_any(values, head) or _is_nation(values, head)):
        return
    if kind != "place" or lemma in load_sites().targets:
        add_described(values, "victims" if person else "target", head)


def _is_of_accused(values: Values, head: int) -> bool:
    """Whether a pronoun stands behind words that accuse: in "he denies causing his death" somebody else died."""
    first = values.parse.sentences[values.parse.tokens[head].sentence].first
    return any(t.lemma.lower() in _ACCUSING for t in values.parse.tokens[first:head])


def _means_nobody(values: Values, head: int, *, person: bool) -> bool:
    """Whether words without a name tell nobody who suffers: "others", "gunmen", "a battle against corruption"."""
    token, words = values.parse.tokens[head], load_incident_words()
    lemma = token.lemma.lower()
    if token.pos not in ("NOUN", "PROPN") or lemma in load_event_words().nouns:
        return True
    if lemma.endswith(_ABSTRACT) and lemma not in words.persons:
        return True  # "gave assurances that two clerks were killed", as parsers read it
    return lemma in _NOBODY or lemma in words.perpetrators if person else not _has_name(values, head)


def _are_any(values: Values, head: int) -> bool:
    """Whether people are told without name, number or article, so that any of their sort may be meant: "civilians"."""
    parse, token = values.parse, values.parse.tokens[head]
    entity = values.lookup.entity(head)
    if token.tag != "NNS" or (
        entity is not None and values.lookup.names[entity] != values.lookup.names[entity].lower()
    ):
        return False
    above = parse.tokens[parse.tokens[token.head].head] if token.dep == "pobj" else token
    counted = above.text.lower() in _AMOUNTS or above.lemma.lower() in load_sites().gatherings or above.tag == "CD"
    first = token.head if token.dep == "conj" else head
    told = [*children(parse, head, *_COUNTING), *children(parse, first, *_COUNTING)]
    return not counted and not told


def _is_nation(values: Values, head: int) -> bool:
    """Whether all who live somewhere are meant: "the Lusanian people", "our people", "the population"."""
    parse, low = values.parse, values.parse.tokens[head].text.lower()
    if low not in _NATION or children(parse, head, "nummod", "relcl", "acl"):
        return False
    kinds = [parse.tokens[c] for c in children(parse, head, "amod", "compound", "poss")]
    named = any(t.text[:1].isupper() or t.dep == "poss" for t in kinds)
    bare = not kinds and any(parse.tokens[c].text.lower() == "the" for c in children(parse, head, "det"))
    return low != "people" or named or bare


def _is_nameless_force(values: Values, head: int) -> bool:
    """Whether soldiers and the like are told by number alone: the tolls count them, the register names nobody."""
    parse, forces = values.parse, load_incident_words().combatants
    entity, token = values.lookup.entity(head), values.parse.tokens[head]
    if entity is not None and values.lookup.names[entity] != values.lookup.names[entity].lower():
        return False
    listed = with_conjuncts(parse, token.head if token.dep == "conj" else head)
    beside = any(parse.tokens[i].lemma.lower() in forces for i in listed)  # "two soldiers and a sergeant"
    return token.lemma.lower() in forces or (beside and token.lemma.lower() in _RANKS)


def _has_name(values: Values, head: int) -> bool:
    """Whether a noun phrase holds a name: "the Harbour Company dredger"."""
    first, last = noun_phrase(values.parse, head)
    return any(token.tag in ("NNP", "NNPS") for token in values.parse.tokens[first:last])


def find_aims(values: Values, tokens: list[int]) -> None:
    """Whoever or whatever is called the target of the incident: "the bank was the target of a bomb attack"."""
    parse, mine = values.parse, set(tokens)
    for token in parse.tokens:
        if token.lemma.lower() not in _AIMS or not mine.intersection(prepositional(parse, token.i, "of", "in")):
            continue
        if token.dep == "attr" and not children(parse, token.head, "neg"):
            one = subject(parse, token.head)
            found = [] if one is None else with_conjuncts(parse, one)
        else:
            found = [token.head] if token.dep == "appos" else []
        for head in found:
            _add_sufferer(values, head, harmed=False)


def find_unharmed(values: Values, tokens: list[int]) -> None:
    """Whoever was attacked and came away unharmed, in the sentences that tell it: "survived the attack"."""
    for token in values.parse.tokens:
        if token.pos == "VERB" and token.lemma in _ESCAPING and values.told_in(token.sentence):
            from_it = [*patients(values.parse, token.i), *prepositional(values.parse, token.i, "from")]
            spared = any(values.parse.tokens[i].lemma.lower() in _HARMS for i in from_it)
            one = subject(values.parse, token.i) if spared or not set(tokens).isdisjoint(from_it) else None
            if one is not None and values.person(one) is not None:
                values.add_words("target", one)
        if token.lemma.lower() in _UNHARMED and values.told_in(token.sentence) and values.is_nearest(token.i):
            one = subject(values.parse, token.head) if token.dep in ("acomp", "advcl", "oprd", "amod") else None
            entity = values.lookup.entity(one) if one is not None else None
            if one is not None and entity is not None and values.lookup.kind(entity) == "person":
                values.add_words("target", one)


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
