"""What a chat was shown last, and the questions that nobody wrote an answer for."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of the matcher."""
    op.create_table(
        "threads",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("entry_id", sa.String),
        sa.Column("asked_again", sa.Boolean, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
    )
    op.create_table(
        "unanswered",
        sa.Column("id", _COUNTED, primary_key=True, autoincrement=True),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.Column("common", sa.Boolean, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("first_on", _MOMENT, nullable=False),
        sa.Column("last_on", _MOMENT, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("entry_id", sa.String),
        sa.UniqueConstraint("language", "words", name="uq_unanswered_words"),
        sqlite_autoincrement=True,
    )
