"""Case for paragraphs set in capitals: the parser was trained on mixed case and reads capitals as names."""

import re
from collections.abc import Collection

from joindots.parse.spellings import Spellings, load_casing, load_spellings
from joindots.text.normal import function_words

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*")
_SENTENCE_END = re.compile(r"[.!?]['\"’”)\]]{0,3}\s")
_CAPITALS = 0.8  # share of letters from which a paragraph is set in capitals
_FEWEST = 12  # letters; fewer can be an abbreviation or a heading of one word
_LONGEST_ACRONYM = 5
_CLEAR = 3  # letters of an abbreviation that is told from a word such as "up"
_LONGEST_BODY = 8  # words of a body's name before its abbreviation
_STEM = 4  # letters of a word after a prefix
_MODIFIERS = 3  # common words between the first word of a body's name and its last
_DATELINE = 70  # characters within which a dash ends the line that tells place and date
_SMALL = frozenset({"of", "for", "the", "and", "to", "in", "on", "de", "del", "da", "do", "dos", "e", "y"})
_LINKS = frozenset({"de", "del", "da", "do", "dos", "du", "della"})
_OF_PEOPLES = ("an", "ese", "ish")
_SUFFIXES = (
    ("men", "man"),
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("d", ""),
)


def is_capitals(text: str) -> bool:
    """Whether nearly all letters of a paragraph are capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= _FEWEST and sum(c.isupper() for c in letters) >= _CAPITALS * len(letters)


def restore_case(text: str, common: Collection[str], nouns: Collection[str]) -> str:
    """Mixed case for a paragraph in capitals, one code point for one: common words small, all others like names.

    Args:
        text: The paragraph.
        common: Base forms of common words, lower case.
        nouns: Those among them that are nouns only: the last of them in a name is part of it ("Miller Bridge").

    Returns:
        A text of the same length.
    """
    return _Paragraph(text, common, nouns).restore()


class _Paragraph:
    """The words of a paragraph and which of them are written as names."""

    def __init__(self, text: str, common: Collection[str], nouns: Collection[str]) -> None:
        self.text = text
        self.common, self.nouns = frozenset(common) | load_casing()["words"], nouns
        self.spellings, self.tables = load_spellings(), load_casing()
        self.matches = list(_WORD.finditer(text))
        self.lows = [match[0].lower() for match in self.matches]
        edges = [0, *(match.end() for match in self.matches)]
        self.gaps = [text[end : match.start()] for end, match in zip(edges, self.matches, strict=False)]
        self.names: dict[int, str] = {}

    def restore(self) -> str:
        """The text in mixed case."""
        for i in range(len(self.lows)):
            self._name_alone(i)
        self._name_phrases()
        for i in range(len(self.lows)):
            self._name_beside(i)
        self._name_bodies()
        self._name_abbreviated()
        out, end = [], 0
        fresh = _Fresh()
        for i, match in enumerate(self.matches):
            out.append(self.gaps[i])
            begins = fresh.read(self.gaps[i], match, self._is_initial(i - 1))
            out.append(self._write(i, begins=begins))
            end = match.end()
        return "".join([*out, self.text[end:]])

    def _write(self, i: int, *, begins: bool) -> str:
        word, low = self.matches[i][0], self.lows[i]
        if len(low) != len(word):
            return word
        written = self.names.get(i, low)
        return written[0].upper() + written[1:] if begins else written

    def _name(self, i: int) -> None:
        if i not in self.names and len(self.lows[i]) == len(self.matches[i][0]):
            self.names[i] = self.matches[i][0][0] + self.lows[i][1:]

    def _follows(self, i: int) -> bool:
        """Whether a word stands right after the one before it."""
        return i > 0 and not self.gaps[i].strip(" ") and self.gaps[i] != ""

    def _name_alone(self, i: int) -> None:
        """Words that are names wherever they stand: those that are no common word, and those known as names."""
        low, word = self.lows[i], self.matches[i][0]
        if len(low) != len(word):
            return
        known = self._known(low)
        if low == "i" or self.text[self.matches[i].start() - 1 : self.matches[i].start()].isdigit():
            self.names[i] = word if low == "i" else low
        elif known:
            self.names[i] = known
        elif self._is_initial(i) or (not self._is_common(low) and _is_acronym(self.text, self.matches[i])):
            self.names[i] = word
        elif low in _LINKS and i > 0:
            return
        elif low in self.tables["calendar"] or self._is_month(i) or not self._is_common(low):
            self._name(i)

    def _known(self, low: str) -> str | None:
        """How a known name is written, in the possessive and the plural as well."""
        for suffix in ("", "'s", "’s", "s"):
            bare = low.removesuffix(suffix) if suffix else low
            if low.endswith(suffix) and bare in self.spellings.always and (suffix != "s" or not self._is_common(low)):
                return self.spellings.always[bare] + low[len(bare) :]
        return None

    def _is_common(self, low: str) -> bool:
        return _is_common(low, self.common, self.spellings)

    def _is_month(self, i: int) -> bool:
        if self.lows[i] not in self.tables["months"]:
            return False
        end = self.matches[i].end()
        dated = self.gaps[i].strip()[-1:].isdigit() or re.match(r" \d", self.text[end : end + 2]) is not None
        return dated or (i > 0 and self.lows[i] == "march" and self.lows[i - 1] in self.tables["before_month"])

    def _is_initial(self, i: int) -> bool:
        """Whether a word is a single letter with a full stop: "U.S."."""
        if i < 0 or len(self.lows[i]) != 1:
            return False
        end = self.matches[i].end()
        return self.text[end : end + 1] == "."

    def _name_phrases(self) -> None:
        for i, low in enumerate(self.lows):
            for phrase in self.spellings.phrases.get(low, ()):
                n = len(phrase)
                inner = range(i + 1, i + n)
                if [x.lower() for x in phrase] == self.lows[i : i + n] and all(self._follows(j) for j in inner):
                    self.names.update(zip(range(i, i + n), phrase, strict=True))
                    break

    def _name_beside(self, i: int) -> None:
        """Words that are part of the name beside them: "Mount Orne", "President Orne", "Orne Bridge"."""
        low, before = self.lows[i], self._follows(i) and i - 1 in self.names
        after = i + 1 < len(self.lows) and self._follows(i + 1) and i + 1 in self.names
        if low in self.tables["articles"] and i + 1 < len(self.lows) and self._follows(i + 1):
            self._name(i)
            if self.lows[i + 1] not in _SMALL:
                self._name(i + 1)
        elif self._is_linked(i) or self._belongs(i, before=before, after=after):
            self._name(i)

    def _belongs(self, i: int, *, before: bool, after: bool) -> bool:
        """Whether a common word is part of the name before or after it."""
        low = self.lows[i]
        if low in self.spellings.beside:
            return before or after or self._is_of_place(i)
        if low in self.tables["titles"]:
            return after
        return before and low in self.tables["places"] and not self._is_people(i - 1)

    def _is_linked(self, i: int) -> bool:
        """Whether a word goes on with the name before it: "Rio de Orne"."""
        linked = i > 1 and self._follows(i) and self._follows(i - 1) and self.lows[i - 1] in _LINKS
        return linked and i - 2 in self.names

    def _is_of_place(self, i: int) -> bool:
        """Whether a word stands as a place does: "the department of"."""
        of = i > 1 and self._follows(i) and self._follows(i - 1) and self.lows[i - 1] == "of"
        return of and self.lows[i - 2] in self.tables["places"]

    def _is_people(self, i: int) -> bool:
        """Whether a word says whose something is: "Orland's", "Bolivian"."""
        low = self.lows[i]
        return low.endswith(("'s", "’s")) or (low in self.spellings.always and low.endswith(_OF_PEOPLES))

    def _name_bodies(self) -> None:
        """Names that end in a word for a body: "Arden Workers National Federation", "the National Front"."""
        for i, low in enumerate(self.lows):
            if low not in self.tables["bodies"]:
                continue
            first, j = None, i
            while j > 0 and i - j < _MODIFIERS + 2 and self._follows(j):
                j -= 1
                strong = self.lows[j] in self.tables["leading"] or (j in self.names and not self._is_people(j))
                if strong:
                    first = j
                elif self.lows[j] in _SMALL or self.lows[j] not in self.common or j in self.names:
                    break
            if first is not None and not self._is_any(first):
                for k in range(first, i + 1):
                    self._name(k)

    def _is_any(self, i: int) -> bool:
        return i > 0 and self._follows(i) and self.lows[i - 1] in ("a", "an", "any", "no", "some", "other", "every")

    def _name_abbreviated(self) -> None:
        """The words before an abbreviation in brackets, and those in brackets after one."""
        for i in range(1, len(self.lows)):
            if not self.gaps[i].endswith(("(", "[")) or not self.gaps[i][:-1].isspace():
                continue
            end = self.matches[i].end()
            if self.text[end : end + 1] in (")", "]") and len(self.lows[i]) > 1:
                self._name_before(i)
            else:
                self._name_within(i)

    def _name_before(self, i: int) -> None:
        """The name that an abbreviation at word `i` stands for: by its initials, else by a word for a body."""
        letters, words = self.lows[i], [i]
        while words[-1] > 0 and i - words[-1] < _LONGEST_BODY and (words[-1] == i or self._follows(words[-1])):
            words.append(words[-1] - 1)
            telling = [self.lows[k][0] for k in reversed(words[1:]) if self.lows[k] not in _SMALL]
            if "".join(telling) == letters:
                return self._name_all(words[1:], i)
            inner = self.lows[max(0, words[-1] - 1)] in ("of", "for") and self._is_body(words[-1] - 2)
            if self.lows[words[-1]] in self.tables["stops"] and self.lows[words[-2]] not in _SMALL and not inner:
                words.pop()
                break
        short = len(letters) <= _LONGEST_ACRONYM and (letters in self.nouns or not self._is_common(letters))
        if short and any(self._is_body(k) for k in words[1:]):
            return self._name_all(words[1:], i)
        return None

    def _is_body(self, i: int) -> bool:
        return i >= 0 and self.lows[i] in self.tables["bodies"]

    def _name_all(self, words: list[int], short: int) -> None:
        """Write words as a name, and its abbreviation wherever it stands in the paragraph."""
        for k in words:
            if self.lows[k] not in _SMALL:
                self._name(k)
        for k, low in enumerate(self.lows):
            if k == short or (low == self.lows[short] and len(low) >= _CLEAR):
                self.names[k] = self.matches[k][0]

    def _name_within(self, i: int) -> None:
        """What an abbreviation before word `i` stands for: "HPU [Harbour Pilots Union]"."""
        inside = [i]
        while inside[-1] + 1 < len(self.lows) and self._follows(inside[-1] + 1):
            inside.append(inside[-1] + 1)
        end = self.matches[inside[-1]].end()
        closed = self.text[end : end + 1] in (")", "]") and 1 < len(inside) <= _LONGEST_BODY
        initials = "".join(self.lows[k][0] for k in inside if self.lows[k] not in _SMALL)
        known = self.names.get(i - 1, "").isupper() and self.lows[i] not in ("a", "an", "the")
        if closed and len(inside) > 1 and (known or initials == self.lows[i - 1]):
            self._name_all(inside, i - 1)


class _Fresh:
    """Where sentences begin: a bracket at the beginning of one leaves the beginning to what follows it."""

    def __init__(self) -> None:
        self._fresh = True
        self._bracket = False

    def read(self, gap: str, match: re.Match[str], initial: bool) -> bool:
        """Whether the word after a gap begins a sentence."""
        ends = _SENTENCE_END.search(gap) is not None and not (initial and gap.strip(" ") == ".")
        self._fresh = self._fresh or ends or ("--" in gap and match.start() < _DATELINE)
        was = self._bracket
        for c in gap:
            if c in "([":
                self._bracket = True
            elif c in ")]":
                self._bracket = False
        begins = self._fresh and (not was or not self._bracket or ends)
        if not self._bracket:
            self._fresh = False
        return begins


def _is_common(low: str, common: Collection[str], spellings: Spellings) -> bool:
    bare = low.removesuffix("'s").removesuffix("’s")
    if bare in spellings.always:
        return bare in function_words()
    if bare in function_words() or _is_inflected(bare, common, spellings):
        return True
    stems = (bare.removeprefix(p) for p in load_casing()["prefixes"] if bare.startswith(p))
    return any(len(stem) >= _STEM and _is_inflected(stem, common, spellings) for stem in stems)


def _is_inflected(bare: str, common: Collection[str], spellings: Spellings) -> bool:
    if bare in common and bare not in spellings.always:
        return True
    for suffix, ending in _SUFFIXES:
        stem = bare.removesuffix(suffix) + ending
        if not bare.endswith(suffix) or stem in spellings.always:
            continue
        if stem in common or (len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in common):
            return True
    return False


def _is_acronym(text: str, match: re.Match[str]) -> bool:
    """Short unknown words in brackets or without a vowel."""
    word = match[0]
    after, before = text[match.end() : match.end() + 1], text[max(0, match.start() - 1) : match.start()]
    if len(word) == 1:
        return True
    if len(word) > _LONGEST_ACRONYM:
        return False
    return (before in "[(" and after in "])") or not set(word.lower()) & set("aeiouyáéíóú")
