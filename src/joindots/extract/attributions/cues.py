"""The table of cue words: which words lay a content to a source, how, and what stance they express."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import get_args

from msgspec import Struct

from joindots.model import InternalError, Stance
from joindots.parse import Parse, Token

_PARTICLES = frozenset({"back", "clear", "on", "out", "in", "up"})
_CHANGING = frozenset({"up", "off", "down", "over", "away", "in"})
_POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "ADJ": "ADJ"}
CUE_CLASSES = frozenset(_POS)
"""Parts of speech that cues have."""
# British spellings, brought to the table's American ones.
_SPELLINGS = {"favour": "favor", "honour": "honor", "rumour": "rumor", "defence": "defense", "sceptical": "skeptical"}


class Cue(Struct, frozen=True):
    """One row of the table.

    Attributes:
        word: Base form, with a particle where that makes the sense.
        pos: `VERB`, `NOUN` or `ADJ`.
        frames: How the content is attached; the first that fits is taken.
        passive: Whether the passive attributes even where no agent is named.
        stance: What the source does with the content.
        sense: In a few words.
    """

    word: str
    pos: str
    frames: tuple[str, ...]
    passive: bool
    stance: Stance
    sense: str


@cache
def read_cues() -> Mapping[tuple[str, str], tuple[Cue, ...]]:
    """The table by word and part of speech; a word with several senses has several rows, tried in their order.

    Raises:
        InternalError: A row has a stance that the contract does not know.
    """
    text = (files(__package__) / "cues.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    table: dict[tuple[str, str], tuple[Cue, ...]] = {}
    known: dict[str, Stance] = {stance: stance for stance in get_args(Stance)}
    for row in rows:
        if row["stance"] not in known:
            raise InternalError(f"cues.csv: {row['word']}: no stance {row['stance']!r}")
        key = row["word"], row["pos"]
        frames = tuple(row["frames"].split())
        cue = Cue(*key, frames, row["passive"] == "yes", known[row["stance"]], row["sense"])
        table[key] = (*table.get(key, ()), cue)
    return table


def find_cues(parse: Parse, i: int) -> tuple[Cue, ...]:
    """The senses of token `i` as a cue; empty where it is none."""
    token = parse.tokens[i]
    pos = _POS.get(token.pos)
    if pos is None or token.dep == "amod":
        return ()  # "so-called", "the alleged plot"
    table, word = read_cues(), base_form(token)
    if pos == "VERB":
        found: tuple[Cue, ...] = ()
        for child in [parse.tokens[c] for c in parse.children[i]]:
            if child.dep == "prt" or (child.dep in ("acomp", "oprd", "ccomp", "advmod") and child.lemma in _PARTICLES):
                found += table.get((f"{word} {child.lemma}", pos), ())
        if found or _has_particle(parse, i):
            return found
    return table.get((word, pos), ())


def _has_particle(parse: Parse, i: int) -> bool:
    """Whether a particle makes another verb of token `i` ("backed up")."""
    return any(parse.tokens[c].dep == "prt" and parse.tokens[c].lemma in _CHANGING for c in parse.children[i])


def base_form(token: Token) -> str:
    """Lemma in the table's spelling."""
    lemma = token.lemma.lower()
    if lemma == "hop" and token.text.lower() != "hop" and not token.text.lower().startswith("hopp"):
        return "hope"  # the lemmatiser's slip
    if lemma.endswith("ise") and len(lemma) > 5:
        american = lemma[:-3] + "ize"
        if (american, "VERB") in read_cues():
            return american
    return _SPELLINGS.get(lemma, lemma)
