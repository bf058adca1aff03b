"""Two people counted by "both": "both victims died", "both were taken to hospital with wounds"."""

from joindots.extract.harm_cues import find_harm
from joindots.extract.incident_words import load_incident_words
from joindots.extract.phrases import children, noun_phrase
from joindots.extract.quantities.readings import Reading
from joindots.extract.quantities.victims import TOLLS
from joindots.parse import Parse, Token

_PAIR = 2


def find_pairs(parse: Parse) -> list[Reading]:
    """What befell two people told before; of "both a nurse and her son" the list tells."""
    found = []
    for token in parse.tokens:
        head = _counted(parse, token) if token.text.lower() == "both" else None
        harm = find_harm(parse, head) if head is not None else None
        if head is not None and harm is not None and harm[0] in TOLLS:
            found.append(_pair(parse, head, harm))
    return found


def _counted(parse: Parse, token: Token) -> int | None:
    """The token that stands for the two: the noun after "both", or the word itself."""
    if token.dep in ("nsubj", "nsubjpass", "dobj"):
        return None if children(parse, token.i, "conj", "prep") else token.i
    noun = parse.tokens[token.head]
    people = noun.lemma.lower() in load_incident_words().persons and noun.tag == "NNS"
    joined = children(parse, noun.i, "conj", "nummod")
    return noun.i if token.dep in ("det", "predet") and people and not joined else None


def _pair(parse: Parse, head: int, harm: tuple[str, int]) -> Reading:
    first, last = noun_phrase(parse, head)
    span = parse.token_span(first, last)
    return Reading(
        start=span.start, end=span.end, head=head, kind="count", low=_PAIR, high=_PAIR, bound="exact", unit=None,
        counted=" ".join(span.text.split()), measure=harm[0], harm=True, cue=harm[1], single=True, known=True,
    )  # fmt: skip
