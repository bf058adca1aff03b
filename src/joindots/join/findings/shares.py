"""Numbers that are of a part or a sequence, and so of no whole that another report may give."""

import re

_SMALL = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|hundred)"
_BEFORE = re.compile(rf"\d of $|\b{_SMALL}[ -](?:in|out of)[ -](?:every )?$|\b(?:first|last|opening) $", re.IGNORECASE)
_AFTER = re.compile(
    rf" of \d|[ -](?:in|out of)[ -](?:every )?{_SMALL}\b| [a-z]+ (?:later|earlier)\b"
    r"| (?:is|was) [^.;]{0,40}\band the other\b",
    re.IGNORECASE,
)


def is_share(before: str, after: str) -> bool:
    """Whether a number is of a part or a sequence, by the words of its sentence before and after it.

    "3 of 40" numbers pages and pictures; "the first 4 shots", "6 laps later", "one was charged and the other cleared".
    """
    return _BEFORE.search(before) is not None or _AFTER.match(after) is not None
