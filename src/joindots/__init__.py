"""Reads many reports of the same events and writes one account of them.

>>> import joindots
>>> account = joindots.read("reports")
>>> disputed = [finding.explanation for finding in account.findings if finding.kind == "conflict"]
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from joindots.run import Options
    from joindots.run.notebooks import Account, Document, Finding, load, read

__all__ = ["Account", "Document", "Finding", "Options", "__version__", "load", "read"]


def __getattr__(name: str) -> object:
    """Load the chain only when it is asked for: `joindots --help` must not wait for a language model's library."""
    if name == "Options":
        import joindots.run  # noqa: PLC0415 - see above

        return joindots.run.Options
    if name in __all__:
        import joindots.run.notebooks  # noqa: PLC0415 - see above

        return getattr(joindots.run.notebooks, name)
    raise AttributeError(f"module 'joindots' has no attribute {name!r}")
