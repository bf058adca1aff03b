"""Which encoding bytes are in that say nothing of it, by how natural the text reads in each."""

import codecs
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

_SAMPLE = 2_048  # bytes of the lines that hold more than ASCII; what comes after changes hardly any choice
_NOT_ASCII_LINE = re.compile(rb"[^\n]{0,200}[\x80-\xff][^\n]{0,400}\n?")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")

# What a character adds to how natural a text reads; chosen so that each of the fictional sentences of the tests, in
# 14 languages and the encodings of each, reads best as what it is.
_OWN_LETTER = 1.0
_OWN_CAPITAL = 0.9  # running text has few: of two code pages that swap the cases the one with small letters is right
_OTHER_OF_SCRIPT = 0.4  # a character of East Asia that is not among the most frequent
_OTHER_LETTER = -1.0
_FITTING_SIGN = 0.8
_ODD_SIGN = -1.0
_SIGN_IN_WORD = -2.0
_CAPITAL_IN_WORD = -2.0
_SCRIPTS_IN_WORD = -1.5
_WORD_OF_ONE = -1.0
_NO_CHARACTER = -3.0
_NATURAL = 0.3  # a mean from which the best reading is believed

_SIGNS = frozenset("“”„‟‘’‚‛«»‹›–—―…•·€£§°©®™¿¡½¼¾²³×\u00a0\u202f\u00ad、。，！？：；（）「」『』《》〈〉【】・　〜％")
_IN_WORDS = frozenset("’‘·\u00ad\u2011")
_EAST_ASIAN = "\u2e80"  # from here on a script needs no blanks, and stands beside letters of others
_LETTERS_BEYOND_LATIN = "\u0370"
_WORDS_OF_ONE = frozenset("àáèéíóöåøÀÁÈÉÍÓÖÅØ")  # words of one letter beyond ASCII, in languages of Latin letters
_MISPLACED = "\ufffd"  # for a letter that its languages do not write where it stands
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")


class _Family(Struct, frozen=True):
    """Languages that share their encodings."""

    encodings: tuple[str, ...]
    letters: tuple[str, ...]
    ranges: tuple[tuple[str, str], ...] = ()
    before: dict[str, str] = {}

    def holds(self, letter: str, after: str) -> bool:
        """Whether a letter may stand where it stands: some are written before a certain other only."""
        return self.before.get(letter.lower(), after.lower()) == after.lower()


class _Table(Struct, frozen=True):
    rare: dict[str, float]
    families: dict[str, _Family]


def guess_encoding(data: bytes) -> str | None:
    """Python's name of the encoding in which the bytes read most naturally, or None where they do in none.

    Args:
        data: Bytes that are not UTF-8; only lines with bytes beyond ASCII count.
    """
    sample = b"".join(_take_lines(data))
    table = _load_table()
    scores = [
        (_rate(sample, encoding, family) - table.rare[encoding], encoding)
        for family in table.families.values()
        for encoding in family.encodings
    ]
    best, encoding = max(scores, key=lambda scored: scored[0])
    return encoding if best >= _NATURAL else None


def _take_lines(data: bytes) -> Iterator[bytes]:
    taken = 0
    for found in _NOT_ASCII_LINE.finditer(data):
        yield found.group()[: _SAMPLE - taken]
        taken += len(found.group())
        if taken >= _SAMPLE:
            return


def _rate(sample: bytes, encoding: str, family: _Family) -> float:
    """Mean of what the characters beyond ASCII add, in the language of the family that suits the text best."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    spots = Counter(_find_spots(text))
    total = spots.total()
    if not total:
        return _NO_CHARACTER
    fixed = sum(_rate_place(*spot) * count for spot, count in spots.items())
    letters: Counter[str] = Counter()
    for spot, count in spots.items():
        if _is_letter(spot[1]):
            letters[spot[1] if family.holds(spot[1], spot[2]) else _MISPLACED] += count
    own = max(
        sum(_rate_letter(letter, alphabet, family.ranges) * n for letter, n in letters.items())
        for alphabet in map(frozenset, family.letters)
    )
    return (fixed + own) / total


def _find_spots(text: str) -> Iterator[tuple[str, str, str]]:
    """Each character beyond ASCII with its neighbours."""
    for found in _NOT_ASCII.finditer(text):
        i = found.start()
        yield text[i - 1 : i], found.group(), text[i + 1 : i + 2]


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" and not _HALF_WIDTH.match(character)


def _rate_letter(letter: str, alphabet: frozenset[str], ranges: tuple[tuple[str, str], ...]) -> float:
    small = letter.lower()[:1]
    if small in alphabet:
        return _OWN_LETTER if small == letter else _OWN_CAPITAL
    return _OTHER_OF_SCRIPT if any(first <= letter <= last for first, last in ranges) else _OTHER_LETTER


def _rate_place(before: str, character: str, after: str) -> float:
    """What a character adds by where it stands, whatever the language."""
    if character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cn", "Co"):
        return _NO_CHARACTER
    if _is_letter(character):
        return _rate_letter_in_word(before, character, after)
    if before.isalpha() and after.isalpha() and character < _EAST_ASIAN and before < _EAST_ASIAN:
        return _OWN_LETTER if character in _IN_WORDS else _SIGN_IN_WORD
    return _FITTING_SIGN if character in _SIGNS else _ODD_SIGN


def _rate_letter_in_word(before: str, character: str, after: str) -> float:
    if character < _LETTERS_BEYOND_LATIN:
        alone = not before.isalnum() and not after.isalnum() and character not in _WORDS_OF_ONE
        apart = _WORD_OF_ONE if alone else 0.0
    else:
        apart = _SCRIPTS_IN_WORD if any(c.isascii() and c.isalpha() for c in (before, after)) else 0.0
    # A quotation mark or fixed blank read in another code page is a small letter before a capital.
    odd = (character.isupper() and before.islower()) or (character.islower() and after.isupper())
    return apart + (_CAPITAL_IN_WORD if odd else 0.0)


@cache
def _load_table() -> _Table:
    text = files(__package__).joinpath("encodings.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _Table)
