"""What waits: statements whose cost does not grow with what waits or is over.

Each of them reads an index in its order and stops at a limit.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    func,
    literal_column,
    select,
    text,
    union,
    union_all,
)

from bot.domain.handoff.events import Step
from bot.storage.handoff.rows import COLUMNS
from bot.storage.handoff.tables import ACTIVE, OPEN, REAL, WAITING, request_events, requests

_r, _e = requests.c, request_events.c
_ORDER = (_r.priority, _r.back, _r.waiting_since, _r.id)
_in_line = (text(WAITING), text(REAL), _r.language == bindparam("of_language"))


def _first(*order: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Select the first in line by ``order``; as a whole it can be part of a union."""
    found = select(*COLUMNS).where(*_in_line).order_by(*order).limit(bindparam("limit"))
    return select(*found.subquery().c)


WAITING_IN = union_all(_first(*_ORDER), _first(_r.waiting_since, _r.id))
"""The most urgent of a language, and those that wait longest; some come twice."""

BOARD = select(*COLUMNS).where(text(OPEN), text(REAL)).order_by(*_ORDER).limit(bindparam("limit"))

HELD = union_all(
    select(*COLUMNS).where(text(ACTIVE), _r.supporter == bindparam("of_supporter")),
    select(*COLUMNS).where(
        text(ACTIVE), text("joined IS NOT NULL"), _r.joined == bindparam("of_supporter")
    ),
)


def _before(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    # The order changes nothing but the index that PostgreSQL takes.
    found = select(_r.id).where(*_in_line, *conditions).order_by(*_ORDER).limit(bindparam("most"))
    return select(*found.subquery().c)


_same_priority = _r.priority == bindparam("of_priority")
_same_back = _r.back == bindparam("of_back")
_same_moment = _r.waiting_since == bindparam("of_since")
# One range of the index each: a single comparison of rows would not be read as a range by both.
_before_it = union_all(
    _before(_r.priority < bindparam("of_priority")),
    _before(_same_priority, _r.back < bindparam("of_back")),
    _before(_same_priority, _same_back, _r.waiting_since < bindparam("of_since")),
    _before(_same_priority, _same_back, _same_moment, _r.id < bindparam("of_id")),
)
AHEAD = select(func.count()).select_from(_before_it.subquery())

WAITS = (
    select(_r.first_claimed_at, _r.asked_at)
    .where(
        text("first_claimed_at IS NOT NULL"),
        text(REAL),
        _r.priority == bindparam("of_priority"),
        text("kind = 'chat'"),  # a callback waits for its window, and that is no wait
    )
    .order_by(_r.first_claimed_at.desc())
    .limit(bindparam("limit"))
)

_TAKEN = ", ".join(f"'{step}'" for step in (Step.CLAIMED, Step.ACCEPTED))
_holders = select(_r.supporter.label("who"), _r.id.label("request")).where(
    text("priority <= 1"),
    text(REAL),
    _r.claimed_at >= bindparam("since"),
    _r.supporter.is_not(None),
)
_takers = (
    select(_e.actor, _e.request)
    .join(requests, _r.id == _e.request)
    .where(
        text(f"step IN ({_TAKEN})"),
        text("actor IS NOT NULL"),
        _e.at >= bindparam("since"),
        text("priority <= 1"),
        text(REAL),
    )
)
_hands = union(_holders, _takers).subquery()
GRAVE = select(_hands.c.who, func.count(literal_column("*")).label("how_many")).group_by(
    _hands.c.who
)
"""Who had how many; a request that came to somebody twice counts once."""
