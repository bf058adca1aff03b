"""Lists of dead and hurt in headlines, where a comma stands for "and": "Two adults, two children killed in fire".

Trees of headlines err, and so the words are read in their order: members before the word that says what befell them.
"""

from bisect import bisect_right

from joindots.extract.harm_cues import harm_after
from joindots.extract.harms import load_harms
from joindots.extract.incident_words import load_incident_words
from joindots.extract.quantities.readings import Reading
from joindots.extract.quantities.sufferers import SELF, SEVERAL
from joindots.extract.quantities.victims import TOLLS, is_aged
from joindots.parse import Parse, Sentence

_JOINTS = frozenset({",", "and", "&", "then"})
_MODIFYING = frozenset({"JJ", "JJR", "NN", "NNP", "HYPH", "CD", "NNS", "POS", "DT", "PRP$"})  # tags before a noun
_NOUNS = frozenset({"NN", "NNS", "HYPH"})
_PEOPLE = frozenset({"NN", "NNS", "NNP", "JJ", "RB", "UH"})
_LEAVING = frozenset({"left", "leaves", "leaving"})  # "injured boy, left man dead": no dead of its own list before it
_NEAR = 3  # tokens after a list that say what befell it: "found dead"
_LONGEST = 7  # tokens of a member: "his 1 - year - old son"


def find_headline_lists(parse: Parse, known: list[Reading]) -> list[Reading]:
    """One reading for each list of two or more members in a title or heading.

    Args:
        parse: The document.
        known: Readings of numbers, from which members that have one take their size.
    """
    counts = sorted((r for r in known if r.kind == "count"), key=lambda r: r.start)
    titles = [s for s in parse.sentences if s.kind in ("title", "heading")]
    found = [_read_list(parse, sentence, last, counts) for sentence in titles for last in _ends(parse, sentence)]
    found += [_read_objects(parse, sentence, verb, counts) for sentence in titles for verb in _verbs(parse, sentence)]
    return [reading for reading in found if reading is not None]


def _verbs(parse: Parse, sentence: Sentence) -> list[int]:
    """Words of harm that tell their objects after them: "Man kills wife, two sons"."""
    transitive = load_harms().transitive
    inside = parse.tokens[sentence.first : sentence.last]
    endings = ("s", "ing")
    return [t.i for t in inside if (low := t.text.lower()) in transitive and low.endswith(endings) and low != "guns"]


def _read_objects(parse: Parse, sentence: Sentence, verb: int, counts: list[Reading]) -> Reading | None:
    """The list right after a word of harm, where all its members are people of a known number."""
    measure = load_harms().transitive[parse.tokens[verb].text.lower()]
    sizes, first, last = list[int](), verb + 1, verb
    while first < sentence.last:
        end = _end_of_member(parse, sentence, first)
        if end is None or (size := _size(parse, first, end, counts)) is None:
            break
        sizes.append(size)
        last = first = end
        while first + 1 < sentence.last and parse.tokens[first + 1].text.lower() in _JOINTS:
            first += 1
        if first == last:
            break
        first += 1
    if len(sizes) < 2 or measure not in TOLLS:
        return None
    return _make_list(parse, (verb + 1, last), sum(sizes), (measure, verb))


def _end_of_member(parse: Parse, sentence: Sentence, first: int) -> int | None:
    """The last token of a member that begins at a token."""
    for i in range(first, min(sentence.last, first + _LONGEST)):
        if parse.tokens[i].text.lower() in SELF:
            return i
        after = parse.tokens[i + 1].tag if i + 1 < sentence.last else ""
        if is_person(parse, i) and after not in _NOUNS:
            return i
        if parse.tokens[i].tag not in _MODIFYING or parse.tokens[i].text.lower() in load_harms().transitive:
            return None
    return None


def _ends(parse: Parse, sentence: Sentence) -> list[int]:
    """Tokens that end a list: people right before a word that says what befell them."""
    inside = range(sentence.first, sentence.last - 1)
    return [i for i in inside if is_person(parse, i) and (harm := harm_after(parse, i + 1)) and harm[1] <= i + _NEAR]


def _read_list(parse: Parse, sentence: Sentence, last: int, counts: list[Reading]) -> Reading | None:
    """The list that ends at a token, where all its members are people of a known number."""
    harm = harm_after(parse, last + 1)
    sizes, first, end = list[int](), last, last
    while end >= sentence.first and is_person(parse, end):
        begin = first_of_member(parse, sentence, end)
        size = _size(parse, begin, end, counts)
        if size is None:
            return None
        sizes.append(size)
        first, end = begin, begin - 1
        while end > sentence.first and parse.tokens[end].text.lower() in _JOINTS:
            end -= 1
        if end == begin - 1:
            break
    if len(sizes) < 2 or harm is None or harm[0] not in TOLLS:
        return None
    return _make_list(parse, (first, last), sum(sizes), harm)


def _make_list(parse: Parse, ends: tuple[int, int], size: int, harm: tuple[str, int]) -> Reading:
    span = parse.token_span(ends[0], ends[1] + 1)
    scope = "including:attacker" if parse.tokens[ends[1]].text.lower() in SELF else "named"
    return Reading(
        start=span.start, end=span.end, head=ends[1], kind="count", low=size, high=size, bound="exact",
        unit=None, counted=" ".join(span.text.split()), measure=f"{harm[0]}|{scope}", harm=True, cue=harm[1],
    )  # fmt: skip


def first_of_member(parse: Parse, sentence: Sentence, last: int) -> int:
    """The first token of the words for somebody that end at a token: "his 1-year-old son"."""
    first = last
    while first > max(sentence.first, last - _LONGEST):
        before = parse.tokens[first - 1]
        if before.tag not in _MODIFYING or before.text.lower() in _LEAVING:
            break
        first -= 1
    return first


def is_person(parse: Parse, i: int) -> bool:
    """Whether a token ends words for people; in headlines "juvenile" may be taken for an adjective."""
    token = parse.tokens[i]
    lemma = token.lemma.lower()
    return is_aged(parse, i) or (
        token.tag in _PEOPLE and lemma in load_incident_words().persons and lemma not in SEVERAL
    )


def _size(parse: Parse, first: int, last: int, counts: list[Reading]) -> int | None:
    """How many a member stands for; None where that is not said."""
    start, end = parse.tokens[first].start, parse.tokens[last].end
    n = bisect_right(counts, end, key=lambda r: r.start)
    inside = [r for r in counts[max(0, n - 2) : n] if r.start >= start]
    if inside:
        exact = inside[-1].bound == "exact" and isinstance(inside[-1].low, int) and inside[-1].start == start
        return int(inside[-1].low or 0) if exact else None
    return None if parse.tokens[last].tag == "NNS" or parse.tokens[last].lemma.lower() == "people" else 1
