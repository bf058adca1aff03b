"""What is installed of the libraries that joindots stands on."""

import importlib.metadata
import platform

import joindots

# They decide which text a file gives. A bundle names them, so that a difference elsewhere can be explained.
READING_LIBRARIES = (
    "charset-normalizer",
    "feedparser",
    "lxml",
    "lxml-html-clean",
    "markdown-it-py",
    "pypdfium2",
    "python-docx",
    "trafilatura",
    "warcio",
)


def find_version(library: str) -> str | None:
    """Version of an installed library, or None."""
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return None


def reading_versions() -> dict[str, str]:
    """Versions of joindots, of Python and of the installed `READING_LIBRARIES`, by name."""
    found = {name: version for name in READING_LIBRARIES if (version := find_version(name))}
    return {"joindots": joindots.__version__, "python": platform.python_version(), **found}
