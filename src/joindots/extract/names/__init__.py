"""Names, with the descriptions and pronouns that stand for them in the same document."""

from joindots.extract.names.extraction import extract_entities

__all__ = ["extract_entities"]
