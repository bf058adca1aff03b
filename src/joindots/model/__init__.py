"""The nouns: records of the account, their ids, the error tree. No behaviour, no input or output.

The records are the contract of `account.json`; `joindots schema` prints the JSON Schema made from them.
"""

from joindots.model.accounts import SCHEMA, Account, Generator, Model
from joindots.model.documents import Block, BlockKind, Document
from joindots.model.errors import (
    EngineError,
    InputError,
    InternalError,
    JoindotsError,
    MissingExtraError,
    OptionsError,
    StoreError,
)
from joindots.model.evidence import Basis, Dated, Span
from joindots.model.findings import Finding, FindingKind, Origin, OriginReason, Position, Rejection, Reuse, Story
from joindots.model.ids import make_id
from joindots.model.observations import (
    Attribution,
    AttributionForm,
    AttributionSource,
    Bound,
    Entity,
    EntityKind,
    Event,
    Incident,
    Mention,
    MentionForm,
    Observations,
    Participant,
    Quantity,
    QuantityKind,
    Reported,
    Role,
    Stance,
    TimeExpression,
    TimexType,
)

__all__ = [
    "SCHEMA",
    "Account",
    "Attribution",
    "AttributionForm",
    "AttributionSource",
    "Basis",
    "Block",
    "BlockKind",
    "Bound",
    "Dated",
    "Document",
    "EngineError",
    "Entity",
    "EntityKind",
    "Event",
    "Finding",
    "FindingKind",
    "Generator",
    "Incident",
    "InputError",
    "InternalError",
    "JoindotsError",
    "Mention",
    "MentionForm",
    "MissingExtraError",
    "Model",
    "Observations",
    "OptionsError",
    "Origin",
    "OriginReason",
    "Participant",
    "Position",
    "Quantity",
    "QuantityKind",
    "Rejection",
    "Reported",
    "Reuse",
    "Role",
    "Span",
    "Stance",
    "StoreError",
    "Story",
    "TimeExpression",
    "TimexType",
    "make_id",
]
