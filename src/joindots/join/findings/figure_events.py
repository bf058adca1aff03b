"""Numbers told of a story without the event or the verb that others give them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import TOLLS, Count
from joindots.join.findings.lexicons import word_set
from joindots.linkage import connected_components
from joindots.model import Quantity
from joindots.text.normal import stem

_VERB = 4  # letters of a noun that begins a verb, as "recall" does "recalled"


def place_counts(context: Context, counts: Sequence[tuple[Quantity, Count]]) -> list[tuple[Quantity, Count]]:
    """Counts under the event and the measure by which the story knows them."""
    return _name_by_verb(context, _join_lasting(context, _adopt(context, counts)))


def _adopt(context: Context, counts: Sequence[tuple[Quantity, Count]]) -> list[tuple[Quantity, Count]]:
    """Counts, those of people harmed that name no event with the event of their story, where it has one.

    That is the event for which several reports count people harmed, if none or one report does so for any other.
    """
    harmed: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for _, count in counts:
        event = context.events.get(count.event or "")
        if count.measure in TOLLS and event and not event.type.endswith("group") and not count.total:
            for story in context.stories.get(count.document, ()):
                harmed[story][event.id].add(count.document)
    main = {story: _main_event(events) for story, events in harmed.items()}
    found = []
    for quantity, count in counts:
        homeless = count.measure in TOLLS and count.event is None and not count.total
        stories = context.stories.get(count.document, ()) if homeless else ()
        chosen = {one for story in stories if (one := main.get(story))}
        found.append((quantity, replace(count, event=min(chosen)) if len(chosen) == 1 else count))
    return found


def _join_lasting(context: Context, counts: Sequence[tuple[Quantity, Count]]) -> list[tuple[Quantity, Count]]:
    """Counts, those of people harmed by what goes on for weeks with one event of their story.

    An outbreak or a flood has no day by which reports of it could be known for one; whatever has its name is it.
    """
    told: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for _, count in counts:
        event = context.events.get(count.event or "")
        if count.measure in TOLLS and event and not event.type.endswith("group"):
            for story in context.stories.get(count.document, ()):
                for name in sorted(
                    {stem(word.text.lower()) for word in event.mentions} & word_set("counts", "lasting")
                ):
                    told[story, name][event.id].add(count.document)
    alike = [
        [event for event in sorted(told[key]) if not _is_earlier(context, event, told[key])] for key in sorted(told)
    ]
    events = sorted({event for group in alike for event in group})
    place = {event: n for n, event in enumerate(events)}
    edges = [
        (place[a], place[b])
        for group in alike
        for a, b in pairwise(group)
        if not (context.events[a].place and context.events[b].place)
        or context.events[a].place == context.events[b].place
    ]
    heads: dict[str, str] = {}
    for members in connected_components(len(events), edges):
        reports = {events[i]: len(set().union(*(of.get(events[i], set()) for of in told.values()))) for i in members}
        heads.update(dict.fromkeys(reports, max(reports, key=lambda event: reports[event])))
    return [(quantity, replace(count, event=heads.get(count.event or "", count.event))) for quantity, count in counts]


def _is_earlier(context: Context, event: str, others: Collection[str]) -> bool:
    """Whether an event is of another year than the next of its like: what came before is told to compare."""
    years = [int(date.earliest[:4]) for e in others if (date := context.events[e].date) and date.earliest]
    own = context.events[event].date
    return bool(own and own.earliest and max(years, default=0) - int(own.earliest[:4]) > 1)


def _name_by_verb(context: Context, counts: Sequence[tuple[Quantity, Count]]) -> list[tuple[Quantity, Count]]:
    """Counts, one of a bare noun under the noun and verb that the story counts, where its clause has that verb as noun.

    "Widened its recall to 900 cans" counts cans recalled.
    """
    verbs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, count in counts:
        noun, _, verb = count.measure.partition(" ")
        for story in context.stories.get(count.document, ()) if verb and " " not in verb else ():
            verbs[story, noun].add(verb)
    found = []
    for quantity, count in counts:
        stories = context.stories.get(count.document, ()) if quantity.kind == "count" else ()
        known = sorted({verb for story in stories for verb in verbs.get((story, count.measure), ())})
        told = [verb for verb in known if any(_VERB <= len(s) < len(verb) and verb.startswith(s) for s in count.stems)]
        measure = f"{count.measure} {told[0]}" if len(told) == 1 else count.measure
        found.append((quantity, replace(count, measure=measure)))
    return found


def _main_event(told: Mapping[str, Collection[str]]) -> str | None:
    """The one event of a story for which several reports count people harmed; `told` lists them for each event."""
    several = [event for event, documents in told.items() if len(documents) > 1]
    return several[0] if len(several) == 1 else next(iter(told)) if len(told) == 1 else None
