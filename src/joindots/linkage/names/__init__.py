"""Names: how alike two of them are, in features that explain themselves."""

from joindots.linkage.names.comparing import Agreement, NameKind, compare_names, judge_person
from joindots.linkage.names.spellings import sound_of
from joindots.linkage.names.tables import full_given_names
from joindots.linkage.names.words import read_body, read_person

__all__ = [
    "Agreement",
    "NameKind",
    "compare_names",
    "full_given_names",
    "judge_person",
    "read_body",
    "read_person",
    "sound_of",
]
