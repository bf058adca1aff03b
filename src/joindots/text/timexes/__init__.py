"""Time expressions in text: found by a grammar, read to what they say, resolved against a day of writing."""

from joindots.text.timexes.anchoring import move_anchor
from joindots.text.timexes.grammar import find_phrases
from joindots.text.timexes.phrases import Around, Between, Fixed, Hung, Moved, Named, Phrase, Shifted, Until, When
from joindots.text.timexes.ranges import is_stretch
from joindots.text.timexes.resolution import Tense, is_absolute, is_holiday, resolve_days, resolve_value

__all__ = [
    "Around",
    "Between",
    "Fixed",
    "Hung",
    "Moved",
    "Named",
    "Phrase",
    "Shifted",
    "Tense",
    "Until",
    "When",
    "find_phrases",
    "is_absolute",
    "is_holiday",
    "is_stretch",
    "move_anchor",
    "resolve_days",
    "resolve_value",
]
