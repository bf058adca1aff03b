"""Which of the people that a report tells one by one are the same: the wounded who are surely none of the dead."""

import re

from msgspec import Struct
from msgspec.structs import replace

from joindots.extract.harm_cues import tells_survival
from joindots.extract.incident_words import load_incident_words
from joindots.extract.incidents.values import Values
from joindots.model import Quantity

DEADLY = re.compile(r"\b(?:kill|die[sd]\b|dying|dead|death|fatal|slain|murder|homicide)", re.IGNORECASE)
"""Words that say that somebody died."""
_LISTED = "|named"
_OWNERS = 4  # tokens of a name with its apostrophe
_MOST = 200  # victims told singly whose names are compared with each other
_AGE = re.compile(r"\b(\d{1,3})[- ](?:year|month)")
_AGE_AFTER = re.compile(r"(?:, (?:aged )?| \()(\d{1,3})[,.;)]")
_CHILD = 13  # years up to which nobody is called grown
_COUNTED = re.compile(r"(?:at least |[a-z]{1,12} )?(?:one|\d+)\b(?![- ](?:year|yr|month|week|day)|-)", re.IGNORECASE)
_FURTHER = re.compile(r"(?:an?\s)?(?:another|second|third|fourth|fifth|sixth|other)\b", re.IGNORECASE)
_POINTING = re.compile(r"(?:he|she|him|her|his|the .*)\Z", re.IGNORECASE | re.DOTALL)
_PRONOUN = re.compile(r"he|she|him|her|his", re.IGNORECASE)
_SEXES = {
    "male": frozenset(
        {"man", "boy", "he", "him", "father", "son", "brother", "husband", "uncle", "grandfather", "nephew", "male"}
        | {"boyfriend", "grandson", "stepson", "stepfather"}
    ),
    "female": frozenset(
        {"woman", "girl", "she", "mother", "daughter", "sister", "wife", "aunt", "grandmother", "niece", "female"}
        | {"girlfriend", "granddaughter", "stepdaughter", "stepmother"}
    ),
}
# Words for the young and for the grown; whoever is called by one of either is not the other.
_GENERATIONS = {
    "young": frozenset({"boy", "girl", "child", "baby", "infant", "toddler"}),
    "grown": frozenset(
        {"man", "woman", "father", "mother", "husband", "wife", "grandfather", "grandmother", "officer", "deputy"}
    ),
}
_WORD = re.compile(r"[a-z]+(?:['’]s)?")
_NEW = re.compile(r"(?:an?|another|his|her|their)\s", re.IGNORECASE)
_MAY_BE_GROWN = re.compile(r"\b(?:boy|girl)\b", re.IGNORECASE)  # of 17 as well
_OWNED = re.compile(r"(?:his|her|their) ", re.IGNORECASE)
_LIVES = re.compile(
    r"\b(?:survive[ds]?|expected to (?:survive|recover|live)|released|recover(?:ed|ing))\b", re.IGNORECASE
)


class _People(Struct, frozen=True, gc=False):
    """What tells people apart."""

    names: tuple[frozenset[str], ...]
    ages: frozenset[str]
    sexes: frozenset[str]
    generations: frozenset[str]
    doers: bool  # whether all are told by words for whoever did it

    @property
    def tells(self) -> int:
        """How much it tells them apart."""
        return 2 * len(self.names) + 2 * len(self.ages) + len(self.sexes) + len(self.generations)

    def differ(self, other: "_People") -> bool:
        """Whether nobody of these can be one of the others."""
        same_name = any(a <= b or b <= a for a in self.names for b in other.names)
        if self.names and other.names and not same_name:
            return True
        told = ((self.ages, other.ages), (self.sexes, other.sexes), (self.generations, other.generations))
        apart = (a and b and not a & b for a, b in told)
        return any(apart) or (other.doers and not self.doers)


def leave_out_dead(values: Values, victims: list[Quantity], dead: list[Quantity]) -> list[Quantity]:
    """Those told as hurt without whoever may be one of the dead.

    Numbers and lists stay; of those told singly who has another name, age or sex, is "another", or is told to live.
    Who is told beside one of the dead in a sentence is another too, unless a pronoun or "the" points back.

    Args:
        values: Of the incident.
        victims: Hurt.
        dead: Of the same incident.
    """
    gone = [q for q in dead if not _is_number(q)][:_MOST]
    victims = [q for q in victims if not (_is_single(q) and _dies_next(values, q, gone, victims))]
    known = _know(values, gone)
    plain = {_sentence(values, q)[0] for q in gone if not _POINTING.match(q.span.text)}
    return [
        q
        for q in victims
        if not _is_single(q)
        or _know(values, [q]).differ(known)
        or (_lives(values, q, plain, any_single=bool(gone)) and not (known.ages and known.ages == list_ages([q])))
    ]


def _dies_next(values: Values, victim: Quantity, gone: list[Quantity], victims: list[Quantity]) -> bool:
    """Whether a pronoun tells somebody's death right after, in their sentence or the next: "a boy was hit. He died".

    Nobody else who was hurt stands between.
    """
    sentence = values.parse.sentence_at(victim.span.start)
    if sentence is None or _POINTING.match(victim.span.text):
        return False
    following = values.parse.sentences[sentence.i + 1] if sentence.i + 1 < len(values.parse.sentences) else sentence
    after = [q.span.start for q in (*gone, *victims) if victim.span.end <= q.span.start]
    pronouns = [q.span.start for q in gone if _PRONOUN.fullmatch(q.span.text)]
    return bool(after) and min(after) in pronouns and min(after) < following.end


def leave_out_shot_dead(values: Values, hurt: list[Quantity], dead: list[Quantity]) -> list[Quantity]:
    """Of those told only as shot, struck, stabbed or taken to hospital the ones who surely are not the only one dead.

    Args:
        values: Of the incident.
        hurt: Told singly.
        dead: All that is told of the one who died.
    """
    known = _know(values, [q for q in dead if not _is_number(q)][:_MOST])
    names = [name for q in dead if not _is_number(q) for name in _know_loosely(values, q).names]
    known = replace(known, names=tuple(names))
    new = [q for q in hurt if _is_in_body(values, q) and (not _POINTING.match(q.span.text) or list_ages([q]))]
    return [q for q in new if _know_loosely(values, q).differ(known)]


def count_apart(values: Values, victims: list[Quantity]) -> int:
    """How many of those told singly in the body of a report are surely different people: by name, by age or by sex."""
    inside = [_sentence(values, q)[0] for q in victims[:_MOST]]
    more = [start for start, q in zip(inside, victims, strict=False) if _FURTHER.match(q.span.text)]
    # "A man was hurt, and another man": one at least stands beside each "another" of a sentence.
    beside = max((more.count(start) + (inside.count(start) > more.count(start)) for start in more), default=0)
    people = dict.fromkeys(_know_loosely(values, q) for q in victims[:_MOST] if _is_in_body(values, q))
    apart: list[_People] = []
    for person in sorted(people, key=lambda p: (-p.tells, sorted(map(sorted, p.names)), sorted(p.ages))):
        if person.tells and all(person.differ(other) for other in apart):
            apart.append(person)
    return max(len(apart), beside)


def _is_in_body(values: Values, victim: Quantity) -> bool:
    sentence = values.parse.sentence_at(victim.span.start)
    return sentence is not None and sentence.kind not in ("title", "heading", "standfirst")


def _know_loosely(values: Values, victim: Quantity) -> _People:
    """What surely is somebody's own: the name that ends the words for them, and no sex of one who was told before."""
    known, last = _know(values, [victim]), victim.span.text.lower().split()[-1]
    new = _NEW.match(victim.span.text) or known.ages
    child = any(int(age) <= _CHILD for age in known.ages)
    return replace(
        known,
        names=tuple(name for name in known.names if last in name and name.isdisjoint(load_incident_words().persons)),
        sexes=known.sexes if new else frozenset(),
        generations=known.generations if child or not _MAY_BE_GROWN.search(victim.span.text) else frozenset(),
    )


def is_told_singly(victim: Quantity) -> bool:
    """Whether a victim is told by a word for one person, not by a number or in a list."""
    return not _is_number(victim) and not victim.measure.endswith(_LISTED)


def _is_single(victim: Quantity) -> bool:
    return not _is_number(victim) and not victim.measure.endswith(_LISTED) and not _FURTHER.match(victim.span.text)


def _is_number(victim: Quantity) -> bool:
    one = size_of(victim) == 1 and not _COUNTED.match(victim.span.text)
    return not one and not victim.measure.endswith(_LISTED)


def _know(values: Values, people: list[Quantity]) -> _People:
    lasts = [q.span.text.lower().rpartition(" ")[2] for q in people]
    words = {word for q in people for word in _WORD.findall(q.span.text.lower()) if not word.endswith(("'s", "’s"))}
    ages = list_ages(people) | {age for q in people if (age := _age_after(values, q))}
    years = {int(age) for age in ages}
    return _People(
        names=tuple(list_names(values, people)),
        ages=ages,
        sexes=frozenset(sex for sex, known in _SEXES.items() if not words.isdisjoint(known)),
        generations=frozenset(
            {kind for kind, known in _GENERATIONS.items() if not words.isdisjoint(known)}
            | ({"young"} if years and max(years) <= _CHILD else set())
        ),
        doers=bool(people) and all(last in load_incident_words().perpetrators for last in lasts),
    )


def _age_after(values: Values, victim: Quantity) -> str | None:
    """The age told right after somebody: "Ann Lee, 35, was shot"."""
    match = _AGE_AFTER.match(values.parse.document.text, victim.span.end)
    return match[1] if match else None


def _lives(values: Values, victim: Quantity, plain: set[int], *, any_single: bool) -> bool:
    """Whether the sentence of somebody hurt tells that they live, or others apart from them who died.

    Args:
        values: Of the incident.
        victim: Told singly.
        plain: Where the sentences begin that tell one of the dead with more than a pronoun.
        any_single: Whether any of the dead is told singly, not in a number.
    """
    start, text = _sentence(values, victim)
    if _POINTING.match(victim.span.text):
        return _LIVES.search(text) is not None or start in plain
    if DEADLY.search(text) or not any_single:
        return True
    # The dead may be told elsewhere without the name.
    named = bool(list_names(values, [victim])) and not _OWNED.match(victim.span.text)
    return _LIVES.search(text) is not None if named else tells_survival(text)


def _sentence(values: Values, victim: Quantity) -> tuple[int, str]:
    sentence = values.parse.sentence_at(victim.span.start)
    return (sentence.start, values.parse.document.text[sentence.start : sentence.end]) if sentence else (-1, "")


def list_ages(victims: list[Quantity]) -> frozenset[str]:
    """Ages told with victims, in years or months as written."""
    return frozenset(m[1] for q in victims if (m := _AGE.search(q.span.text)))


def list_names(values: Values, victims: list[Quantity]) -> list[frozenset[str]]:
    """Words of the names of different people: "Lee" and "Ann Lee" are one."""
    tokens = [values.parse.token_range(q.span.start, q.span.end) for q in victims[:_MOST]]
    people = [[e for i in some if _names_victim(values, i, some) and (e := values.person(i))] for some in tokens]
    people = [all_ if q.measure.endswith(_LISTED) else all_[:1] for q, all_ in zip(victims, people, strict=False)]
    words = dict.fromkeys(frozenset(values.lookup.names[e].lower().split()) for some in people for e in some)
    return [name for name in words if not any(name < other for other in words)]


def _names_victim(values: Values, i: int, phrase: range) -> bool:
    """Whether a token can name a victim in a phrase that tells one, not whose kin it is: "Lee's son", "son of Lee"."""
    tokens = values.parse.tokens
    if tokens[i].pos == "PRON":
        return False
    owner = any(tokens[j].tag == "POS" for j in range(i + 1, min(i + _OWNERS, phrase.stop)))
    return not owner and not any(tokens[j].text.lower() == "of" for j in range(phrase.start, i))


def size_of(quantity: Quantity) -> float:
    """The most that a quantity can be."""
    return quantity.high or quantity.low or 0
