"""Quantities of one document: numbers with what they count."""

from joindots.extract.quantities.extraction import extract_quantities

__all__ = ["extract_quantities"]
