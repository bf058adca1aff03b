"""Whether "he", "it" or "we" within what is said is who says it."""

from msgspec import Struct

from joindots.extract.attributions.sources import Source
from joindots.extract.phrases import children
from joindots.parse import Parse

_FIRST = frozenset({"i", "we"})
_THIRD = frozenset({"he", "she", "they"})
# Bodies of which a report says "it".
_BODIES = frozenset(
    {
        "agency", "army", "association", "authority", "bank", "board", "body", "campaign", "charity", "club",
        "coalition", "commission", "committee", "company", "council", "court", "department", "firm", "force",
        "government", "group", "hospital", "institute", "military", "ministry", "newspaper", "office", "operator",
        "organisation", "organization", "panel", "party", "police", "regulator", "school", "service", "team",
        "trust", "union", "university", "watchdog",
    }
)  # fmt: skip
_VOICES = frozenset({"spokesman", "spokesperson", "spokeswoman"})  # who speaks for one


class Voice(Struct, frozen=True):
    """Who speaks, None where the words are quoted in full; `past` where a past saying puts the present in the past."""

    source: Source | None
    past: bool


def is_self(parse: Parse, source: Source | None, subject: int) -> bool:
    """Whether a subject within what is said is who says it."""
    word = parse.tokens[subject].text.lower()
    if word in _FIRST:
        return True
    if source is None:
        return False
    who = parse.tokens[source.head]
    if word in _THIRD | {"it"} and who.pos == "PRON":
        return word == who.text.lower()
    plural = who.tag in ("NNS", "NNPS") or any(parse.tokens[c].dep == "conj" for c in parse.children[who.i])
    named = {name.label for name in parse.names if name.first <= who.i < name.last}
    alone = source.last - source.first == 1 and who.text.istitle()  # a surname is easily taken for a firm
    firm = who.lemma.lower() in _BODIES or bool(named & {"ORG", "GPE"})
    speaks_for = firm or who.lemma.lower() in _VOICES
    if word == "it":  # but not that of "it is likely that"
        unknown = who.pos == "PROPN" and not named
        return (speaks_for or unknown) and not children(parse, parse.tokens[subject].head, "ccomp")
    return plural or speaks_for if word == "they" else word in _THIRD and not plural and (alone or not firm)
