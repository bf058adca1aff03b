"""The command line: a thin shell around `joindots.run` and `joindots.account`."""

from joindots.app.cli import annotation_commands, case_commands, serving
from joindots.app.cli.commands import app, main

__all__ = ["annotation_commands", "app", "case_commands", "main", "serving"]
