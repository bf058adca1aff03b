"""A pile joined by blocks: every record as in one process, however small the blocks, and whatever people decided."""

import random
import tempfile
from contextlib import contextmanager

import pytest
from msgspec.structs import replace

from joindots.extract import observe
from joindots.join import join_pile
from joindots.model import Bonds, EngineError, Observations
from joindots.run.distributed import copies, event_blocks, grouping, joining, naming, telling
from joindots.run.distributed.files import BlockFolder
from joindots.run.distributed.orders import find_types
from joindots.run.distributed.rows import from_rows, to_rows
from joindots.run.engines import ENDED, LocalEngine, Lost

pytest.importorskip("pyarrow", reason="the extra `distributed` is not installed")

TOWNS = ["Ashford Quay", "Bellmere", "Carrow", "Dunmoor Vale"]
PEOPLE = ["Ilse Varga", "Odo Brandt", "Una Krol", "Tomas Hale"]
LINES = [
    "Gunmen attacked the market in {town} on {day} May 2031 and killed {killed} people, inspector {person} said.",
    "Police arrested {person}, 34, over the shooting in {town}, in which {killed} people died.",
    "The {town} attack on {day} May 2031 left {killed} dead. {person} is accused of the attack.",
    "A fire in a cannery in {town} on {day} May 2031 injured {killed} workers, fire chief {person} said.",
    "It was the worst fire in {town} for years. Mr {last} called for an inquiry.",
    "A storm hit {town} on Monday and a bridge collapsed, killing {killed}. The police said they knew of no warning.",
]


class Here(LocalEngine):
    """The steps of the distributed engine in this process; blocks and results go through rows, as through files."""

    @contextmanager
    def open_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            yield BlockFolder(folder)

    def map(self, function, blocks):
        block_kind, result_kind = find_types(function)
        for block in blocks:
            yield from_rows(to_rows(function(from_rows(to_rows(block), block_kind))), result_kind)


@pytest.fixture(scope="module")
def pile(read_text):
    """Reports and what they show; in some a name stands that only others were found to have."""
    chance = random.Random(5)  # noqa: S311 - no secret
    documents, observations = [], []
    for n in range(36):
        town, person = TOWNS[n % 4], PEOPLE[n % 4 if n % 5 else n % 3]
        given = {"town": town, "person": person, "last": person.split()[1], "day": 3 + n % 4, "killed": 3 + n % 2}
        text = "\n\n".join(line.format(**given) for line in chance.sample(LINES, 3))
        day = f"2031-05-{6 + n % 9:02}"
        parse = read_text(text, source=f"{n}.txt", published=day if n % 6 else None)
        found = observe(parse)
        if n % 7 == 0:
            found = replace(found, entities=tuple(e for e in found.entities if e.name != town), incidents=())
        documents.append(parse.document)
        observations.append(
            found if n != 1 else replace(found, events=(), incidents=(), quantities=(), attributions=())
        )
    return documents, observations


@pytest.fixture(scope="module")
def bonds(pile):
    """What people may have decided on names and on events."""
    chance = random.Random(6)  # noqa: S311 - no secret
    ids = [[record.id for found in pile[1] for record in getattr(found, what)] for what in ("entities", "events")]
    together, apart = ([tuple(chance.sample(some, 2)) for some in ids for _ in range(12)] for _ in range(2))
    return Bonds(together=tuple(together), apart=tuple(apart))


def cut_small(monkeypatch, size):
    for module in (naming, grouping, copies):
        monkeypatch.setattr(module, "BLOCK_CHARACTERS", size)
    for module in (naming, grouping):
        monkeypatch.setattr(module, "PART_CHARACTERS", max(2000, size))
    monkeypatch.setattr(telling, "BLOCK_EVENTS", max(4, size // 100))
    monkeypatch.setattr(telling, "PART_EVENTS", max(9, size // 100))


@pytest.mark.parametrize("size", [10**9, 1000, 1])
@pytest.mark.parametrize("decided", [False, True])
def test_blocks_join_as_one_process_does(pile, bonds, monkeypatch, size, decided):
    cut_small(monkeypatch, size)
    held = bonds if decided else Bonds()
    whole = join_pile(*pile, held)
    assert joining.join_far(*[list(reversed(side)) for side in pile], held, Here(1)) == whole
    assert len([event for event in whole.events if len({m.document for m in event.mentions}) > 1]) > 3


def test_names_are_found_that_only_others_have(pile):
    listed = {mention for found in pile[1] for entity in found.entities for mention in entity.mentions}
    whole = joining.join_far(*pile, Bonds(), Here(1))
    added = [mention for entity in whole.entities for mention in entity.mentions if mention not in listed]
    texts = {document.id: document.text for document in pile[0]}
    assert {mention.text for mention in added} >= {"Ashford Quay"}
    assert all(texts[mention.document][mention.start : mention.end] == mention.text for mention in added)


def test_reports_without_events(document):
    documents = [document("Fog.", source="a.txt"), document("Tide.", source="b.txt")]
    shown = [Observations(document=each.id) for each in documents]
    assert joining.join_far(documents, shown, Bonds(), Here(1)) == join_pile(documents, shown)


def test_shelves_are_filled_alike_again(pile, monkeypatch):
    """Sets have no order of their own: what lies on a shelf must not follow that of a process."""
    profiles = []
    describe = event_blocks._ENCODER.encode
    monkeypatch.setattr(
        event_blocks, "_ENCODER", type("Seen", (), {"encode": lambda _, p: profiles.append(p) or describe(p)})()
    )
    joining.join_far(*pile, Bonds(), Here(1))
    several = [p for p in profiles if len(p.where) > 1]
    assert several
    for profile in several:
        turned = replace(profile, where=frozenset(sorted(profile.where, reverse=True)))
        assert describe(turned) == describe(profile)


@pytest.mark.parametrize(
    ("step", "problem"),
    [("read_reports", "names could not be looked for"), ("compare_events", "events could not be joined")],
)
def test_what_nobody_can_finish_ends_the_join(pile, monkeypatch, step, problem):
    done = Here.map
    monkeypatch.setattr(
        Here, "map", lambda self, f, blocks: iter([Lost(ENDED)]) if f.__name__ == step else done(self, f, blocks)
    )
    with pytest.raises(EngineError, match=rf"{problem}\. It ends"):
        joining.join_far(*pile, Bonds(), Here(1))
