"""One module a kind of observation; each looks at one document and is a pure function of it."""

from joindots.extract.observations import EXTRACTORS, observe

__all__ = ["EXTRACTORS", "observe"]
