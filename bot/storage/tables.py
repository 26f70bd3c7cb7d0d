"""The tables, as both databases see them.

An update or a call is open while ``finished_at`` is NULL: a test without a parameter, so that
both planners can prove that a partial index serves it (``state = ?`` would hide that from them).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
)

from bot.storage.columns import COUNTED, Sequential, UtcDateTime, partial

_OPEN = "finished_at IS NULL"
_FINISHED = "finished_at IS NOT NULL"

metadata = MetaData()

inbox = Table(
    "inbox",
    metadata,
    Column("seq", COUNTED, primary_key=True, autoincrement=True),
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("lane", String, nullable=False),
    Column("body", LargeBinary),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", UtcDateTime, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("buried_at", UtcDateTime),
    Column("error", String),
    partial("ix_inbox_open", _OPEN, "seq"),
    partial("ix_inbox_open_lane", _OPEN, "lane", "seq"),
    partial("ix_inbox_finished", _FINISHED, "finished_at"),
    partial("ix_inbox_buried", "buried_at IS NOT NULL", "buried_at"),
    sqlite_autoincrement=True,
    implicit_returning=False,  # nobody asks for the new ids
)
"""``seq`` is the order of handling: an ``update_id`` becomes random after a quiet week."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", COUNTED, primary_key=True, autoincrement=True),
    Column("rank", SmallInteger, nullable=False),
    Column("lane", String, nullable=False),
    Column("chat_id", BigInteger),
    Column("method", String, nullable=False),
    Column("params", LargeBinary),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", UtcDateTime, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("refused_at", UtcDateTime),
    Column("message_id", BigInteger),
    Column("reason", String),
    Column("becomes", Sequential),
    Column("loose", Integer),
    partial("ix_outbox_open", _OPEN, "rank", "id"),
    partial("ix_outbox_open_lane", _OPEN, "lane", "rank", "id"),
    partial("ix_outbox_open_chat", _OPEN, "chat_id"),
    partial("ix_outbox_finished", _FINISHED, "finished_at"),
    partial("ix_outbox_refused", "refused_at IS NOT NULL", "refused_at"),
    partial("ix_outbox_loose", "loose IS NOT NULL", "loose"),
    sqlite_autoincrement=True,
    implicit_returning=False,
)
"""``rank`` is 0 for an urgent call and 1 for any other; the lower one goes first.

``becomes`` holds the links that learn the numbers of the messages it makes. ``loose`` is 1 while
such a call waits for its delay, or is held, and nobody can have it in hand: it may be stopped.
"""

people = Table(
    "people",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String, nullable=False),
    Column("country", String, nullable=False),
    Column("audience", String),
    Column("welcomed_at", UtcDateTime),
    Column("consented_at", UtcDateTime),
    Column("consent_version", Integer),
    Column("unreachable", Boolean, nullable=False),
)
"""One row a private chat."""

care = Table(
    "care",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("tier", SmallInteger, nullable=False),
    Column("kind", String),
    Column("alarmed_at", UtcDateTime),
    Column("asked_at", UtcDateTime),
    Column("safe_at", UtcDateTime),
)
"""One row a person who was shown a card or asked whether they are safe; no words."""

alarms = Table(
    "alarms",
    metadata,
    Column("hour", UtcDateTime, primary_key=True),
    Column("tier", SmallInteger, primary_key=True, autoincrement=False),
    Column("kind", String, primary_key=True),
    Column("language", String, primary_key=True),
    Column("count", BigInteger, nullable=False),
)
"""How many alarms an hour; ``kind`` is empty where the alarm names none."""

feedback = Table(
    "feedback",
    metadata,
    Column("entry_id", String, primary_key=True),
    Column("language", String, primary_key=True),
    Column("yes", BigInteger, nullable=False),
    Column("no", BigInteger, nullable=False),
)
"""How often an entry helped and how often it did not."""
