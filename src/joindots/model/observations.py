"""What one document shows: entities, times, quantities, attributions, events, incidents.

The same records appear in the account; there the ids point to entities and events of the whole pile.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from joindots.model.evidence import Dated, Span

EntityKind = Literal["person", "organisation", "place", "group", "other"]
PlaceLevel = Literal["town", "state", "country"]
MentionForm = Literal["name", "nominal", "pronoun"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
QuantityKind = Literal["count", "money", "percentage", "rate", "age", "measure", "ordinal"]
Bound = Literal["exact", "about", "at_least", "at_most", "between", "vague"]
AttributionForm = Literal["direct", "mixed", "indirect"]
Stance = Literal[
    "asserts",
    "claims",
    "confirms",
    "finds",
    "admits",
    "denies",
    "doubts",
    "no_evidence",
    "suspects",
    "warns",
    "recommends",
    "commits",
    "criticises",
    "appeals",
]


# Types of events in which people or things come to harm; several of them may name one event ("crash", "fire", "death").
HARM_TYPES = frozenset(
    {"attack", "shooting", "stabbing", "bombing", "kidnapping", "hijacking", "arson", "robbery", "clash", "killing"}
    | {"injury", "death", "accident", "explosion", "fire", "collapse", "disaster"}
)
# The type of an event of no other type: something that a report says happened on a day. It stands on timelines; nothing
# is joined, judged or counted by it.
HAPPENING = "happening"


INCIDENT_FIELDS = (
    "date",
    "location",
    "attack_type",
    "weapon",
    "target",
    "perpetrator",
    "perpetrator_outcome",
    "killed",
    "wounded",
    "victims",
    "claimed_by",
    "link_finding",
    "arrests",
)
"""Fields of `Incident` that hold reported values, in its order."""


class Mention(Struct, frozen=True, gc=False, kw_only=True, order=True):
    """A span that refers to an entity; the fields of a `Span` and how it refers.

    Attributes:
        document: Id of the document.
        start: First code point in `Document.text`.
        end: One past the last code point.
        text: The slice.
        how: By `name`, by description (`nominal`), or by `pronoun`.
    """

    document: str
    start: int
    end: int
    text: str
    how: MentionForm


class Role(Struct, frozen=True, gc=False, kw_only=True):
    """A post, title or description that a source gives an entity.

    Attributes:
        text: As written, such as "deputy harbour master of Port Ellis".
        evidence: Where it is given.
    """

    text: str
    evidence: tuple[Span, ...]


class Place(Struct, frozen=True, gc=False, kw_only=True):
    """Where a place lies, by the gazetteer.

    Attributes:
        latitude: Degrees north (WGS 84).
        longitude: Degrees east.
        country: Its name.
        country_code: ISO 3166-1 alpha-2.
        state: Name of the first-level division; None where the gazetteer does not name it.
        level: How exact the point is: a town's own, or the middle of a state or country.
    """

    latitude: float
    longitude: float
    country: str
    country_code: str
    state: str | None = None
    level: PlaceLevel


DoubtReason = Literal["surname alone", "initial", "spelling", "short name"]


class Doubt(Struct, frozen=True, gc=False, kw_only=True):
    """Another entity that may be the same; they were not joined, for nothing settles it.

    Attributes:
        entity: Id of the other.
        why: What they share and what is missing: a surname without a given name, an initial in its place, a spelling
            that is not the same, a short name that several bear.
    """

    entity: str
    why: DoubtReason


class Entity(Struct, frozen=True, gc=False, kw_only=True):
    """A person, organisation, place, group or other named thing.

    Attributes:
        id: `e` and a hash.
        kind: What it is.
        name: The fullest name that sources use.
        aliases: Other names, sorted, without `name`.
        roles: In order of their evidence.
        mentions: In order of document id and offset.
        place: Where a place lies; left out of the JSON where that is not certain.
        perhaps: Others that may be the same, sorted; left out of the JSON where there are none.
        decisions: Ids of those it rests on, sorted; left out of the JSON where there are none.
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()
    place: Place | UnsetType = UNSET
    perhaps: tuple[Doubt, ...] | UnsetType = UNSET
    decisions: tuple[str, ...] | UnsetType = UNSET


class TimeExpression(Struct, frozen=True, gc=False, kw_only=True):
    """A time expression in the sense of TIMEX3.

    Attributes:
        id: `t` and a hash.
        span: The expression.
        type: TIMEX3 type.
        value: TIMEX3 value, or None where nothing is certain.
        earliest: First day it can mean (`YYYY-MM-DD`), or None.
        latest: Last day it can mean, or None.
    """

    id: str
    span: Span
    type: TimexType
    value: str | None
    earliest: str | None
    latest: str | None


class Quantity(Struct, frozen=True, gc=False, kw_only=True):
    """A number with what it counts.

    Attributes:
        id: `q` and a hash.
        span: The number phrase, such as "at least 40".
        clause: The stretch that gives it meaning; it contains `span`.
        kind: What sort of number.
        low: Least value it can have, in `unit`; None where unbounded.
        high: Greatest value it can have; None where unbounded.
        bound: How it is limited.
        unit: ISO 4217 code, `percent`, `year`, `metre` ...; None for counts.
        counted: What is counted, as written; None where the text does not say.
        measure: Key shared by quantities that count the same thing, such as `killed`, `injured`, `plots foiled`.
        event: Id of the event it belongs to, or None.
        period: The period it covers, or None.
        attribution: Id of the attribution it stands in, or None for the document's own voice.
        decisions: Ids of those it rests on, sorted; left out of the JSON where there are none.
    """

    id: str
    span: Span
    clause: Span
    kind: QuantityKind
    low: int | float | None
    high: int | float | None
    bound: Bound
    unit: str | None
    counted: str | None
    measure: str
    event: str | None
    period: Dated | None
    attribution: str | None
    decisions: tuple[str, ...] | UnsetType = UNSET


class AttributionSource(Struct, frozen=True, gc=False, kw_only=True):
    """Who an attribution is laid to.

    Attributes:
        entity: Id of the entity, or None where it is no known one ("a spokesman").
        span: Where the source stands in the text.
    """

    entity: str | None
    span: Span


class Attribution(Struct, frozen=True, gc=False, kw_only=True):
    """Source, cue and content in the sense of PARC.

    Attributes:
        id: `a` and a hash.
        form: `direct` all quoted, `mixed` partly quoted, `indirect` not quoted.
        source: Who says it, or None where nobody is named.
        cue: The words that attribute ("said", "according to"), or None.
        content: What is said; several spans where it is split. Quotation marks are inside the span of a direct one.
        stance: What the source does with the content, not whether it is true.
        about: Ids of events and entities the content is about, sorted.
        decisions: Ids of those it rests on, sorted; left out of the JSON where there are none.
    """

    id: str
    form: AttributionForm
    source: AttributionSource | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance
    about: tuple[str, ...] = ()
    decisions: tuple[str, ...] | UnsetType = UNSET


class Participant(Struct, frozen=True, gc=False, kw_only=True):
    """An entity's part in an event.

    Attributes:
        role: `agent`, `patient`, `instrument`, `place` or `other`.
        entity: Id of the entity.
    """

    role: str
    entity: str


class Event(Struct, frozen=True, gc=False, kw_only=True):
    """Something that happened.

    Attributes:
        id: `v` and a hash.
        name: The name sources use, or its head words ("attack on the ferry terminal").
        type: A short general type such as `attack`, `accident`, `arrest`, `statement`, `legal`, `death`.
        date: When, or None.
        place: Id of a place entity, or None.
        participants: Sorted by role and id.
        mentions: The event words, in order of document id and offset.
        decisions: Ids of those it rests on, sorted; left out of the JSON where there are none.
    """

    id: str
    name: str
    type: str
    date: Dated | None
    place: str | None
    participants: tuple[Participant, ...] = ()
    mentions: tuple[Span, ...] = ()
    decisions: tuple[str, ...] | UnsetType = UNSET


class Reported(Struct, frozen=True, gc=False, kw_only=True):
    """One reported value of an incident's field.

    Attributes:
        value: A number for tolls and arrests, an entity id, an ISO / EDTF date, a term of the codebook, or words as
            written.
        evidence: Where it is reported; never empty.
        attribution: Id of the attribution it stands in, or None for the document's own voice.
        basis: `inferred` for a date that the evidence leaves open and other reports of the incident give; left out of
            the JSON where the evidence states it.
    """

    value: int | str
    evidence: tuple[Span, ...]
    attribution: str | None = None
    basis: Literal["inferred"] | UnsetType = UNSET


class Incident(Struct, frozen=True, gc=False, kw_only=True):
    """A violent or accidental incident; fields are the Global Terrorism Database codebook's variables.

    Every field lists all reported values; a codebook's own choice among them is made on export.

    Attributes:
        id: `i` and a hash.
        event: Id of the event it records.
        date: ISO / EDTF dates.
        location: Entity ids of places, or words as written.
        attack_type: Terms such as `Armed Assault`, `Bombing/Explosion`, `Accident`.
        weapon: As written.
        target: Entity ids or words.
        perpetrator: Entity ids or words.
        perpetrator_outcome: Words such as `killed`, `arrested`.
        killed: Numbers of dead.
        wounded: Numbers of wounded.
        victims: Entity ids or words.
        claimed_by: Entity ids or words: who claims responsibility.
        link_finding: What an inquiry or police say about a claimed link, as written.
        arrests: Numbers of arrested.
        decisions: Ids of those it rests on, sorted; left out of the JSON where there are none.
    """

    id: str
    event: str
    date: tuple[Reported, ...] = ()
    location: tuple[Reported, ...] = ()
    attack_type: tuple[Reported, ...] = ()
    weapon: tuple[Reported, ...] = ()
    target: tuple[Reported, ...] = ()
    perpetrator: tuple[Reported, ...] = ()
    perpetrator_outcome: tuple[Reported, ...] = ()
    killed: tuple[Reported, ...] = ()
    wounded: tuple[Reported, ...] = ()
    victims: tuple[Reported, ...] = ()
    claimed_by: tuple[Reported, ...] = ()
    link_finding: tuple[Reported, ...] = ()
    arrests: tuple[Reported, ...] = ()
    decisions: tuple[str, ...] | UnsetType = UNSET


class Observations(Struct, frozen=True, gc=False, kw_only=True):
    """Everything one document shows; entity and event ids are local to it until the join.

    Attributes:
        document: Id of the document.
        entities: Sorted by id, as all the others.
        times: Time expressions.
        quantities: Numbers with what they count.
        attributions: Who says what.
        events: What happened.
        incidents: The register's rows.
    """

    document: str
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    incidents: tuple[Incident, ...] = ()
