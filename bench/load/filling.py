"""A large case without parsing: made-up reports with what would be found in them, joined in parts.

Reports are those of `bench/speed/generated.py`. All reports on one event are in one part, so that what copies what and
what is said of one event is as in a pile that is joined at once, in a time that grows with the number of reports alone.
Who is named in several parts is one, by name alone.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path

import msgspec
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "speed"))

from generated import Made, make_pile

from joindots.join import find, join_pile
from joindots.model import SCHEMA, Account, Document, Entity, Generator, Observations
from joindots.store.cases import open_case
from joindots.store.parts import Used

PART = 1_000
"""Reports that are joined at once, about so many."""

ARRAYS = (
    "documents", "entities", "times", "quantities", "attributions", "events", "incidents", "stories", "reuse",
)  # fmt: skip
Shown = tuple[Document, Observations]


def make_account(reports: int, seed: int = 1) -> Account:
    """The account of a pile that nobody wrote.

    Args:
        reports: How many.
        seed: The same seed makes the same account.
    """
    arrays: dict[str, list] = {name: [] for name in (*ARRAYS, "findings")}
    for part in _take_parts(make_pile(reports, seed)):
        pile = join_pile([document for document, _ in part], [found for _, found in part])
        for name in ARRAYS:
            arrays[name] += getattr(pile, name)
        arrays["findings"] += find(pile)
        print(f"{len(arrays['documents']):,} of {reports:,} reports joined", file=sys.stderr)
    arrays["entities"] = unite_entities(arrays["entities"])
    ordered = {name: tuple(sorted(records, key=attrgetter("id"))) for name, records in arrays.items()}
    generator = Generator(version="made up", models=(), options={})
    return Account(schema=SCHEMA, generator=generator, **ordered, rejections=())


def unite_entities(entities: Iterable[Entity]) -> list[Entity]:
    """One entity for all of one id: who is named in several parts."""
    united: dict[str, Entity] = {}
    for entity in entities:
        other = united.get(entity.id)
        if other:
            mentions = sorted({*other.mentions, *entity.mentions}, key=attrgetter("document", "start"))
            aliases = tuple(sorted({*other.aliases, *entity.aliases}))
            roles = (*other.roles, *entity.roles)
            united[entity.id] = replace(other, aliases=aliases, mentions=tuple(mentions), roles=roles)
        else:
            united[entity.id] = entity
    return list(united.values())


def _take_parts(made: Made) -> Iterator[Sequence[Shown]]:
    """Reports by the event they are on, as many events at once as make a part."""
    numbered = sorted(range(len(made.documents)), key=lambda n: (made.events[n], n))
    part: list[Shown] = []
    last = None
    for n in numbered:
        if len(part) >= PART and made.events[n] != last:
            yield part
            part = []
        part.append((made.documents[n], made.observations[n]))
        last = made.events[n]
    yield part


def make_reports(reports: int, seed: int) -> Iterator[str]:
    """Texts of made-up reports."""
    return (document.text for document in make_pile(reports, seed).documents)


def rewrite(place: str) -> None:
    """Write the account of a case anew without its last report: as a run does that has joined everything again."""
    with open_case(place) as case, case.reading_in():
        account = case.load_account()
        gone = account.documents[-1].id
        arrays = {
            name: tuple(
                record for record in getattr(account, name) if gone.encode() not in msgspec.msgpack.encode(record)
            )
            for name in (*ARRAYS, "findings")
        }
        case.finish(replace(account, **arrays), f"without {gone}", [], Used(frozenset(), {}))
