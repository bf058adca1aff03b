"""How common English words are in all texts, whatever a pile of reports is about."""

from functools import cache
from importlib import resources


def share_of_words(stem: str) -> float:
    """Share that a word has in running text.

    Args:
        stem: Of a content word, as `joindots.text.normal.stem` gives it.

    Returns:
        A power of two, or 0 for a word that is rarer than those listed, as most names are.
    """
    return _load_shares().get(stem, 0.0)


@cache
def _load_shares() -> dict[str, float]:
    lines = resources.files(__package__).joinpath("word_frequencies.txt").read_text("utf-8").splitlines()
    listed = (line.split() for line in lines if not line.startswith("#"))
    return {stem: 2.0 ** -int(power) for power, *stems in listed for stem in stems}
