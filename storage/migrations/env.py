"""How Alembic runs our migrations: on the connection it is handed, in the transaction that is open there."""

from __future__ import annotations

from alembic import context

from storage.tables import Row

context.configure(connection=context.config.attributes["connection"], target_metadata=Row.metadata)
context.run_migrations()
