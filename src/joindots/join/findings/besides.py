"""Who is told of beside a number of people harmed, and is not in it."""

import re

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_set
from joindots.model import Quantity
from joindots.text.normal import content_stems, content_words, stem

_UNKNOWN = "another victim"
_AMONG = re.compile(r"\b(?:among|one of|in a|in an|in the|of)\s*(?:the\s*)?$", re.IGNORECASE)
"""Before a number: whoever was told of is one of those whom it counts."""
_DOES = re.compile(
    r" (?:who )?(?:then |allegedly |fatally )?(?:kill(?:s|ed)|shoots?|shot|stab(?:s|bed)|wound(?:s|ed)|attack(?:s|ed)) "
    r"(?!to\b|by\b|in\b|at\b|and\b|dead\b|on\b|near\b|outside\b|when\b|while\b|as\b)",
)
"""After somebody: it is he who harms the others."""


def read_besides(context: Context, quantity: Quantity, single: Quantity | None) -> str | None:
    """Whom a sentence tells of on top of a number, as written; None where it names what happened, or who did it.

    Args:
        context: Of the pile.
        quantity: The number.
        single: The victim told of beside it, if that was read.
    """
    if single is None:
        return _UNKNOWN
    text = context.documents[single.span.document].text
    heads = [stem(word.text) for word in content_words(single.span.text)]
    thing = not heads or heads[-1] in word_set("counts", "nobody") or bool(context.events_in(single.span))
    within = _AMONG.search(text, single.span.end, quantity.span.start) or _counts_deeds(quantity)
    return None if thing or within or _DOES.match(text, single.span.end) else single.span.text


def _counts_deeds(quantity: Quantity) -> bool:
    """Whether a number is told with the deed: whoever dies in a "triple homicide" is one of the three."""
    said = content_stems(f"{quantity.span.text} {quantity.counted or ''}")
    return not said.isdisjoint(word_set("counts", "deeds"))
