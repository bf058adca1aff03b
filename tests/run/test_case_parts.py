"""What a case keeps of parts of its pile: taken again where nothing changed, gone with the report it speaks of."""

import pytest

from joindots.account import encode_account
from joindots.run import read
from joindots.run.cases import delete_report, open_case, read_into

TEXTS = {
    "fire.txt": "A fire at the Ostrow warehouse killed four people on Friday, the fire chief said.\n",
    "ferry.txt": "A ferry ran aground off Mornay on Tuesday. Nobody was hurt, its owner said.\n",
    "mill.txt": "Two men were arrested after a robbery at the Lanfield mill, police said on Monday.\n",
}


@pytest.fixture
def files(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    return [tmp_path / name for name in TEXTS]


@pytest.fixture
def case(tmp_path):
    with open_case(tmp_path / "case.joindots", create=True) as opened:
        yield opened


def test_one_report_more_takes_what_was_worked_out_of_the_others(case, files):
    read_into(case, files[:2])
    before = case.read_parts()
    account = read_into(case, files[2:]).account
    after = case.read_parts()
    assert before
    assert before.items() <= after.items()
    assert encode_account(account) == encode_account(read(files))


def test_a_deleted_report_leaves_no_part(case, files):
    account = read_into(case, files).account
    (gone,) = [document.id for document in account.documents if document.source == "ferry.txt"]
    assert any(gone.encode() in body for body in case.read_parts().values())
    delete_report(case, "ferry.txt")
    left = b"".join(case.read_parts().values())
    assert gone.encode() not in left
    assert b"mornay" not in left.lower()
    assert encode_account(case.load_account()) == encode_account(read([files[0], files[2]]))


def test_parts_that_no_account_takes_any_more_are_dropped(case, files, tmp_path):
    read_into(case, files)
    first = set(case.read_parts())
    (tmp_path / "ferry.txt").write_text(TEXTS["ferry.txt"].replace("Tuesday", "Sunday"))
    read_into(case, [tmp_path / "ferry.txt"])
    second = set(case.read_parts())
    assert len(second) == len(first)
    assert first - second
