"""The register of one document: violent and accidental incidents."""

from joindots.extract.incidents.extraction import extract_incidents

__all__ = ["extract_incidents"]
