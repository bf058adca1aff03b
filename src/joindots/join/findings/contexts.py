"""A pile with what findings look up in it."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from operator import itemgetter

from joindots.join.affairs import list_affairs
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.wordings import date_words, lower_article, shorten
from joindots.join.origins import OriginIndex, Statement
from joindots.join.piles import Pile
from joindots.model import HAPPENING, AttributionSource, Block, BlockKind, Span
from joindots.text.normal import content_words
from joindots.text.quotes import find_quotations

_SENTENCE_END = re.compile(r"[.!?][’”\"')\]]*\s+(?=([‘“\"'(\[]*[A-Z0-9]))")
_ABBREVIATION = re.compile(r"\b(?:Mrs?|Ms|Dr|St|Sgt|Lt|Col|Gen|Capt|Prof|Rev|Sen|Gov|No|vs|Const|Det|Insp|[A-Z])\.\s*$")
_TITLE_LENGTH = 60
_SPOKESMAN = re.compile(
    r"(?:(?:an?|the|its|chief)\s)?(?:spokes(?:man|woman|person|people)|press officer|press office|statement)"
    r"\s(?:for|of|from|by|at)\s(?:the\s)?(?P<body>[\w’'. -]{2,60})",
    re.IGNORECASE,
)
"""Who speaks for a body, or in what it speaks."""
_PRONOUNS = {"it": False, "they": False, "he": True, "she": True}
"""Pronouns that speak, and whether they stand for a person."""
_TAKEN_UP = 400
"""Code points between a pronoun that speaks and whoever spoke before it: a paragraph or two."""
_MOST_REPORTS = 60
"""Reports of a story that is told like one happening. In one of many hundred, which ran for months, days and causes in
like words were of as many happenings: of 17 conflicts between them hardly one was right."""
HEADLINES: tuple[BlockKind, ...] = ("title", "standfirst", "heading")
"""Kinds of block that announce what the body tells."""


class Context:
    """Lookups over one pile; built once, shared by all families of findings."""

    def __init__(self, pile: Pile, *, semantic: bool = False) -> None:
        """Index the pile's records by id; `semantic` says whether embeddings may propose what to compare."""
        self.pile = pile
        self.semantic = semantic
        self.documents = {document.id: document for document in pile.documents}
        self.entities = {entity.id: entity for entity in pile.entities}
        self.events = {event.id: event for event in pile.events if event.type != HAPPENING}
        self.attributions = {attribution.id: attribution for attribution in pile.attributions}
        self.origins = OriginIndex(pile.documents, pile.reuse, pile.entities)
        self._marked: dict[str, list[tuple[int, int]]] = {}
        self._known_ends: dict[tuple[str, int, int], list[tuple[int, int, int]]] = {}
        self._known_sentences: dict[tuple[str, int, int], Span] = {}

    @cached_property
    def stories(self) -> dict[str, tuple[str, ...]]:
        """Document id to the ids of its stories, those of one affair as one."""
        found: dict[str, list[str]] = defaultdict(list)
        for story, documents in self._affairs.items():
            for document in documents:
                found[document].append(story)
        return {document: tuple(sorted(ids)) for document, ids in found.items()}

    def stories_shared(self, document: str) -> tuple[str, ...]:
        """Ids of the stories that other documents tell as well."""
        return tuple(story for story in self.stories.get(document, ()) if len(self._affairs[story]) > 1)

    def stories_of_one_matter(self, document: str) -> tuple[str, ...]:
        """Those of few enough reports that like words in two of them tell of one thing."""
        return tuple(story for story in self.stories_shared(document) if len(self._affairs[story]) <= _MOST_REPORTS)

    @cached_property
    def namesakes(self) -> dict[str, str]:
        """Id of each person to that of the first with the same full name in one story; such two are one person."""
        first: dict[tuple[str, str], str] = {}
        found = {}
        for person in self.pile.entities:
            if person.kind == "person" and " " in person.name:
                told = sorted({story for m in person.mentions for story in self.stories.get(m.document, ())})
                keys = [(story, person.name.casefold()) for story in told]
                found[person.id] = next((first[key] for key in keys if key in first), person.id)
                for key in keys:
                    first.setdefault(key, found[person.id])
        return found

    @cached_property
    def _affairs(self) -> dict[str, frozenset[str]]:
        return list_affairs(self.pile)

    @cached_property
    def quoted(self) -> dict[str, list[Span]]:
        """Document id to its quotations."""
        found: dict[str, list[Span]] = defaultdict(list)
        for attribution in self.pile.attributions:
            if attribution.form != "indirect":
                found[attribution.content[0].document].extend(attribution.content)
        return found

    def is_quoted(self, span: Span) -> bool:
        """Whether a span stands between quotation marks."""
        if span.document not in self._marked:
            document = self.documents[span.document]
            found = find_quotations(document.text, [(block.start, block.end) for block in document.blocks])
            self._marked[span.document] = sorted(part for quotation in found for part in quotation.parts)
        parts = self._marked[span.document]
        at = bisect_right(parts, (span.start, span.end))
        return any(start <= span.start and span.end <= end for start, end in parts[max(0, at - 3) : at + 1])

    @cached_property
    def deeds(self) -> dict[str, tuple[str, ...]]:
        """Entity id to the ids of the events that it is the doer of."""
        found: dict[str, list[str]] = defaultdict(list)
        for event in self.events.values():
            for participant in event.participants:
                if participant.role == "agent":
                    found[participant.entity].append(event.id)
        return {entity: tuple(events) for entity, events in found.items()}

    @cached_property
    def events_at(self) -> dict[str, tuple[str, ...]]:
        """Place id to the ids of the single events there."""
        found: dict[str, list[str]] = defaultdict(list)
        for event in self.events.values():
            if event.place and not event.type.endswith("group"):
                found[event.place].append(event.id)
        return {place: tuple(events) for place, events in found.items()}

    @cached_property
    def main_events(self) -> dict[str, str]:
        """Document id to the single event of which it has most words; of equals the one it tells first."""
        told: dict[str, list[str]] = {
            document: [event for _, event in places if not self.events[event].type.endswith("group")]
            for document, places in self._event_mentions.items()
        }
        return {d: max(dict.fromkeys(events), key=events.count) for d, events in told.items() if events}

    @cached_property
    def _block_starts(self) -> dict[str, list[int]]:
        return {document.id: [block.start for block in document.blocks] for document in self.pile.documents}

    @cached_property
    def _event_mentions(self) -> dict[str, list[tuple[int, str]]]:
        return _places((m.document, m.start, event.id) for event in self.events.values() for m in event.mentions)

    @cached_property
    def _entity_mentions(self) -> dict[str, list[tuple[int, str]]]:
        return _places((m.document, m.start, entity.id) for entity in self.pile.entities for m in entity.mentions)

    @cached_property
    def named_in(self) -> dict[str, frozenset[str]]:
        """Document id to the ids of the entities that it mentions."""
        told = {document: frozenset(e for _, e in places) for document, places in self._entity_mentions.items()}
        return {document: told.get(document, frozenset()) for document in self.documents}

    def day(self, document: str) -> str | None:
        """First day the document can have been published, or None."""
        published = self.documents[document].published
        return published.earliest if published else None

    def label(self, document: str) -> str:
        """The document as prose names it: publisher, or title, or file, without date."""
        record = self.documents[document]
        if record.publisher:
            return record.publisher
        if record.title:
            return f"“{shorten(record.title, _TITLE_LENGTH)}”"
        return record.source

    def dated_label(self, document: str) -> str:
        """As `label`, with the day of publication where it is known."""
        published = self.documents[document].published
        return f"{self.label(document)} ({date_words(published.value)})" if published else self.label(document)

    def block(self, span: Span) -> Block | None:
        """The block in which a span begins."""
        starts = self._block_starts.get(span.document)
        if not starts:
            return None
        return self.documents[span.document].blocks[max(0, bisect_right(starts, span.start) - 1)]

    def is_headline(self, span: Span) -> bool:
        """Whether a span stands in a title, standfirst or heading."""
        block = self.block(span)
        return block is not None and block.kind in HEADLINES

    def sentence(self, span: Span) -> Span:
        """The sentence or sentences around a span, inside its block."""
        key = span.document, span.start, span.end
        known = self._known_sentences.get(key)
        if known is None:
            known = self._known_sentences[key] = self._find_sentence(span)
        return known

    def _find_sentence(self, span: Span) -> Span:
        text = self.documents[span.document].text
        block = self.block(span)
        first, last = (block.start, max(block.end, span.end)) if block else (0, len(text))
        ends = self._ends(span.document, first, last)
        before = ends[: bisect_right(ends, span.start + 1, key=itemgetter(2))]
        start = next((end for at, end, _ in reversed(before) if not _is_abbreviated(text, at, first)), first)
        later = islice(ends, bisect_left(ends, span.end - 1, key=itemgetter(0)), None)
        stop = next((end for at, end, _ in later if not _is_abbreviated(text, at, span.end - 1)), last)
        return self.trim(span.document, start, stop)

    def _ends(self, document: str, start: int, end: int) -> list[tuple[int, int, int]]:
        """Where sentences may end: the mark, the next word, and one past the character that shows it to be one."""
        known = self._known_ends.get((document, start, end))
        if known is None:
            found = _SENTENCE_END.finditer(self.documents[document].text, start, end)
            known = self._known_ends[document, start, end] = [(m.start(), m.end(), m.end(1)) for m in found]
        return known

    def sentence_before(self, sentence: Span) -> Span | None:
        """The sentence before one, of whatever block; None at the head of a report."""
        text, end = self.documents[sentence.document].text, sentence.start
        while end and text[end - 1].isspace():
            end -= 1
        return (
            self.sentence(Span(document=sentence.document, start=end - 1, end=end, text=text[end - 1])) if end else None
        )

    def sentences_in(self, span: Span | Block, document: str = "") -> list[Span]:
        """The sentences of a span, or of a block of a document."""
        document = span.document if isinstance(span, Span) else document
        text = self.documents[document].text
        ends = [*(m.end() for m in _sentence_ends(text, span.start, span.end)), span.end]
        starts = [span.start, *ends[:-1]]
        return [self.trim(document, a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]

    def trim(self, document: str, start: int, end: int) -> Span:
        """The span `start:end` without white space at its ends."""
        text = self.documents[document].text
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return Span(document=document, start=start, end=end, text=text[start:end])

    def events_in(self, span: Span) -> list[str]:
        """Ids of the events that have a word in a span, in order."""
        return _inside(self._event_mentions.get(span.document, []), span)

    def events_of(self, document: str) -> set[str]:
        """Ids of the events that a document mentions."""
        return {event for _, event in self._event_mentions.get(document, [])}

    def entities_in(self, span: Span) -> list[str]:
        """Ids of the entities that are mentioned in a span, in order."""
        return _inside(self._entity_mentions.get(span.document, []), span)

    def mentions_in(self, span: Span) -> list[str]:
        """Ids of the entities mentioned in a span, one for each mention, in order."""
        places = self._entity_mentions.get(span.document, [])
        return [e for _, e in places[bisect_left(places, (span.start, "")) : bisect_left(places, (span.end, ""))]]

    @cached_property
    def _mention_ends(self) -> dict[tuple[str, int, str], int]:
        return {(m.document, m.start, entity.id): m.end for entity in self.pile.entities for m in entity.mentions}

    def last_mention(self, span: Span) -> tuple[int, str] | None:
        """One past the last mention that begins in a span, and the id of whom it is of."""
        places = self._entity_mentions.get(span.document, [])
        at = bisect_left(places, (span.end, "")) - 1
        if at < 0 or places[at][0] < span.start:
            return None
        start, entity = places[at]
        return self._mention_ends[span.document, start, entity], entity

    def copy_groups(self, statements: Sequence[Statement]) -> list[tuple[str, ...]]:
        """Partition of the documents that make a statement: those whose evidence is copied text stand together."""
        documents = {statement.document for statement in statements}
        if len(documents) == 1:
            return [tuple(documents)]
        return [origin.documents for origin in self.origins.group(statements, ("copied text",))]

    def named_after(self, span: Span) -> tuple[str, ...]:
        """Id of the first person who is mentioned after a span: reports describe first, and name in the next breath."""
        places = self._entity_mentions.get(span.document, [])
        later = (entity for _, entity in islice(places, bisect_left(places, (span.end, "")), None))
        return tuple(islice((entity for entity in later if self.entities[entity].kind == "person"), 1))

    def entity_name(self, entity: str) -> str | None:
        """Name of an entity, or None where the id is not one."""
        record = self.entities.get(entity)
        return record.name if record else None

    @cached_property
    def _speakers(self) -> dict[str, AttributionSource]:
        """Attribution id to its source; a pronoun that nobody is known for stands for whoever spoke last before it."""
        found = {}
        last: dict[tuple[str, bool], AttributionSource] = {}
        known = [(a.source, a.id) for a in self.pile.attributions if a.source]
        for source, attribution in sorted(known, key=lambda pair: (pair[0].span, pair[1])):
            document, said = source.span.document, source.span.text.casefold()
            if said in _PRONOUNS and source.entity is None:
                before = last.get((document, _PRONOUNS[said]))
                near = before is not None and source.span.start - before.span.end <= _TAKEN_UP
                found[attribution] = before if before and near else source
            else:
                found[attribution] = source
                record = self.entities.get(source.entity or "")
                if content_words(source.span.text):
                    last[document, record is not None and record.kind == "person"] = source
        return found

    def source_of(self, attribution: str | None) -> str | None:
        """Entity behind an attribution, or None for the document's own voice and unnamed sources."""
        source = self._speakers.get(attribution or "")
        return source.entity if source else None

    def voice_of(self, attribution: str | None) -> str | None:
        """What tells a source apart: its entity, or its words; None for the document's own voice and a bare "we"."""
        source = self._speakers.get(attribution or "")
        if source is None:
            return None
        said = source.span.text.casefold().removeprefix("the ")
        return source.entity or (said if content_words(said) else None)

    @cached_property
    def _contents(self) -> dict[str, list[tuple[int, int, str]]]:
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for attribution in self.pile.attributions:
            for span in attribution.content:
                found[span.document].append((span.start, span.end, attribution.id))
        return {document: sorted(places) for document, places in found.items()}

    def said_by(self, span: Span) -> str | None:
        """Id of the attribution with the shortest content around a span, or None for the document's own voice."""
        places = self._contents.get(span.document, [])
        around = [(end - start, one) for start, end, one in places if start <= span.start and span.end <= end]
        return min(around)[1] if around else None

    def origin_of(self, record: str) -> str | None:
        """Whom an attribution rests on, spokesmen as whoever they speak for; None for anybody without a name.

        A body that reports of one story call "the trust" or "the bank" is one body, whoever speaks for it.
        """
        source = self._speakers.get(record)
        if source is None:
            return None
        if source.entity:
            return self.spoken_for(source.entity) or source.entity
        spoken = _SPOKESMAN.match(source.span.text)
        definite = source.span.text[:4].casefold() == "the "
        return self._body(spoken["body"] if spoken else source.span.text) if spoken or definite else None

    def spoken_for(self, entity: str) -> str | None:
        """The body that a person is said to speak for, or None."""
        record = self.entities.get(entity)
        roles = [role.text for role in record.roles] if record and record.kind == "person" else []
        return next((self._body(found["body"]) for text in roles if (found := _SPOKESMAN.match(text))), None)

    def _body(self, words: str) -> str | None:
        """Id of the body of this name, or the one word by which a story calls it."""
        said = [word.text for word in content_words(words)]
        house = f"the {said[-1]}" if said and said[-1] in word_set("claims", "houses") else None
        return self._bodies.get(words.casefold().removeprefix("the ")) or house

    @cached_property
    def _bodies(self) -> dict[str, str]:
        """Names of bodies, as they stand in prose, to their ids; a name of two bodies is none's."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity in self.pile.entities:
            for name in (entity.name, *entity.aliases) if entity.kind == "organisation" else ():
                found[name.casefold()].add(entity.id)
        return {name: min(ids) for name, ids in found.items() if len(ids) == 1}

    def source_words(self, attribution: str | None) -> str | None:
        """The source of an attribution as prose names it, or None where nobody is named."""
        source = self._speakers.get(attribution or "")
        if source is None:
            return None
        if not source.entity and not content_words(source.span.text):
            return None  # "she" names nobody
        return self.entity_name(source.entity or "") or shorten(lower_article(source.span.text), _TITLE_LENGTH)


def _places(mentions: Iterable[tuple[str, int, str]]) -> dict[str, list[tuple[int, str]]]:
    """Document to the places of its mentions, in order."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for document, start, record in sorted(mentions):
        found[document].append((start, record))
    return found


def _inside(places: Sequence[tuple[int, str]], span: Span) -> list[str]:
    chosen = places[bisect_left(places, (span.start, "")) : bisect_left(places, (span.end, ""))]
    return list(dict.fromkeys(record for _, record in chosen))


def _sentence_ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for found in _SENTENCE_END.finditer(text, start, end):
        if not _is_abbreviated(text, found.start(), start):
            yield found


def _is_abbreviated(text: str, at: int, start: int) -> bool:
    """Whether a full stop is that of an abbreviation, as far as can be told from `start` on."""
    return _ABBREVIATION.search(text, max(start, at - 5), at + 1) is not None
