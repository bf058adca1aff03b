"""Circular reporting: one report gives another as its source for something, and that other gives the first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from joindots.join.findings.contexts import Context
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position
from joindots.join.findings.wordings import join_words, shorten
from joindots.join.origins import find_houses
from joindots.model import Attribution, Finding
from joindots.text.normal import content_words, stem
from joindots.text.publishers import publisher_key

_LEAST_SHARED = 3
"""Content words that two statements must share to be of one matter."""

_LEAST_SHARE = 0.5
"""Share of the shorter statement's content words that the other must have as well."""

_LONGEST = 4
"""Reports in the longest circle that is looked for; in longer ones nobody would see it by reading."""

_CONFIDENCE = 0.7


def find_circles(context: Context) -> Iterator[Finding]:
    """For each circle of reports that rest one matter on each other's publishers: that it has no other source."""
    citing: dict[str, list[_Citing]] = defaultdict(list)
    for statement in _list_citing(context):
        citing[statement.document].append(statement)
    told: set[frozenset[str]] = set()
    for start in sorted(citing):
        for circle in (circle for first in citing[start] for circle in _walk(citing, [first])):
            documents = frozenset(attribution.content[0].document for attribution in circle)
            if documents not in told:
                told.add(documents)
                yield _name(context, circle)


class _Citing:
    """A statement that a report rests on the publisher of others."""

    def __init__(self, attribution: Attribution, targets: Sequence[str]) -> None:
        self.attribution = attribution
        self.targets = frozenset(targets)
        self.stems = frozenset(stem(w.text) for span in attribution.content for w in content_words(span.text))

    @property
    def document(self) -> str:
        return self.attribution.content[0].document

    def is_of_one_matter(self, other: "_Citing") -> bool:
        shared = len(self.stems & other.stems)
        return shared >= _LEAST_SHARED and shared >= _LEAST_SHARE * min(len(self.stems), len(other.stems))


def _list_citing(context: Context) -> Iterator[_Citing]:
    """Statements that rest on the publisher of another report of the same story, in order of their ids.

    Of a report without a publisher the title may be the name of its blog.
    """
    publishers = {d.id: publisher_key(d.publisher or d.title or "") for d in context.pile.documents}
    houses = find_houses(context.pile.entities, publishers.values())
    printed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document, stories in context.stories.items():
        for story in stories:
            printed[story, publishers[document]].append(document)
    for attribution in context.pile.attributions:
        house = houses.get(attribution.source.entity or "") if attribution.source else None
        document = attribution.content[0].document
        if house and house != publishers[document]:
            targets = [d for story in context.stories.get(document, ()) for d in printed.get((story, house), ())]
            if targets:
                yield _Citing(attribution, targets)


def _walk(citing: Mapping[str, Sequence[_Citing]], path: list[_Citing]) -> Iterator[list[Attribution]]:
    """Ways from a statement along what it cites and back to its own report."""
    here = path[-1]
    if len(path) > 1 and path[0].document in here.targets:
        yield [statement.attribution for statement in path]
        return
    passed = {statement.document for statement in path}
    for target in sorted(here.targets - passed) if len(path) < _LONGEST else ():
        for following in citing.get(target, ()):
            if here.is_of_one_matter(following):
                yield from _walk(citing, [*path, following])


def _name(context: Context, circle: Sequence[Attribution]) -> Finding:
    sayings = [
        Saying(evidence=a.content, records=(a.id,), source=a.source.entity if a.source else None) for a in circle
    ]
    names = [context.dated_label(saying.document) for saying in sayings]
    cited = [context.source_words(attribution.id) or "" for attribution in circle]
    chain = join_words([f"{name} gives {source} as its source" for name, source in zip(names, cited, strict=True)])
    words = shorten(circle[0].content[0].text)
    verdict = Verdict(
        kind="single",
        topic=f"Statement: {shorten(circle[0].content[0].text, 70)}",
        about=(),
        confidence=_CONFIDENCE,
        explanation=f"Circular reporting of “{words}”: {chain}. None of them shows where it comes from.",
    )
    return make_finding(verdict, [make_position(context, words, sayings)])
