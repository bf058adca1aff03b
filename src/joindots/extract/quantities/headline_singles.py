"""Single dead in headlines, where trees err: "2-year-old dies after fall", "Teen shot, killed by guard".

As in lists of headlines the words are read in their order: who stands last before the word that says that they died,
or right after "of" behind a word for a death.
"""

from joindots.extract.harms import load_harms
from joindots.extract.phrases import flat_text
from joindots.extract.quantities.headline_lists import first_of_member, is_person
from joindots.extract.quantities.readings import Reading, lemma_of
from joindots.extract.quantities.victims import is_aged, span_with_cue
from joindots.parse import Parse, Sentence

_DYING = frozenset({"dies", "died", "dead"})
_PASSING = ("passes", "passed")  # before "away"
_KINDS = ("title", "heading")
_JOINTS = frozenset({",", "and", "&"})
_WOUNDING = frozenset({"shot", "stabbed", "beaten", "struck", "hit"})  # "shot, killed" tells one fate
_DEATHS = frozenset({"death", "killing", "murder", "slaying", "homicide"})
_FATAL = frozenset({"fatal", "deadly"})
_ATTACKS = frozenset({"shooting", "stabbing", "beating", "crash", "fall"})
_BETWEEN = 8  # tokens between somebody and the word that says that they died: "Teen playing with gun shot, killed"
_LIVING = frozenset({"not", "n't", "no", "nearly", "almost", "who", "whose", "if", "may", "might", "could", "would"})
_FINITE = frozenset({"VBZ", "VBP", "MD", "TO"})
_NOT_ONE = frozenset({"NNS", "NNPS", "CD"})


def find_headline_singles(parse: Parse, known: list[Reading], singles: list[Reading]) -> list[Reading]:
    """One reading for each single victim that the order of words in a title or heading tells dead.

    Args:
        parse: The document.
        known: Readings so far; whoever stands in one of these is left out.
        singles: What trees tell of single victims; whoever is called the same in a headline there is left out too.
    """
    counts = [r for r in known if r.kind == "count"]
    titles = [s for s in parse.sentences if s.kind in _KINDS]
    found = [r for s in titles for cue in range(s.first, s.last) if (r := _read(parse, s, cue)) is not None]
    found = [r for r in found if not any(c.start < r.end and r.start < c.end for c in counts)]
    dead = [r.head for r in singles if r.measure == "killed"]
    told = {lemma_of(parse, i) for i in dead if parse.sentences[parse.tokens[i].sentence].kind in _KINDS}
    first = {lemma_of(parse, r.head): r for r in reversed(found)}
    return [r for lemma, r in sorted(first.items()) if lemma not in told]


def _read(parse: Parse, sentence: Sentence, cue: int) -> Reading | None:
    low = parse.tokens[cue].text.lower()
    person = None
    after = parse.tokens[cue + 1].text.lower() if cue + 1 < sentence.last else ""
    if low in _DYING or (low in _PASSING and after == "away"):
        person = _before(parse, sentence, cue)
    elif low == "killed" and cue - 2 > sentence.first and _is_one_fate(parse, cue):
        person = _before(parse, sentence, cue - 2)
    elif _means_death(parse, sentence, cue):
        person = _after_of(parse, sentence, cue)
    if person is None:
        return None
    first = first_of_member(parse, sentence, person)
    if any(parse.tokens[i].tag == "CD" and not is_aged(parse, person) for i in range(first, person)):
        return None
    span = parse.token_span(*span_with_cue(parse, (first, person + 1), cue))
    return Reading(
        start=span.start, end=span.end, head=person, kind="count", low=1, high=1, bound="exact", unit=None,
        counted=flat_text(parse, first, person + 1), measure="killed", harm=True, cue=cue, single=True,
    )  # fmt: skip


def _is_one_fate(parse: Parse, killed: int) -> bool:
    """Whether "killed" stands after a comma or "and" behind another word for what befell somebody: "shot, killed"."""
    return (
        parse.tokens[killed - 1].text.lower() in _JOINTS
        and parse.tokens[killed - 2].text.lower() in _WOUNDING
        and not (killed + 1 < len(parse.tokens) and parse.tokens[killed + 1].tag in ("NNS", "CD", "DT", "PRP$"))
    )


def _before(parse: Parse, sentence: Sentence, cue: int) -> int | None:
    """Who stands last before a word; nobody where a verb or another clause lies between, or they did something."""
    for i in range(cue - 1, max(sentence.first, cue - _BETWEEN) - 1, -1):
        token = parse.tokens[i]
        if token.text.lower() in _LIVING or (token.tag in _FINITE and token.lemma != "have") or token.text in ":;|-–—?":
            return None
        if _is_one(parse, i):
            first = first_of_member(parse, sentence, i)
            before = parse.tokens[first - 1].text.lower() if first > sentence.first else ""
            return None if before in load_harms().transitive or before in ("by", "of", "who", "after") else i
        if token.tag in _NOT_ONE and not is_aged(parse, i + 2) and i == cue - 1:
            return None
    return None


def _after_of(parse: Parse, sentence: Sentence, cue: int) -> int | None:
    if cue + 1 >= sentence.last or parse.tokens[cue + 1].text.lower() != "of":
        return None
    return next((i for i in range(cue + 2, min(sentence.last, cue + _BETWEEN)) if _is_one(parse, i)), None)


def _means_death(parse: Parse, sentence: Sentence, cue: int) -> bool:
    low = parse.tokens[cue].text.lower()
    return low in _DEATHS or (low in _ATTACKS and cue > sentence.first and parse.tokens[cue - 1].text.lower() in _FATAL)


def _is_one(parse: Parse, i: int) -> bool:
    """Whether a token ends words for one person, with no noun after it that it tells apart."""
    if parse.tokens[i].tag in _NOT_ONE:
        return False
    after = parse.tokens[i + 1].text.lower() if i + 1 < len(parse.tokens) else ""
    return is_person(parse, i) and after not in ("'s", "’s", "-")
