"""The one list of stages, and the engines that run them."""

from joindots.run.options import Options, load_options
from joindots.run.progress import Progress, Silent
from joindots.run.readings import read

__all__ = ["Options", "Progress", "Silent", "load_options", "read"]
