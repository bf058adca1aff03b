"""Numbers of killed, wounded and arrested that the text gives for an incident."""

import re
from datetime import date

from joindots.extract.incidents.values import Values
from joindots.model import Event, Observations, Quantity

_FIELD_OF = {"killed": "killed", "killed|named": "killed", "injured": "wounded", "injured|named": "wounded"}
# Words that say only how somebody was hurt count as wounds where the text does not say that they died.
_HURT = frozenset({"shot", "stabbed", "struck", "hospitalised"})
_DEADLY = re.compile(r"\b(?:kill|die[sd]\b|dying|dead|death|fatal|slain|murder|homicide)", re.IGNORECASE)
_MOST = 200  # victims told singly whose names are compared with each other
_LONGEST = 31  # days over which the toll of one incident is counted
_LISTED, _SINGLE = "|named", "|part"
_AGE = re.compile(r"\b(\d{1,3})[- ](?:year|month)")


def find_tolls(values: Values, found: Observations, event: Event) -> None:
    """Killed and wounded: counted, listed, or each victim told of."""
    mine = sorted((q for q in found.quantities if q.event == event.id), key=lambda q: q.span)
    mine = [q for q in mine if q.bound != "vague" and not _is_statistic(q, event)]
    for quantity in mine:
        field = _FIELD_OF.get(quantity.measure.split("|including")[0])
        if field is not None:
            _add(values, field, quantity)
    if not values.values("killed"):
        _add_told_singly(values, "killed", [q for q in mine if q.measure == "killed" + _SINGLE])
    if values.values("wounded"):
        return
    hurt = [q for q in mine if q.measure.removesuffix(_LISTED) in _HURT]
    wounded = [q for q in mine if q.measure == "injured" + _SINGLE]
    if values.values("killed"):
        _add_survivors(values, hurt, wounded)
        return
    for quantity in hurt:
        _add(values, "wounded", quantity)
    if not hurt and not _DEADLY.search(values.parse.document.text):
        shot = [q for q in mine if q.measure.removesuffix(_SINGLE) in _HURT]
        _add_told_singly(values, "wounded", wounded or shot)


def _is_statistic(quantity: Quantity, event: Event) -> bool:
    """Whether a toll is counted over a long time that is not known to hold the event: "500 died in 2013"."""
    period = quantity.period
    if period is None or not period.earliest or not period.latest:
        return False
    days = date.fromisoformat(period.latest) - date.fromisoformat(period.earliest)
    known = event.date
    inside = known is not None and period.earliest <= (known.earliest or "") <= period.latest
    return days.days > _LONGEST and not inside


def _add_survivors(values: Values, hurt: list[Quantity], wounded: list[Quantity]) -> None:
    """The wounded told one by one beside a number of dead, unless more were shot than are told of."""
    most = max((q.high or q.low or 0 for q in hurt), default=0)
    dead = max(value for value in values.values("killed") if isinstance(value, int))
    if most <= dead or most - dead == _count_told(values, wounded):
        _add_told_singly(values, "wounded", wounded)


def _add_told_singly(values: Values, field: str, victims: list[Quantity]) -> None:
    """The number of victims that a report tells one by one, where it is sure who is who: by names, else by ages.

    "A man" may be whom a name means, so names and ages are not added to each other.
    """
    if not victims:
        return
    number = _count_told(values, victims)
    for quantity in victims:
        values.add(field, number, quantity.span, quantity.attribution)


def _count_told(values: Values, victims: list[Quantity]) -> int:
    ages = {m[1] for q in victims if (m := _AGE.search(q.span.text))}
    return max(len(_names(values, victims)), len(ages), 1)


def _names(values: Values, victims: list[Quantity]) -> list[frozenset[str]]:
    """Words of the names of different people: "Lee" and "Ann Lee" are one."""
    tokens = [values.parse.token_range(q.span.start, q.span.end) for q in victims[:_MOST]]
    people = [next((e for i in some if (e := values.person(i))), None) for some in tokens]
    words = dict.fromkeys(frozenset(values.lookup.names[e].lower().split()) for e in people if e is not None)
    return [name for name in words if not any(name < other for other in words)]


def find_arrests(values: Values, found: Observations) -> None:
    """Numbers of arrested, where no longer period is counted over."""
    single = {event.id for event in found.events if not event.type.endswith(" group")}
    for quantity in sorted(found.quantities, key=lambda q: q.span):
        if quantity.measure == "arrested" and quantity.period is None and quantity.event in single:
            _add(values, "arrests", quantity)


def _add(values: Values, field: str, quantity: Quantity) -> None:
    number = quantity.low if quantity.low is not None else quantity.high
    if number is not None:
        values.add(field, int(number), quantity.span, quantity.attribution)
