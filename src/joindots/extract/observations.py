"""The one order in which extractors run over a document."""

from collections.abc import Callable
from typing import Final

import msgspec

from joindots.extract.attributions import extract_attributions
from joindots.extract.events import extract_events
from joindots.extract.happenings import extract_happenings
from joindots.extract.incidents import extract_incidents
from joindots.extract.names import extract_entities, extract_tagged_names
from joindots.extract.quantities import extract_quantities
from joindots.extract.retellings import unite_retold
from joindots.extract.times import extract_times
from joindots.model import Observations
from joindots.parse import Parse
from joindots.text.languages import ENGLISH

Extractor = Callable[[Parse, Observations], tuple[object, ...]]

# Field of Observations and what fills it; each may use what stands above it.
EXTRACTORS: Final[tuple[tuple[str, Extractor], ...]] = (
    ("entities", extract_entities),
    ("times", extract_times),
    ("attributions", extract_attributions),
    ("events", extract_events),
    ("quantities", extract_quantities),
    ("incidents", extract_incidents),
    ("events", extract_happenings),
)
# All others rest on English words and trees: on another language they would find nonsense.
EXTRACTORS_ELSEWHERE: Final[tuple[tuple[str, Extractor], ...]] = (("entities", extract_tagged_names),)


def observe(parse: Parse) -> Observations:
    """Everything a document shows in the language of its parse. A pure function of the document and its parse.

    Returns:
        Records sorted by id; entity and event ids are local to the document.
    """
    found = Observations(document=parse.document.id)
    for field, extract in EXTRACTORS if parse.language == ENGLISH else EXTRACTORS_ELSEWHERE:
        found = msgspec.structs.replace(found, **{field: extract(parse, found)})
        if field == "incidents":
            united = unite_retold(parse.document.text, found)
            if united is not found:  # the rows of what is one event now
                found = msgspec.structs.replace(united, incidents=extract_incidents(parse, united))
    return found
