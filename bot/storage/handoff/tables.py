"""The tables of the queue and the relay, as both databases see them.

A request is open while ``over_at`` is NULL, which the storage keeps in step with its state.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
)

from bot.storage.columns import COUNTED, Sequential, UtcDateTime, partial
from bot.storage.tables import metadata

OPEN = "over_at IS NULL"
REAL = "NOT rehearsal"
OVER = "over_at IS NOT NULL"
WAITING = "state = 'waiting'"
ACTIVE = "state = 'active'"
_ORDER = ("priority", "back", "waiting_since", "id")

requests = Table(
    "requests",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("alias", String, nullable=False),
    Column("language", String, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("waiting_since", UtcDateTime, nullable=False),
    Column("kind", String, nullable=False),
    Column("for_whom", String, nullable=False),
    Column("about", String),
    Column("wishes", Sequential, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("state", String, nullable=False),
    Column("supporter", BigInteger),
    Column("joined", BigInteger),
    Column("asked_of", BigInteger),
    Column("handing_over", Boolean, nullable=False),
    Column("back", SmallInteger, nullable=False),
    Column("avoid", Sequential, nullable=False),
    Column("colour", SmallInteger, nullable=False),
    Column("claimed_at", UtcDateTime),
    Column("answered_at", UtcDateTime),
    Column("heard_at", UtcDateTime),
    Column("nudged", Boolean, nullable=False),
    Column("rung", SmallInteger, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("outcome", String),
    Column("rehearsal", Boolean, nullable=False),
    Column("told", Sequential, nullable=False),
    Column("first_claimed_at", UtcDateTime),
    Column("over_at", UtcDateTime),
    partial("ux_requests_open", f"{OPEN} AND {REAL}", "chat_id", unique=True),
    partial("ix_requests_chat", OPEN, "chat_id"),
    partial("ix_requests_board", f"{OPEN} AND {REAL}", *_ORDER),
    partial("ix_requests_urgent", f"{WAITING} AND {REAL}", "language", *_ORDER),
    partial("ix_requests_longest", f"{WAITING} AND {REAL}", "language", "waiting_since", "id"),
    partial("ix_requests_held", ACTIVE, "supporter"),
    partial("ix_requests_joined", f"{ACTIVE} AND joined IS NOT NULL", "joined"),
    partial("ix_requests_last", f"{OVER} AND {REAL}", "chat_id", "over_at"),
    partial("ix_requests_over", OVER, "over_at"),
    partial(
        "ix_requests_waits",
        f"first_claimed_at IS NOT NULL AND {REAL}",
        "priority",
        "first_claimed_at",
    ),
    partial("ix_requests_grave", f"priority <= 1 AND {REAL}", "claimed_at"),
)
"""``back`` is 0 for a request that goes first of its priority and 1 for any other.

``first_claimed_at`` outlives a return to the queue: the wait that a person had ended there.
"""

supporters = Table(
    "supporters",
    metadata,
    Column("id", COUNTED, primary_key=True, autoincrement=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("name", LargeBinary, nullable=False),
    Column("role", SmallInteger, nullable=False),
    Column("languages", Sequential, nullable=False),
    Column("experience", Sequential, nullable=False),
    Column("trained", String, nullable=False),
    Column("rehearsed_at", UtcDateTime),
    Column("duty", String, nullable=False),
    Column("duty_until", UtcDateTime),
    Column("shift_until", UtcDateTime),
    Column("paused_until", UtcDateTime),
    Column("focus", BigInteger),
    Column("unsure", Boolean, nullable=False),
    Column("banner", BigInteger),
    Column("removed_at", UtcDateTime),
    partial("ux_supporters_chat", "removed_at IS NULL", "chat_id", unique=True),
    partial("ix_supporters_on", "removed_at IS NULL AND duty = 'on'", "id"),
    sqlite_autoincrement=True,
)
"""``name`` is sealed. An id is never used again: old events name it."""

message_links = Table(
    "message_links",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("turn", BigInteger, nullable=False),
    Column("request", BigInteger),
    Column("kind", String, nullable=False),
    Column("to_chat", BigInteger, nullable=False),
    Column("to_message", BigInteger),
    Column("from_chat", BigInteger),
    Column("from_message", BigInteger),
    Column("made_at", UtcDateTime, nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("report", Boolean, nullable=False),
    Column("failed", String),
    partial("ix_links_source", "from_chat IS NOT NULL", "from_chat", "from_message", "turn"),
    partial("ix_links_copy", "to_message IS NOT NULL", "to_chat", "to_message"),
    partial("ix_links_lines", "kind = 'line' AND NOT undone", "request", "from_chat", "turn"),
    partial("ix_links_offers", "kind = 'offer' AND NOT undone", "request"),
    Index("ix_links_request", "request"),
    Index("ix_links_made", "made_at"),
)
"""``turn`` is the number of the turn that made it: what one turn copied of a chat is one line."""

timers = Table(
    "timers",
    metadata,
    Column("key", String, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("name", String, nullable=False),
    Column("word", String, nullable=False),
    Index("ix_timers_at", "at"),
)

request_events = Table(
    "request_events",
    metadata,
    Column("id", COUNTED, primary_key=True, autoincrement=True),
    Column("request", BigInteger, nullable=False),
    Column("step", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("role", SmallInteger),
    Column("actor", BigInteger),
    Column("word", String, nullable=False),
    Index("ix_events_request", "request", "id"),
    partial("ix_events_taken", "step IN ('claimed', 'accepted') AND actor IS NOT NULL", "at"),
    implicit_returning=False,
)

invites = Table(
    "invites",
    metadata,
    Column("digest", String, primary_key=True),
    Column("role", SmallInteger, nullable=False),
    Column("made_by", BigInteger, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Index("ix_invites_expires", "expires_at"),
)

notes = Table(
    "notes",
    metadata,
    Column("id", COUNTED, primary_key=True, autoincrement=True),
    Column("request", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("actor", BigInteger),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_notes_request", "request", "id"),
    Index("ix_notes_at", "at"),
    implicit_returning=False,
)
"""``body`` is sealed."""

blocks = Table(
    "blocks",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("reason", LargeBinary, nullable=False),
    Column("actor", BigInteger),
    Column("at", UtcDateTime, nullable=False),
    Column("until", UtcDateTime),
    partial("ix_blocks_until", "until IS NOT NULL", "until"),
)
"""``reason`` is sealed: it may tell what somebody did."""

forms = Table(
    "forms",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_forms_at", "at"),
)
"""``body`` is sealed and holds all of the form: its name alone may tell something."""

album_items = Table(
    "album_items",
    metadata,
    Column("album", String, primary_key=True),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("request", BigInteger, nullable=False),
    Column("bare", Boolean, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Index("ix_album_items_added", "added_at"),
)

callbacks = Table(
    "callbacks",
    metadata,
    Column("request", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("name", LargeBinary, nullable=False),
    Column("number", LargeBinary, nullable=False),
    Column("zone", String, nullable=False),
    Column("windows", Sequential, nullable=False),
    Column("voicemail", Boolean, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("text", Boolean, nullable=False),
    Column("minor", Boolean, nullable=False),
    Column("attempts", SmallInteger, nullable=False),
    Column("taken", SmallInteger, nullable=False),
    Column("card", BigInteger),
    Column("consent_version", SmallInteger, nullable=False),
    Column("consent_days", Integer, nullable=False),
    Column("consent_payer", String, nullable=False),
    Column("consented_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Index("ix_callbacks_chat", "chat_id"),
    partial("ix_callbacks_closed", "closed_at IS NOT NULL", "closed_at"),
)
"""``name`` and ``number`` are sealed. ``windows`` holds seconds since 1970, two for each."""

callback_tries = Table(
    "callback_tries",
    metadata,
    Column("id", COUNTED, primary_key=True, autoincrement=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("what", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_callback_tries_chat", "chat_id", "what", "at"),
    Index("ix_callback_tries_at", "at"),
    implicit_returning=False,
)
"""What the limits count; it outlives the wish to be forgotten by a few days, like a block."""

TABLES = (
    requests,
    supporters,
    message_links,
    timers,
    request_events,
    invites,
    notes,
    blocks,
    forms,
    album_items,
    callbacks,
    callback_tries,
)
"""All of them, in the order in which they are made."""
