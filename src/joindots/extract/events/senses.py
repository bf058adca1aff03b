"""What a word that can tell an event means where it stands: figures of speech and parts of names tell none."""

import re

from joindots.extract.day_verbs import SAYING
from joindots.extract.events.words import EventWord
from joindots.extract.incident_words import load_incident_words
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import agents, children, patients, prepositional
from joindots.parse import Parse, Token

# Verbs of these types say by themselves that somebody came to harm.
_PLAIN = frozenset({"killing", "injury", "death"})
# Verbs that mean violence whatever they are done to, but for pictures.
_LITERAL = frozenset(
    {"shoot", "gun", "machine-gun", "stab", "kidnap", "abduct", "rape", "torture", "riot", "carjack", "ambush"}
    | {"detonate", "dynamite", "firebomb", "explode"}
)
_PICTURES = frozenset(
    {"photo", "photograph", "picture", "film", "movie", "video", "footage", "scene", "look", "glance"}
)
# How somebody is attacked who is only criticised.
_IN_WORDS = frozenset({"harshly", "verbally", "sharply", "bitterly", "publicly", "openly", "strongly", "vehemently"})
_BODIES = frozenset(
    {"department", "service", "services", "unit", "office", "centre", "center", "board", "agency", "authority"}
    | {"committee", "commission", "brigade", "rescue", "institute", "division", "bureau", "squad", "association"}
    | {"council", "team", "force", "tribunal", "court", "act", "fund", "society", "federation", "union", "facility"}
)
# Who is arrested for a deed is not said to have done it.
_ACCUSING = frozenset(
    {"arrest", "charge", "accuse", "suspect", "detain", "question", "indict", "blame", "investigate"}
    | {"acquit", "clear", "suspicion", "allegation", "deny"}
)
# What can collapse, crash or explode in words alone.
_ABSTRACT = frozenset(
    {"talk", "negotiation", "market", "economy", "government", "regime", "deal", "agreement", "issue", "crisis"}
    | {"currency", "price", "coalition", "process", "trial", "system", "society", "social", "population", "demographic"}
    | {
        "anger",
        "situation",
        "conflict",
        "violence",
        "debt",
        "democracy",
        "empire",
        "communism",
        "marriage",
        "ceasefire",
    }
    | {"confrontation", "controversy", "scandal", "debate", "dispute", "freedom", "joy", "emotion", "discontent"}
    | {"frustration", "demand", "interest", "creativity", "growth", "hatred", "rage", "tension"}
)
_INJECTED = frozenset({"vaccine", "flu", "booster", "tetanus", "measles", "insulin", "cortisone", "botox"})
_FLYING = frozenset(
    {"air", "aerial", "airplane", "aircraft", "plane", "jet", "warplane", "helicopter", "gunship", "bomber", "drone"}
)
_FIGURATIVE = frozenset(
    {"attack", "assault", "onslaught", "battle", "raid", "offensive", "sabotage", "clash"}
)  # on ideas as well
# Fights with words, votes, money or time: "a legal battle", "a scathing attack", "a scheduling clash".
_FOUGHT_OTHERWISE = frozenset(
    {
        "legal",
        "court",
        "courtroom",
        "custody",
        "libel",
        "patent",
        "political",
        "constitutional",
        "electoral",
        "diplomatic",
    }
    | {"bidding", "takeover", "boardroom", "proxy", "ratings", "title", "relegation", "verbal", "personal", "scathing"}
    | {"rhetorical", "personality", "scheduling", "uphill", "losing", "lifelong", "ideological", "parliamentary"}
)
_WON = frozenset({"win", "lose", "wage"})  # what is done with a battle of words, votes or years
# Whose raid on a house is a search, not an attack.
_SEARCHING = frozenset(
    {"police", "policeman", "officer", "authority", "agent", "detective", "investigator", "inspector", "official"}
    | {"bureau", "marshal", "marshals", "constable", "trooper", "deputy", "sheriff", "ranger"}
    | {"fbi", "dea", "atf", "mi5", "interpol", "europol"}
    | {
        "army",
        "soldier",
        "troop",
        "force",
        "forces",
        "custom",
        "customs",
        "prosecutor",
        "department",
        "gendarme",
        "squad",
    }
)
_AGAINST = ("at", "into", "on", "onto", "through", "toward", "against", "with", "by", "in", "from", "between")
# Before the place of what an attack is said to answer: "in retaliation for air strikes in Vesna".
_ANSWERS = frozenset({"retaliation", "retaliate", "reprisal", "revenge", "avenge", "response", "vengeance", "payback"})
# Who beats somebody hurts him only where words around say so: teams, candidates and rivals are beaten too.
_BEATEN = re.compile(
    r"\b(?:to death|unconscious|beat(?:en|ing|s)? up|(?:severely|badly|savagely|brutally|repeatedly|fatally) beat"
    r"|beat(?:en|ing)?\b[^.,;]{0,40} (?:severely|badly|savagely|brutally|repeatedly)"
    r"|by (?:\w+ ){0,2}(?:police|policemen|officers?|guards?|soldiers?|troops|men|youths?|mob|gang|crowd)"
    r"|rob(?:bed|bing)|stab(?:bed|bing)|kick(?:ed|ing)|punch(?:ed|ing)|injur\w+|wound\w+|hospital|died|dead|kill\w*|tortur\w+"
    r"|assault\w*|rap(?:ed|ing)|tear gas|arrest\w*|attack\w*|dragged|tied|detain\w*|batons?|bruis\w+)\b",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"\b\d{1,3}\s?[-–]\s?\d{1,3}\b"
    r"|\b(?:sets?|points?|votes?|goals?|innings?|runs?|per cent|percent|final|league|title)\b",
    re.IGNORECASE,
)
_STEPS = 4  # from a deed up to the word that says who is accused of it
_PRONOUNS = frozenset({"PRP", "CD", "WP", "DT"})


def is_violent(parse: Parse, verb: int, word: EventWord, lookup: Lookup) -> bool:
    """Whether a verb of violence is meant as one: "robbed a bank", not "slashed the sentence" or "beat the record".

    It is where it is done to people, to a place or a thing that stands, or with a weapon.
    """
    if word.family != "violence" or word.type in _PLAIN:
        return True
    done_to = patients(parse, verb)
    if is_search(parse, verb, word) or (word.lemma == "beat" and not _is_beaten(parse, verb, done_to)):
        return False
    if any(parse.tokens[c].text.lower() in _IN_WORDS for c in children(parse, verb, "advmod")):
        return False
    if word.lemma in _LITERAL:
        return not any(parse.tokens[i].lemma.lower() in _PICTURES for i in done_to)
    if done_to:
        near = [*done_to, *prepositional(parse, verb, "with", "by")]
        return any(_is_hit(parse, i, lookup) for i in done_to) or any(is_weapon(parse, i) for i in near)
    near = [*agents(parse, verb), *prepositional(parse, verb, *_AGAINST)]
    return any(_is_hit(parse, i, lookup) or is_weapon(parse, i) for i in near)


def _is_beaten(parse: Parse, verb: int, done_to: list[int]) -> bool:
    """Whether "beat" tells of blows: not "beat the champions 3-1", nor "was beaten by his rival in the election"."""
    sentence = parse.sentences[parse.tokens[verb].sentence]
    text = parse.document.text[sentence.start : sentence.end]
    if _SCORE.search(text):
        return False
    persons = load_incident_words().persons
    armed = any(is_weapon(parse, i) for i in prepositional(parse, verb, "with"))
    plain = any(parse.tokens[i].tag in _PRONOUNS or parse.tokens[i].lemma.lower() in persons for i in done_to)
    return plain or armed or _BEATEN.search(text) is not None


def is_of_what_is_answered(parse: Parse, place: int) -> bool:
    """Whether a place is that of what an attack answers: "in retaliation for air strikes in Vesna"."""
    first = parse.sentences[parse.tokens[place].sentence].first
    return any(parse.tokens[i].lemma.lower() in _ANSWERS for i in range(first, place))


def is_aimed_at_nothing(parse: Parse, noun: int, word: EventWord, lookup: Lookup) -> bool:
    """Whether what an attack is on cannot be hit: "an attack on the decision", "the battle against corruption"."""
    if word.lemma not in _FIGURATIVE:
        return False
    if any(parse.tokens[c].text.lower() in _FOUGHT_OTHERWISE for c in children(parse, noun, "amod", "compound")):
        return True
    if (
        word.lemma == "battle"
        and parse.tokens[noun].dep == "dobj"
        and parse.tokens[parse.tokens[noun].head].lemma in _WON
    ):
        return True
    onto = prepositional(parse, noun, "on", "against", "upon", "for", *(("of",) if word.lemma == "sabotage" else ()))
    return bool(onto) and not any(_can_be_hit(parse, i, lookup) for i in onto)


def _can_be_hit(parse: Parse, i: int, lookup: Lookup) -> bool:
    words = load_incident_words()
    near = (i, *children(parse, i, "compound", "amod", "nmod"), *prepositional(parse, i, "of"))
    told = {form.lower() for j in near for form in (parse.tokens[j].lemma, parse.tokens[j].text)}
    known = not told.isdisjoint(words.combatants | words.conveyances | words.things)
    return known or i in lookup.timed or any(_is_hit(parse, j, lookup) for j in near)


def is_search(parse: Parse, i: int, word: EventWord) -> bool:
    """Whether a raid is the authorities': "police raided a house", "a raid by customs officers"."""
    if word.lemma != "raid":
        return False
    token = parse.tokens[i]
    if token.pos == "VERB":
        near = agents(parse, i)
    else:
        near = [*children(parse, i, "compound", "poss", "amod"), *prepositional(parse, i, "by")]
        verb = parse.tokens[token.head]
        near += agents(parse, verb.i) if token.dep in ("dobj", "nsubjpass", "pobj") and verb.pos == "VERB" else []
    if [parse.tokens[j].text.lower() for j in near] == ["they"]:  # "police said that they raided a house"
        first = parse.sentences[token.sentence].first
        near = [j for j in range(first, near[0]) if parse.tokens[j].dep == "nsubj"][-1:]
    words = {parse.tokens[k].lemma.lower() for j in near for k in (j, *children(parse, j, "compound", "nmod"))}
    return not words.isdisjoint(_SEARCHING)


def is_accusation(parse: Parse, verb: int) -> bool:
    """Whether a verb tells what somebody is accused of: "arrested for looting a shop", "denied robbing the bank"."""
    i = verb
    for _ in range(_STEPS):
        token = parse.tokens[i]
        if token.dep not in ("pcomp", "prep", "xcomp", "pobj") or token.head == i:
            return False
        i = token.head
        if parse.tokens[i].lemma.lower() in _ACCUSING:
            return True
    return False


def is_figure(parse: Parse, i: int, word: EventWord) -> bool:
    """Whether what breaks down, burns or is shot is no thing: "the collapse of talks", "under fire", "a flu shot"."""
    token = parse.tokens[i]
    if word.lemma == "fire" and parse.tokens[token.head].text.lower() == "under":
        return True
    if token.lemma == "shot" or token.text.lower() == "shot":
        before = [*children(parse, i, "compound", "amod"), *agents(parse, i)]
        return any(parse.tokens[j].lemma.lower() in _INJECTED for j in before)
    if word.family != "accident":
        return False
    verb = parse.tokens[i].pos == "VERB"
    near = [*agents(parse, i), *patients(parse, i)] if verb else prepositional(parse, i, "of", "in")
    near += [] if verb else children(parse, i, "compound", "amod", "poss")
    return any(parse.tokens[j].lemma.lower() in _ABSTRACT for j in near)


def is_weapon(parse: Parse, i: int) -> bool:
    """Whether a token is a word for a weapon."""
    words, token = load_incident_words(), parse.tokens[i]
    return token.lemma.lower() in words.weapons or token.text.lower() in words.weapons


def _is_hit(parse: Parse, i: int, lookup: Lookup) -> bool:
    words, token = load_incident_words(), parse.tokens[i]
    lemma, entity = token.lemma.lower(), lookup.entity(i)
    if (
        lemma in words.persons
        or lemma in words.things
        or lemma in words.vehicles
        or token.tag in _PRONOUNS
        or lemma == "old"
    ):
        return lemma not in ("it", "this", "that")
    return (entity is not None and lookup.kind(entity) != "other") or token.tag in ("NNP", "NNPS")


def is_name_part(parse: Parse, token: Token, lookup: Lookup) -> bool:
    """Whether a word is of the name of an organisation: inside it ("Fire Service"), or last ("Lund Fire says")."""
    if token.i + 1 >= len(parse.tokens) or not token.text.istitle():
        return False
    if token.dep == "nsubj" and parse.tokens[token.head].lemma in SAYING and children(parse, token.i, "compound"):
        return True
    entity, after = lookup.entity(token.i), parse.tokens[token.i + 1]
    if entity is not None and lookup.kind(entity) == "organisation":
        return lookup.entity(after.i) == entity
    return token.dep == "compound" and after.text[:1].isupper() and after.text.lower() in _BODIES


def detonates_bomb(parse: Parse, verb: int) -> bool:
    """Whether what explodes, or is thrown or placed, is a bomb; "sticks of dynamite" and "dynamite sticks" are."""
    return any(is_bomb(parse, i) for i in (*agents(parse, verb), *patients(parse, verb)))


def is_from_air(parse: Parse, spots: list[int]) -> bool:
    """Whether any of these words means what flies or an air force: "two helicopters", "aerial", "the air force"."""
    near = [j for i in spots for j in (i, *children(parse, i, "compound", "nmod", "amod"))]
    return any(parse.tokens[j].lemma.lower() in _FLYING for j in near)


def is_bomb(parse: Parse, i: int) -> bool:
    """Whether a token is a word for what explodes, with the words beside it: "sticks of dynamite"."""
    bombs = load_incident_words().bombs
    words = (i, *children(parse, i, "compound", "amod"), *prepositional(parse, i, "of"))
    return any(parse.tokens[j].lemma.lower() in bombs for j in words)
