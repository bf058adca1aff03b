"""Who is inside which count of people harmed, so that only figures of the same people compare."""

import re
from bisect import bisect_left, bisect_right
from operator import itemgetter

from msgspec.structs import replace

from joindots.extract.harm_states import is_condition
from joindots.extract.lookups import Lookup
from joindots.extract.quantities.readings import Reading
from joindots.extract.quantities.victims import TOLLS
from joindots.parse import Parse

_HURT = frozenset(TOLLS) - {"killed", "injured"}
_DOER = re.compile(
    r"[^.;!?]{0,40}?(?:\b(including|among them)|\b(?:not including|excluding|not counting|apart from|besides))\s+"
    r"(?:the|his|her)?\s?(?:suspected |alleged )?"
    r"(?:attacker|gunman|bomber|shooter|perpetrator|suspect|killer|assailant)",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"^(?:an?\s)?(?:another|further|second|third|fourth|fifth|sixth|seventh|eighth|\d+th|other)\b", re.IGNORECASE
)
_ADDING = re.compile(r"(?:another|an?\s+(?:further|additional|extra))\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:bring|brings|bringing|brought|take|takes|taking|took)\b.{0,20}\btotal\b.{0,40}\Z", re.DOTALL)
_TOTAL_WITHIN = 90  # characters before a number, more than the pattern can span
_MORE = re.compile(r"(?:more|further|additional)\b", re.IGNORECASE)
_OF_HARMED = re.compile(
    r"\s(?:people |others )?of (?:the|those|these)(?: people| victims)?(?: who were)?"
    r" (?:injured|wounded|hurt|killed|dead|shot|murdered|slain)\b",
    re.IGNORECASE,
)
# "Two of the attackers were shot dead" counts none of those whom they killed.
_OF_DOERS = re.compile(
    r"\sof (?:the|those|these) (?:\w{2,12} )?(?:attackers|gunmen|bombers|assailants|hijackers|robbers)\b", re.IGNORECASE
)
# Between a number and the first of those it counts: "three other victims, a 21-year-old man".
_WHO_THEY_ARE = re.compile(
    r"(?:\s[\w’'-]{1,20}){0,4}?\s{0,2}(?:,|:|-|–|—)(?:\s\(?including|\s)?\s{0,2}\Z", re.IGNORECASE
)
_APPOSED = 60  # code points
_OTHER = re.compile(r"\bothers?\b", re.IGNORECASE)
_WOUNDS = frozenset({"wound", "injury", "burn", "graze", "laceration"})
_GRADES = frozenset({"critically", "seriously", "severely", "gravely", "badly", "slightly", "lightly", "superficially"})
_AGE = re.compile(r"\b(\d{1,3})[- ](?:year|month)")


def scope_tolls(
    parse: Parse, lookup: Lookup, drafts: list[tuple[Reading, str | None]]
) -> list[tuple[Reading, str | None]]:
    """Say in the measure who is inside which count, so that only figures of the same people compare."""
    singles: dict[tuple[str, str | None], list[Reading]] = {}
    counted = {(r.measure.partition("|")[0], event) for r, event in drafts if not r.single}
    for reading, event in drafts:
        if reading.single and not reading.known:
            singles.setdefault((reading.measure, event), []).append(reading)
    # Beside "five hospitalised" one in a critical condition is no toll.
    many = {event for r, event in drafts if not r.single and r.measure in _HURT and (r.low or 0) > 1}
    totals = _find_totals(parse, drafts)
    lists = sorted((r.start, r.end, r.measure.partition("|")[0]) for r, _ in drafts if "|" in r.measure)
    scoped = []
    for reading, event in drafts:
        key = (reading.measure, event)
        measure = reading.measure
        further = _FURTHER.search(reading.counted or "") is not None
        if reading.single and (
            reading.known
            or further
            or key in counted
            or (reading.measure == "injured" and event in many)
            or _are_several(parse, lookup, singles.get(key, []))
        ):
            measure += "|part"
        elif not reading.single and measure in TOLLS and _told_besides(parse, reading, singles.get(key, [])):
            measure += "|besides"
        elif not reading.single and (
            _in_total(parse, reading, totals) or _in_list(reading, lists) or _is_share(parse, reading)
        ):
            measure += "|part"
        if not reading.single and _adds(parse, reading, drafts):
            measure += "|further"
        scoped.append((replace(reading, measure=measure + _attacker(parse, reading)), event))
    return [(_restrict(parse, reading, event, scoped), event) for reading, event in scoped]


def _restrict(parse: Parse, reading: Reading, event: str | None, scoped: list[tuple[Reading, str | None]]) -> Reading:
    """A count of some of those harmed, where the report counts more of them elsewhere: "two were hurt critically"."""
    if reading.measure not in ("killed", "injured") or reading.single or not reading.low:
        return reading
    same = [r for r, e in scoped if e == event and r.measure == reading.measure and not r.single]
    more = any((r.low or 0) > reading.low and not _is_restricted(parse, r, scoped) for r in same)
    if not more or not _is_restricted(parse, reading, scoped):
        return reading
    return replace(reading, measure=f"{reading.measure}|part")


def _is_restricted(parse: Parse, reading: Reading, scoped: list[tuple[Reading, str | None]]) -> bool:
    """Whether words beside a count say that it counts some: "other victims", "critically", "treated for wounds"."""
    cue = parse.tokens[reading.cue] if reading.cue is not None else None
    told = cue is not None and cue.pos == "NOUN" and cue.lemma.lower() in _WOUNDS
    if cue is not None and (told or _is_graded(parse, cue.i)):
        return True
    if not _OTHER.search(f"{parse.document.text[reading.start : reading.end]} {reading.counted or ''}"):
        return False
    sentence = parse.tokens[reading.head].sentence
    dead = any(r.measure.startswith("killed") and parse.tokens[r.head].sentence == sentence for r, _ in scoped)
    return not dead or reading.measure == "killed"  # "one died and six others were injured": all who were


def _is_graded(parse: Parse, cue: int) -> bool:
    return any(parse.tokens[c].text.lower() in _GRADES for c in parse.children[cue])


def _adds(parse: Parse, reading: Reading, drafts: list[tuple[Reading, str | None]]) -> bool:
    """Whether a count comes on top of one of the same sort told before it: "a further two were arrested".

    In "four killed and another ten injured" it adds to no count of its own sort.
    """
    text = parse.document.text[reading.start : reading.end]
    if reading.kind != "count" or not (_ADDING.match(text) or _MORE.match(reading.counted or "")):
        return False
    sentence = parse.tokens[reading.head].sentence
    before = [r for r, _ in drafts if r.harm and r.start < reading.start and _told_in_body(parse, r)]
    others = [r for r in before if parse.tokens[r.head].sentence == sentence and r.measure != reading.measure]
    return not others and any(r.measure == reading.measure for r in before)


def _find_totals(parse: Parse, drafts: list[tuple[Reading, str | None]]) -> dict[str, list[tuple[int, Reading]]]:
    """Readings that are said to be totals, by their measure and in text order, each with where that is said.

    Looked for once a reading, and near it: a text may be one endless sentence of numbers.
    """
    found: dict[str, list[tuple[int, Reading]]] = {}
    for reading, _ in sorted(drafts, key=lambda draft: draft[0].start):
        said = _TOTAL.search(parse.document.text, max(0, reading.start - _TOTAL_WITHIN), reading.start)
        if said:
            found.setdefault(reading.measure, []).append((said.start(), reading))
    return found


def _in_total(parse: Parse, reading: Reading, totals: dict[str, list[tuple[int, Reading]]]) -> bool:
    """Whether a total that takes it in follows in its sentence: "17 people died, bringing the total to 88"."""
    same = totals.get(reading.measure, [])
    following = same[bisect_left(same, reading.end, key=itemgetter(0)) :][:1]
    end = parse.sentences[parse.tokens[reading.head].sentence].end
    return any(o.start < end and (o.low or 0) > (reading.high or reading.low or 0) for _, o in following)


def _is_share(parse: Parse, reading: Reading) -> bool:
    """Whether a number counts some of those harmed: "three of the wounded", "two are in a critical condition"."""
    if reading.cue is not None and is_condition(parse, reading.cue):
        return True
    if not reading.harm:
        return False
    doers = reading.kind == "count" and _OF_DOERS.match(parse.document.text, reading.end) is not None
    return doers or _OF_HARMED.match(parse.document.text, reading.end) is not None


def _in_list(reading: Reading, lists: list[tuple[int, int, str]]) -> bool:
    """Whether a number is a member of a list that counts it: "two children" in "his wife and two children"."""
    before = lists[: bisect_right(lists, reading.start, key=itemgetter(0))]
    return any(start <= reading.start < end and measure == reading.measure for start, end, measure in before[-2:])


def _told_in_body(parse: Parse, reading: Reading) -> bool:
    return parse.sentences[parse.tokens[reading.head].sentence].kind not in ("title", "heading", "standfirst")


def _attacker(parse: Parse, reading: Reading) -> str:
    """Whether the text says that the count takes in whoever did it, or leaves them out."""
    end = parse.sentences[parse.tokens[reading.head].sentence].end
    match = None if reading.single else _DOER.match(parse.document.text, reading.end, end)
    return "" if match is None else "|including:attacker" if match[1] else "|excluding:attacker"


def _are_several(parse: Parse, lookup: Lookup, singles: list[Reading]) -> bool:
    """Whether victims told singly are surely more than one: two names, two in a sentence, "another", two ages."""
    names = {e for r in singles if (e := lookup.entity(r.head)) and parse.tokens[r.head].pos == "PROPN"}
    unnamed = [r for r in singles if parse.tokens[r.head].pos != "PROPN" or not lookup.entity(r.head)]
    sentences = [parse.tokens[r.head].sentence for r in unnamed]
    ages = {m[1] for r in singles if (m := _AGE.search(r.counted or ""))}
    return len(names) > 1 or len(set(sentences)) < len(sentences) or len(ages) > 1


def _told_besides(parse: Parse, reading: Reading, singles: list[Reading]) -> bool:
    sentence = parse.tokens[reading.head].sentence
    if parse.document.text[max(0, reading.start - 4) : reading.start].rstrip().endswith((" to", " at")):
        return False  # "which brings the number of dead to four": the toll takes all in
    return any(parse.tokens[r.head].sentence == sentence and not _is_one_of(parse, reading, r) for r in singles)


def _is_one_of(parse: Parse, reading: Reading, single: Reading) -> bool:
    """Whether somebody is told as one of those counted: "three other victims, a man, a woman and a boy"."""
    between = parse.document.text[reading.end : single.start]
    return single.start > reading.end and len(between) <= _APPOSED and _WHO_THEY_ARE.match(between) is not None
