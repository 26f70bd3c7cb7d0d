"""The handoff queue and the relay; calls of the outbox learn what they become."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of the queue and widen the outbox."""
    _widen_outbox()
    _make_requests()
    _make_supporters()
    _make_message_links()
    _make_timers()
    _make_request_events()
    _make_invites()
    _make_notes()
    _make_blocks()
    _make_forms()
    _make_album_items()


def _index(
    name: str, table: str, columns: list[str], *, where: str | None = None, unique: bool = False
) -> None:
    condition = None if where is None else sa.text(where)
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        sqlite_where=condition,
        postgresql_where=condition,
    )


def _widen_outbox() -> None:
    op.add_column("outbox", sa.Column("becomes", sa.String))
    op.add_column("outbox", sa.Column("loose", sa.Integer))
    _index("ix_outbox_loose", "outbox", ["loose"], where="loose IS NOT NULL")


def _make_requests() -> None:
    op.create_table(
        "requests",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("alias", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("waiting_since", _MOMENT, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("for_whom", sa.String, nullable=False),
        sa.Column("about", sa.String),
        sa.Column("wishes", sa.String, nullable=False),
        sa.Column("priority", sa.SmallInteger, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("supporter", sa.BigInteger),
        sa.Column("joined", sa.BigInteger),
        sa.Column("asked_of", sa.BigInteger),
        sa.Column("handing_over", sa.Boolean, nullable=False),
        sa.Column("back", sa.SmallInteger, nullable=False),
        sa.Column("avoid", sa.String, nullable=False),
        sa.Column("colour", sa.SmallInteger, nullable=False),
        sa.Column("claimed_at", _MOMENT),
        sa.Column("answered_at", _MOMENT),
        sa.Column("heard_at", _MOMENT),
        sa.Column("nudged", sa.Boolean, nullable=False),
        sa.Column("rung", sa.SmallInteger, nullable=False),
        sa.Column("closed_at", _MOMENT),
        sa.Column("outcome", sa.String),
        sa.Column("rehearsal", sa.Boolean, nullable=False),
        sa.Column("told", sa.String, nullable=False),
        sa.Column("first_claimed_at", _MOMENT),
        sa.Column("over_at", _MOMENT),
    )
    _index(
        "ix_requests_board",
        "requests",
        ["priority", "back", "waiting_since", "id"],
        where="over_at IS NULL AND NOT rehearsal",
    )
    _index("ix_requests_chat", "requests", ["chat_id"], where="over_at IS NULL")
    _index(
        "ix_requests_grave",
        "requests",
        ["claimed_at"],
        where="priority <= 1 AND NOT rehearsal",
    )
    _index("ix_requests_held", "requests", ["supporter"], where="state = 'active'")
    _index(
        "ix_requests_joined",
        "requests",
        ["joined"],
        where="state = 'active' AND joined IS NOT NULL",
    )
    _index(
        "ix_requests_last",
        "requests",
        ["chat_id", "over_at"],
        where="over_at IS NOT NULL AND NOT rehearsal",
    )
    _index(
        "ix_requests_longest",
        "requests",
        ["language", "waiting_since", "id"],
        where="state = 'waiting' AND NOT rehearsal",
    )
    _index("ix_requests_over", "requests", ["over_at"], where="over_at IS NOT NULL")
    _index(
        "ix_requests_urgent",
        "requests",
        ["language", "priority", "back", "waiting_since", "id"],
        where="state = 'waiting' AND NOT rehearsal",
    )
    _index(
        "ix_requests_waits",
        "requests",
        ["priority", "first_claimed_at"],
        where="first_claimed_at IS NOT NULL AND NOT rehearsal",
    )
    _index(
        "ux_requests_open",
        "requests",
        ["chat_id"],
        where="over_at IS NULL AND NOT rehearsal",
        unique=True,
    )


def _make_supporters() -> None:
    op.create_table(
        "supporters",
        sa.Column("id", _COUNTED, primary_key=True, autoincrement=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("role", sa.SmallInteger, nullable=False),
        sa.Column("languages", sa.String, nullable=False),
        sa.Column("experience", sa.String, nullable=False),
        sa.Column("trained", sa.String, nullable=False),
        sa.Column("rehearsed_at", _MOMENT),
        sa.Column("duty", sa.String, nullable=False),
        sa.Column("duty_until", _MOMENT),
        sa.Column("shift_until", _MOMENT),
        sa.Column("paused_until", _MOMENT),
        sa.Column("focus", sa.BigInteger),
        sa.Column("unsure", sa.Boolean, nullable=False),
        sa.Column("banner", sa.BigInteger),
        sa.Column("removed_at", _MOMENT),
        sqlite_autoincrement=True,
    )
    _index("ix_supporters_on", "supporters", ["id"], where="removed_at IS NULL AND duty = 'on'")
    _index(
        "ux_supporters_chat",
        "supporters",
        ["chat_id"],
        where="removed_at IS NULL",
        unique=True,
    )


def _make_message_links() -> None:
    op.create_table(
        "message_links",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("turn", sa.BigInteger, nullable=False),
        sa.Column("request", sa.BigInteger),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("to_chat", sa.BigInteger, nullable=False),
        sa.Column("to_message", sa.BigInteger),
        sa.Column("from_chat", sa.BigInteger),
        sa.Column("from_message", sa.BigInteger),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("undone", sa.Boolean, nullable=False),
        sa.Column("report", sa.Boolean, nullable=False),
        sa.Column("failed", sa.String),
    )
    _index(
        "ix_links_copy",
        "message_links",
        ["to_chat", "to_message"],
        where="to_message IS NOT NULL",
    )
    _index(
        "ix_links_lines",
        "message_links",
        ["request", "from_chat", "turn"],
        where="kind = 'line' AND NOT undone",
    )
    _index("ix_links_made", "message_links", ["made_at"])
    _index("ix_links_offers", "message_links", ["request"], where="kind = 'offer' AND NOT undone")
    _index("ix_links_request", "message_links", ["request"])
    _index(
        "ix_links_source",
        "message_links",
        ["from_chat", "from_message", "turn"],
        where="from_chat IS NOT NULL",
    )


def _make_timers() -> None:
    op.create_table(
        "timers",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("word", sa.String, nullable=False),
    )
    _index("ix_timers_at", "timers", ["at"])


def _make_request_events() -> None:
    op.create_table(
        "request_events",
        sa.Column("id", _COUNTED, primary_key=True, autoincrement=True),
        sa.Column("request", sa.BigInteger, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("role", sa.SmallInteger),
        sa.Column("actor", sa.BigInteger),
        sa.Column("word", sa.String, nullable=False),
    )
    _index("ix_events_request", "request_events", ["request", "id"])
    _index(
        "ix_events_taken",
        "request_events",
        ["at"],
        where="step IN ('claimed', 'accepted') AND actor IS NOT NULL",
    )


def _make_invites() -> None:
    op.create_table(
        "invites",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("role", sa.SmallInteger, nullable=False),
        sa.Column("made_by", sa.BigInteger, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
    )
    _index("ix_invites_expires", "invites", ["expires_at"])


def _make_notes() -> None:
    op.create_table(
        "notes",
        sa.Column("id", _COUNTED, primary_key=True, autoincrement=True),
        sa.Column("request", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("actor", sa.BigInteger),
        sa.Column("at", _MOMENT, nullable=False),
    )
    _index("ix_notes_at", "notes", ["at"])
    _index("ix_notes_request", "notes", ["request", "id"])


def _make_blocks() -> None:
    op.create_table(
        "blocks",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("actor", sa.BigInteger),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT),
    )
    _index("ix_blocks_until", "blocks", ["until"], where="until IS NOT NULL")


def _make_forms() -> None:
    op.create_table(
        "forms",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
    _index("ix_forms_at", "forms", ["at"])


def _make_album_items() -> None:
    op.create_table(
        "album_items",
        sa.Column("album", sa.String, primary_key=True),
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("request", sa.BigInteger, nullable=False),
        sa.Column("bare", sa.Boolean, nullable=False),
        sa.Column("added_at", _MOMENT, nullable=False),
    )
    _index("ix_album_items_added", "album_items", ["added_at"])
