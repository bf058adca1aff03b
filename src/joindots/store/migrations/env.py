"""Alembic's own part: migrates over the connection that it is given, inside the transaction that is open there."""  # noqa: INP001 - Alembic loads this by its path

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
