"""The command line: a thin shell around `joindots.run` and `joindots.account`."""

from joindots.app.cli import case_commands, export_commands, serving
from joindots.app.cli.commands import app, main

__all__ = ["app", "case_commands", "export_commands", "main", "serving"]
