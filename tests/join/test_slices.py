"""Part of a pile: nothing of the other documents is left, and nothing of these is lost."""

from pathlib import Path

import pytest
from msgspec.structs import replace

import joindots.app
from joindots.account import verify_account
from joindots.join import Pile, slice_pile
from joindots.run import Options, read

REPORTS = Path(joindots.app.__file__).parent / "example" / "reports"


@pytest.fixture(scope="module")
def account():
    return read(REPORTS, options=Options(workers=1))


@pytest.fixture(scope="module")
def pile(account):
    return Pile(**{field: getattr(account, field) for field in Pile.__struct_fields__})


@pytest.mark.parametrize("first", range(4))
def test_a_part_is_sound_by_itself(account, pile, first):
    held = [document.id for document in pile.documents[first::4]]
    part = slice_pile(pile, held)
    fields = {field: getattr(part, field) for field in Pile.__struct_fields__}
    verify_account(replace(account, **fields, findings=()))
    assert [document.id for document in part.documents] == sorted(held)
    for array in ("times", "quantities"):
        whole = [record.id for record in getattr(pile, array) if record.span.document in held]
        assert [record.id for record in getattr(part, array)] == whole
    mentions = sum(mention.document in held for entity in pile.entities for mention in entity.mentions)
    assert sum(len(entity.mentions) for entity in part.entities) == mentions


def test_the_whole_is_a_part_of_itself(pile):
    assert slice_pile(pile, [document.id for document in pile.documents]) == pile
