"""The one list of stages, and the engines that run them."""

from joindots.run.comparing import read_two, take_two, write_comparison
from joindots.run.correcting import gather_history
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
