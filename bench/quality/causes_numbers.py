"""Say what is behind the misses of `numbers`, and how many of them say the same in another notation.

    .venv/bin/joindots read numbers.jsonl --out out --format json
    .venv/bin/python bench/quality/causes_numbers.py out/account.json             print the table
    .venv/bin/python bench/quality/causes_numbers.py out/account.json --update    and write README.md

The scorer compares strings. The gold also says which days, hours and seconds its strings mean; an answer whose days,
hours or seconds are those says the same: `2031-10-02` where the gold writes `XXXX-10-02` and counts it from the day of
writing, the two ends of a range where the gold has one tuple, `T19:00` for `T19`.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from measure import BENCH, write_table

sys.path.insert(0, str(BENCH))
import score

GOLD = BENCH / "numbers" / "gold.jsonl.gz"
_ROWS, _EXAMPLES = 14, 3
_CLOCK = re.compile(r"(\d\d)(?::(\d\d))?(?::\d\d)?\Z")
_LENGTH = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?"
)
_SECONDS = (31_536_000, 2_592_000, 604_800, 86_400, 3_600, 60, 1)  # of the library's units
# Answers that stand in another notation than ours, by the form of the gold's string; the first that fits tells.
_NOTATIONS = (
    ("ranges as tuples", re.compile(r"\(.*")),
    ("hours without minutes (`T19`; TIMEX3 and the gold of `times` write `T19:00`)", re.compile(r"(?!P).*T\d\d")),
    ("codes of its own for fiscal years, seasons, meals, weeks of a month", re.compile(
        r"(?:FY|SY).*|S[PU]|FA|WI|.*(?:TME[BLD]|TBH|TDT|TNT)|.*-\d\d-W.*|[TX].*P\d.*"
    )),
    ("year, month or week left open that the day of writing gives (`XXXX-10-02`)", re.compile(r"XX.*")),
    ("minutes and seconds counted from the moment of writing", re.compile(r"(?!P).*T\d\d:\d\d:\d\d")),
    ("lengths with decimals (`P1.5Y`)", re.compile(r"P.*\d\.\d.*")),
    ("days that no calendar has", re.compile(r"\d{4}-(?:02-(?:29|3\d)|\d\d-31)(?:T.*)?")),
)  # fmt: skip
_TOLD = "as TIMEX3 and the gold of `times` write it, or a number"
Answer = Mapping[str, str]
Causes = dict[str, list[str]]  # cause to ids of cases
Notations = dict[str, list[bool]]  # how the gold writes an answer, to whether each has the gold's very string or number


def list_causes(account: "score.Account") -> tuple[Causes, Notations]:
    """Every expected result that has a value, by what became of it and by how the gold writes it."""
    told: dict[str, dict[str, list[dict[str, object]]]] = {
        field: defaultdict(list) for field in ("quantities", "times")
    }
    for field, documents in told.items():
        for record in account.list(field):
            documents[account.doc(record["span"])].append(record)
    causes: Causes = defaultdict(list)
    notations: Notations = defaultdict(list)
    for gold in score.rows(GOLD):
        dated = gold["set"].startswith("DateTime")
        for result in gold["expected"]:
            if result["start"] is None or result["end"] is None:
                continue
            near = [r for r in told["times" if dated else "quantities"][gold["id"]] if _touches(r["span"], result)]
            cause = _time_cause(result["answer"], near) if dated else _number_cause(result["answer"], near)
            if cause:
                causes[cause].append(gold["id"])
                notations[_name_notation(result["answer"]) if dated else _TOLD].append(cause == "right")
    return causes, notations


def _name_notation(answer: object) -> str:
    """How the gold writes a time: that of its strings which TIMEX3 has, if any is."""
    names = {_notation_of(want) for want in _wanted(answer)}
    return _TOLD if _TOLD in names else min(names)


def _notation_of(want: str) -> str:
    name = next((name for name, form in _NOTATIONS if form.fullmatch(want)), _TOLD)
    if name.startswith("days that") and _is_day(want[:10]):
        return _TOLD
    return name


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _wanted(answer: object) -> set[str]:
    if not isinstance(answer, dict):
        return set()
    return {
        str(value)
        for value in (*(v.get("timex") for v in answer.get("values") or [] if v), answer.get("Timex"))
        if value
    }


def _touches(span: object, result: Mapping[str, int]) -> bool:
    return isinstance(span, dict) and span["start"] < result["end"] and result["start"] < span["end"]


def _number_cause(answer: object, near: list[dict[str, object]]) -> str:
    want = score.expected_numbers(answer)
    if want is None:
        return ""
    if not near:
        return "numbers: not found"
    ends = [(q["low"], q["high"]) for q in near]
    if any(low == high and low is not None and abs(low - want) <= 1e-6 * max(1, abs(want)) for low, high in ends):
        return "right"
    told = any(want in pair for pair in ends)
    return 'numbers: told as a bound or an end ("over 20" is no 20)' if told else "numbers: another number"


def _time_cause(answer: object, near: list[dict[str, object]]) -> str:
    resolved: list[Answer] = [v for v in answer.get("values") or [] if v] if isinstance(answer, dict) else []
    want = _wanted(answer)
    if not want:
        return ""
    values = [str(t["value"] or "") for t in near]
    if not want.isdisjoint(values):
        return "right"
    ranged = any(str(w).startswith("(") for w in want)
    if not near:
        return f"times: {'a range, ' if ranged else ''}not found"
    if any(_says(one, near) for one in resolved) or any(_opens(str(w), near) for w in want):
        return "times: the same in another notation"
    if ranged:
        return "times: a range, which the gold writes as a tuple, told in part or without its days"
    return "times: another time" if any(values) else "times: no value: it hangs on a time that the text does not name"


def _says(want: Answer, near: list[dict[str, object]]) -> bool:
    """Whether one answer, or two that stand together, say the days, hours or seconds of a resolved reading."""
    kind, value = want.get("type", ""), want.get("value", "")
    days = {str(t["earliest"]) for t in near if t["earliest"] is not None and t["earliest"] == t["latest"]}
    clocks = {clock for t in near if (clock := _clock(str(t["value"] or "")))}
    if kind == "date":
        return value in days
    if kind == "time":
        return _clock(f"T{value}") in clocks
    if kind == "datetime":
        return value[:10] in days and _clock(f"T{value[11:]}") in clocks
    if kind == "duration":
        return any(str(length) == value for t in near if (length := _seconds(str(t["value"] or ""))) is not None)
    if kind == "daterange" and want.get("start") and want.get("end"):
        return _spans(near, want["start"], want["end"])
    return kind == "timerange" and {_clock(f"T{want.get(end, '')}") for end in ("start", "end")} <= clocks


def _opens(want: str, near: list[dict[str, object]]) -> bool:
    """Whether a value that leaves the year or week open is of a day that is told: `XXXX-10-02`, `XXXX-WXX-2`."""
    days = {str(t["earliest"]) for t in near if t["earliest"] is not None and t["earliest"] == t["latest"]}
    weekday = want.removeprefix("XXXX-WXX-")
    if want.startswith("XXXX-WXX-") and weekday.isdigit():
        return any(date.fromisoformat(day).isoweekday() == int(weekday) for day in days)
    return want.startswith("XXXX-") and any(str(t["value"] or "")[4:] == want[4:] for t in near)


def _spans(near: list[dict[str, object]], start: str, end: str) -> bool:
    """Whether the first day and the last, or the day after it, are told; the library's ranges end before their end."""
    known = [t for t in near if t["earliest"] is not None and t["latest"] is not None]
    if not known or not re.fullmatch(r"\d{4}-\d\d-\d\d", end):
        return False
    lasts = (end, (date.fromisoformat(end) - timedelta(1)).isoformat())
    return min(str(t["earliest"]) for t in known) == start and max(str(t["latest"]) for t in known) in lasts


def _clock(value: str) -> tuple[int, int] | None:
    match = _CLOCK.search(value.partition("T")[2]) if not value.startswith("P") else None
    return (int(match[1]) % 24, int(match[2] or 0)) if match else None


def _seconds(value: str) -> int | None:
    match = _LENGTH.fullmatch(value)
    parts = zip(match.groups(), _SECONDS, strict=True) if match and value != "P" else ()
    return round(sum(float(part or 0) * each for part, each in parts)) if match else None


def draw_table(causes: Causes, notations: Notations) -> Iterator[str]:
    """How many say the same, a row for each notation of the gold, and one for each cause, the commonest first."""
    total, right = sum(map(len, causes.values())), len(causes["right"])
    same = len(causes["times: the same in another notation"])
    yield f"Of {total:,} results with a value {right:,} ({right / total:.3f}) have the gold's very string or number;"
    yield f"{same:,} more say the same in another notation, which makes {(right + same) / total:.3f}."
    told = notations[_TOLD]
    share = f"{sum(told):,} ({sum(told) / len(told):.3f}) are right"
    yield f"{total - len(told):,} stand in a notation that ours does not have; of the other {len(told):,} {share}."
    yield from ("", "| how the gold writes it | results | the very string or number |", "|---|---|---|")
    for name, rights in sorted(notations.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"| {name} | {len(rights):,} | {sum(rights):,} |"
    yield from ("", "| cause | count | among them |", "|---|---|---|")
    missed = sorted((-len(ids), cause) for cause, ids in causes.items() if cause != "right")
    for count, cause in missed[:_ROWS]:
        ids: Sequence[str] = list(dict.fromkeys(causes[cause]))[:_EXAMPLES]
        yield f"| {cause} | {-count} | {', '.join(ids)} |"


def main() -> None:
    """Print the table; write it where that is asked."""
    parser = argparse.ArgumentParser(description="Say what is behind the misses of `numbers`.")
    parser.add_argument("account", type=Path, help="made by `joindots read` from the set's documents")
    parser.add_argument("--update", action="store_true", help="write README.md")
    options = parser.parse_args()
    lines = list(draw_table(*list_causes(score.Account(json.loads(options.account.read_bytes())))))
    print("\n".join(lines))
    if options.update:
        write_table("causes of numbers", lines)


if __name__ == "__main__":
    main()
