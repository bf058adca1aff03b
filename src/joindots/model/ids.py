"""Ids derived from content."""

import hashlib

_DIGITS = 12  # 48 bits: a collision among a million records of one kind has odds of about 1 in 560

# "%s" is `str`; one format for all parts takes less time than a call each, and an account has many thousands of ids.
_FORMS = tuple("\x1f".join(["%s"] * count) for count in range(16))


def make_id(prefix: str, *parts: object) -> str:
    """An id that depends on `parts` alone: the prefix and 12 hexadecimal digits of a SHA-256.

    Args:
        prefix: One or two letters that tell the kind of record, such as `d` or `q`.
        parts: What the record is made of, in a fixed order; each is taken by its `str`.

    Returns:
        The same string for the same arguments on every machine and in every run.
    """
    data = _FORMS[len(parts)] % parts if len(parts) < len(_FORMS) else "\x1f".join(map(str, parts))
    return prefix + hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
