"""Keep what was worked out of parts of the pile."""  # noqa: INP001 - Alembic loads this by its path

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table; the next reading fills it."""
    op.create_table(
        "parts", sa.Column("key", sa.Text, primary_key=True), sa.Column("body", sa.LargeBinary, nullable=False)
    )
