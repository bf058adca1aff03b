"""Where names stand: the tagger's marks, repaired and completed by the part-of-speech tags."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.extract.names.lexicons import given_names, known_kinds, title_ends, title_words, words
from joindots.parse import Parse, Token

# OntoNotes labels that mark names; the others mark dates and numbers.
NAME_LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"}
)
_LINKS = frozenset({"of", "on"})  # inside a name whose first part is a head word: "Commission on Ports"
_CONNECTORS = frozenset({"of", "on", "for", "and", "&"})
_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "de", "del", "della", "der", "di", "da", "la", "le", "van", "von", "ul"}
)
_MARKS = frozenset({",", "(", ")", "[", "]", '"', "|", ":", ";", "/"})
_DASHES = frozenset({"-", "–", "—"})
CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)
_RANK_LETTERS = frozenset({"dc", "ds"})  # also the letters of a district and of a company: only before a name
# A sentence counts as set in capitals or as a headline when this share of its longer words is so written; the least
# number of such words keeps short sentences such as "Mayor Ann Lee spoke" out. Chosen by reading headlines.
_HEADLINE_SHARE = 0.75
_HEADLINE_WORDS = 4
_LONG_WORD = 4
_NO_NAMES = frozenset({"VERB", "AUX", "ADP", "ADV", "DET", "PRON", "SCONJ", "PART"})


class NameSpan(Struct, frozen=True, gc=False):
    """A name in the text, by token indices.

    Attributes:
        first: First token of the name proper.
        last: One past its last.
        label: The tagger's label, or "" where it saw none.
        title: First token of the title before the name; `first` where there is none.
        letters: One past the last token of the letters after the name ("QC"); `last` where there are none.
    """

    first: int
    last: int
    label: str
    title: int
    letters: int


def find_spans(parse: Parse) -> list[NameSpan]:
    """All names the tagger or the part-of-speech tags show, repaired, in text order, without overlap."""
    tags = [-1] * len(parse.tokens)
    for n, name in enumerate(parse.names):
        tags[name.first : name.last] = [n] * (name.last - name.first)
    shapes = [sentence_shape(parse.tokens[s.first : s.last]) for s in parse.sentences]
    found = [span for run in _runs(parse, tags, shapes) for span in _repair(parse, tags, run)]
    return _doubt_headlines(parse, shapes, found)


def _doubt_headlines(parse: Parse, shapes: Sequence[str], spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Leave out names that only a headline shows, where every word looks like one; full names of people stay."""
    words_of = [tuple(t.text for t in parse.tokens[s.first : s.last]) for s in spans]
    plain = {w for w, s in zip(words_of, spans, strict=True) if shapes[parse.tokens[s.first].sentence] != "headline"}
    singles = {word for names in plain for word in names}
    return [
        s
        for w, s in zip(words_of, spans, strict=True)
        if w in plain
        or " ".join(w) in known_kinds()
        or (len(w) == 1 and w[0] in singles)
        or (s.label == "PERSON" and len(w) > 1 and (w[0] in given_names() or singles.issuperset(w)))
        or s.title < s.first
    ]


def sentence_shape(tokens: Sequence[Token]) -> str:
    """`capitals`, `headline` (most words begin with a capital letter, no full stop) or `plain`."""
    long = [t.text for t in tokens if len(t.text) >= _LONG_WORD and t.text[0].isalpha()]
    if len(long) < _HEADLINE_WORDS:
        return "capitals" if long and all(t.isupper() for t in long) else "plain"
    if sum(t.isupper() for t in long) >= _HEADLINE_SHARE * len(long):
        return "capitals"
    risen = sum(t[0].isupper() for t in long) >= _HEADLINE_SHARE * len(long)
    # A list of names or a table has no capital letters on anything else.
    raised = any(t.text[0].isupper() and t.pos in _NO_NAMES for t in tokens[1:])
    return "headline" if risen and raised and tokens[-1].text not in {".", '"'} else "plain"


def is_capitalised(word: str) -> bool:
    """Whether a word is written as names are: with a capital letter in it and no digit at its start."""
    return word[0].isalpha() and not word.islower()


def _runs(parse: Parse, tags: list[int], shapes: list[str]) -> Iterator[tuple[int, int]]:
    """Stretches of tokens that look like parts of one name."""
    start = None
    tokens = parse.tokens
    for token in tokens:
        i = token.i
        inside = _is_part(parse, tags, token, shapes)
        if start is not None and (not inside or _is_border(parse, tags, start, i)):
            yield start, i
            start = None
        if inside and start is None:
            start = i
    if start is not None:
        yield start, len(tokens)


def _is_part(parse: Parse, tags: list[int], token: Token, shapes: list[str]) -> bool:
    if token.text in _MARKS or (token.text in _DASHES and _stands_free(parse, token.i)):
        return False
    if tags[token.i] >= 0:
        return parse.names[tags[token.i]].label in NAME_LABELS
    if token.text in _LINKS:
        return _links(parse, tags, token.i)
    return (
        token.pos == "PROPN"
        and is_capitalised(token.text)
        and shapes[token.sentence] == "plain"
        and token.text.lower() not in CALENDAR
    )


def _stands_free(parse: Parse, i: int) -> bool:
    """Whether white space stands on one side of a mark."""
    tokens = parse.tokens
    return (i > 0 and tokens[i - 1].end < tokens[i].start) or (
        i + 1 < len(tokens) and tokens[i].end < tokens[i + 1].start
    )


def _links(parse: Parse, tags: list[int], i: int) -> bool:
    """Whether "of" or "on" joins a head word and a name: "Palace of Arden", "Bank of Arden"."""
    before, after = parse.tokens[i - 1], parse.tokens[min(i + 1, len(parse.tokens) - 1)]
    heads = words("nouns", "organisation_heads", "place_heads")
    return (
        i > 0
        and tags[i - 1] < 0
        and before.pos == "PROPN"
        and is_capitalised(before.text)
        and before.lemma.lower() in heads | {h + "s" for h in heads}
        and after.pos == "PROPN"
        and is_capitalised(after.text)
    )


def _is_border(parse: Parse, tags: list[int], start: int, i: int) -> bool:
    """Whether a run that began at `start` ends before token `i` though both look like parts of names."""
    before, token = parse.tokens[i - 1], parse.tokens[i]
    if before.sentence != token.sentence:
        return True
    if tags[i] == tags[i - 1] or token.text in _LINKS:
        return False
    if i - start > 1 and before.text in _CONNECTORS:
        return False
    if tags[i] >= 0 and tags[i - 1] >= 0:
        return True
    # "British" before an untagged name is an adjective; "Islamic State" is one name all the same.
    return (
        tags[i] < 0 and known_kinds().get(before.text) == "group" and f"{before.text} {token.text}" not in known_kinds()
    )


def _repair(parse: Parse, tags: list[int], run: tuple[int, int]) -> Iterator[NameSpan]:
    for title, end in _split_titles(parse, tags, *run):
        first = _skip_title(parse, tags, title, end)
        last = _skip_letters(parse.tokens, first, end)
        for a, b in _split_people(parse, tags, *_trim(parse.tokens, first, last)):
            yield NameSpan(
                first=a,
                last=b,
                label=_label(parse, tags, a, b),
                title=title if a == first else a,
                letters=end if b == last else b,
            )


def _skip_title(parse: Parse, tags: list[int], title: int, end: int) -> int:
    """The first token after the title that begins at `title`; `title` itself where there is none."""
    first = title
    while first < end and _bare(parse.tokens[first]) in title_words():
        first += 1
    return first if first < end and _is_title(parse, tags, title, first) else title


def _skip_letters(tokens: Sequence[Token], first: int, end: int) -> int:
    """One past the last token before the letters after a name."""
    while end - first > 1 and _bare(tokens[end - 1]) in words("titles", "letters"):
        end -= 1
    return end


def _bare(token: Token) -> str:
    return token.text.rstrip(".").lower()


def _split_titles(parse: Parse, tags: list[int], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut a run before each title that stands inside it: "Port Police | Chief Inspector Ann Lee"."""
    start = first
    for i in range(first + 1, last):
        fresh = _bare(parse.tokens[i - 1]) not in title_words() or tags[i - 1] >= 0
        fresh = fresh and tags[i] != tags[i - 1] and _bare(parse.tokens[i]) in title_words()
        if fresh and _skip_title(parse, tags, i, last) > i:
            yield start, i
            start = i
    yield start, last


def _is_title(parse: Parse, tags: list[int], title: int, first: int) -> bool:
    """Whether tokens `title` to `first` are a title of the name that follows, not the beginning of it."""
    if title == first:
        return False
    end = _bare(parse.tokens[first - 1])
    if end not in title_ends():
        return False
    if end in words("titles", "certain") or tags[first - 1] != tags[first] or tags[first] < 0:
        return True
    return parse.names[tags[first]].label == "PERSON" or end in _RANK_LETTERS


def _trim(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Drop what is no part of a name at its edges: articles, possessives, marks, dates, lower-case words."""
    while first < last and not _can_begin(tokens, first, last):
        first += 1
    while first < last and not _can_end(tokens, first, last):
        last -= 1
    return first, last


def _can_begin(tokens: Sequence[Token], first: int, last: int) -> bool:
    token = tokens[first]
    if token.text.lower() in _PARTICLES:
        return any(is_capitalised(t.text) for t in tokens[first + 1 : min(first + 3, last)])
    if token.text.lower() in CALENDAR or token.text.lower() == "the":
        return False
    return is_capitalised(token.text) and token.pos not in {"DET", "PRON"}


def _can_end(tokens: Sequence[Token], first: int, last: int) -> bool:
    token = tokens[last - 1]
    if last - first > 2 and tokens[last - 2].text == "-" and tokens[last - 2].start == tokens[last - 3].end:
        return True  # the second half of a hyphenated name, however written
    return last - first > 1 if token.text[0].isdigit() else is_capitalised(token.text)


def _split_people(parse: Parse, tags: list[int], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut "Ann Lee and Bo Ray" in two where the tagger takes them for a person."""
    start = first
    if first < last and _label(parse, tags, first, last) == "PERSON":
        for i in range(first + 1, last - 1):
            if parse.tokens[i].text in {"and", "&"}:
                yield start, i
                start = i + 1
    if start < last:
        yield start, last


def _label(parse: Parse, tags: list[int], first: int, last: int) -> str:
    labels = Counter(parse.names[t].label for t in tags[first:last] if t >= 0)
    return min(labels, key=lambda label: (-labels[label], label)) if labels else ""
