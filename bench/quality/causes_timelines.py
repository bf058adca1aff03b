"""Say on which timelines of `timelines` each missed day falls, and what is behind it: where the next engineer may dig.

    .venv/bin/python bench/quality/measure.py --set timelines --keep accounts
    .venv/bin/python bench/quality/causes_timelines.py accounts             print the tables
    .venv/bin/python bench/quality/causes_timelines.py accounts --update    and write README.md

Causes are told from the accounts alone, by what they hold of a day beside the events that the scorer counts.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from measure import BENCH, write_table

from joindots.account import decode_account
from joindots.model import Account

sys.path.insert(0, str(BENCH))
import score

GOLD = BENCH / "timelines" / "gold.jsonl.gz"
_ROWS = 10
Days = dict[str, set[str]]


class Topic:
    """What the account of one topic holds of each day.

    Attributes:
        told: Reports with an event of the day, and how often they mention one.
        named: Reports that name the day.
        published: Reports of the day.
    """

    def __init__(self, account: Account) -> None:
        self.told: Days = defaultdict(set)
        self.mentions: Counter[str] = Counter()
        self.named: Days = defaultdict(set)
        self.published: Days = defaultdict(set)
        for event in account.events:
            if event.date is not None and (day := score.one_day({"value": event.date.value})):
                self.told[day.isoformat()] |= {span.document for span in event.mentions}
                self.mentions[day.isoformat()] += len(event.mentions)
        for time in account.times:
            if time.earliest is not None and time.earliest == time.latest:
                self.named[time.earliest].add(time.span.document)
        for document in account.documents:
            if document.published is not None:
                self.published[document.published.value].add(document.id)

    def choose(self, days: set[str]) -> set[str]:
        """The days that the scorer takes."""
        ranked = sorted(
            (-len(told), -self.mentions[day], day) for day, told in self.told.items() if min(days) <= day <= max(days)
        )
        return {day for _, _, day in ranked[: len(days)]}

    def explain_miss(self, day: str) -> str:
        """Why a day of the timeline was not taken."""
        if self.told.get(day):
            return "told, by fewer reports than the days taken"
        if self.named.get(day):
            return "named, but no event or happening hangs on it"
        return "named by no report; reports were published on it" if self.published.get(day) else "named by no report"


def explain_taken(day: str, missed: set[str], others: set[str]) -> str:
    """What a day is that was taken instead."""
    if day in others:
        return "taken instead: marked by another timeline of the topic"
    near = {(date.fromisoformat(day) + timedelta(days=n)).isoformat() for n in (-1, 1)}
    return "taken instead: the day beside one that was missed" if near & missed else "taken instead: any other day"


def draw_tables(folder: Path) -> Iterator[str]:
    """One row a timeline, then one row a cause, the commonest first."""
    gold = {row["id"]: (row["topic"], {x["date"] for x in row["timeline"]}) for row in score.rows(GOLD)}
    marked: Days = defaultdict(set)
    for topic, days in gold.values():
        marked[topic] |= days
    topics: dict[str, Topic] = {}
    causes: dict[str, Counter[str]] = defaultdict(Counter)
    yield from ("| timeline | reports of the topic | days | date F1 |", "|---|---|---|---|")
    for name, (topic, days) in sorted(gold.items()):
        if topic not in topics:
            topics[topic] = Topic(decode_account((folder / topic / "account.json").read_bytes()))
        taken = topics[topic].choose(days)
        f1 = 2 * len(taken & days) / (len(taken) + len(days))
        reports = sum(map(len, topics[topic].published.values()))
        yield f"| {name} | {reports:,} | {len(days)} | {f1:.3f} |"
        for day in sorted(days - taken):
            causes[topics[topic].explain_miss(day)][name] += 1
        for day in sorted(taken - days):
            causes[explain_taken(day, days - taken, marked[topic])][name] += 1
    yield from ("", "| cause | count | timelines |", "|---|---|---|")
    for cause, names in sorted(causes.items(), key=lambda x: (-x[1].total(), x[0]))[:_ROWS]:
        yield f"| {cause} | {names.total()} | {', '.join(f'{name} {n}' for name, n in names.most_common(5))} |"


def main() -> None:
    """Print the tables; write them where that is asked."""
    parser = argparse.ArgumentParser(description="Say on which timelines each missed day falls.")
    parser.add_argument("accounts", type=Path, help="the folder that `measure.py --set timelines --keep` filled")
    parser.add_argument("--update", action="store_true", help="write README.md")
    options = parser.parse_args()
    lines = list(draw_tables(options.accounts))
    print("\n".join(lines))
    if options.update:
        write_table("causes of timelines", lines)


if __name__ == "__main__":
    main()
