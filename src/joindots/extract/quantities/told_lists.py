"""Lists of dead and hurt in running text that ages or numbers break: "Ann Orr, 21, Ben Lee, 22, and Cy Ray were shot".

Trees err where ages stand between commas, and so the words are read in their order: members, then what befell them, or
the verb whose object they are before them.
"""

import re
from itertools import islice

from msgspec import Struct

from joindots.extract.harm_cues import find_harm, harm_after, is_unreal
from joindots.extract.harms import load_harms
from joindots.extract.lookups import Lookup
from joindots.extract.quantities.headline_lists import is_person
from joindots.extract.quantities.readings import Reading
from joindots.extract.quantities.sufferers import SEVERAL
from joindots.extract.quantities.victims import TOLLS, is_aged
from joindots.parse import Parse, Sentence

_MODIFYING = frozenset({"JJ", "JJR", "NN", "NNP", "HYPH", "CD", "DT", "PRP$", "POS", "NNS"})
_HEADLINES = frozenset({"title", "heading"})
_LONGEST = 8  # tokens of a member: "a 6 - year - old local boy"
_OLDEST = 110
_AGES = frozenset({"age", "ages", "aged"})
_AFTER_AGE = frozenset({",", ";", ".", "and", ":"})
_PASSED_OVER = frozenset({"who", "were", "was", "have", "had", "has", "been", "all", "both", "also", "are", "being"})
_OF_SEVERAL = frozenset({"were", "are", "have", "all", "both"})
_OPENING = frozenset(
    {"that", "when", "after", "where", "while", "as", "said", "say", "says", "are", "were", "is", "how"}
)
"""Words after which a clause or a naming begins, so that no verb before takes the list for its object."""
_NAMING = re.compile(
    r"\b(killed|dead|slain|deceased|murdered|injured|wounded|hurt)(?: people| victims)? (?:were|are|was|have been)"
    r"(?: (?:identified|named)(?: (?:by|on) [\w ]{3,40})? as)?:?\s?\Z",
    re.IGNORECASE,
)
_SUFFERING = frozenset({"suffer", "sustain", "receive"})
_HURT_REACH = 6  # tokens from such a verb to the wounds


class _Member(Struct, frozen=True, gc=False):
    """Words for somebody: first and one past the last token, head, how many they stand for, whether a name."""

    first: int
    last: int
    head: int
    size: int
    named: bool


def find_told_lists(parse: Parse, lookup: Lookup, known: list[Reading]) -> list[Reading]:
    """One reading for each list of two or more members that are people of a known number.

    Args:
        parse: The document.
        lookup: Its people.
        known: Readings of numbers, from which members that have one take their size.
    """
    counts = {r.start: r for r in known}
    found = []
    for sentence in parse.sentences:
        i = sentence.first if _may_list(parse, lookup, sentence) else sentence.last
        while i < sentence.last:
            members, end = _read_list(parse, lookup, sentence, i, counts)
            harm = _harm(parse, sentence, members, end) if len(members) > 1 else None
            if harm is not None:
                found.append(_make(parse, members, harm))
            i = max(end, i + 1)
    return found


def _may_list(parse: Parse, lookup: Lookup, sentence: Sentence) -> bool:
    """Whether a sentence has what every list needs: "and", and words for two people."""
    if sentence.kind in _HEADLINES:
        return False
    tokens = parse.tokens[sentence.first : sentence.last]
    if not any(token.text.lower() == "and" for token in tokens):
        return False
    people = (t.i for t in tokens if is_person(parse, t.i) or _is_named(parse, lookup, t.i))
    return sum(1 for _ in islice(people, 2)) > 1


def _is_named(parse: Parse, lookup: Lookup, i: int) -> bool:
    """Whether a token belongs to a person's name."""
    entity = lookup.entity(i)
    return entity is not None and lookup.kind(entity) == "person" and parse.tokens[i].pos == "PROPN"


def _read_list(
    parse: Parse, lookup: Lookup, sentence: Sentence, first: int, counts: dict[int, Reading]
) -> tuple[list[_Member], int]:
    """The members of the list that begins at a token, and the token after it; none where it is not sure who is who."""
    members: list[_Member] = []
    i, comma, joined = first, False, False
    while i < sentence.last:
        member = _read_member(parse, lookup, sentence, i, counts)
        if member is None:
            break
        i = _skip_ages(parse, sentence, member.last)
        apposed = bool(members) and comma and member.named != members[-1].named and 1 == member.size == members[-1].size
        named_after = bool(members) and comma and member.named and members[-1].size > 1
        if named_after or (apposed and _text(parse, sentence, i) != ","):
            return [], i  # "Ann Orr, a guard and two clerks": two or three of them
        if not apposed:
            members.append(member)
        comma, joint = _text(parse, sentence, i) in (",", ";"), i
        joint += comma
        ended = _text(parse, sentence, joint) == "and"
        joined |= ended
        if joined and not ended:
            break
        if not (comma or ended):
            return [], i
        comma, i = comma and not ended, joint + ended
    first = members[0].size if members else 1  # "three others, a man, a woman and a boy": who the three are
    told_again = first > 1 and first == sum(member.size for member in members[1:])
    return (members, i) if joined and len(members) > 1 and not told_again else ([], i)


def _read_member(
    parse: Parse, lookup: Lookup, sentence: Sentence, first: int, counts: dict[int, Reading]
) -> _Member | None:
    if _is_named(parse, lookup, first):
        entity, last = lookup.entity(first), first
        while last + 1 < sentence.last and lookup.entity(last + 1) == entity:
            last += 1
        return _Member(first, last + 1, last, 1, named=True)
    for i in range(first, min(sentence.last, first + _LONGEST)):
        after = parse.tokens[i + 1] if i + 1 < sentence.last else None
        if is_person(parse, i) and (after is None or (after.pos not in ("NOUN", "PROPN") and after.text != "-")):
            size = _size(parse, first, i, counts)
            return None if size is None else _Member(first, i + 1, i, size, named=False)
        apart = parse.tokens[i].tag == "HYPH" and parse.tokens[i].start > parse.tokens[i - 1].end  # a dash
        if parse.tokens[i].tag not in _MODIFYING or apart:
            return None
    return None


def _size(parse: Parse, first: int, last: int, counts: dict[int, Reading]) -> int | None:
    """How many a member stands for; None where that is not said."""
    words = [t.text.lower() for t in parse.tokens[first : last + 1]]
    if is_aged(parse, last) and (words[0] == "one" or "years" in words):
        return None  # "two clerks, one 18 years old": of those told
    numbers = [counts[t.start] for t in parse.tokens[first : last + 1] if t.start in counts and t.tag == "CD"]
    numbers = [r for r in numbers if r.kind == "count"]
    if numbers:
        exact = numbers[0].bound == "exact" and isinstance(numbers[0].low, int)
        return int(numbers[0].low or 0) if exact and len(numbers) == 1 else None
    lemma = parse.tokens[last].lemma.lower()
    return None if parse.tokens[last].tag == "NNS" or lemma in SEVERAL or lemma == "other" else 1


def _skip_ages(parse: Parse, sentence: Sentence, i: int) -> int:
    """The token after the ages that stand behind a member: ", 21", "(21)", ", ages 3 and 5", ", aged 21 and 22"."""
    opening = _text(parse, sentence, i)
    j = i + 1 if opening in (",", "(") else i
    told = _text(parse, sentence, j) in _AGES
    j += told
    if not _is_age(parse, sentence, j) or (opening not in (",", "(") and not told):
        return i
    last = j + 1
    while told and _text(parse, sentence, last) in (",", "and"):
        after = last + 1 + (_text(parse, sentence, last + 1) == "and")
        if not _is_age(parse, sentence, after):
            break
        last = after + 1
    if opening == "(":
        return last + 1 if _text(parse, sentence, last) == ")" else i
    behind = parse.tokens[last] if last < sentence.last else None
    ends = behind is None or behind.pos in ("VERB", "AUX") or behind.text in _AFTER_AGE | _PASSED_OVER
    return last if told or ends else i  # "a clerk, 21 guards": a number that counts what follows is no age


def _is_age(parse: Parse, sentence: Sentence, i: int) -> bool:
    text = _text(parse, sentence, i)
    return text.isdigit() and int(text) <= _OLDEST


def _text(parse: Parse, sentence: Sentence, i: int) -> str:
    return parse.tokens[i].text.lower() if i < sentence.last else ""


def _harm(parse: Parse, sentence: Sentence, members: list[_Member], end: int) -> tuple[str, int] | None:
    """What befell the members of a list, by the words after it or the verb before it."""
    first = members[0].first
    before = parse.tokens[first - 1] if first > sentence.first else None
    definite = members[0].named or parse.tokens[first].tag in ("DT", "PRP$", "CD")
    if before is not None and definite and before.text.lower() in load_harms().transitive and before.pos == "VERB":
        harm = find_harm(parse, members[0].head) if _text(parse, sentence, end) not in _PASSED_OVER else None
        return harm if harm is not None and harm[0] in TOLLS and harm[1] < first else None
    named = _NAMING.search(parse.document.text, sentence.start, parse.tokens[first].start)
    if named is not None:
        low = named[1].lower()
        return load_harms().adjectives[low], next(
            t.i for t in parse.tokens[sentence.first : first] if t.start == named.start(1)
        )
    opened = before is None or before.pos in ("PUNCT", "CCONJ") or before.text.lower() in _OPENING
    if not opened:
        return None
    if _text(parse, sentence, end) == "who" and _text(parse, sentence, end + 1) not in _OF_SEVERAL:
        return None  # "Orr and the man who died"
    start = i = end + (_text(parse, sentence, end) == ",")
    while _text(parse, sentence, i) in _PASSED_OVER:
        i += 1
    harm = harm_after(parse, i) or _wounds(parse, sentence, members, i)
    if harm is None or harm[0] not in TOLLS or is_unreal(parse, harm[1]):
        return None
    # "Orr, Lee and Ray shot and killed a clerk": without "were" they may have done it.
    return None if i == start and _text(parse, sentence, harm[1] + 1) in ("and", "at", "into") else harm


def _wounds(parse: Parse, sentence: Sentence, members: list[_Member], i: int) -> tuple[str, int] | None:
    """The wounds that a list of people is told to have suffered."""
    if i >= sentence.last or parse.tokens[i].lemma not in _SUFFERING:
        return None
    told = (find_harm(parse, member.head) for member in members)
    return next((h for h in told if h is not None and i <= h[1] < i + _HURT_REACH), None)


def _make(parse: Parse, members: list[_Member], harm: tuple[str, int]) -> Reading:
    last = members[-1].last
    span = parse.token_span(members[0].first, last)
    total = sum(member.size for member in members)
    return Reading(
        start=span.start, end=span.end, head=members[0].head, kind="count", low=total, high=total, bound="exact",
        unit=None, counted=" ".join(span.text.split()), measure=f"{harm[0]}|named", harm=True, cue=harm[1],
    )  # fmt: skip
