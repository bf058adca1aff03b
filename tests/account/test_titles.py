"""What a pile is called."""

import pytest

from joindots.account.views.titles import is_name


@pytest.mark.parametrize(
    "words", ["Hollow Lane fire", "Tarnby mayoral election", "march", "collapse at the weir", "The Narrows fire"]
)
def test_a_name_is_told_from_a_clause(words) -> None:
    assert is_name(words)


@pytest.mark.parametrize(
    "words",
    [
        "Three ushers were hurt",
        "eight convictions",
        "12 arrests",
        "The clerk was jailed",
        "Clerk jailed",
        "a clerk shot",
        "they set fire",
    ],
)
def test_what_befell_whom_is_no_name(words) -> None:
    assert not is_name(words)
