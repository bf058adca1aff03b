"""Code points to UTF-16 code units and back: UIMA counts as Java does, we count as Unicode does."""

import re
from bisect import bisect_left
from typing import Final

from joindots.model import InputError

_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """The offsets of one text in both counts."""

    def __init__(self, text: str) -> None:
        """Find the characters that take two code units."""
        self._points = [match.start() for match in _ASTRAL.finditer(text)]
        self._units = [point + number for number, point in enumerate(self._points)]
        self.length = len(text) + len(self._points)
        """Of the text in code units."""

    def to_units(self, point: int) -> int:
        """The offset in UTF-16 code units of an offset in code points."""
        return point + bisect_left(self._points, point)

    def to_points(self, unit: int) -> int:
        """The offset in code points of an offset in UTF-16 code units.

        Raises:
            InputError: It lies outside the text or within a character.
        """
        point = unit - bisect_left(self._units, unit)
        if not 0 <= unit <= self.length or self.to_units(point) != unit:
            raise InputError("annotations", f"the offset {unit} lies outside the text or within a character")
        return point
