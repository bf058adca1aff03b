"""Where names stand: the tagger's marks, repaired and completed by the part-of-speech tags."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.extract.names.bonds import find_bonds
from joindots.extract.names.lexicons import given_names, known_kinds, title_ends, title_words, words
from joindots.extract.names.runs import find_runs, is_capitalised, sentence_shapes
from joindots.parse import Parse, Token
from joindots.text.timexes import is_holiday

_MONTH_NAMES = frozenset({"Jan", "April", "May", "June"})  # given names too
_SHOUTED = 3  # letters of a word in capitals that is more likely shouted than an abbreviation
_FULL_NAME = range(2, 4)  # words
_GENERATIONS = frozenset({"jr", "sr"})
_OFFICE_AND_NAME = range(4, 6)  # words: "Fisheries Minister Ann Lee"
_MINISTERS = frozenset({"minister", "secretary", "commissioner"})
_RANK_LETTERS = frozenset({"dc", "ds"})  # also the letters of a district and of a company: only before a name


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
    shapes = sentence_shapes(parse)
    bonds = list(find_bonds(parse, tags))
    bound = {i for first, last in bonds for i in range(first, last)}
    runs = [run for run in find_runs(parse, tags, shapes) if bound.isdisjoint(range(*run))]
    known = {parse.tokens[last - 1].text for first, last in runs if last - first in _FULL_NAME}
    runs = [part for run in runs for part in _split_shout(parse.tokens, run)]
    runs = [part for run in runs for part in _split_headline(parse, run)]
    parts = [part for run in runs for part in _split_sentences(parse.tokens, run, known)]
    spans = [span for part in parts for span in _repair(parse, tags, part)]
    spans += [NameSpan(first=a, last=b, label="ORG", title=a, letters=b) for a, b in bonds]
    return sorted(spans, key=lambda span: span.first)


def _split_shout(tokens: Sequence[Token], run: tuple[int, int]) -> list[tuple[int, int]]:
    """Cut a run after a line in capitals: "FERRY FIRE | Crew held"; one word left after it is no name."""
    first, last = run
    for i in range(first + 2, last):
        shouted = all(t.text.isupper() and len(t.text) >= _SHOUTED for t in tokens[i - 2 : i])
        if shouted and tokens[i].text[1:].islower():
            return [(first, i), *([(i, last)] if last - i > 1 else [])]
    return [run]


def _split_headline(parse: Parse, run: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Cut a run at the verb of a headline: "Port Minister | Calls | Dock Workers Heroes"."""
    start, last = run
    titled = parse.sentences[parse.tokens[start].sentence].kind in ("title", "heading")
    for i in range(start + 1, last) if titled else ():
        if parse.tokens[i].text.lower() in words("nouns", "headline_verbs") and start < i:
            yield start, i
            start = i + 1
    if start < last:
        yield start, last


def _split_sentences(tokens: Sequence[Token], run: tuple[int, int], known: set[str]) -> list[tuple[int, int]]:
    """Cut a run after "Jr." before a surname that the report knows: there the parser misses the end of a sentence.

    A name that stands twice without a mark between is that of a caption and of the text after it.
    """
    first, last = run
    texts = [t.text for t in tokens[first:last]]
    twice = next((first + n for n in _FULL_NAME if texts[:n] == texts[n : 2 * n]), None)
    if twice is not None:
        return [(first, twice), (twice, last)]
    ends = (i for i in range(first + 2, last) if _bare(tokens[i - 1]) in _GENERATIONS and tokens[i].text in known)
    cut = next(ends, last)
    return [(first, cut), (cut, last)] if cut < last else [run]


def _repair(parse: Parse, tags: list[int], run: tuple[int, int]) -> Iterator[NameSpan]:
    for title, end in _split_parts(parse, tags, *run):
        first = _skip_title(parse, tags, title, end)
        last = _skip_letters(parse.tokens, first, _end_before_post(parse.tokens, first, end))
        for a, b in _split_people(parse, tags, *_trim(parse.tokens, first, last)):
            if title == a and is_holiday(parse.document.text[parse.tokens[a].start : parse.tokens[b - 1].end]):
                continue
            yield NameSpan(
                first=a,
                last=b,
                label=_label(parse, tags, a, b),
                title=_begin_title(parse, tags, title, first) if a == first else a,
                letters=end if b == last else b,
            )


def _skip_title(parse: Parse, tags: list[int], title: int, end: int) -> int:
    """The first token after the title that begins at `title`; `title` itself where there is none."""
    first = title + _names_office(parse, title, end)
    while first < end and _bare(parse.tokens[first]) in title_words():
        first += 1
    return first if first < end and (_is_sure(parse, first, end) or _is_title(parse, tags, title, first)) else title


def _begin_title(parse: Parse, tags: list[int], title: int, first: int) -> int:
    """Where a title found from `title` on begins: the parser cuts "Fisheries | Minister" and "Lt | . | Gen."."""
    tokens = parse.tokens
    if title == first or tokens[title].i == parse.sentences[tokens[title].sentence].first or tags[title - 1] >= 0:
        return title
    before = tokens[title - 1]
    if before.text == "." and title > 1 and _bare(tokens[title - 2]) in title_ends() and tags[title - 2] < 0:
        return title - 2
    business = before.head == title and before.dep == "compound" and before.text[0].isupper()
    known = before.text in known_kinds() or before.text in given_names()
    return title - 1 if business and not known and _bare(tokens[title]) in _MINISTERS else title


def _names_office(parse: Parse, title: int, end: int) -> bool:
    """Whether the first word says which minister follows: "Fisheries Minister Ann Lee"."""
    tokens = parse.tokens
    if end - title not in _OFFICE_AND_NAME or _bare(tokens[title + 1]) not in _MINISTERS:
        return False
    plain = tokens[title].text.lower() not in title_words() and tokens[title].text not in given_names()
    return plain and all(t.text[0].isupper() and t.pos == "PROPN" for t in tokens[title:end])


def _is_sure(parse: Parse, first: int, end: int) -> bool:
    """Whether a rank before token `first` is sure to be one: two or three words follow that name no body or place."""
    if not first or _bare(parse.tokens[first - 1]) not in words("titles", "sure") or end - first not in _FULL_NAME:
        return False
    heads = words("nouns", "organisation_heads", "place_heads", "other_heads", "bodies")
    return all(t.text[0].isupper() and t.text.lower() not in heads for t in parse.tokens[first:end])


def _end_before_post(tokens: Sequence[Token], first: int, end: int) -> int:
    """The end of a known place or people that a post follows: "Arden | Assistant Secretary"; else `end`."""
    last = end
    while last - first > 1 and _bare(tokens[last - 1]) in title_words():
        last -= 1
    known = known_kinds().get(" ".join(t.text for t in tokens[first:last])) in {"place", "group"}
    return last if known and last < end and _bare(tokens[end - 1]) in title_ends() else end


def _skip_letters(tokens: Sequence[Token], first: int, end: int) -> int:
    """One past the last token before the letters after a name."""
    while end - first > 1 and _bare(tokens[end - 1]) in words("titles", "letters"):
        end -= 1
    return end


def _split_parts(parse: Parse, tags: list[int], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut a run before titles, and between a person and where the person comes from: "Ann Lee | of Port Watch"."""
    for start, end in _split_titles(parse, tags, first, last):
        cut = _find_origin(parse.tokens, start, end)
        yield start, cut
        if cut < end:
            yield cut + 1, end


def _find_origin(tokens: Sequence[Token], first: int, end: int) -> int:
    """The "of" after a person's given name and surname; `end` where there is none."""
    if tokens[first].text not in given_names():
        return end
    of = next((i for i in range(first + 2, min(end, first + 4)) if tokens[i].text in {"of", "from"}), end)
    name = tokens[first:of]
    plain = all(t.text.isalpha() and t.text.lower() not in words("nouns", "organisation_heads") for t in name)
    return of if plain else end


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
    if token.text.lower() in words("nouns", "particles"):
        return any(is_capitalised(t.text) for t in tokens[first + 1 : min(first + 3, last)])
    if token.text.lower() == "the":
        return False
    if token.text.lower() in words("nouns", "calendar"):
        return token.text in _MONTH_NAMES and last - first in _FULL_NAME and is_capitalised(tokens[first + 1].text)
    return is_capitalised(token.text) and token.pos not in {"DET", "PRON"}


def _can_end(tokens: Sequence[Token], first: int, last: int) -> bool:
    token = tokens[last - 1]
    named = any(t.text in given_names() for t in tokens[first : last - 1])
    if named and token.text.lower() in words("nouns", "headline_ends"):
        return False  # "Ann Lee Dead at 91"
    if last - first > 2 and tokens[last - 2].text == "-" and tokens[last - 2].start == tokens[last - 3].end:
        return True  # the second half of a hyphenated name, however written
    if token.text[0].isdigit():  # a number may belong to what follows: "in Arden 17 people died"
        head = tokens[token.head]
        counts = (head.i >= last and head.pos == "NOUN") or (last < len(tokens) and tokens[last].tag == "NNS")
        return last - first > 1 and not counts
    return is_capitalised(token.text)


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
