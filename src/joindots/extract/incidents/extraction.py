"""The register of one document: violent and accidental incidents with every reported value and where it stands.

The fields are variables of the Global Terrorism Database codebook; nothing is chosen among the values and nothing is
added up: a toll is in the record only where the text counts it, lists it, or tells of each victim.
"""

from msgspec.structs import replace

from joindots.extract.events.words import load_event_words
from joindots.extract.incidents.battles import counts_a_war, goes_on, is_battle, is_single
from joindots.extract.incidents.blame import find_blamed, find_captors, find_named_doers
from joindots.extract.incidents.claims import find_claims, find_link_findings
from joindots.extract.incidents.cleared import clear_bystanders
from joindots.extract.incidents.leads import tells_early
from joindots.extract.incidents.named import find_named_victims
from joindots.extract.incidents.people import find_aims, find_outcomes, find_people, find_unharmed
from joindots.extract.incidents.places import find_places
from joindots.extract.incidents.scenes import find_attack_types, find_dates
from joindots.extract.incidents.targets import find_targets
from joindots.extract.incidents.tolls import find_arrests, find_tolls
from joindots.extract.incidents.values import Values
from joindots.extract.incidents.weapons import find_weapons
from joindots.extract.lookups import Lookup
from joindots.model import HARM_TYPES, Event, Incident, Observations, Reported, make_id
from joindots.parse import Parse

# What is known of a word for violence dropped once: its kind, and where and when the report itself was made.
_LITTLE = frozenset({"attack_type", "date", "location"})
# Whoever did or suffered it. Violence of which none of these is told, nor a day, is violence in general.
_PARTIES = frozenset({"perpetrator", "claimed_by", "victims", "target", "killed", "wounded"})


def extract_incidents(parse: Parse, found: Observations) -> tuple[Incident, ...]:
    """One record for each violent or accidental event of a document that is told as a single one.

    Args:
        parse: The document.
        found: All else that is known of it.

    Returns:
        Sorted by id. Values of a field in order of their first evidence.
    """
    lookup = Lookup(parse, found)
    harmful = [event for event in found.events if event.type in HARM_TYPES]
    told = [event for event in found.events if event.type.removesuffix(" group") in HARM_TYPES]
    event_at = {i: e.id for e in told for m in e.mentions for i in parse.token_range(m.start, m.end)}
    records = []
    main = True  # the event told most of which there is a record
    for event in sorted(harmful, key=lambda e: (-len(e.mentions), e.mentions[0].start)):
        record = _incident(parse, found, lookup, event, event_at, main=main)
        if record is not None:
            records.append(record)
            main = False
    return tuple(sorted(records, key=lambda r: r.id))


def _incident(
    parse: Parse, found: Observations, lookup: Lookup, event: Event, event_at: dict[int, str], *, main: bool
) -> Incident | None:
    values = Values(parse, lookup, event_at, event.id)
    told = (i for m in event.mentions for i in parse.token_range(m.start, m.end))
    tokens = [i for i in told if not goes_on(parse, i)]
    if not tokens:
        return None
    opens = main and tells_early(parse, tokens)
    find_dates(values, event, tokens, main=opens)
    find_places(values, tokens, main=main)
    find_weapons(values, tokens)
    find_attack_types(values, event, tokens)
    mischance = load_event_words().families[event.type] == "accident"
    find_people(values, tokens, mischance=mischance)
    find_named_victims(values, tokens)
    find_targets(values, tokens, event.type)
    if is_battle(values, tokens):
        return None
    if not mischance:
        find_blamed(values, tokens)
        if "kidnapping" in event.type:
            find_captors(values)
        find_unharmed(values, tokens)
        find_aims(values, tokens)
        if main:
            find_named_doers(values)
    clear_bystanders(values, tokens)
    find_outcomes(values, main=main)
    find_tolls(values, found, event)
    find_claims(values, tokens)
    if main:
        find_link_findings(values, found)
        find_arrests(values, found)
    fields = values.fields()
    general = not mischance and _is_general(parse, tokens, fields) and not is_single(parse, tokens)
    little = {"attack_type"} if opens or event.date or event.place else _LITTLE
    if general or not fields.keys() - little or counts_a_war(values, tokens):
        return None
    return replace(Incident(id=make_id("i", event.id), event=event.id), **fields)


def _is_general(parse: Parse, tokens: list[int], fields: dict[str, tuple[Reported, ...]]) -> bool:
    """Whether neither a day nor anybody who did or suffered it is told, and no title is about it."""
    dated = any(not str(reported.value).startswith("..") for reported in fields.get("date", ()))
    titled = any(parse.sentences[parse.tokens[i].sentence].kind in ("title", "standfirst") for i in tokens)
    return not dated and not titled and _PARTIES.isdisjoint(fields)
