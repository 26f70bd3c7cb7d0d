"""Alembic runs this; it gets an open connection and touches no logging."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
