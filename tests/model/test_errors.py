import pytest

from joindots.model import InputError, JoindotsError, OptionsError


def test_input_errors_name_the_input_and_the_reason() -> None:
    error = InputError("a.txt", "is empty")
    assert str(error) == "a.txt: is empty"
    assert (error.source, error.reason) == ("a.txt", "is empty")


def test_one_base_catches_all() -> None:
    with pytest.raises(JoindotsError):
        raise OptionsError("no such format")
