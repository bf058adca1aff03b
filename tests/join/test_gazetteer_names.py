"""Names of several words are looked for where a report has all their words."""

from joindots.join.copied_words import hash_word
from joindots.join.entities.facts import pack_hashes
from joindots.join.entities.gazetteer import Known


def pack(text):
    return pack_hashes(sorted(map(hash_word, set(text.split()))))


def test_a_name_is_possible_where_all_of_its_words_stand_in_whatever_order():
    known = Known([[("Mara", "Lindt")], [("Port", "Ellis"), ("Port", "Ellis", "Harbour")]])
    texts = ["Lindt and Mara met in Ellis", "Harbour of Port Ellis", "Mara went", ""]
    found = list(known.list_possible(map(pack, texts)))
    assert found == [[("Mara", "Lindt")], [("Port", "Ellis"), ("Port", "Ellis", "Harbour")], [], []]


def test_a_name_that_two_have_is_nobodys():
    known = Known([[("Mara", "Lindt")], [("Mara", "Lindt")]])
    assert list(known.list_possible([pack("Mara Lindt")])) == [[]]
