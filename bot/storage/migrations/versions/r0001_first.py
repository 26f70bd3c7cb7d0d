"""The inbox, the outbox, people, and two tallies."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_OPEN = "finished_at IS NULL"
_FINISHED = "finished_at IS NOT NULL"


def upgrade() -> None:
    """Make the first tables."""
    _make_inbox()
    _make_outbox()
    _make_people()
    _make_tallies()


def _index(table: str, suffix: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(
        f"ix_{table}_{suffix}",
        table,
        columns,
        sqlite_where=condition,
        postgresql_where=condition,
    )


def _make_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("seq", _COUNTED, primary_key=True, autoincrement=True),
        sa.Column("update_id", sa.BigInteger, nullable=False, unique=True),
        sa.Column("lane", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("not_before", _MOMENT, nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT),
        sa.Column("buried_at", _MOMENT),
        sa.Column("error", sa.String),
        sqlite_autoincrement=True,
    )
    _index("inbox", "open", ["seq"], _OPEN)
    _index("inbox", "open_lane", ["lane", "seq"], _OPEN)
    _index("inbox", "finished", ["finished_at"], _FINISHED)
    _index("inbox", "buried", ["buried_at"], "buried_at IS NOT NULL")


def _make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", _COUNTED, primary_key=True, autoincrement=True),
        sa.Column("rank", sa.SmallInteger, nullable=False),
        sa.Column("lane", sa.String, nullable=False),
        sa.Column("chat_id", sa.BigInteger),
        sa.Column("method", sa.String, nullable=False),
        sa.Column("params", sa.LargeBinary),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("not_before", _MOMENT, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT),
        sa.Column("refused_at", _MOMENT),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("reason", sa.String),
        sqlite_autoincrement=True,
    )
    _index("outbox", "open", ["rank", "id"], _OPEN)
    _index("outbox", "open_lane", ["lane", "rank", "id"], _OPEN)
    _index("outbox", "open_chat", ["chat_id"], _OPEN)
    _index("outbox", "finished", ["finished_at"], _FINISHED)
    _index("outbox", "refused", ["refused_at"], "refused_at IS NOT NULL")


def _make_people() -> None:
    op.create_table(
        "people",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("country", sa.String, nullable=False),
        sa.Column("audience", sa.String),
        sa.Column("welcomed_at", _MOMENT),
        sa.Column("consented_at", _MOMENT),
        sa.Column("consent_version", sa.Integer),
        sa.Column("unreachable", sa.Boolean, nullable=False),
    )


def _make_tallies() -> None:
    op.create_table(
        "alarms",
        sa.Column("hour", _MOMENT, primary_key=True),
        sa.Column("tier", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("language", sa.String, primary_key=True),
        sa.Column("count", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("entry_id", sa.String, primary_key=True),
        sa.Column("language", sa.String, primary_key=True),
        sa.Column("yes", sa.BigInteger, nullable=False),
        sa.Column("no", sa.BigInteger, nullable=False),
    )
