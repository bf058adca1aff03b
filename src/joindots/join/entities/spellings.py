"""What follows from the spelling of a name alone."""

from functools import lru_cache

from joindots.join.copied_words import hash_word
from joindots.join.entities.known_names import known_names
from joindots.linkage.names import read_body, read_person, sound_of
from joindots.model import EntityKind

_TWO = 2  # words: a given name and a surname
_KNOWN = 1 << 16  # names whose spelling is remembered within a run


@lru_cache(maxsize=_KNOWN)
def tell_key(name: str, kind: EntityKind) -> str:
    """The name that makes one what bears it: as the table of known names has it, else folded."""
    known = known_names().get(name)
    return known.name if known else fold_name(name, kind)


@lru_cache(maxsize=_KNOWN)
def fold_name(name: str, kind: EntityKind) -> str:
    """A name of several words without capitals; a body's also without the shape of its marks and its legal form."""
    plain = name.replace("’", "'").split()
    if kind in {"organisation", "other"}:
        body = read_body(name)
        words = [*body.words, *body.numbers]
        if len(words) > 1:
            return " ".join(words)
        plain = plain[: len(plain) - len(body.forms)] or plain
    return " ".join(plain).casefold() if len(plain) > 1 else " ".join(plain)


@lru_cache(maxsize=_KNOWN)
def keys_of(name: str) -> tuple[str, str, str]:
    """What one of must be shared to compare two names: the sound of the surname, or of the first word and a letter.

    The letter is that of the surname, or of the first of two: "Ana Orne" may be "Ana Orne Ruiz".
    """
    words = read_person(name).words or (name,)
    first = sound_of(words[0])
    return sound_of(words[-1]), f"{first} {words[-1][0]}", f"{first} {words[-2][0]}" if len(words) > _TWO else name


def list_sounds(name: str) -> tuple[int, int, int]:
    """Hashes of `keys_of`, so that a surname is no given name."""
    surname, *given = keys_of(name)
    return hash_word(f"surname {surname}"), hash_word(f"given {given[0]}"), hash_word(f"given {given[1]}")
