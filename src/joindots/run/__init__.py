"""The one list of stages, and the engines that run them."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from joindots.run.comparing import read_two, take_two, write_comparison
    from joindots.run.correcting import gather_history
    from joindots.run.explaining import explain_joining
    from joindots.run.exporting import write_codebook, write_export
    from joindots.run.keeping import pack, write_reading
    from joindots.run.options import Options, load_options
    from joindots.run.progress import Progress, Silent
    from joindots.run.readings import Reading, read, read_pile
    from joindots.run.verifying import Verification, verify
    from joindots.run.versions import find_version

__all__ = [
    "Options",
    "Progress",
    "Reading",
    "Silent",
    "Verification",
    "explain_joining",
    "find_version",
    "gather_history",
    "load_options",
    "pack",
    "read",
    "read_pile",
    "read_two",
    "take_two",
    "verify",
    "write_codebook",
    "write_comparison",
    "write_export",
    "write_reading",
]

_MODULES = {
    "comparing": ("read_two", "take_two", "write_comparison"),
    "correcting": ("gather_history",),
    "explaining": ("explain_joining",),
    "exporting": ("write_codebook", "write_export"),
    "keeping": ("pack", "write_reading"),
    "options": ("Options", "load_options"),
    "progress": ("Progress", "Silent"),
    "readings": ("Reading", "read", "read_pile"),
    "verifying": ("Verification", "verify"),
    "versions": ("find_version",),
}


def __getattr__(name: str) -> object:
    """Load a module when something of it is asked for: a worker needs few of them, and `joindots --help` none."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(importlib.import_module(f"joindots.run.{module}"), name)
    raise AttributeError(f"module 'joindots.run' has no attribute {name!r}")
