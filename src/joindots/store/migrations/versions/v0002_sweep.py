"""Note that a case is to be swept after something was deleted."""  # noqa: INP001 - Alembic loads this by its path

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the mark; no case has had anything deleted yet."""
    op.add_column("cases", sa.Column("sweep", sa.Boolean, nullable=False, server_default=sa.false()))
