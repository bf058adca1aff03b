"""Numbers as people write them: numerals and number words, read to values with their offsets.

The grammar is that of English cardinals: parts go from large to small, each smaller than the room the last one left
("two hundred" leaves room below 100, "twenty" below 10), and a scale word multiplies the group before it.
"""

import re
from typing import Literal

from msgspec import Struct

from joindots.text.number_words import (
    DIGITS,
    FRACTIONS,
    ORDINAL_SCALES,
    ORDINALS,
    PLURAL_SCALES,
    SCALES,
    SMALL,
    VAGUE,
    VULGAR_FRACTIONS,
)

NumberKind = Literal["cardinal", "ordinal", "fraction"]

_WORDS = {*SMALL, *SCALES, *ORDINALS, *ORDINAL_SCALES, *PLURAL_SCALES, *VAGUE, *FRACTIONS}
_VULGAR = "".join(VULGAR_FRACTIONS)
# A numeral glued to letters before it ("B52", "Type-45") is a name; one followed by "s" ("1980s") is a decade.
# One of more than 15 digits counts nothing, but is a key or noise: no float tells it from its neighbours.
# A space before a comma inside a numeral ("100 ,000") is a slip of the typesetter.
_TOKEN = re.compile(
    r"(?<![A-Za-z_\d])(?<!\d\.)(?<![A-Z]-)(?<![A-Z][a-z]-)(?<![A-Z][A-Za-z]{2}-)(?<![A-Z][A-Za-z]{3}-)(?<![A-Z][A-Za-z]{4}-)"
    r"(?P<sign>(?<![^\s(])[-−](?=[\d.]))?"
    r"(?P<numeral>\d{1,3}(?: ?,\d{3}){1,5}(?!\d|,\d)(?:\.\d{1,15})?+(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,5}(?!\d)"
    r"|\d{1,15}+(?!\d)(?:\.\d{1,15}+(?!\.?\d))?+(?!\.\d)|\.\d{1,15}+(?!\d))"
    rf"(?:(?P<nth>st|nd|rd|th)\b|(?P<vulgar> ?[{_VULGAR}]| [1-7]/[2-58](?![\d/]))"
    r"|(?P<scale>bn|mn|mln|bln|tn|trn|k)\b|(?!s\b))"
    rf"|(?P<alone>[{_VULGAR}])"
    r"|(?P<word>[A-Za-z]+)",
)
_LARGEST_WHOLE = 2**53  # beyond, floats are whole anyway, and JSON readers know no other numbers
_GAP = re.compile(r"[ \t\u00a0]*(?:\n[ \t]*)?|-")
_OF = re.compile(r"\s{1,9}of\b")
_JOINTS = ("and", "a", "an", "of", "point", "minus", "couple", "half", "quarter")


class NumberWord(Struct, frozen=True, kw_only=True, gc=False):
    """A number in a text.

    Attributes:
        start: First code point.
        end: One past the last.
        low: Least value it can have; for "dozens" 24, for "several hundred" 200; None where nothing is certain.
        high: Greatest value; None where unbounded. Equal to `low` where the number is exact.
        kind: `cardinal`, `ordinal` ("22nd", "third"), or `fraction` ("half", "two thirds"; its value is below 1).
        vague: Whether the words leave the value open ("dozens", "a few", "a couple of hundred").
    """

    start: int
    end: int
    low: int | float | None
    high: int | float | None
    kind: NumberKind
    vague: bool


class _Piece(Struct, frozen=True, gc=False):
    """One numeral or word: offsets, the word in lower case or empty, a numeral's value and ending."""

    start: int
    end: int
    word: str
    value: int | float
    ending: str


_END = _Piece(-1, -1, "", 0, "end")


def read_numbers(text: str) -> list[NumberWord]:
    """Find the numbers of a text.

    "a" before a scale belongs to the number ("a dozen", "half a million"); signs of money and units do not. A lone
    "one" or "second" is given too: whether it counts anything is for the caller, who knows the sentence. Ranges are
    two numbers, and so are dates ("2031-05-02" gives three).

    Args:
        text: Any text; a line break inside a number is read as a space.

    Returns:
        Numbers in text order, without overlap.
    """
    reader = _Reader(text)
    found = []
    while reader.at < len(reader.pieces):
        start = reader.at
        number = reader.read()
        if number is None:
            reader.at = start + 1
        else:
            found.append(number)
    return found


def _pieces(text: str) -> list[_Piece]:
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if word := match["word"]:
            lower = word.lower()
            if lower in _WORDS or lower in _JOINTS:
                found.append(_Piece(start, end, lower, 0, ""))
        elif alone := match["alone"]:
            found.append(_Piece(start, end, "", VULGAR_FRACTIONS[alone], "fraction"))
        else:
            found.append(_numeral(match))
    return found


def _numeral(match: re.Match[str]) -> _Piece:
    digits = re.sub(r"[^\d.]", "", match["numeral"])
    value: int | float = float(digits) if "." in digits else int(digits)
    if part := match["vulgar"]:
        top, _, bottom = part.strip().partition("/")
        value += int(top) / int(bottom) if bottom else VULGAR_FRACTIONS[top]
    if match["sign"]:
        value = -value
    scale = match["scale"]
    return _Piece(match.start(), match.end(), "", _whole(value * SCALES[scale]) if scale else value, match["nth"] or "")


def _whole(value: float) -> int | float:
    """A float without a fraction as an integer; products such as 1.2 million come out a hair beside the whole."""
    if abs(value) > _LARGEST_WHOLE:
        return float(value)
    rounded = round(value)
    return rounded if abs(value - rounded) < 1e-9 * max(1.0, abs(value)) else value


class _Reader:
    """Reads the pieces of one text from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces = _pieces(text)
        self.at = 0

    def read(self) -> NumberWord | None:
        """The number that begins at the current piece, or None; moves past it."""
        first = self.at
        for rule in (self._vague, self._half, self._plural, self._cardinal):
            self.at = first
            if number := rule(first):
                return number
        return None

    def _piece(self, at: int) -> _Piece:
        return self.pieces[at] if at < len(self.pieces) else _END

    def _joined(self, at: int) -> bool:
        """Whether nothing but a gap stands between piece `at` and the one before it."""
        if at >= len(self.pieces):
            return False
        return bool(_GAP.fullmatch(self.text, self.pieces[at - 1].end, self.pieces[at].start))

    def _follows(self, at: int, *words: str) -> bool:
        return self._joined(at) and self.pieces[at].word in words

    def _number(
        self, first: int, low: float | None, high: float | None, kind: NumberKind = "cardinal", *, vague: bool = False
    ) -> NumberWord:
        start, end = self.pieces[first].start, self.pieces[self.at - 1].end
        return NumberWord(start=start, end=end, low=low, high=high, kind=kind, vague=vague)

    def _vague(self, first: int) -> NumberWord | None:
        """`several`, `a few hundred`, `a couple of thousand`."""
        self.at += self._piece(first).word == "a" and self._joined(first + 1)
        word = self._piece(self.at).word
        if word not in VAGUE:
            return None
        low, high = VAGUE[word]
        self.at += 1
        scale_at = self.at + (self._follows(self.at, "of") and self._joined(self.at + 1))
        scale = SCALES.get(self._piece(scale_at).word) if self._joined(scale_at) else None
        if scale is None:
            return self._number(first, low, high, vague=True)
        self.at = scale_at + 1
        return self._number(first, low * scale, high * scale if high else None, vague=True)

    def _half(self, first: int) -> NumberWord | None:
        """`half a million`, `half`, `a quarter of a million`, `a third of`."""
        at = first
        at += self._piece(at).word in ("a", "an") and self._joined(at + 1)
        word = self._piece(at).word
        part = 1 / ORDINALS[word] if at > first and word in ORDINALS and word != "first" else FRACTIONS.get(word)
        if part is None or word.endswith("s"):
            return None
        scale_at = at + 1
        scale_at += self._follows(scale_at, "of")
        scale_at += self._follows(scale_at, "a")
        scale = SCALES.get(self._piece(scale_at).word) if self._joined(scale_at) else None
        if scale:
            self.at = scale_at + 1
            return self._number(first, _whole(part * scale), _whole(part * scale))
        if word in ORDINALS and not self._follows(at + 1, "of"):
            return None  # "a third man" counts, "a third of the men" divides
        self.at = at + 1
        return self._number(first, part, part, "fraction")

    def _plural(self, first: int) -> NumberWord | None:
        """`dozens`, `hundreds of thousands`; two of the smallest is the least they can mean."""
        first_word = self._piece(first).word
        scale = PLURAL_SCALES.get(first_word)
        if scale is None or (first_word in ("tens", "scores") and not _OF.match(self.text, self.pieces[first].end)):
            return None
        self.at = first + 1
        if self._follows(self.at, "of") and self._joined(self.at + 1):
            second = self._piece(self.at + 1).word
            if larger := PLURAL_SCALES.get(second) or (second in SCALES and SCALES[second]):
                scale *= larger
                self.at += 2
        elif self._follows(self.at, *PLURAL_SCALES):
            return None
        return self._number(first, 2 * scale, None, vague=True)

    def _cardinal(self, first: int) -> NumberWord | None:
        negative = self._piece(first).word == "minus" and self._joined(first + 1)
        self.at = first + negative
        group = _Group()
        while self._take(group, first + negative):
            pass
        if not group.taken:
            return None
        value = _whole(-group.value if negative else group.value)
        return self._finish(first, group, value)

    def _finish(self, first: int, group: "_Group", value: float) -> NumberWord:
        if group.ordinal:
            return self._number(first, value, value, "ordinal")
        piece = self._piece(self.at)
        share = FRACTIONS.get(piece.word, 0)
        if value == 1 and ORDINALS.get(piece.word, 0) > 2:
            share = 1 / ORDINALS[piece.word]
        if share and self._joined(self.at) and value * share < 1 and isinstance(value, int) and value > 0:
            self.at += 1
            return self._number(first, value * share, value * share, "fraction")
        if group.fraction:
            return self._number(first, value, value, "fraction")
        return self._number(first, value, value)

    def _take(self, group: "_Group", first: int) -> bool:
        """Take the next piece into the group if it can stand there."""
        if self.at > first and (not self._joined(self.at) or group.ordinal):
            return False
        if self._take_joint(group):
            return True
        piece = self._piece(self.at)
        if piece is _END or not group.add(piece):
            return False
        self.at += 1
        return True

    def _take_joint(self, group: "_Group") -> bool:
        """`and` before a smaller part, `and a half`, `point five`, `a` before a scale."""
        piece, after = self._piece(self.at), self._piece(self.at + 1)
        if piece.word in ("a", "an") and not group.taken:
            return self._joined(self.at + 1) and after.word in SCALES and self._step(group, 1)
        if piece.word == "and" and group.taken and self._joined(self.at + 1):
            if after.word == "a" and self._follows(self.at + 2, "half", "quarter") and group.room == 0:
                group.add_part(FRACTIONS[self._piece(self.at + 2).word])
                self.at += 3
                return True
            if group.scaled and not after.ending and after.word in (*SMALL, *ORDINALS) and group.add(after):
                self.at += 2
                return True
        if piece.word == "point" and group.taken and after.word in DIGITS and self._joined(self.at + 1):
            self._take_decimals(group)
            return True
        return False

    def _step(self, group: "_Group", value: int) -> bool:
        group.add_small(value)
        self.at += 1
        return True

    def _take_decimals(self, group: "_Group") -> None:
        self.at += 1
        digits = ""
        while self._follows(self.at, *DIGITS):
            digits += str(DIGITS[self._piece(self.at).word])
            self.at += 1
        group.add_part(float(f"0.{digits}"))


class _Group:
    """The number read so far: finished scales in `total`, the group that a scale may still multiply in `current`."""

    def __init__(self) -> None:
        self.total: int | float = 0
        self.current: int | float = 0
        self.room: float = float("inf")
        self.ceiling: float = float("inf")
        self.taken = self.ordinal = self.fraction = self.scaled = False

    @property
    def value(self) -> int | float:
        return self.total + self.current

    def add(self, piece: _Piece) -> bool:
        """Take a piece if it can follow; says whether it could."""
        word = piece.word
        if not word:
            return self._add_numeral(piece)
        if word in SMALL:
            return self.add_small(SMALL[word])
        if word in ORDINALS:
            self.ordinal = self.add_small(ORDINALS[word])
            return self.ordinal
        if word in SCALES or word in ORDINAL_SCALES:
            return self._add_scale(SCALES.get(word) or ORDINAL_SCALES[word], ordinal=word in ORDINAL_SCALES)
        return False

    def add_small(self, value: int) -> bool:
        """Take a number below 100."""
        if value >= self.room:
            return False
        self.current += value
        self.taken = True
        self.room = 10 if value >= 20 and value % 10 == 0 else 0
        return True

    def add_part(self, part: float) -> None:
        """Take a decimal part."""
        self.current += part
        self.room = 0

    def _add_numeral(self, piece: _Piece) -> bool:
        if self.taken:
            return False
        self.current = piece.value
        self.taken, self.room = True, 0
        self.ordinal, self.fraction = piece.ending in ("st", "nd", "rd", "th"), piece.ending == "fraction"
        return True

    def _add_scale(self, scale: int, *, ordinal: bool) -> bool:
        if (not self.taken and not ordinal) or (not self.current and self.taken):
            return False
        factor = self.current or 1
        if scale >= self.ceiling or (scale == 100 and factor >= 100):
            return False
        self.taken, self.scaled, self.ordinal = True, True, ordinal
        if scale == 100:
            self.current, self.room = factor * scale, 100
        else:
            self.total, self.current = self.total + factor * scale, 0
            self.room, self.ceiling = scale, scale
        return True
