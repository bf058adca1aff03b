"""The error tree.

JoindotsError
├── InputError         a document or path cannot be used; says which and why
├── OptionsError       a flag or joindots.toml holds something that makes no sense
├── StoreError         a stored case cannot be read or written
├── EngineError        the language engine or the run engine failed
├── MissingExtraError  the feature needs an extra that is not installed
└── InternalError      our bug
"""

from joindots.model.findings import Outcome


class JoindotsError(Exception):
    """Base of everything joindots raises on purpose. The message is a sentence for the user."""


class InputError(JoindotsError):
    """A document or path cannot be used."""

    def __init__(self, source: str, reason: str, outcome: Outcome = "refused") -> None:
        """Take the input's name as the user knows it, what is wrong with it, and how it ends (see `Rejection`)."""
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason
        self.outcome = outcome


class OptionsError(JoindotsError):
    """A flag or `joindots.toml` holds something that makes no sense."""


class StoreError(JoindotsError):
    """A stored case or account cannot be read or written."""


class EngineError(JoindotsError):
    """The language engine or the run engine failed."""


class MissingExtraError(JoindotsError):
    """The feature needs an extra that is not installed."""


class InternalError(JoindotsError):
    """A rule of our own is broken: a bug in joindots, not in the input."""
