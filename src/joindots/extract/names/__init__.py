"""Names, with the descriptions and pronouns that stand for them in the same document."""

from joindots.extract.names.extraction import extract_entities
from joindots.extract.names.tagged_names import extract_tagged_names

__all__ = ["extract_entities", "extract_tagged_names"]
