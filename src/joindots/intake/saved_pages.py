"""Folders that browsers put beside a page that they save, with the pictures, scripts and frames that it shows."""

from collections.abc import Collection, Iterable
from itertools import islice

PAGE_FOLDER = "It holds what a saved page shows, no reports."

_PAGES = (".html", ".htm", ".xhtml")
# What follows the page's name in the folder's, by the language of the browser or of Windows.
# Source: the suffixes of connected files and folders of the Windows shell, and those of Firefox.
_ENDINGS = (
    *(
        "_files",
        ".files",
        "-files",
        "_file",
        "-Dateien",
        "_fichiers",
        "_bestanden",
        "_archivos",
        "-filer",
        "_tiedostot",
    ),
    *("_pliki", "_soubory", "_elemei", "_ficheiros", "_arquivos", "_dosyalar", "_datoteke", "_fitxers", "_failid"),
    *("_fails", "_bylos", "_fajlovi", "_fitxategiak", "_файлы"),
)
_MOST_LEVELS = 20  # of folders looked at in one name


def is_page_folder(name: str, beside: Collection[str]) -> bool:
    """Whether a folder belongs to a saved page beside it.

    Args:
        name: Of the folder.
        beside: Names of all that lies in the same folder as it.
    """
    stems = (name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending))
    return any(f"{stem}{page}" in beside for stem in stems for page in _PAGES)


def list_page_parts(names: Iterable[str]) -> frozenset[str]:
    """Which members of an archive lie in the folder of a saved page in it.

    Args:
        names: Paths, with `/` between their parts.
    """
    names = list(names)
    stems = (name.removesuffix(page) for name in names for page in _PAGES if name.endswith(page))
    folders = {f"{stem}{ending}" for stem in stems for ending in _ENDINGS}
    return frozenset(name for name in names if not folders.isdisjoint(_list_folders(name))) if folders else frozenset()


def _list_folders(name: str) -> list[str]:
    """The folders that a member lies in, the outer first."""
    ends = islice((i for i, letter in enumerate(name) if letter == "/"), _MOST_LEVELS)
    return [name[:end] for end in ends]
