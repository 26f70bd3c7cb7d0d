"""Callbacks: name and number sealed, and what their limits count."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "callbacks",
        sa.Column("request", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("number", sa.LargeBinary, nullable=False),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("windows", sa.String, nullable=False),
        sa.Column("voicemail", sa.Boolean, nullable=False),
        sa.Column("named", sa.Boolean, nullable=False),
        sa.Column("text", sa.Boolean, nullable=False),
        sa.Column("minor", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.SmallInteger, nullable=False),
        sa.Column("taken", sa.SmallInteger, nullable=False),
        sa.Column("card", sa.BigInteger),
        sa.Column("consent_version", sa.SmallInteger, nullable=False),
        sa.Column("consent_days", sa.Integer, nullable=False),
        sa.Column("consent_payer", sa.String, nullable=False),
        sa.Column("consented_at", _MOMENT, nullable=False),
        sa.Column("closed_at", _MOMENT),
    )
    op.create_index("ix_callbacks_chat", "callbacks", ["chat_id"])
    closed = sa.text("closed_at IS NOT NULL")
    op.create_index(
        "ix_callbacks_closed",
        "callbacks",
        ["closed_at"],
        sqlite_where=closed,
        postgresql_where=closed,
    )
    op.create_table(
        "callback_tries",
        sa.Column("id", _COUNTED, primary_key=True, autoincrement=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_index("ix_callback_tries_chat", "callback_tries", ["chat_id", "what", "at"])
    op.create_index("ix_callback_tries_at", "callback_tries", ["at"])
