"""Events of one document: what happened, told by names, nouns and verbs."""

from joindots.extract.events.extraction import extract_events

__all__ = ["extract_events"]
