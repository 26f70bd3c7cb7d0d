"""What is remembered of a person's alarms for a day."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "care",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("tier", sa.SmallInteger, nullable=False),
        sa.Column("kind", sa.String),
        sa.Column("alarmed_at", _MOMENT),
        sa.Column("asked_at", _MOMENT),
        sa.Column("safe_at", _MOMENT),
    )
