import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from joindots.join.reuse import Texts, find_names, find_reuse
from joindots.join.reuse_parts import Shared, find_between, find_within, pair_signs, read_signs

LINES = (
    "Nobody on the bridge of the ferry saw the pier until the fog lifted, and by then the engines had stopped.",
    "The harbour inquiry opened on Monday with the evidence of a night watchman who had kept a log of his own.",
    "THE HARBOUR INQUIRY OPENED ON MONDAY WITH THE EVIDENCE OF A NIGHT WATCHMAN who had kept a log of his own.",
    "Anna Berg, Carl Dorn, Else Falk, Gerd Horn, Ida Jung and Karl Lund were named among the missing crew members.",
    "anna found 14 lamps on the eastern mole that had been dark since the spring gales, and carl mended all of them.",
    "anna found 19 lamps on the eastern mole that had been dark since the spring gales, and carl mended all of them.",
)


@given(st.lists(st.lists(st.sampled_from(LINES), max_size=4), max_size=7))
def test_parts_find_what_the_whole_finds(document, reports):
    documents = [document("\n".join(lines), source=f"{n}.txt") for n, lines in enumerate(reports)]
    documents.sort(key=lambda one: one.id)
    signs = read_signs(documents)
    groups = {}
    for number, digest in enumerate(signs.digests):
        groups.setdefault(digest, []).append(number)
    firsts = np.array([group[0] for group in groups.values()], np.int64)
    kept = np.isin(signs.texts, firsts)
    shared = pair_signs(signs.hashes[kept], signs.texts[kept], signs.places[kept])
    names = find_names(signs.small, signs.titled)

    def take(numbers):
        return Texts([documents[n] for n in numbers], [signs.words[n] for n in numbers], names)

    members = {group[0]: group for group in groups.values()}
    found = set()
    for a, b in sorted(set(zip(shared.a.tolist(), shared.b.tolist(), strict=True))):
        numbers = sorted({*members[a], *members[b]})
        rows = np.flatnonzero((shared.a == a) & (shared.b == b))
        found.update(find_between(take(numbers), numbers, shared.pick(rows)))
    for group in members.values():
        found.update(find_within(take(group)))
    assert tuple(sorted(found, key=lambda record: record.id)) == find_reuse(documents)


def test_nothing_shares_nothing():
    signs = read_signs([])
    assert signs.digests == ()
    assert not len(pair_signs(signs.hashes, signs.texts, signs.places).a)
    empty = np.zeros(0, np.int64)
    assert find_between(Texts([], []), [], Shared(empty, empty, empty, empty)) == ()
