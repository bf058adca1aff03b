"""Note what points to each record of an account, and whom a name means."""  # noqa: INP001 - Alembic loads this by its path

import msgspec
from alembic import op

from joindots.store.results import KINDS, drop_account, read_account
from joindots.store.ways import Change, write_ways

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Write it for the account that is there; one that this version cannot read is made again by the next reading."""
    connection = op.get_bind()
    try:
        account = read_account(connection)
    except msgspec.DecodeError:
        drop_account(connection)
        return
    if account is not None:
        records = [record for kind in sorted(KINDS.keys() - {"documents"}) for record in getattr(account, kind)]
        write_ways(connection, account, [Change(None, record) for record in records])
