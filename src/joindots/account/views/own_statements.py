"""What one report has and another lacks, as it is shown."""

from msgspec import Struct

from joindots.account.citations import Citations, Place, Quote, Statement
from joindots.account.comparisons import Side
from joindots.account.escapes import flatten
from joindots.account.indexes import spread_spans
from joindots.account.phrases import STANCES, measure_words, quantity_words
from joindots.account.views.groups import Group, group_items
from joindots.account.views.statements import StanceView, view_stance
from joindots.model import Attribution, Entity, Event, Quantity

_STATEMENTS = (10, 80)  # statements of one report, likewise
_OTHERS = (8, 60)  # figures, names and events of one report, likewise
_PLACES = 6  # places of a name or event that are linked
_LABEL = 30  # code points of a statement in the link back from the text


class SpeechView(Struct, frozen=True, kw_only=True):
    """What one report lays to somebody.

    Attributes:
        id: Of the attribution.
        speaker: Who says it, or None where nobody is named.
        stance: In words.
        words: What is said, as written.
        place: Where.
    """

    id: str
    speaker: str | None
    stance: StanceView
    words: str
    place: Place


class FigureView(Struct, frozen=True, kw_only=True):
    """A number of one report.

    Attributes:
        id: Of the quantity.
        value: With its bound and unit.
        measure: What it counts, or None where its unit says that.
        quote: Its sentence.
    """

    id: str
    value: str
    measure: str | None
    quote: Quote


class NameView(Struct, frozen=True, kw_only=True):
    """Somebody or something of one report.

    Attributes:
        id: Of the entity or event.
        name: Fullest.
        what: Role or kind, in words.
        places: Where it is mentioned.
        mentions: How often.
    """

    id: str
    name: str
    what: str
    places: tuple[Place, ...]
    mentions: int


class OwnView(Struct, frozen=True, kw_only=True):
    """What one report has and the other lacks.

    Attributes:
        mark: Of the report: "R1".
        house: Who brings it.
        statements: In order.
        figures: In order.
        names: People, organisations, places.
        events: Harm done.
        total: How many of all these.
    """

    mark: str
    house: str
    statements: Group[SpeechView]
    figures: Group[FigureView]
    names: Group[NameView]
    events: Group[NameView]

    @property
    def total(self) -> int:
        """How many of all these."""
        return self.statements.total + self.figures.total + self.names.total + self.events.total


def view_own(citations: Citations, side: Side) -> OwnView:
    """What one report has alone.

    Args:
        citations: Takes up what is cited.
        side: Of a comparison.
    """
    index = citations.index
    statements = [_view_speech(citations, record) for record in side.attributions[: _STATEMENTS[1]]]
    figures = [_view_figure(citations, record) for record in side.quantities[: _OTHERS[1]]]
    names = [_view_name(citations, record) for record in side.entities[: _OTHERS[1]]]
    events = [_view_event(citations, record) for record in side.events[: _OTHERS[1]]]
    return OwnView(
        mark=index.mark(side.document),
        house=index.house(side.document),
        statements=group_items(statements, len(side.attributions) - len(statements), _STATEMENTS[0]),
        figures=group_items(figures, len(side.quantities) - len(figures), _OTHERS[0]),
        names=group_items(names, len(side.entities) - len(names), _OTHERS[0]),
        events=group_items(events, len(side.events) - len(events), _OTHERS[0]),
    )


def _view_speech(citations: Citations, attribution: Attribution) -> SpeechView:
    speaker = citations.index.speaker(attribution.id)
    words = " … ".join(flatten(span.text) for span in attribution.content)
    begin = words if len(words) <= _LABEL else words[:_LABEL].rpartition(" ")[0] + " …"
    label = f"{speaker or 'Nobody named'} {STANCES[attribution.stance]}: {begin}"
    statement = Statement(id=attribution.id, kind="speech", label=label)
    places = [citations.cite(span, statement) for span in attribution.content]
    return SpeechView(
        id=attribution.id, speaker=speaker, stance=view_stance(attribution.stance), words=words, place=places[0]
    )


def _view_figure(citations: Citations, quantity: Quantity) -> FigureView:
    value, measure = quantity_words(quantity), flatten(measure_words(quantity.measure))
    statement = Statement(id=quantity.id, kind="figure", label=f"{measure}: {value}")
    return FigureView(id=quantity.id, value=value, measure=measure, quote=citations.quote(quantity.span, statement))


def _view_name(citations: Citations, entity: Entity) -> NameView:
    name = flatten(entity.name)
    statement = Statement(id=entity.id, kind="entity", label=name)
    named = [mention for mention in entity.mentions if mention.how == "name"]
    return NameView(
        id=entity.id,
        name=name,
        what=flatten(entity.roles[0].text) if entity.roles else entity.kind,
        places=tuple(citations.cite(mention, statement) for mention in named[:_PLACES]),
        mentions=len(entity.mentions),
    )


def _view_event(citations: Citations, event: Event) -> NameView:
    name = flatten(event.name)
    statement = Statement(id=event.id, kind="event", label=name)
    spans = spread_spans(citations.index, event.mentions)
    return NameView(
        id=event.id,
        name=name,
        what=event.type,
        places=tuple(citations.cite(span, statement) for span in spans[:_PLACES]),
        mentions=len(event.mentions),
    )
