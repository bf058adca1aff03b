"""Abbreviations: "Harbour Pilots Union (HPU)", "HPU (Harbour Pilots Union)", and initials without brackets.

Source: A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text",
Pacific Symposium on Biocomputing (2003).
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from joindots.extract.names.kinds import name_of
from joindots.extract.names.lexicons import known_kinds, words
from joindots.extract.names.spans import NameSpan
from joindots.parse import Parse

_LENGTHS = range(2, 11)  # characters of a short form, as in the source
_LEAST_INITIALS = 3  # letters of an acronym that is taken for its long form without a bracket that says so
_OFFICES = frozenset({"Ministry", "Department"})
_SKIPPED = frozenset({"of", "the", "and", "for", "in", "on", "&", "de"})


def abbreviates(short: str, long: str) -> bool:
    """Whether `short` can stand for `long`: its letters in order, the first at the start of a word."""
    if len(short) not in _LENGTHS or len(short) >= len(long) or " " in short or not short[0].isalnum():
        return False
    at = len(long)
    for n, letter in enumerate(reversed(short)):
        if not letter.isalnum():
            continue
        first = n == len(short) - 1
        at -= 1
        while at >= 0 and not (long[at].lower() == letter.lower() and (not first or _begins_word(long, at))):
            at -= 1
        if at < 0:
            return False
    return at == 0


def find_bracketed(parse: Parse, spans: Sequence[NameSpan]) -> list[tuple[str, str]]:
    """Pairs `(short, long)` of names, one of them in brackets right after the other."""
    tokens = parse.tokens
    pairs = []
    for a, b in pairwise(spans):
        between = [t.text for t in tokens[a.last : b.first]]
        closed = b.last < len(tokens) and tokens[b.last].text in {")", "]"}
        if closed and between[:1] in (["("], ["["]) and between[1:] in ([], ["the"]):
            short, long = sorted((name_of(parse, a), name_of(parse, b)), key=len)
            if abbreviates(short, long):
                pairs.append((short, long))
    return pairs


def find_initials(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs `(short, long)` where one name only has these initials."""
    names = sorted(set(names))
    longs: dict[str, list[str]] = {}
    for name in names:
        parts = [part for part in name.replace("-", " ").split() if part not in _SKIPPED]
        longs.setdefault("".join(part[0].upper() for part in parts), []).append(name)
    return [
        (name, longs[name.replace(".", "")][0])
        for name in names
        if len(letters := name.replace(".", "")) >= _LEAST_INITIALS
        and letters.isupper()
        and letters.isalpha()
        and len(longs.get(letters, ())) == 1
    ]


def find_short_forms(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs `(short, long)` of organisations: "Ellis" for "Ellis University", "Commission" for "Ports Commission".

    The short form is all that stands before the long form's head words, or the head word with some of the words before
    it, or a ministry with its business in front, or the long form's first words; it must fit one name.
    """
    names = sorted({name for name in names if name not in known_kinds()})
    heads = words("nouns", "organisation_heads")
    longs: dict[str, set[str]] = {}
    for name in names:
        parts = name.split()
        n = len(parts)
        while n > 1 and parts[n - 1].lower().rstrip(".") in heads:
            n -= 1
        if 0 < n < len(parts):
            longs.setdefault(" ".join(parts[:n]), set()).add(name)
            for start in range(1, len(parts)):
                longs.setdefault(" ".join(parts[start:]), set()).add(name)
        elif n > 1 and parts[0].lower() in heads:
            longs.setdefault(parts[0], set()).add(name)
            if parts[0] in _OFFICES and parts[1] in {"of", "for"}:
                longs.setdefault(" ".join([*parts[2:], parts[0]]), set()).add(name)
    pairs = [(name, min(longs[name])) for name in names if len(longs.get(name, ())) == 1]
    return pairs + _find_first_words(names, {name for name, _ in pairs})


def _find_first_words(names: Sequence[str], known: Collection[str]) -> list[tuple[str, str]]:
    """Pairs of a name that is the first words of one other name, however that goes on: "Harley", "Harley Grain Inc"."""
    pairs = []
    for name in names:
        longer = sorted((n for n in names if n.startswith(f"{name} ")), key=lambda n: (len(n), n))
        one = longer and all(n.startswith(f"{longer[0]} ") for n in longer[1:])
        if one and name not in known and not name.isupper() and not longer[0].removeprefix(name).startswith(" of "):
            pairs.append((name, longer[0]))
    return pairs


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()
