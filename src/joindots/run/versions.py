"""What is installed of the libraries that joindots stands on."""

import functools
import hashlib
import importlib.metadata
import platform
from pathlib import Path

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

# Rooms and files below the package that decide what is found; a test compares those of the parser with what it imports.
PARSING_SOURCES = ("parse", "text/function_words.txt", "text/languages.py", "text/normal.py", "text/quotes.py")
_RECORDS = ("model/documents.py", "model/evidence.py", "model/findings.py", "model/ids.py", "model/observations.py")
READING_SOURCES = (*_RECORDS, "text", "intake", "run/intaking.py", "run/isolation.py")
OBSERVING_SOURCES = (*_RECORDS, "text", "parse", "extract", "run/budgets.py", "run/observing.py", "run/satire.py")
CHECKING_SOURCES = ("model", "account/checks.py")
JOINING_SOURCES = ("model", "text", "linkage", "join", "corrections", "run/correcting.py", "run/readings.py")


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


@functools.cache
def hash_sources(*places: str) -> str:
    """SHA-256 over our own sources and data in some places, so that what other code found is not taken for this one's.

    Args:
        places: Folders and files below the package.
    """
    root = Path(joindots.__file__).parent
    digest = hashlib.sha256()
    for place in places:
        found = (root / place).rglob("*") if (root / place).is_dir() else [root / place]
        for file in sorted(path for path in found if path.is_file() and path.parent.name != "__pycache__"):
            digest.update(file.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
