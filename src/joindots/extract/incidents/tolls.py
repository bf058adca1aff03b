"""Numbers of killed, wounded and arrested that the text gives for an incident."""

from joindots.extract.incidents.values import Values
from joindots.model import Event, Observations, Quantity

_FIELD_OF = {"killed": "killed", "killed|named": "killed", "injured": "wounded", "injured|named": "wounded"}
# Words that say only how somebody was hurt count as wounds where the text does not say that they died.
_HURT = frozenset({"shot", "stabbed", "struck", "hospitalised"})


def find_tolls(values: Values, found: Observations, event: Event) -> None:
    """Killed and wounded: counted, listed, or one victim told of."""
    mine = sorted((q for q in found.quantities if q.event == event.id), key=lambda q: q.span)
    mine = [q for q in mine if q.bound != "vague"]
    for quantity in mine:
        field = _FIELD_OF.get(quantity.measure.split("|including")[0])
        if field is not None:
            _add(values, field, quantity)
    if not values.values("wounded") and not values.values("killed"):
        for quantity in mine:
            if quantity.measure in _HURT:
                _add(values, "wounded", quantity)


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
