"""`joindots decide`, loaded when it is used: its commands need to know every record, and `--help` none."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from typer.core import TyperGroup

if TYPE_CHECKING:
    from typer._click.core import Command, Context

DECIDE_HELP = (
    "Correct an account: accept, reject, merge, split, rename, date, add, note; and undo.\n\n"
    "Each decision is appended to `decisions.jsonl` in the account's folder, with who made it, when and why. "
    "It holds from the next `joindots read` into that folder. Nothing of the sources is changed; what is rejected "
    "is set aside, not lost.\n\n"
    "An ID is one of the account's (`joindots explain` knows them all). A PLACE is a report and a stretch of it: "
    "`R3:120-160`, or `R3:words that stand there once`."
)


class DecideGroup(TyperGroup):
    """Stands for the commands of `decisions.py` and, below them, of `additions.py`."""

    def list_commands(self, ctx: "Context") -> list[str]:
        """Names of the commands."""
        return self._loaded.list_commands(ctx)

    def get_command(self, ctx: "Context", cmd_name: str) -> "Command | None":
        """The command of a name."""
        return self._loaded.get_command(ctx, cmd_name)

    @cached_property
    def _loaded(self) -> TyperGroup:
        from typer.main import get_command  # noqa: PLC0415 - as below

        from joindots.app.cli import additions, decisions  # noqa: PLC0415 - `--help` need not load them

        decisions.app.add_typer(additions.app)
        return cast("TyperGroup", get_command(decisions.app))
