"""Results that are kept by what they follow from."""

from joindots.model.memos import hash_given, recall


def test_hashes_tell_what_is_given_apart():
    assert hash_given([1, "a"]) == hash_given([1, "a"]) != hash_given([1, "b"])


def test_a_result_is_worked_out_once_for_the_same():
    kept: dict[str, bytes] = {}

    class Kept:
        get = staticmethod(kept.get)
        put = staticmethod(kept.__setitem__)

    asked: list[int] = []

    def work() -> list[int]:
        asked.append(1)
        return [len(asked)]

    assert [recall(Kept(), list[int], ["f", n], work) for n in (1, 1, 2)] == [[1], [1], [2]]
    assert recall(None, list[int], ["f", 1], work) == [3]
