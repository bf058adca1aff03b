"""Words that a line break cuts, made whole again."""

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\w+(?:-\w+){0,4}")
_LAST_PART = re.compile(r"\w{1,60}$")
_FIRST_PART = re.compile(r"\w+")
_SET_BY_PROGRAM = "\u2010\xad"  # hyphens that stand at the end of lines only
HYPHENS = f"-\ufffe{_SET_BY_PROGRAM}"
_UNSPACED_FROM = "\u2e80"  # scripts from here on set no spaces between words
_TAIL = 64  # characters of a line in which its last word is looked for


class WordJoiner:
    """Joins the lines of a text. Whether a hyphen belongs to a word is told by the word's other places in the text."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take all lines of the text."""
        self._lines = lines
        self._words: frozenset[str] | None = None

    def join_lines(self, lines: Sequence[str]) -> str:
        """One paragraph of lines; U+FFFE at the end of one stands for a hyphen."""
        parts: list[str] = []
        for line, after in zip(lines, [*lines[1:], ""], strict=True):
            parts.append(self._join(line, after))
        return "".join(parts)

    def _join(self, line: str, after: str) -> str:
        """The line with what stands between it and the next."""
        if not after:
            return line.replace("\ufffe", "-")
        if line[-1] in HYPHENS and len(line) > 1 and line[-2].isalnum():
            return line[:-1] if self._is_cut(line[:-1], line[-1], after) else f"{line[:-1]}-"
        unspaced = line[-1] >= _UNSPACED_FROM and after[0] >= _UNSPACED_FROM and line[-1] < "\ufb00"
        return line if unspaced else f"{line} "

    def _is_cut(self, line: str, hyphen: str, after: str) -> bool:
        if hyphen in _SET_BY_PROGRAM:
            return True
        if not after[0].islower():
            return False
        first, second = _LAST_PART.search(line[-_TAIL:]), _FIRST_PART.match(after)
        if not first or not second:
            return False
        a, b = first.group().lower(), second.group().lower()
        known = self._list_words()
        if a + b in known or f"{a}-{b}" in known:
            return a + b in known
        return not (a in known and b in known)

    def _list_words(self) -> frozenset[str]:
        if self._words is None:
            self._words = frozenset(_WORD.findall("\n".join(map(_inner, self._lines)).lower()))
        return self._words


def _inner(line: str) -> str:
    """A line without its last word where a hyphen cuts it, and without its first, which may be such a word's rest."""
    return line.partition(" ")[2].rpartition(" ")[0] if line[-1] in HYPHENS else line.partition(" ")[2]
