"""What the join of entities needs to know of one report: a pure function of the report and its entities."""

import hashlib
import re
from collections.abc import Iterable
from functools import partial
from typing import Final, get_args

import msgspec
import numpy as np
from msgspec import Struct

from joindots.join.copied_words import hash_word
from joindots.join.entities.spellings import list_sounds, tell_key
from joindots.join.entities.words import list_words
from joindots.model import Document, Entity, EntityKind, Observations
from joindots.model.memos import Memo, hash_given, recall

KINDS: Final[tuple[EntityKind, ...]] = tuple(sorted(get_args(EntityKind)))
"""Of entities; their places stand for them in arrays."""

ROW_BYTES = 16
"""Of the hash that stands for an entity of a report and all that is told of it."""

_AGE_AFTER = re.compile(r"\s?[,(]\s?(\d{1,2})(?=[,.;)\s])")
_AGE_BEFORE = re.compile(r"(\d{1,2})-year-old\s+(?:[^\W\d]+\s+){0,3}$")
_MALE = re.compile(r"\b(?:Mr|Sir|Lord)\.?\s$")
_FEMALE = re.compile(r"\b(?:Mrs|Ms|Miss|Lady|Dame)\.?\s$")
_MALE_WORDS = frozenset({"he", "him", "his", "himself"})
_FEMALE_WORDS = frozenset({"she", "her", "hers", "herself"})
_VOTE = 2  # of a document, in halves
_OTHER_VOTE = 1  # of a document that cannot tell what a name is
_SURE_VOTE = 3  # of a document that shows that a name is a person's
_AGED_VOTE = 9  # of a document that gives an age: of nothing else does one
_BARE_VOTE = 1  # of a document that takes one word for a person without showing why
_INSIDE = re.compile(r"(?<!shares )(?<!stake )\bin\s$")
_BEFORE = 40  # characters before a name in which an age or a form of address can stand


class Told(Struct, frozen=True, gc=False, array_like=True):
    """What a report's text tells of one of its entities.

    Attributes:
        age: As stated beside the name, or None.
        year: In which it was published, or None: an age grows with it.
        gender: `m` or `f` as the form of address or the pronouns tell, or None.
        named: Whether it is mentioned by name.
    """

    age: int | None
    year: int | None
    gender: str | None
    named: bool


class Rows(Struct, frozen=True, gc=False, array_like=True):
    """The entities of one report as arrays, in their order; each with the same number of items, but for the aliases.

    Attributes:
        kinds: Place of its kind in `KINDS`, a byte each.
        votes: How much the report's reading of its kind counts, in half reports, a byte each.
        inside: Whether something is somewhere "in" it, a byte each.
        names: Hash of its name, 64-bit integers as all hashes here.
        keys: Hash of the name that makes it one with others, as it is of this kind.
        sounds: Three hashes of how a person's name sounds, one of which another must share to be compared; else 0.
        aliases: Hashes of the other names of all.
        owners: For each of these the number of its entity, 32-bit integers.
        digests: Hash of the entity and all that is told of it, `ROW_BYTES` each.
    """

    kinds: bytes
    votes: bytes
    inside: bytes
    names: bytes
    keys: bytes
    sounds: bytes
    aliases: bytes
    owners: bytes
    digests: bytes


class Facts(Struct, frozen=True, gc=False, array_like=True):
    """What the join of entities needs to know of one report.

    Attributes:
        document: Id.
        key: Hash of the report and its entities, from which all this follows.
        text: Hash of its text.
        told: One for each of its entities, in their order, encoded: seldom asked for.
        words: Hashes of the distinct words among which names can stand, ascending, 64-bit integers.
        rows: Its entities, to be counted in arrays.
    """

    document: str
    key: str
    text: str
    told: bytes
    words: bytes
    rows: Rows

    def list_told(self) -> tuple[Told, ...]:
        """One for each of its entities."""
        return _TOLD.decode(self.told)


_TOLD = msgspec.msgpack.Decoder(tuple[Told, ...])


def list_given(document: Document, found: Observations) -> tuple[object, ...]:
    """What a report's facts follow from: by this a memo knows them."""
    return ("names of", document, found.entities)


def recall_facts(document: Document, found: Observations, memo: Memo | None) -> Facts:
    """The facts of a report, as a memo has them or read now."""
    return recall(memo, Facts, list_given(document, found), partial(read_facts, document, found))


def read_facts(document: Document, found: Observations) -> Facts:
    """What the join of entities needs to know of one report."""
    told, votes, inside = [], [], []
    year = int(document.published.earliest[:4]) if document.published and document.published.earliest else None
    for entity in found.entities:
        age, gender = _circumstances(document.text, entity)
        told.append(Told(age, year, gender, _is_named(entity)))
        shown = bool(entity.roles) or gender is not None
        votes.append(_AGED_VOTE if age is not None else _weigh_reading(entity, shown=shown))
        inside.append(" " not in entity.name and _stands_as_place(document.text, entity))
    text = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Facts(
        document=document.id,
        key=hash_given((document, found.entities)),
        text=text,
        told=msgspec.msgpack.encode(told),
        words=pack_hashes(sorted({hash_word(word[0]) for some in list_words(document) for word in some})),
        rows=_lay_out(found.entities, votes, inside, [hash_given(each) for each in _pair(found.entities, told, text)]),
    )


def pack_hashes(hashes: Iterable[int]) -> bytes:
    """As 64-bit integers."""
    return np.array(list(hashes), np.int64).tobytes()


def _pair(entities: Iterable[Entity], told: Iterable[Told], text: str) -> list[tuple[object, ...]]:
    return [(entity, each, text) for entity, each in zip(entities, told, strict=True)]


def _lay_out(entities: tuple[Entity, ...], votes: list[int], inside: list[bool], digests: list[str]) -> Rows:
    sounds = (list_sounds(tell_key(e.name, e.kind)) if e.kind == "person" else (0, 0, 0) for e in entities)
    return Rows(
        kinds=bytes(KINDS.index(entity.kind) for entity in entities),
        votes=bytes(votes),
        inside=bytes(inside),
        names=pack_hashes(hash_word(entity.name) for entity in entities),
        keys=pack_hashes(hash_word(tell_key(entity.name, entity.kind)) for entity in entities),
        sounds=pack_hashes(sound for pair in sounds for sound in pair),
        aliases=pack_hashes(hash_word(name) for entity in entities for name in entity.aliases),
        owners=np.array([n for n, e in enumerate(entities) for _ in e.aliases], np.int32).tobytes(),
        digests=b"".join(bytes.fromhex(digest)[:ROW_BYTES] for digest in digests),
    )


def _is_named(entity: Entity) -> bool:
    """Whether an entity is mentioned by name."""
    return any(mention.how == "name" for mention in entity.mentions)


def _weigh_reading(entity: Entity, *, shown: bool) -> int:
    """How much one document's reading counts, in half documents."""
    if entity.kind == "other":
        return _OTHER_VOTE
    if entity.kind != "person":
        return _VOTE
    # One word that nothing shows to be a person's may be anything; a post or a pronoun is as good as certain.
    return _SURE_VOTE if shown else _VOTE if " " in entity.name else _BARE_VOTE


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
