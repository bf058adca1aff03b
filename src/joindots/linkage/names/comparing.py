"""How alike two names are."""

from functools import lru_cache
from typing import Literal

from joindots.linkage.comparison import Comparison, Feature, compare
from joindots.linkage.names.alignment import INITIAL, SOUND, Alignment, align
from joindots.linkage.names.words import BodyName, PersonName, read_body, read_person

NameKind = Literal["person", "body"]
Agreement = Literal["same", "romanised", "initial", "longer", "slip", "none"]

# Weights are log-odds, set by hand on one half of the visible pairs of ../shared/bench/person_names (F1 of "same"
# .93) and confirmed on the other (.85).
_PERSON_BIAS = -2.5
_BODY_BIAS = -1.0
_LEAST_ACRONYM = 3  # letters
_ENOUGH_WORDS = 2
_ONE_WORD = 0.7


def compare_names(a: str, b: str, kind: NameKind) -> Comparison:
    """Compare two names, as names alone: whether two people share one is not asked.

    Args:
        a: One name, as written.
        b: The other.
        kind: "person", or "body" for companies, authorities and all others.

    Returns:
        Log-odds that both are spellings of one name, with the features that say so. Symmetric.
    """
    first, second = sorted((a, b))
    if kind == "person":
        return compare(read_person(first), read_person(second), _PERSON, _PERSON_BIAS)
    return compare(read_body(first), read_body(second), _BODY, _BODY_BIAS)


@lru_cache(maxsize=1 << 16)
def judge_person(a: str, b: str) -> Agreement:
    """What lies between two names that can be one person's.

    Args:
        a: One name of several words, as written.
        b: The other.

    Returns:
        "same" but for middle names, nicknames and accents, "romanised" in another way, an "initial" for a given name,
        "longer" by a surname at its end, a "slip" of the pen or a surname more elsewhere; "none" where the names
        contradict each other.
    """
    x, y = read_person(a).words, read_person(b).words
    # Nothing outweighs a contradiction, so that most pairs need not be weighed.
    if _contradiction(*map(read_person, sorted((a, b)))) is not None or compare_names(a, b, "person").weight <= 0:
        return "none"
    found = align(x, y)
    likeness = {likeness for _, _, likeness in found.pairs}
    ends = [(first, last) for first, last, _ in found.pairs]
    if likeness - {INITIAL} and min(likeness - {INITIAL}) < SOUND:
        return "slip"
    short, long = sorted((x, y), key=len)
    if len(short) > 1 and len(long) == len(short) + 1 and long[: len(short)] == short:
        return "longer"  # "Ana Orne" and "Ana Orne Ruiz"
    if len(x) != len(y) and not {(x[0], y[0]), (x[-1], y[-1])} <= set(ends):
        return "slip"
    return "initial" if INITIAL in likeness else "romanised" if SOUND in likeness else "same"


def _spelling(found: Alignment) -> float:
    """How alike the words are that both names have, long ones counting more."""
    weights = [min(len(x), len(y)) for x, y, _ in found.pairs]
    total = sum(weights)
    return sum(w * likeness for w, (_, _, likeness) in zip(weights, found.pairs, strict=True)) / total if total else 0.0


def _shared_words(a: PersonName, b: PersonName) -> float:
    """1 where two words or more are in both names, _ONE_WORD where both are one word, 0 where less is shared."""
    found = align(a.words, b.words)
    whole = not found.left and not found.right
    if len(found.pairs) >= _ENOUGH_WORDS or (whole and max(len(a.words), len(b.words)) >= _ENOUGH_WORDS):
        return 1.0
    return _ONE_WORD if whole else 0.0


def _person_spelling(a: PersonName, b: PersonName) -> float:
    return _spelling(align(a.words, b.words))


def _contradiction(a: PersonName, b: PersonName) -> float | None:
    """0 where each name has a word that the other lacks."""
    found = align(a.words, b.words)
    return 0.0 if found.left and found.right else None


def _slips(a: PersonName, b: PersonName) -> float | None:
    """0 where several words differ by more than romanisation; names that share no word have no slips."""
    slips = sum(likeness < SOUND and len(x) > 1 < len(y) for x, y, likeness in align(a.words, b.words).pairs)
    return None if slips <= 1 else 0.0


def _generation(a: PersonName, b: PersonName) -> float | None:
    """Whether both are the senior or the junior, the second or the third."""
    return float(a.generation == b.generation) if a.generation and b.generation else None


def _fathers(a: PersonName, b: PersonName) -> float | None:
    """Whether a "son of" names the same father."""
    if not (a.fathers and b.fathers):
        return None
    found = align(a.fathers, b.fathers)
    return 0.0 if found.left and found.right else 1.0


def _body_words(a: BodyName, b: BodyName) -> float | None:
    return None if _is_acronym(a, b) else _spelling(align(a.words, b.words))


def _body_difference(a: BodyName, b: BodyName) -> float | None:
    """0 where one has a word that the other lacks; an acronym lacks none."""
    found = align(a.words, b.words)
    return 0.0 if (found.left or found.right) and not _is_acronym(a, b) else None


def _acronym(a: BodyName, b: BodyName) -> float | None:
    return 1.0 if _is_acronym(a, b) else None


def _is_acronym(a: BodyName, b: BodyName) -> bool:
    short, long = sorted((a.words, b.words), key=len)
    return len(short) == 1 and len(long) >= _LEAST_ACRONYM and short[0] == "".join(word[0] for word in long)


def _numbers(a: BodyName, b: BodyName) -> float | None:
    return float(a.numbers == b.numbers) if a.numbers or b.numbers else None


def _forms(a: BodyName, b: BodyName) -> float | None:
    """Whether the legal forms are of one sort; where a name leaves its form out nothing is said."""
    return float(bool(set(a.forms) & set(b.forms))) if a.forms and b.forms else None


def _branches(a: BodyName, b: BodyName) -> float | None:
    """Whether the words in brackets, mostly a country, are the same."""
    return float(a.branch == b.branch) if a.branch and b.branch else None


_PERSON = (
    Feature("words in common", 3.0, -3.0, _shared_words),
    Feature("spelled alike", 3.0, -9.0, _person_spelling),
    Feature("each has a word that the other lacks", 0.0, -8.0, _contradiction),
    Feature("several slips", 0.0, -1.5, _slips),
    Feature("junior, senior, second, third", 1.0, -8.0, _generation),
    Feature("father's name", 0.5, -6.0, _fathers),
)
_BODY = (
    Feature("words spelled alike", 4.0, -9.0, _body_words),
    Feature("a word that the other lacks", 0.0, -8.0, _body_difference),
    Feature("initials of the other", 2.0, 0.0, _acronym),
    Feature("numbers", 1.0, -8.0, _numbers),
    Feature("legal form", 0.5, -1.0, _forms),
    Feature("branch", 0.5, -6.0, _branches),
)
