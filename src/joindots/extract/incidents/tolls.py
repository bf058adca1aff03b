"""Numbers of killed, wounded and arrested that the text gives for an incident."""

import re
from datetime import date

from joindots.extract.harm_cues import tells_survival
from joindots.extract.incidents.reach import (
    count_who_lived,
    find_rest,
    is_either,
    is_of_another_page,
    is_told_of_before,
    is_withdrawn,
    leave_out_totals,
)
from joindots.extract.incidents.survivors import (
    DEADLY,
    count_apart,
    is_told_singly,
    leave_out_dead,
    leave_out_shot_dead,
    list_ages,
    list_names,
    size_of,
)
from joindots.extract.incidents.values import Values
from joindots.model import Event, Observations, Quantity

_FIELD_OF = {"killed": "killed", "killed|named": "killed", "injured": "wounded", "injured|named": "wounded"}
# Words that say only how somebody was hurt count as wounds where the text does not say that they died.
_HURT = frozenset({"shot", "stabbed", "struck", "hospitalised"})
_LONGEST = 31  # days over which the toll of one incident is counted
_LISTED, _SINGLE, _INCLUDING = "|named", "|part", "|including:attacker"
_OWN_DEATH = re.compile(r"\b(?:himself|herself|own life)\Z", re.IGNORECASE)
_RANKS, _FIRST_RANK = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 2
_RANKED = re.compile(
    rf"(?:an? )?({'|'.join(_RANKS)})(?: [a-z-]{{2,12}}){{0,2}}"
    r"(?: victim| person| man| woman| child| boy| girl| teen(?:ager)?|(?<=th)|(?<=third))\Z",
    re.IGNORECASE,
)
_OF_DEED = re.compile(r"\b(?:deaths?|shooting|stabbing|killing|murder|slaying|homicide) of \Z", re.IGNORECASE)
_DEED = 24  # code points before somebody
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
# A victim counted over a stretch of time: "the eighth child this year to be killed".
_ONE_OF_MANY = re.compile(
    rf"\b(?:{'|'.join(_RANKS)}|\d{{1,4}}(?:st|nd|rd|th))\b[^.;]{{0,60}}"
    r"\b(?:(?:this|of the) (?:year|month|week)|so far|in (?:the|his|her|their) family)\b",
    re.IGNORECASE,
)


# Counts over a year or so: "so far this year 150 people have been killed".
_SO_FAR = re.compile(
    r"\b(?:so far (?:this year|in (?:19|20)\d\d)|year to date|last year alone)\b|(?<!earlier )\bthis year\b(?![’'])",
    re.IGNORECASE,
)


def find_tolls(values: Values, found: Observations, event: Event) -> None:
    """Killed and wounded: counted, listed, or each victim told of."""
    mine = sorted((q for q in found.quantities if q.event == event.id), key=lambda q: q.span)
    mine = [q for q in mine if q.bound != "vague" and not _is_statistic(q, event) and not _is_ranked(values, q)]
    others = (is_told_of_before, is_withdrawn, is_of_another_page, is_either)
    mine = [q for q in mine if not any(is_other(values, q) for is_other in others)]
    told = [(_FIELD_OF.get(q.measure.split("|including")[0]), q) for q in mine]
    killed = _without_short_lists([q for field, q in told if field == "killed"])
    one_by_one = [q for q in mine if q.measure == "killed" + _SINGLE]
    here = [q for q in (*killed, *one_by_one) if not _is_of_deed(values, q)]
    apart = count_apart(values, here) if all(is_told_singly(q) for q in killed) else 0
    if apart > 1:
        for quantity in (*killed, *one_by_one):
            values.add("killed", apart, quantity.span, quantity.attribution)
    else:
        for quantity in _with_attackers(killed):
            _add(values, "killed", quantity)
        _add_with_attacker(values, killed)
        if not values.values("killed"):
            _add_told_singly(values, "killed", one_by_one)
    dead = [q for field, q in told if field == "killed"] + one_by_one
    wounded = _without_short_lists([q for field, q in told if field == "wounded"])
    singly = [q for q in mine if q.measure == "injured" + _SINGLE and not (_is_pair(q) and values.values("killed"))]
    singly += [q for q in wounded if is_told_singly(q)]
    _find_wounded(values, mine, [q for q in wounded if q not in singly], singly, dead)


def _is_of_deed(values: Values, victim: Quantity) -> bool:
    """Whether a noun tells whose death it was; a report names other deaths so: "linked to the murder of a clerk"."""
    return _OF_DEED.search(values.parse.document.text, max(0, victim.span.start - _DEED), victim.span.start) is not None


def _find_wounded(
    values: Values, mine: list[Quantity], numbers: list[Quantity], singly: list[Quantity], dead: list[Quantity]
) -> None:
    """The wounded: as numbers and lists tell them, else those told one by one.

    Args:
        values: Of the incident.
        mine: All its tolls.
        numbers: Numbers and lists of wounded among them.
        singly: The wounded told one by one.
        dead: All that tell of dead.
    """
    hurt = [q for q in mine if q.measure.removesuffix(_LISTED) in _HURT]
    each = [q for q in mine if q.measure.removesuffix(_SINGLE) in _HURT]
    shot = [q for q in each if is_told_singly(q)]
    if dead:
        besides = [q for q in hurt if _is_told_besides(values, q, dead)]
        rest = find_rest(values, mine, dead)
        numbers = [*numbers, *besides, *(q for q in rest if q not in numbers and q not in besides)]
        numbers, singly = (leave_out_dead(values, some, dead) for some in (numbers, singly))
        toll = max(_count_told(values, dead), *map(size_of, dead))
        numbers = leave_out_totals(values, numbers, dead, int(toll))
        shot = leave_out_shot_dead(values, shot, dead) if toll == 1 else []
    lived = not values.values("killed") and _nobody_died(values)
    numbers = _more_than(hurt, numbers) if lived and numbers else numbers
    more = _with_one_more(numbers or (hurt if lived else []), [*singly, *([] if dead else each)])
    more = more if numbers or more else _with_others(values, mine, singly)
    _add_numbers(values, more)
    for quantity in () if more else numbers:
        _add(values, "wounded", quantity)
    if values.values("wounded"):
        return
    _add_numbers(values, count_who_lived(values, hurt, dead, _count_told(values, dead)))
    if values.values("wounded"):
        return
    if values.values("killed"):
        _add_survivors(values, hurt, [*singly, *shot])
        return
    singly = singly if lived else [q for q in singly if not q.measure.endswith(_SINGLE)]
    _add_hurt(values, hurt, singly, each, lived=lived)


def _add_numbers(values: Values, numbers: list[tuple[int, Quantity]]) -> None:
    for number, quantity in numbers:
        values.add("wounded", number, quantity.span, quantity.attribution)


def _with_one_more(numbers: list[Quantity], singly: list[Quantity]) -> list[tuple[int, Quantity]]:
    """The number that a rank makes of another: "four were hurt", later "a fifth man was found"."""
    most = max((int(size_of(q)) for q in numbers if q.bound == "exact"), default=0)
    if not most or most + 1 not in {_read_rank(q) for q in singly}:
        return []
    return [(most + 1, q) for q in numbers if size_of(q) == most]


def _with_others(values: Values, mine: list[Quantity], singly: list[Quantity]) -> list[tuple[int, Quantity]]:
    """One with the others told in the same sentence: "a boy was hurt in a blast that injured three other people"."""
    found = []
    for others in (q for q in mine if q.measure == "injured|besides" and _OTHERS.search(q.counted or "")):
        sentence = values.parse.sentence_at(others.span.start)
        one = [q for q in singly if sentence and sentence.start <= q.span.start < others.span.start]
        if others.low and len(one) == 1:
            found += [(int(others.low) + 1, others), (int(others.low) + 1, one[0])]
    return found


def _with_attackers(tolls: list[Quantity]) -> list[Quantity]:
    """Without the two dead that a murder-suicide has at least, where more are told, or numbers of them."""
    most = max((size_of(q) for q in tolls if not _is_least(q)), default=0)
    return [q for q in tolls if not (_is_least(q) and most > 1)]


def _is_least(toll: Quantity) -> bool:
    return toll.measure.endswith(_INCLUDING) and toll.bound == "at_least"


def _add_with_attacker(values: Values, tolls: list[Quantity]) -> None:
    """Lay a toll that takes in whoever did it to all that tells the others as well.

    "Killed six people before killing himself" counts seven. What else tells of the six is evidence for six of these.
    """
    totals = {size_of(q): q for q in tolls if q.measure.endswith(_INCLUDING) and _is_own_death_told(q)}
    for total, listed in sorted(totals.items()):
        for quantity in tolls:
            if quantity.measure in ("killed", "killed|named") and size_of(quantity) == total - 1:
                values.add("killed", int(total), quantity.span, listed.attribution)


def _is_own_death_told(toll: Quantity) -> bool:
    """Whether a list ends with the death of whoever did it, one person."""
    return toll.bound == "exact" and _OWN_DEATH.search(toll.span.text) is not None


def _add_hurt(
    values: Values, hurt: list[Quantity], singly: list[Quantity], each: list[Quantity], *, lived: bool
) -> None:
    """Those told only as shot, stabbed or taken to hospital, where nobody is told dead.

    Args:
        values: Of the incident.
        hurt: Numbers and lists of them, and the first told singly.
        singly: Wounded, told singly.
        each: All told singly, whatever befell them.
        lived: Whether the report tells no death at all.
    """
    most = max((size_of(q) for q in hurt), default=0)
    lists = [q for q in hurt if q.measure.endswith(_LISTED)]
    named = len(list_names(values, [*lists, *singly, *each])) if lived and lists else 0
    if singly and not hurt:
        _add_told_singly(values, "wounded", singly)
    elif lived and (not hurt or most == 1 or _count_told(values, singly) > most):
        both = [*singly, *each]  # "a child was shot", later "both are in stable condition"
        count = _count_told if all(q.measure.endswith(_SINGLE) for q in singly) else count_apart
        more = most == 1 and count(values, both) > _count_told(values, singly)
        _add_told_singly(values, "wounded", both if more else singly or each)
    elif named > most:  # "Ann Orr and Ben Lee were shot", later "Cy Ray was shot"
        for quantity in lists:
            values.add("wounded", named, quantity.span, quantity.attribution)
    else:
        for quantity in [q for q in hurt if size_of(q) > 1] or hurt:
            _add(values, "wounded", quantity)


def _without_short_lists(tolls: list[Quantity]) -> list[Quantity]:
    """Without lists of some, where a number counts more: the names of two of "the three who died".

    What somebody else is said to count may be another claim, and takes no list away.
    """
    counts = [q for q in tolls if not q.measure.endswith(_LISTED) and q.bound == "exact"]
    longest = max((size_of(q) for q in tolls), default=0)
    tolls = [q for q in tolls if size_of(q) == longest or not (q.measure.endswith(_LISTED) and _points_back(q))]
    return [
        q
        for q in tolls
        if not q.measure.endswith(_LISTED)
        or not any((c.low or 0) > size_of(q) and c.attribution in (None, q.attribution) for c in counts)
    ]


def _points_back(toll: Quantity) -> bool:
    """Whether a list takes up some who were told before: "the infant and the other woman"."""
    return toll.span.text.lower().startswith("the ")


def _is_told_besides(values: Values, hurt: Quantity, dead: list[Quantity]) -> bool:
    """Whether a number taken to hospital is told after a number of dead: "killed two people and hospitalised three"."""
    if hurt.measure != "hospitalised" or hurt.low is None or values.parse.document.text[hurt.span.start] in "Aa":
        return False
    sentence = values.parse.sentence_at(hurt.span.start)
    before = [q for q in dead if sentence and sentence.start <= q.span.start < hurt.span.start]
    rest = values.parse.document.text[hurt.span.end : sentence.end] if sentence else ""
    return any(not q.measure.endswith(_SINGLE) for q in before) and not DEADLY.search(rest)


def _more_than(hurt: list[Quantity], wounded: list[Quantity]) -> list[Quantity]:
    """Where nobody died all who were shot were wounded: "five were shot", later "the three injured women"."""
    most = max(size_of(q) for q in wounded)
    return [q for q in hurt if size_of(q) > most] or wounded


def _nobody_died(values: Values) -> bool:
    """Whether the report has no word of death, or tells that somebody hurt is alive and no death is read in it."""
    text = values.parse.document.text
    return not DEADLY.search(text) or tells_survival(text)


def _is_statistic(quantity: Quantity, event: Event) -> bool:
    """Whether a toll is counted over a long time that is not known to hold the event: "500 died in 2013"."""
    if _SO_FAR.search(quantity.clause.text):
        return True
    period = quantity.period
    if period is None or not period.earliest or not period.latest:
        return False
    days = date.fromisoformat(period.latest) - date.fromisoformat(period.earliest)
    known = event.date
    inside = known is not None and period.earliest <= (known.earliest or "") <= period.latest
    return days.days > _LONGEST and not inside


def _is_ranked(values: Values, quantity: Quantity) -> bool:
    """Whether a victim is one of many over a time: "the eighth child this year to be killed"."""
    sentence = values.parse.sentence_at(quantity.span.start)
    text = values.parse.document.text[sentence.start : sentence.end] if sentence else ""
    return quantity.measure.endswith(_SINGLE) and _ONE_OF_MANY.search(text) is not None


def _add_survivors(values: Values, hurt: list[Quantity], wounded: list[Quantity]) -> None:
    """The wounded told one by one beside a number of dead, unless more were shot than are told of."""
    most = max((size_of(q) for q in hurt), default=0)
    dead = max(value for value in values.values("killed") if isinstance(value, int))
    if most <= dead or most - dead == _count_told(values, wounded):
        _add_told_singly(values, "wounded", wounded)


def _add_told_singly(values: Values, field: str, victims: list[Quantity]) -> None:
    """The number of victims that a report tells one by one, where it is sure who is who: by names, else by ages.

    "A man" may be whom a name means, so names and ages are not added to each other.
    """
    # "Two of the wounded" are told as a number.
    victims = [q for q in victims if size_of(q) == 1 or _is_pair(q)]
    if not victims:
        return
    number = _count_told(values, victims)
    for quantity in victims:
        values.add(field, number, quantity.span, quantity.attribution)


def _count_told(values: Values, victims: list[Quantity]) -> int:
    most = max((int(size_of(q)) for q in victims), default=1)
    ranks = [_read_rank(q) for q in victims if q.measure == "killed" + _SINGLE]
    apart = count_apart(values, [q for q in victims if not _is_pair(q)])
    return max(len(list_names(values, victims)), len(list_ages(victims)), apart, most, *ranks, 1)


def _read_rank(victim: Quantity) -> int:
    """How many have died where somebody is told as the second or third: "a third victim has died"."""
    match = _RANKED.match(victim.span.text)
    return _RANKS.index(match[1].lower()) + _FIRST_RANK if match else 0


def _is_pair(victim: Quantity) -> bool:
    """Whether two told before are meant: "both men died"."""
    return victim.measure.endswith(_SINGLE) and victim.span.text.lower().startswith("both")


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
