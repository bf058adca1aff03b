"""Victims named apart from the deed: "the dead were identified as", "they are", "the other victim, Bo Ray,"."""

from joindots.extract.incident_words import load_incident_words
from joindots.extract.incidents.described import add_described
from joindots.extract.incidents.values import Values
from joindots.extract.phrases import children, is_passive, patients, prepositional, with_conjuncts
from joindots.parse import Token

# Words for those who came to harm, as they stand for them in a list of names.
_HARMED = frozenset(
    {
        "victim",
        "dead",
        "wounded",
        "injured",
        "casualty",
        "fatality",
        "hostage",
        "deceased",
        "body",
        "corpse",
        "kidnapped",
    }
)
_POINTING = frozenset({"they", "them", "these", "those", "other", "others"})
_CAUGHT = frozenset({"arrest", "arrested", "detain", "detained", "capture", "captured", "accuse", "accused", "charge"})
_LISTING = frozenset({"be", "include"})
_IDENTIFYING = frozenset({"identify", "name"})
_ENDING = frozenset({"ADP", "VERB", "AUX", "PRON", "SCONJ", "PART", "ADV"})  # parts of speech that end a list of names
_JOINING = frozenset(
    {"of", "from", "along", "with", "as", "well", "known", "aged", "reportedly", "only", "also"}
)  # words that do not end one
_MARKS = frozenset({",", ";"})
_LONGEST = 80  # tokens of a list
_AFTER = 3  # sentences after one that tells the incident in which a list still means its victims


def find_named_victims(values: Values, tokens: list[int]) -> None:
    """Victims listed by name in or right after the sentences that tell an incident."""
    parse = values.parse
    reached = {parse.tokens[i].sentence + n for i in tokens for n in range(_AFTER + 1)}
    near = {s for s in reached if s < len(parse.sentences) and is_next(values, s)}
    for token in parse.tokens:
        if token.sentence not in near:
            continue
        if token.lemma.lower() in _HARMED and token.tag in ("NN", "NNS", "NNP", "JJ", "VBN"):
            for head in children(parse, token.i, "appos"):
                _add_person(values, head)
        for head in _listed(values, token):
            _add_person(values, head)
            _add_rest(values, head)
    _add_rest_of_lists(values, tokens)


def is_next(values: Values, sentence: int) -> bool:
    """Whether no other incident is told in a sentence, and the last one told before it is this."""
    for s in range(sentence, max(-1, sentence - 1 - _AFTER), -1):
        if values.told_in(s):
            return True
        if values.told_before(values.parse.sentences[s].last - 1):
            return False
    return False


def _listed(values: Values, token: Token) -> list[int]:
    """Whoever a verb lists as the victims: "the victims are A and B", "was identified as A", "one of them is A"."""
    parse, lemma = values.parse, token.lemma.lower()
    if token.pos not in ("VERB", "AUX") or lemma not in _LISTING | _IDENTIFYING or children(parse, token.i, "neg"):
        return []
    subjects = children(parse, token.i, "nsubj", "nsubjpass")
    if lemma in _IDENTIFYING:
        who = patients(parse, token.i)
        named = [*prepositional(parse, token.i, "as"), *children(parse, token.i, "oprd", "attr")]
        pointed = is_passive(parse, token.i)
    else:
        who = [j for i in subjects for j in with_conjuncts(parse, i)]
        named = [j for i in children(parse, token.i, "attr", "dobj") for j in with_conjuncts(parse, i)]
        pointed = lemma == "be"
    if not any(_means_victims(values, i, pointed=pointed) for i in who):
        return []
    return [i for i in named if pointed or lemma != "include" or i > token.i]


def _means_victims(values: Values, i: int, *, pointed: bool) -> bool:
    parse, token = values.parse, values.parse.tokens[i]
    if any(parse.tokens[c].lemma.lower() in _CAUGHT for c in children(parse, i, "acl", "amod", "relcl")):
        return False  # "those arrested were identified as"
    if token.lemma.lower() in _HARMED or token.text.lower() in _HARMED:
        return True
    if any(
        parse.tokens[c].lemma.lower() in ("dead", "slain", "wounded", "injured") for c in children(parse, i, "amod")
    ):
        return True
    group = [i, *prepositional(parse, i, "of")]
    return pointed and bool(values.values("victims")) and any(parse.tokens[j].text.lower() in _POINTING for j in group)


def _add_person(values: Values, head: int) -> None:
    lemma = values.parse.tokens[head].lemma.lower()
    if values.person(head) is not None or lemma in load_incident_words().persons:
        add_described(values, "victims", head)


def _add_rest_of_lists(values: Values, tokens: list[int]) -> None:
    """The names of a list that the parser loses: "killing Ann Lee, 42; Bo Ray, 19", "two men, Al Roe and Bo Ray"."""
    parse = values.parse
    victims = set(values.values("victims"))
    heads = set(values.heads("victims"))
    for i in tokens:
        for head in patients(parse, i) if parse.tokens[i].pos == "VERB" else prepositional(parse, i, "of"):
            named = {values.lookup.entity(j) for j in (head, *children(parse, head, "appos"))}
            if not named & victims and head not in heads:
                continue
            if head < i:
                _add_before(values, head)
            if head > i or _are_several(values, i):
                _add_rest(values, head)


def _are_several(values: Values, verb: int) -> bool:
    """Whether a verb in the passive tells of several: "Ann Lee, 34; and Bo Ray were killed"."""
    helpers = children(values.parse, verb, "aux", "auxpass")
    return any(values.parse.tokens[c].text.lower() in ("were", "are", "have") for c in helpers)


def _add_rest(values: Values, head: int) -> None:
    """The names that stand after a victim in a list with ages, homes and callings between them.

    After people who are not named the list has to begin at once: "two clerks, Ann Lee and Bo Ray".
    """
    parse = values.parse
    last = parse.sentences[parse.tokens[head].sentence].last
    if values.person(head) is None and not _begins_list(values, head + 1, last):
        return
    for i in range(head + 1, min(last, head + _LONGEST)):
        token = parse.tokens[i]
        if _ends_list(token):
            return
        if _ends_name(values, i):
            _add_person(values, i)


def _ends_list(token: Token) -> bool:
    """Whether a word stands in no list of names; callings do, though some are read as verbs: "bodyguard Bo Ray"."""
    calling = token.lemma.lower() in load_incident_words().persons
    return token.pos in _ENDING and token.text.lower() not in _JOINING and not calling


def _ends_name(values: Values, i: int) -> bool:
    """Whether a token is the last of a person's name."""
    one = values.person(i) if values.parse.tokens[i].pos == "PROPN" else None
    return one is not None and values.lookup.entity(i + 1) != one


def _begins_list(values: Values, i: int, last: int) -> bool:
    """Whether a list of people's names begins at a token, past a mark and their titles."""
    parse = values.parse
    while i < last and (parse.tokens[i].text in (",", ":", "--", "-") or parse.tokens[i].dep in ("compound", "nmod")):
        if values.person(i) is not None:
            return True
        i += 1
    return i < last and parse.tokens[i].pos == "PROPN" and values.person(i) is not None


def _add_before(values: Values, head: int) -> None:
    """The names that stand in a list before the last of those who were harmed: "Ann Lee, 42; and Bo Ray were killed".

    What stands before the first mark may belong to other words: "according to Odile Marren, ...".
    """
    parse, found, sure = values.parse, list[int](), list[int]()
    first = parse.sentences[parse.tokens[head].sentence].first
    for i in range(head - 1, max(first - 1, head - _LONGEST), -1):
        token = parse.tokens[i]
        if _ends_list(token):
            break
        if token.text in _MARKS:
            sure = [*found]
        if _ends_name(values, i):
            found.append(i)
    else:
        sure = found
    if values.person(head) is not None:
        for i in sure:
            _add_person(values, i)
