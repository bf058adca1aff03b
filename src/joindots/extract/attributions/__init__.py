"""Attributions: who says what, by which words, in the sense of source, cue and content.

Source of the notion: S. Pareti, "PARC 3.0: A Corpus of Attribution Relations", LREC 2016.
"""

from joindots.extract.attributions.assembly import extract_attributions

__all__ = ["extract_attributions"]
