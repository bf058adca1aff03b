"""The grammar of English time expressions: one line a rule, over the classes of `lexicon.toml` and `pieces.py`.

A pattern names classes; `?`, `*`, `|` and brackets mean what they mean in a regular expression. Among matches that
overlap the longest stands, then the one whose rule comes first. Spans follow TIMEX3: without the preposition before,
with determiner and modifiers.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from joindots.text.timexes import calendar_readings as dates
from joindots.text.timexes import clock_readings as clocks
from joindots.text.timexes import length_readings as lengths
from joindots.text.timexes import period_readings as periods
from joindots.text.timexes import relative_readings as relatives
from joindots.text.timexes.day_lists import list_days, spread_week
from joindots.text.timexes.phrases import Phrase
from joindots.text.timexes.pieces import Piece, load_lexicon, read_pieces
from joindots.text.timexes.ranges import join_clocks, share_years
from joindots.text.timexes.runs import Reader, Run

_GROUPS = {
    "count": ("num", "day", "some", "year"),
    "ordinal": ("nth", "second"),
    "anyunit": ("unit", "units", "second"),
    "side": ("last", "next", "this", "latest"),
    "det": ("the", "this", "that"),
    "anyseason": ("season", "fall"),
    "mod": ("early", "part", "sometime", "away"),
    "partofday": ("daypart", "noon"),
}
_MADE = (
    *(
        "day",
        "year",
        "num",
        "some",
        "nth",
        "second",
        "iso",
        "shortyear",
        "monthday",
        "slash",
        "slashday",
        "yearmonth",
        "clock",
        "clocks",
        "decade",
        "tens",
    ),
    *("comma", "hyphen", "dash", "s", "other", "break"),
)

_OTHER = "other"
_KNOWN_ROWS = 1 << 14  # whose matches are remembered, some 5 MB
_LONGEST_KNOWN = 64  # pieces of such a row

# name, pattern, reading
_RULES: tuple[tuple[str, str, Reader], ...] = (
    # --- dates of the calendar
    ("iso date", "iso", dates.read_iso),
    ("slash date", "slash", dates.read_slash),
    ("year and month", "yearmonth", dates.read_year_month),
    ("slash day", "(weekday comma?)? slashday", dates.read_slash_day),
    (
        "day month",
        "(weekday comma?)? the? mod? (day|ordinal) (of|hyphen)? month ((comma|hyphen|of|in)? year)?",
        dates.read_day,
    ),
    ("month day", "(weekday comma?)? mod? month (the|hyphen)? (day|ordinal) ((comma|of|in)? year)?", dates.read_day),
    ("month and spoken day", "(weekday comma?)? mod? month num", dates.read_spoken_day),
    ("weekday and number", "side? weekday comma? the? ordinal", dates.read_monthday),
    ("day of no month", "the (ordinal | day)", dates.read_monthday),
    ("short year", "(weekday comma?)? day month num", dates.read_short_year),
    ("side weekday month day", "(the? side)* weekday comma? month (day|ordinal)", dates.read_day),
    ("day of relative year", "((day|ordinal) of? month | month day) of? side unit", dates.read_day),
    ("day of a cut year", "((day|ordinal) of? month | month day comma?) shortyear", dates.read_day),
    ("glued month and day", "monthday (comma? year)?", dates.read_glued_day),
    ("month, ordinal", "(weekday comma?)? month comma nth (comma? year)?", dates.read_day),
    ("day of a named month", "the? ordinal unit of (month year? | the? side unit)", dates.read_counted_day),
    (
        "weekday of a month",
        "the? (ordinal|last) weekday (of|in) (month (comma? year | of? side unit)? | (the? side) unit)",
        dates.read_nth_weekday,
    ),
    ("month year", "(mod hyphen?)? month (comma|of)? (year | shortyear)", dates.read_month),
    ("month of a year cut short", "mod? month of num", dates.read_bare_cut_year),
    ("day of a year cut short", "((day|ordinal) of? month | month (day|ordinal)) of num", dates.read_bare_cut_year),
    ("year, month", "year (comma|hyphen)? month (hyphen day)?", dates.read_month_after_year),
    ("nth month of a year", "the? ordinal unit of yearof", periods.read_nth_month),
    ("month of relative year", "mod? month (of|comma)? side unit", dates.read_month),
    (
        "days of a month",
        "day through day of? month (comma? year)? | month day through day (comma? year)?",
        dates.read_days,
    ),
    ("months of a year", "month through month comma? year", dates.read_months),
    ("month", "(mod hyphen?)? (the? side)? month", dates.read_month),
    (
        "quarter",
        "mod? (the|fiscal|latest|side)* yearof? fiscal? ordinal unit (of? the? fiscal? (yearof|unit))?",
        periods.read_quarter,
    ),
    ("week of a year", "the? ordinal unit of? (year | the? side unit)", periods.read_nth_week),
    (
        "week of a day",
        "the? (unit|weekend) of ((day through)? calendarday | holiday (comma? year)?)",
        periods.read_week_of_day,
    ),
    ("last week of", "the? last unit of (month year? | year | the? side unit)", periods.read_last_week),
    ("numbered week", "unit (day|num) (of? yearof)?", periods.read_week),
    ("quarter code", "quartercode (of? fiscal? year)?", periods.read_quarter_code),
    ("quarter as adjective", "fiscal? ordinal hyphen unit", periods.read_quarter),
    ("half", "(the|this|yearof)* (ordinal|last) half of (the? unit|yearof)", periods.read_half),
    ("season", "mod? (the|this)? side? early? anyseason (of? (yearof | shortyear))?", periods.read_season),
    ("year", "(mod hyphen?)? (the unit | the? fiscal)? year", dates.read_year),
    ("year cut short", "shortyear", dates.read_cut_year),
    ("spoken year", "the unit num", dates.read_spoken_year),
    ("year as adjective", "the year period", dates.read_year),
    ("spoken decade", "mod? the num hyphen? decade", dates.read_spoken_decade),
    ("decade", "mod? the? early? hyphen? decade | the last half of the? decade", dates.read_decade),
    ("tens", "mod? the? early? hyphen? tens", dates.read_tens),
    ("century", "mod? the? early? hyphen? nth hyphen? unit", dates.read_century),
    ("holiday", "mod? the? side? holiday ((comma|of)? year)?", dates.read_holiday),
    ("year end", "(the|approx)? unit s? hyphen? end", dates.read_year_end),
    # --- dates counted from the day of writing
    ("day word", "(mod|overnight)? hyphen? dayword partofday?", relatives.read_day_word),
    ("weekday", "mod? (the? side)* weekday partofday?", relatives.read_weekday),
    ("half of a day", "(weekday | dayword) ampm", relatives.read_half_day),
    ("in a part of a weekday", "(the? side)* weekday comma? in the partofday", relatives.read_weekday),
    ("in a part of a day", "dayword comma? in the partofday", relatives.read_day_word),
    (
        "weekday of a week",
        "weekday (of|on)? (the? side) unit | the? side unit comma? on? weekday",
        relatives.read_weekday_of_week,
    ),
    ("day of a month", "the? (ordinal|day) of (the? side) unit | the nth this unit", relatives.read_day_of_month),
    ("the one after next", "the (unit|weekend|daypart) beyond (the? next|last)", relatives.read_one_beyond),
    (
        "from a day",
        "approx? (the|a|count)? more? anyunit (beyond|from) (dayword | anyday | the? calendarday)",
        relatives.read_from_day,
    ),
    ("unit beside", "mod? the? (side | this last) fiscal? (unit (or so)? | weekend)", relatives.read_beside),
    ("the weekend", "mod? the weekend", relatives.read_beside),
    ("ago", "approx? (a | amount | half a | certain) more? of? anyunit (or so)? (ago|hence)", relatives.read_ago),
    ("joined ago", "approx? count anyunit join count anyunit (ago|hence)", relatives.read_joined_ago),
    ("current unit", "the? current fiscal? unit", relatives.read_current),
    # --- times of day
    ("o'clock", "approx? (num|day) oclock zone? (in? the? daypart)?", clocks.read_oclock),
    (
        "past the hour",
        "approx? (a? unit | half | (num|day) anyunit?) (last|to) (clock | (num|day) oclock?) (in? the? daypart)?",
        clocks.read_past,
    ),
    ("hour in words", "approx? (num|day) num? ampm zone?", clocks.read_spoken_clock),
    ("hour in a part of a day", "(num|day) in the daypart | the daypart at (num|day)", clocks.read_in_daypart),
    ("bare hour", "approx? (num|day)", clocks.read_bare_hour),
    ("hour and minutes in words", "approx? num hyphen? num", clocks.read_hour_and_minutes),
    ("clocks", "clocks zone?", clocks.read_clocks),
    ("clock", "approx? (clock zone? | noon)", relatives.read_clock),
    (
        "clock, day",
        "approx? daytime (on|comma)? (mod? weekday partofday? | dayword partofday? | side daypart | calendarday)",
        relatives.read_clock,
    ),
    ("day, clock, year", "(weekday comma?)? month day clock zone? year", relatives.read_stamp),
    (
        "day, clock",
        "(someday | calendarday | slash | iso) (at|comma)? approx? exactly",
        relatives.read_clock,
    ),
    ("part of a day", "mod? (the? side | the | this | that | the next) early? daypart", relatives.read_daypart),
    ("early or late", "early hyphen? daypart dayword?", relatives.read_daypart),
    ("noon", "mealtime | the mealtime", relatives.read_mealtime),
    ("tonight", "mod? (tonight|overnight)", relatives.read_tonight),
    ("part of a calendar day", "the? daypart of (calendarday | (the? side)* weekday)", relatives.read_daypart),
    # --- lengths of time
    ("length", "approx? (another | a more)? amount more? hyphen? more? anyunit (and a half)?", lengths.read_length),
    (
        "lengths joined",
        "approx? count anyunit join count anyunit (join count anyunit)?",
        lengths.read_joined,
    ),
    ("nights", "approx? count dayparts", lengths.read_nights),
    ("weekends", "approx? count adverb", lengths.read_weekends),
    ("whole unit", "the? whole hyphen? unit | a? more hyphen? unit", lengths.read_whole),
    ("amount of units", "approx? count of anyunit", lengths.read_length),
    ("a length", "approx? (a|another) more? (unit|weekend) (and a half)?", lengths.read_length),
    ("half a length", "half (a|hyphen)? unit | a half hyphen unit", lengths.read_half_length),
    ("span of lengths", "approx? count (to|or|hyphen|dash) count hyphen? anyunit", lengths.read_span),
    (
        "length beside now",
        "approx? the? (side|nth|following) more? approx? count (more|of)? anyunit",
        lengths.read_around,
    ),
    ("the length", "the count more? units", lengths.read_length),
    ("lengths", "(side|more|certain)? units", lengths.read_lengths),
    ("long", "anyunit hyphen long", lengths.read_lengths),
    (
        "age",
        "a? counts hyphen? anyunit (hyphen? old (hyphen? other)? | of age) | (a|hyphen)? units hyphen? old",
        relatives.read_nothing,
    ),
    ("year to", "the? count? (unit|units) to (part? month year? | calendarday)", lengths.read_year_to),
    # --- times that hang on another in the text
    ("before another", "approx? (a|count|the|certain) more? anyunit (away|beyond)", relatives.read_hanging),
    (
        "hanging unit",
        "mod? (the? (same|following) | that same? | the next | the) (unit|daypart)",
        relatives.read_hanging,
    ),
    (
        "hanging adjective",
        "unit hyphen (away|ago) | the? unit hyphen (away|ago) (ordinal? unit | period)",
        relatives.read_hanging,
    ),
    ("end of a unit", "part unit", relatives.read_hanging),
    ("that weekend", "that same? weekend", relatives.read_that_weekend),
    ("that period", "the (latest|last|same) period", relatives.read_hanging),
    # --- sets
    ("every", "each (other|count)? (unit|units|weekday|daypart|month|anyseason|weekend)", lengths.read_every),
    ("adverb", "adverb", lengths.read_adverb),
    ("times a", "(times | count many) a unit", lengths.read_every),
    ("parts of days", "the? (early hyphen?)? dayparts", lengths.read_dayparts),
    ("weekdays", "weekdays | weekday dayparts", lengths.read_weekdays),
    # --- no calendar value
    ("reference", "ref | current", relatives.read_reference),
    ("the past", "the last", relatives.read_past),
)
# Shapes that several patterns share; written out before a pattern is compiled.
_SHAPES = {
    "join": "(comma? and|comma)?",
    "through": "(to|hyphen|dash|and)",
    "yearof": "(year | side unit s?)",
    "calendarday": "((weekday comma?)? (month (day|ordinal) | (day|ordinal) of? month) (comma? year)?)",
    "anyday": "((the? side)* weekday | slash | iso | holiday (comma? year)?)",
    "daytime": "(clock zone? | noon | daypart)",
    "someday": "((the? side)? weekday daypart? | dayword daypart? | this daypart)",
    "exactly": "(clock zone? | noon)",
    "amount": "(count | over (num|day))",
    "counts": "count ((hyphen|dash|to|or) count)?",
}


class Rule(Struct, frozen=True):
    """One compiled line of the grammar."""

    name: str
    pattern: re.Pattern[str]
    read: Reader


class Candidate(Struct, frozen=True, gc=False):
    """A match: first piece, one past the last, place of its rule in the grammar."""

    first: int
    last: int
    rank: int


@cache
def _symbols() -> dict[str, str]:
    """Class to the character that stands for it."""
    kinds = {kind for entries in load_lexicon().values() for _, kind, _ in entries} | set(_MADE)
    return {kind: chr(0xE000 + i) for i, kind in enumerate(sorted(kinds))}


@cache
def load_rules() -> tuple[Rule, ...]:
    """The grammar, compiled."""
    symbols = _symbols()

    def replace(match: re.Match[str]) -> str:
        return "[" + "".join(symbols[kind] for kind in _GROUPS.get(match[0], (match[0],))) + "]"

    def compile_pattern(pattern: str) -> re.Pattern[str]:
        return re.compile(
            re.sub(r"[a-z]+", replace, pattern).replace("(", "(?:").replace(" ", "").replace("*", "{0,6}")
        )

    shape = re.compile(r"\b(" + "|".join(_SHAPES) + r")\b")
    return tuple(
        Rule(name, compile_pattern(shape.sub(lambda match: _SHAPES[match[0]], pattern)), read)
        for name, pattern, read in _RULES
    )


def find_phrases(text: str, blocks: Sequence[tuple[int, int]]) -> list[Phrase]:
    """The time expressions of some stretches of a text, as the words alone tell; the sentence may speak against one.

    Args:
        text: Any text; a line break is a space.
        blocks: Start and end of each stretch, in text order; no expression crosses from one to the next.

    Returns:
        Phrases in text order, without overlap, with offsets into `text`.
    """
    pieces = read_pieces(text, blocks)
    found: list[Candidate] = []
    for indices, row in _split_row([piece.kind for piece in pieces]):
        matches = _known_matches(row) if len(row) <= _LONGEST_KNOWN else _match_rules(row)
        found += [Candidate(indices[first], indices[last - 1] + 1, rank) for first, last, rank in matches]
    return _choose(text, pieces, found)


def _split_row(kinds: Sequence[str]) -> Iterator[tuple[range, str]]:
    """The stretches of a row that rules can match, as indices and as symbols: of no rule two other words in a row."""
    symbols = _symbols()
    row = "".join([symbols[kind] for kind in kinds])
    for stretch in _stretches().finditer(row):
        yield range(*stretch.span()), stretch.group()


@cache
def _stretches() -> re.Pattern[str]:
    """What stands between two other words in a row; the one beside it belongs to it, since a rule may ask for it."""
    other = _symbols()[_OTHER]
    return re.compile(f"{other}?[^{other}]+(?:{other}[^{other}]+)*+{other}?")


def _match_rules(row: str) -> tuple[tuple[int, int, int], ...]:
    """First symbol, one past the last and place in the grammar of each match."""
    return tuple(
        (*match.span(), rank) for rank, rule in enumerate(load_rules()) for match in rule.pattern.finditer(row)
    )


@lru_cache(maxsize=_KNOWN_ROWS)
def _known_matches(row: str) -> tuple[tuple[int, int, int], ...]:
    """As `_match_rules`: few rows make up most of all texts."""
    return _match_rules(row)


def _choose(text: str, pieces: Sequence[Piece], found: list[Candidate]) -> list[Phrase]:
    """The longest candidates that have a reading; one that reads as no time keeps its place all the same."""
    taken = bytearray(len(pieces))
    chosen: list[Phrase] = []
    for candidate in sorted(found, key=lambda c: (c.first - c.last, c.rank, c.first)):
        first, last, rule = candidate.first, candidate.last, load_rules()[candidate.rank]
        if any(taken[first:last]):
            continue
        reading = rule.read(Run(text, pieces, first, last))
        if reading is None:
            continue
        taken[first:last] = b"\1" * (last - first)
        if reading.type is not None:
            phrase = Phrase(
                start=pieces[first].start,
                end=pieces[last - 1].end,
                type=reading.type,
                when=reading.when,
                clock=reading.clock,
                rule=rule.name,
            )
            chosen += [phrase, *list_days(pieces, range(first, last), phrase, taken)]
    return join_clocks(
        text, share_years(text, list(spread_week(text, sorted(chosen, key=lambda phrase: phrase.start))))
    )
