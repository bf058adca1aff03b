"""The table of cue words is readable and keeps to the contract."""

from joindots.extract.attributions.cues import read_cues
from joindots.extract.attributions.frames import _FRAMES

PREPOSITIONS = {"about", "against", "as", "at", "for", "from", "in", "of", "on", "over", "to", "with"}


def test_every_row_has_frames_and_a_sense():
    for rows in read_cues().values():
        for cue in rows:
            assert cue.frames, cue.word
            assert cue.sense, cue.word


def test_every_frame_is_known_or_a_preposition():
    named = set(_FRAMES) | PREPOSITIONS
    assert {frame for rows in read_cues().values() for cue in rows for frame in cue.frames} <= named


def test_no_frame_stands_twice_for_a_word():
    for key, rows in read_cues().items():
        frames = [frame for cue in rows for frame in cue.frames]
        assert len(frames) == len(set(frames)), key
