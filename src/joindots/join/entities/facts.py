"""What the join of entities needs to know of one report: a pure function of the report and its entities."""

import hashlib
import re
import sys
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from joindots.join.entities.words import list_words
from joindots.model import Document, Entity, Observations
from joindots.model.memos import Memo, hash_given, recall

_AGE_AFTER = re.compile(r"\s?[,(]\s?(\d{1,2})(?=[,.;)\s])")
_AGE_BEFORE = re.compile(r"(\d{1,2})-year-old\s+(?:[^\W\d]+\s+){0,3}$")
_MALE = re.compile(r"\b(?:Mr|Sir|Lord)\.?\s$")
_FEMALE = re.compile(r"\b(?:Mrs|Ms|Miss|Lady|Dame)\.?\s$")
_MALE_WORDS = frozenset({"he", "him", "his", "himself"})
_FEMALE_WORDS = frozenset({"she", "her", "hers", "herself"})
_OTHER_VOTE = 0.5  # votes of a document that cannot tell what a name is
_SURE_VOTE = 1.5  # votes of a document that shows that a name is a person's
_BARE_VOTE = 0.5  # votes of a document that takes one word for a person without showing why
_INSIDE = re.compile(r"(?<!shares )(?<!stake )\bin\s$")
_BEFORE = 40  # characters before a name in which an age or a form of address can stand


class Told(Struct, frozen=True, gc=False, array_like=True):
    """What a report's text tells of one of its entities.

    Attributes:
        age: As stated beside the name, or None.
        gender: `m` or `f` as the form of address or the pronouns tell, or None.
        named: Whether it is mentioned by name.
        weight: How much the report's reading of its kind counts, in reports.
        inside: Whether something is somewhere "in" it.
    """

    age: int | None
    gender: str | None
    named: bool
    weight: float
    inside: bool


class Facts(Struct, frozen=True, gc=False, array_like=True):
    """What the join of entities needs to know of one report.

    Attributes:
        document: Id.
        key: Hash of the report and its entities, from which all this follows.
        text: Hash of its text.
        told: One for each of its entities, in their order.
        words: Distinct words among which names can stand, sorted.
    """

    document: str
    key: str
    text: str
    told: tuple[Told, ...]
    words: tuple[str, ...]


def list_given(document: Document, found: Observations) -> tuple[object, ...]:
    """What a report's facts follow from: by this a memo knows them."""
    return ("names of", document, found.entities)


def recall_facts(document: Document, found: Observations, memo: Memo | None) -> Facts:
    """The facts of a report, as a memo has them or read now.

    Their words are those of other reports, too: each is held once for all, a seventh of the memory.
    """
    facts = recall(memo, Facts, list_given(document, found), partial(read_facts, document, found))
    return replace(facts, words=tuple(map(sys.intern, facts.words)))


def read_facts(document: Document, found: Observations) -> Facts:
    """What the join of entities needs to know of one report."""
    told = []
    for entity in found.entities:
        age, gender = _circumstances(document.text, entity)
        weight = _weigh_reading(entity, shown=bool(entity.roles) or (age, gender) != (None, None))
        inside = " " not in entity.name and _stands_as_place(document.text, entity)
        told.append(Told(age, gender, _is_named(entity), weight, inside))
    return Facts(
        document=document.id,
        key=hash_given((document, found.entities)),
        text=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        told=tuple(told),
        words=tuple(sorted({word[0] for some in list_words(document) for word in some})),
    )


def _is_named(entity: Entity) -> bool:
    """Whether an entity is mentioned by name."""
    return any(mention.how == "name" for mention in entity.mentions)


def _weigh_reading(entity: Entity, *, shown: bool) -> float:
    """How much one document's reading counts, in documents."""
    if entity.kind == "other":
        return _OTHER_VOTE
    if entity.kind != "person":
        return 1.0
    # One word that nothing shows to be a person's may be anything; an age, a post or a pronoun is as good as certain.
    return _SURE_VOTE if shown else 1.0 if " " in entity.name else _BARE_VOTE


def _stands_as_place(text: str, entity: Entity) -> bool:
    """Whether something is somewhere "in" it."""
    return any(m.how == "name" and _INSIDE.search(text[max(0, m.start - _BEFORE) : m.start]) for m in entity.mentions)


def _circumstances(text: str, entity: Entity) -> tuple[int | None, str | None]:
    """The age and the gender that stand beside a person's name."""
    age, gender = None, None
    if entity.kind != "person":
        return age, gender
    for mention in entity.mentions:
        if mention.how != "name":
            word = mention.text.lower()
            gender = gender or ("m" if word in _MALE_WORDS else "f" if word in _FEMALE_WORDS else None)
            continue
        before = text[max(0, mention.start - _BEFORE) : mention.start]
        stated = _AGE_AFTER.match(text, mention.end) or _AGE_BEFORE.search(before)
        age = age or (int(stated[1]) if stated else None)
        gender = gender or ("m" if _MALE.search(before) else "f" if _FEMALE.search(before) else None)
    return age, gender
