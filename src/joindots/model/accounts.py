"""The account: everything joindots has to say about a pile, as one value."""

from msgspec import UNSET, Struct, UnsetType

from joindots.model.decisions import Corrections
from joindots.model.documents import Document
from joindots.model.findings import Finding, Rejection, Reuse, Story
from joindots.model.observations import Attribution, Entity, Event, Incident, Quantity, TimeExpression

SCHEMA = "joindots.account/1"


class Model(Struct, frozen=True, kw_only=True):
    """A language model that was used.

    Attributes:
        name: Of the package.
        version: Of the model.
        sha256: Over the model's data files, names and contents, in sorted order.
        language: ISO 639-1 code of the language it reads.
    """

    name: str
    version: str
    sha256: str
    language: str = "en"


class Generator(Struct, frozen=True, kw_only=True):
    """What made an account.

    Attributes:
        version: Of joindots.
        models: Language models used.
        options: Those that decide the content, by name; none that only decide how fast it is made.
    """

    version: str
    models: tuple[Model, ...]
    options: dict[str, str]


class Account(Struct, frozen=True, kw_only=True):
    """The account of a pile of reports. Every array is sorted by id (rejections by source).

    Attributes:
        schema: `joindots.account/1`.
        generator: What made it.
        documents: The reports.
        entities: People, organisations, places, groups.
        times: Time expressions.
        quantities: Numbers with what they count.
        attributions: Who says what.
        events: What happened.
        incidents: The register.
        stories: Groups of reports on one event.
        reuse: Passages shared between documents.
        findings: Agreement, conflict, change, scope, wording, single.
        rejections: Inputs that could not be read.
        corrections: What people decided; left out of the JSON where nothing is in force.
    """

    schema: str
    generator: Generator
    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...]
    incidents: tuple[Incident, ...]
    stories: tuple[Story, ...]
    reuse: tuple[Reuse, ...]
    findings: tuple[Finding, ...]
    rejections: tuple[Rejection, ...]
    corrections: Corrections | UnsetType = UNSET
