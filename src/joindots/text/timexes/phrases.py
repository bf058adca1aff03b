"""What a time expression says, before it is known when the words were written."""

from msgspec import Struct

from joindots.model import TimexType


class Fixed(Struct, frozen=True, gc=False):
    """A time that needs nothing else to be understood.

    Attributes:
        value: TIMEX3 value.
    """

    value: str


class Shifted(Struct, frozen=True, gc=False):
    """A calendar unit counted from the day of writing: `last week`, `two days ago`, `today`.

    Attributes:
        unit: `day`, `week`, `weekend`, `month`, `quarter`, `year`, `decade`, `century`.
        count: Units on; negative for back; 0 is the unit of the day itself.
    """

    unit: str
    count: int


class Named(Struct, frozen=True, gc=False):
    """A stretch of the calendar by its name, in the year or week that the words leave open.

    Attributes:
        unit: `weekday`, `month`, `day` (of a month), `monthday` (of no month that is named), `weekof` (the week of a
            day of a month), `weekendof`, `week`, `season`, `quarter`, `holiday`, `nthweekday`.
        name: TIMEX3 part that names it: `3` for Wednesday, `05`, `05-02`, `SP`, `Q3`; a key of the holidays' table;
            `10 1 1` for the first Monday of October, `0 1 1` for that of a month counted from the day of writing.
        side: -1 the last one before, 1 the next, 0 the one of this year or week; None where only the tense can tell.
        year: Years on from that of writing where the words say so (`June last year`); weeks on for a weekday (`Tuesday
            of last week`), months on for a day or weekday of the month; then `side` plays no part.
        weekday: 1 for Monday ... 7 where a day of a month is given with it, which tells the year; else None.
    """

    unit: str
    name: str
    side: int | None = None
    year: int | None = None
    weekday: int | None = None


class Around(Struct, frozen=True, gc=False):
    """A length of time that ends or begins now: `the last five years`.

    Attributes:
        value: TIMEX3 value of the length.
        unit: As in `Shifted`.
        count: Units on; negative for back.
    """

    value: str
    unit: str
    count: int


class Until(Struct, frozen=True, gc=False):
    """A length of time that ends at a date: `the year to June`.

    Attributes:
        value: TIMEX3 value of the length.
        unit: `week`, `month`, `quarter`, `year`.
        count: Units.
        end: The date; the length ends with its last day.
    """

    value: str
    unit: str
    count: int
    end: Fixed | Named


class Between(Struct, frozen=True, gc=False):
    """From one date to another: `3 to 5 June`, `March-June 2031`. It has days but no TIMEX3 value.

    Attributes:
        first: The one it begins with.
        last: The one it ends with.
    """

    first: Fixed | Named
    last: Fixed | Named


class Hung(Struct, frozen=True, gc=False):
    """A stretch counted from the time that the text named last: `the next day`, `two days later`, `a year earlier`.

    Attributes:
        unit: As in `Shifted`.
        count: Units on; negative for back; 0 is the stretch itself.
    """

    unit: str
    count: int


class Moved(Struct, frozen=True, gc=False):
    """A time counted from a day that stands with it: `the day after Friday`, `two weeks before 3 June`.

    Attributes:
        unit: `day`, `week`, `month`, `year`: how fine the result is.
        count: Of them on; negative for back. Weeks that are counted exactly are given as days.
        start: The day.
    """

    unit: str
    count: int
    start: Fixed | Shifted | Named


When = Fixed | Shifted | Named | Around | Until | Between | Hung | Moved


class Phrase(Struct, frozen=True, kw_only=True, gc=False):
    """A time expression in a text.

    Attributes:
        start: First code point.
        end: One past the last.
        type: TIMEX3 type.
        when: What it says; None for a time that hangs on another in the text (`the day after`).
        clock: Time of day as TIMEX3 writes it after the date, such as `T14:00` or `TMO`; empty for none.
        rule: Name of the grammar's rule that read it.
    """

    start: int
    end: int
    type: TimexType
    when: When | None
    clock: str = ""
    rule: str
