"""Small pieces of English for explanations."""

import re
from collections.abc import Sequence

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_LISTED = 3
_LONGEST_LIST = 70  # code points of a list that stands beside its number
_ARTICLE = re.compile(r"^(?:An?|The|My|Our|His|Her|Their|Its|Some|One|Another)(?= [a-z\d])")


def date_words(value: str) -> str:
    """`2031-05-02` as "2 May 2031", `2031-05` as "May 2031", an interval as "... to ..."; anything else as it is."""
    if "/" in value:
        return " to ".join(date_words(end) for end in value.split("/"))
    parts = value.split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return value
    words = [parts[0]]
    if len(parts) > 1 and 1 <= int(parts[1]) <= 12:
        words.insert(0, _MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def number_words(number: int) -> str:
    """Small numbers in words."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def join_words(items: Sequence[str], most: int = _LISTED) -> str:
    """Items in a row, each once: "a and b", "a, b and c"; beyond `most` the rest is counted."""
    items = list(dict.fromkeys(items))
    if len(items) > most:
        items = [*items[:most], f"{number_words(len(items) - most)} more"]
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]


def shorten(text: str, most: int = 120) -> str:
    """The text on one line, cut at a word with an ellipsis where it is longer than `most` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(",;:.–—- ") + "…"


def lower_article(text: str) -> str:
    """Words from the beginning of a sentence as they stand inside one: "The inquiry" as "the inquiry"."""
    return _ARTICLE.sub(lambda found: found.group().lower(), text)


def list_words(number: int, listed: str) -> str:
    """How many a list holds: "three by name", but "2 (a guard and a clerk)" of a short one that names nobody."""
    told = lower_article(listed)
    named = told != told.lower() or len(told) > _LONGEST_LIST
    return f"{number_words(number)} by name" if named else f"{number} ({told})"


def capitalise(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def add_part(number: str, part: str | None, text: str) -> str:
    """A number with the people it counts: "4 officers", and "1 (an officer)" where no number is written.

    Args:
        number: As it is said.
        part: The people, as written, or None.
        text: What gives the number.
    """
    if part is None:
        return number
    if part != text:
        return f"{number} {part}"
    return f"{number} ({lower_article(part)})"
