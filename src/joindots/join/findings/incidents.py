"""The register's other fields, by report."""

from collections import defaultdict
from collections.abc import Iterator

from joindots.join.findings.contexts import Context
from joindots.join.findings.verdicts import (
    Saying,
    Verdict,
    count_independent,
    make_finding,
    make_position,
    name_reports,
    note_origins,
)
from joindots.model import Finding, Incident
from joindots.text.normal import content_words, stem

_AGREED = 0.75
_CHANGED = 0.6
_CONFLICT = 0.5
_FIELDS = ("weapon", "target", "perpetrator", "perpetrator_outcome", "victims")
_FATES = frozenset({"killed", "arrested", "escaped"})
# In a topic, where a bare word would be the program's own: reports name a perpetrator, joindots does not.
_WORDED = {"perpetrator": "named as perpetrator", "perpetrator_outcome": "what became of whoever is named"}
_PEOPLE = frozenset({"target", "perpetrator", "victims"})
"""Fields in which a description ("people", "the gunman") fits every report of such an event: only names are told."""
_INTENDED = frozenset(
    {"attack", "shooting", "stabbing", "bombing", "killing", "kidnapping", "hijacking", "arson", "robbery"}
)
"""Events that somebody does to somebody; a mishap has no perpetrator."""
_TOLD = {
    "weapon": "give {} as the weapon",
    "target": "give {} as the target",
    "perpetrator": "say that {} did it",
    "perpetrator_outcome": "say of whoever did it: {}",
    "victims": "name {} among the victims",
}


def find_incidents(context: Context) -> Iterator[Finding]:
    """For each field of an incident: values that two reports give; fates of a perpetrator that exclude each other."""
    for incident in context.pile.incidents:
        for field in _FIELDS:
            values = _by_value(context, incident, field)
            for key in sorted(values):
                if count_independent(context, values[key]) > 1:
                    yield _agree(context, incident, field, (_words(context, key), values[key]))
            if field == "perpetrator_outcome":
                yield from _fates(context, incident, {key: values[key] for key in sorted(values) if key in _FATES})


def _by_value(context: Context, incident: Incident, field: str) -> dict[str, list[Saying]]:
    """Entity id or folded words to who gives them; people only by name, and nobody on both sides."""
    found: dict[str, list[Saying]] = defaultdict(list)
    if field == "perpetrator" and context.events[incident.event].type not in _INTENDED:
        return found
    doers = {str(reported.value) for reported in incident.perpetrator}
    for reported in getattr(incident, field):
        key = str(reported.value)
        if key not in context.entities:
            if field in _PEOPLE:
                continue
            key = " ".join(stem(word.text) for word in content_words(key)) or key
        if field == "victims" and key in doers:
            continue
        source = context.source_of(reported.attribution)
        for span in sorted(reported.evidence):
            if all(saying.document != span.document for saying in found[key]):
                evidence = (context.sentence(span),)
                found[key].append(Saying(evidence=evidence, records=(incident.id,), source=source))
    return found


def _words(context: Context, key: str) -> str:
    return context.entity_name(key) or key


def _topic(context: Context, incident: Incident, field: str) -> str:
    name = context.events[incident.event].name if incident.event in context.events else "one event"
    return f"Incident: {_WORDED.get(field, field)}: {name}"


def _agree(context: Context, incident: Incident, field: str, told: tuple[str, list[Saying]]) -> Finding:
    says, sayings = told
    position = make_position(context, says, sayings)
    text = f"{name_reports(context, sayings)} {_TOLD[field].format(says)}."
    verdict = Verdict(
        kind="agreement",
        topic=_topic(context, incident, field),
        about=(incident.event,),
        confidence=_AGREED,
        explanation=text + note_origins(context, position, sayings),
    )
    return make_finding(verdict, [position])


def _fates(context: Context, incident: Incident, fates: dict[str, list[Saying]]) -> Iterator[Finding]:
    """Killed, arrested and at large exclude each other at one time; an arrest after an escape is a change.

    Of two who are named as perpetrators each may have a fate of their own.
    """
    named = {str(reported.value) for reported in incident.perpetrator} & context.entities.keys()
    if sum(context.entities[entity].kind == "person" for entity in named) > 1:
        return
    told = {fate: {saying.document for saying in sayings} for fate, sayings in fates.items()}
    if len(told) != 2:
        return
    (first, one), (second, other) = told.items()
    if one & other:
        return
    later = _is_later(context, one, other) or _is_later(context, other, one)
    changed = later and "escaped" in told
    text = f"{name_reports(context, fates[first])}: {first}; {name_reports(context, fates[second])}: {second}."
    verdict = Verdict(
        kind="change" if changed else "conflict",
        topic=_topic(context, incident, "perpetrator_outcome"),
        about=(incident.event,),
        confidence=_CHANGED if changed else _CONFLICT,
        explanation=text,
    )
    yield make_finding(verdict, [make_position(context, fate, sayings) for fate, sayings in fates.items()])


def _is_later(context: Context, one: set[str], other: set[str]) -> bool:
    """Whether all of the one were published before all of the other."""
    days = [[context.day(document) for document in sorted(documents)] for documents in (one, other)]
    return None not in days[0] + days[1] and max(map(str, days[0])) < min(map(str, days[1]))
