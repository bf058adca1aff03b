"""Numbers that the name of a deed tells: "a triple homicide", "a quadruple shooting", "a murder-suicide"."""

import re
from collections.abc import Iterator

from joindots.extract.quantities.readings import Reading
from joindots.model import Bound
from joindots.parse import Parse

_TIMES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
_MEASURES = {"shooting": "shot", "stabbing": "stabbed"}  # the other deeds are killings
_FOLD = "|".join(_TIMES)
_MANY = re.compile(
    rf"\b({_FOLD})[ -](fatal )?(homicide|murder|killing|slaying|shooting|stabbing)\b(?![-/–\s]{{1,3}}suicide)",
    re.IGNORECASE,
)
_AND_SUICIDE = re.compile(rf"\b(?:({_FOLD})[ -])?(?:murder|homicide)[-/–]suicide\b", re.IGNORECASE)
# "An attempted double murder", "asked if it was a murder-suicide", "has not ruled out a murder-suicide".
_UNTOLD = re.compile(r"\battempted\s{1,3}\Z|\b(?:rul(?:e|ed|ing) out|whether|if)\b[^.;]{0,40}\Z", re.IGNORECASE)
_BEFORE = 60  # code points that hold these words
_ATTACKER = "killed|including:attacker"


def find_deed_names(parse: Parse) -> Iterator[Reading]:
    """Readings of deeds whose names say how many they befell.

    A murder-suicide has two dead at least; of "a double murder-suicide" two were murdered, and a third did it.

    Args:
        parse: The document.

    Yields:
        In no special order.
    """
    for match in _MANY.finditer(parse.document.text):
        kind = match[3].lower()
        measure = "killed" if match[2] else _MEASURES.get(kind, "killed")
        yield from _reading(parse, match, _TIMES[match[1].lower()], measure, "exact")
    for match in _AND_SUICIDE.finditer(parse.document.text):
        murdered = _TIMES[match[1].lower()] if match[1] else 1
        yield from _reading(parse, match, murdered + 1, _ATTACKER, "exact" if match[1] else "at_least")


def _reading(parse: Parse, match: re.Match[str], size: int, measure: str, bound: Bound) -> Iterator[Reading]:
    tokens = parse.token_range(match.start(), match.end())
    if not tokens or _UNTOLD.search(match.string, max(0, match.start() - _BEFORE), match.start()):
        return
    noun = next(
        (i for i in reversed(tokens) if parse.tokens[i].text.lower() not in ("suicide", "-", "/", "–")), tokens[0]
    )
    yield Reading(
        start=match.start(), end=match.end(), head=noun, kind="count", low=size,
        high=size if bound == "exact" else None, bound=bound, unit=None, counted=" ".join(match[0].split()),
        measure=measure, harm=True, cue=noun,
    )  # fmt: skip
