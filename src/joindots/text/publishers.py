"""When two names mean one publishing house."""

import re

from joindots.text.normal import fold

_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|org|net|co|uk|info)\b|/.*$")
_EXTRA = re.compile(r"\b(?:the|online)\b|[^\w]+")


def publisher_key(name: str) -> str:
    """A publisher's name or address without what varies: case, "The", "Online", a top-level domain, spacing."""
    return _EXTRA.sub("", _ADDRESS.sub("", fold(name).strip()))
