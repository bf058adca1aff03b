"""Bringing a case to the form that this version of joindots works with."""

from pathlib import Path

from joindots.model import StoreError
from joindots.store.databases import HEAD, Database, find_version
from joindots.store.sqlite_files import READING_IN

FOLDER = Path(__file__).resolve().parent / "migrations"


def migrate(database: Database) -> None:
    """Make or migrate the tables of a case, all steps in one transaction: killed at any moment, it is as it was.

    Args:
        database: With a case of this or an earlier version, or nothing.

    Raises:
        StoreError: It holds something else, or a case of a later version.
    """
    if find_version(database) == HEAD:
        return
    with database.hold(READING_IN):
        version = find_version(database)  # another may have been quicker
        if version is not None and not is_known(version):
            raise StoreError(f"{database.name}: a later version of joindots made it; this one cannot read it")
        if version != HEAD:
            _upgrade(database)


def is_known(version: str) -> bool:
    """Whether a version is one that this joindots can bring up to its own."""
    return (FOLDER / "versions").is_dir() and any((FOLDER / "versions").glob(f"v{version}_*.py"))


def _upgrade(database: Database) -> None:
    from alembic import command  # noqa: PLC0415 - a third of a second, and seldom needed
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    with database.transaction() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
