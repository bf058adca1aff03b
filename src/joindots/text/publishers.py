"""When two names mean one publishing house."""

import re
from functools import lru_cache

from joindots.text.normal import fold

_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|org|net|co|uk|info)\b|/.*$")
_KNOWN_NAMES = 1 << 12  # of a pile few houses are asked about for each of their reports
_EXTRA = re.compile(r"\b(?:the|online)\b|[^\w]+")


@lru_cache(maxsize=_KNOWN_NAMES)
def publisher_key(name: str) -> str:
    """A publisher's name or address without what varies: case, "The", "Online", a top-level domain, spacing."""
    return _EXTRA.sub("", _ADDRESS.sub("", fold(name).strip()))
