"""Numbers as people write them: numerals and number words, read to values with their offsets.

The grammar is that of English cardinals: parts go from large to small, each smaller than the room the last one left
("two hundred" leaves room below 100, "twenty" below 10), and a scale word multiplies the group before it.
"""

import re
from typing import Literal

from msgspec import Struct

from joindots.text.changes import tells_change
from joindots.text.number_words import (
    DIGITS,
    FRACTIONS,
    ORDINAL_SCALES,
    ORDINALS,
    PARTS,
    PLURAL_SCALES,
    SCALES,
    SMALL,
    VAGUE,
)
from joindots.text.numerals import END, Piece, read_pieces, to_whole

NumberKind = Literal["cardinal", "ordinal", "fraction"]

_GAP = re.compile(r"[ \t\u00a0]*(?:\n[ \t]*)?|-")
_OF = re.compile(r"\s{1,9}of\b")
_WORD_AFTER = re.compile(r"[\s-]{1,9}[^\W\d_]")
# "tested negative two days ago" counts days: before a number the word is a sign only after these, or at the beginning.
_SIGNED = re.compile(r"(?:\A|\b(?:of|to|at|between|equals?|than|from)\s{1,9})\Z", re.IGNORECASE)
_LOOKBACK = 16  # code points: the longest of these and its spaces
_INSIDE = frozenset({"and", "of", "point"})  # no number begins with these
_LEADING = frozenset({"a", "an", "minus", "negative"})  # a number goes on right after these
_LAKH = 100_000
_LARGE = 1_000_000  # "3 million and a half" is half a million more, "a hundred and a half" half of one


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
        number = reader.read() if reader.may_begin(start) else None
        if number is None:
            reader.at = start + 1
        else:
            found.append(number)
    return found


class _Reader:
    """Reads the pieces of one text from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces = read_pieces(text)
        self.at = 0

    def may_begin(self, at: int) -> bool:
        """Whether a number may begin at a piece; most pieces are an "and" or an article."""
        word = self.pieces[at].word
        return word not in _INSIDE and (word not in _LEADING or self._joined(at + 1))

    def read(self) -> NumberWord | None:
        """The number that begins at the current piece, or None; moves past it."""
        first = self.at
        for rule in (self._vague, self._half, self._plural, self._cardinal):
            self.at = first
            if number := rule(first):
                return number
        return None

    def _piece(self, at: int) -> Piece:
        return self.pieces[at] if at < len(self.pieces) else END

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
        part = 1 / PARTS[word] if at > first and word in PARTS else FRACTIONS.get(word)
        if part is None or word.endswith("s"):
            return None
        scale_at = at + 1
        scale_at += self._follows(scale_at, "of")
        scale_at += self._follows(scale_at, "a")
        scale = SCALES.get(self._piece(scale_at).word) if self._joined(scale_at) else None
        if scale:
            self.at = scale_at + 1
            return self._number(first, to_whole(part * scale), to_whole(part * scale))
        counts = word in PARTS and not self._follows(at + 1, "of") and (word in ORDINALS or self._word_follows(at))
        if counts and not tells_change(self.text, self.pieces[first].start, self.pieces[at].end):
            return None  # "a third man" counts, "a third of the men" and "fell by a third" divide
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
        negative = self._joined(first + 1) and self._is_sign(first)
        self.at = first + negative
        group = _Group()
        while self._take(group, first + negative):
            pass
        if not group.taken:
            return None
        return self._finish(first, group, to_whole(-group.value if negative else group.value))

    def _is_sign(self, at: int) -> bool:
        piece = self._piece(at)
        before = self.text[max(0, piece.start - _LOOKBACK) : max(0, piece.start)]
        return piece.word == "minus" or (piece.word == "negative" and _SIGNED.search(before) is not None)

    def _finish(self, first: int, group: "_Group", value: float) -> NumberWord:
        if group.ordinal:
            return self._number(first, value, value, "ordinal")
        if self._divides(first, group, value) and (parts := self._parts(self.at, int(value))):
            share, self.at = to_whole(parts[0]), parts[1]
            return self._scaled_share(first, share)
        if group.fraction:
            return self._number(first, value, value, "fraction")
        if self._follows(self.at, "dozens") and not self._follows(self.at + 1, "of"):
            self.at += 1
            value = to_whole(value * SCALES["dozen"])
        return self._number(first, value, value)

    def _divides(self, first: int, group: "_Group", value: float) -> bool:
        """Whether parts may follow; "2 quarters" in digits are two stretches of a year."""
        digits = not self.pieces[first].word and self._piece(self.at).word.startswith("quarter")
        return not group.fraction and isinstance(value, int) and not digits

    def _scaled_share(self, first: int, share: float) -> NumberWord:
        """`two thirds`, `three quarters of a million`."""
        at = self.at
        at += self._follows(at, "of")
        at += self._follows(at, "a")
        scale = SCALES.get(self._piece(at).word) if self._joined(at) else None
        if scale is None:
            return self._number(first, share, share, "fraction" if share < 1 else "cardinal")
        self.at = at + 1
        return self._number(first, to_whole(share * scale), to_whole(share * scale))

    def _parts(self, at: int, count: int) -> tuple[float, int] | None:
        """What `count` of the parts named at a piece are, and the piece after: `thirds`, `twenty-firsts`, `fourth`.

        Of halves and quarters only what is less than one whole: "four quarters" are a year.
        """
        word = self._piece(at).word
        if not self._joined(at) or not count:
            return None
        if word in FRACTIONS and word not in PARTS:
            return (count * FRACTIONS[word], at + 1) if 0 < count * FRACTIONS[word] < 1 else None
        base, last = 0, at
        if SMALL.get(word, 0) >= 20 and self._joined(at + 1):
            base, last = SMALL[word], at + 1
        name = self._piece(last).word
        bottom = PARTS.get(name)
        if bottom is None or (base and bottom >= 10) or (count != 1 and not name.endswith("s")):
            return None
        return (count / (base + bottom), last + 1) if base + bottom > 1 else None

    def _word_follows(self, at: int) -> bool:
        return _WORD_AFTER.match(self.text, self.pieces[at].end) is not None

    def _take(self, group: "_Group", first: int) -> bool:
        """Take the next piece into the group if it can stand there."""
        if self.at > first and (not self._joined(self.at) or group.ordinal):
            return False
        if self._take_joint(group):
            return True
        piece = self._piece(self.at)
        if piece is END or self._begins_parts(group) or not group.add(piece):
            return False
        self.at += 1
        return True

    def _begins_parts(self, group: "_Group") -> bool:
        """Whether the tens here belong to the parts: a hundred "thirty-fifths"."""
        tens = SMALL.get(self._piece(self.at).word, 0) >= 20
        return (
            tens
            and group.scaled
            and self._follows(self.at + 1, *(w for w, n in PARTS.items() if n < 10 and w[-1] == "s"))
        )

    def _take_joint(self, group: "_Group") -> bool:
        """`and` before a smaller part, `and a half`, `point five`, `a` before a scale."""
        piece, after = self._piece(self.at), self._piece(self.at + 1)
        if piece.word in ("a", "an") and not group.taken:
            return self._joined(self.at + 1) and after.word in SCALES and self._step(group, 1)
        if piece.word == "and" and group.taken and self._joined(self.at + 1):
            if self._take_part(group):
                return True
            numeral = not after.word and self._piece(self.at + 2).word not in SCALES
            known = numeral or after.word in (*SMALL, *ORDINALS)
            if group.scaled and not after.ending and known and group.add(after):
                self.at += 2
                return True
        if piece.word == "point" and group.taken and after.word in SMALL and self._joined(self.at + 1):
            self._take_decimals(group)
            return True
        return False

    def _take_part(self, group: "_Group") -> bool:
        """`and a half`, `and two thirds`, `and a fifth` where it counts nothing by itself."""
        at = self.at + 1
        word = self._piece(at).word
        if group.ordinal or group.fraction:
            return False
        if word in ("a", "an") and self._follows(at + 1, "half", "quarter"):
            group.add_half(FRACTIONS[self._piece(at + 1).word])
            self.at = at + 2
            return True
        count, after = (1, at + 1) if word in ("a", "an") else self._small(at)
        parts = self._parts(after, count)
        if parts is None or parts[0] >= 1 or self._follows(parts[1], "of"):
            return False
        if not self._piece(parts[1] - 1).word.endswith("s") and self._word_follows(parts[1] - 1):
            return False
        if self._follows(parts[1], *SCALES):
            group.add_part(parts[0])
        else:
            group.add_half(parts[0])
        self.at = parts[1]
        return True

    def _small(self, at: int) -> tuple[int, int]:
        """A number word below 100 and the piece after it; 0 where there is none: `seventy-one`."""
        value = SMALL.get(self._piece(at).word, 0)
        if value >= 20 and self._follows(at + 1, *DIGITS):
            return value + DIGITS[self._piece(at + 1).word], at + 2
        return value, at + 1

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
        if not digits:  # "point eleven", "point seventy-one"
            number, self.at = self._small(self.at)
            digits = str(number)
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

    def add(self, piece: Piece) -> bool:
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

    def add_half(self, part: float) -> None:
        """Take a part of the last whole: "3 million and a half" is half a million more."""
        if not self.current and _LARGE <= self.ceiling < float("inf"):
            part, self.ceiling = part * self.ceiling, 0
        self.add_part(part)

    def _add_numeral(self, piece: Piece) -> bool:
        if self.taken and not (self.scaled and isinstance(piece.value, int) and 0 < piece.value < self.room):
            return False
        self.current += piece.value
        self.taken, self.room = True, 0
        self.ordinal, self.fraction = piece.ending in ("st", "nd", "rd", "th"), piece.ending == "fraction"
        return True

    def _add_scale(self, scale: int, *, ordinal: bool) -> bool:
        if not self.current and self.total and scale >= _LAKH and self.room == self.ceiling and not ordinal:
            self.total, self.room, self.ceiling = self.total * scale, scale, scale
            return True  # "three lakh crore", "two thousand million"
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
