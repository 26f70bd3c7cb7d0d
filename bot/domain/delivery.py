"""A call to Telegram that has been decided, and what may become of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, assert_never


@dataclass(frozen=True, slots=True)
class Call:
    """One method of the Bot API with its parameters, to be made later."""

    method: str
    params: Mapping[str, Any]
    lane: str
    """Calls of one lane are made one after the other; see ``chat_lane``."""
    chat_id: int | None
    """The chat whose pace the call counts against; ``None`` if it counts against none."""
    urgent: bool = False
    """A crisis card: overtakes everything that waits."""
    becomes: tuple[int, ...] = ()
    """Ids of the links that learn the numbers of the messages it makes, in order."""
    delay: timedelta = timedelta()
    """How long it waits before it may be made; what follows in its lane waits with it."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A call as it lies in the outbox."""

    id: int
    call: Call
    attempts: int
    """How often it has been tried already."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took it."""

    id: int
    message_ids: tuple[int, ...] = ()
    """Numbers of the messages it made, in order; a call may make none, or many."""


@dataclass(frozen=True, slots=True)
class Postponed:
    """Not taken, or nobody knows; to be made again."""

    id: int
    until: datetime
    reason: str
    """A word for the log, such as ``flood`` or ``answer_lost``."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take it."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked the bot or is gone: what waits for this chat is refused as well."""

    id: int
    chat_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group moved: what waits for the old chat goes to the new one."""

    id: int
    old_chat_id: int
    new_chat_id: int


Outcome = Sent | Postponed | Refused | Unreachable | Migrated


def chat_lane(chat_id: int) -> str:
    """Name the lane of a chat: its messages arrive in the order in which they were decided."""
    return f"chat:{chat_id}"


def answer_lane(callback_query_id: str) -> str:
    """Name the lane of a button press: its answer waits for nothing."""
    return f"press:{callback_query_id}"


@dataclass(frozen=True, slots=True)
class Flood:
    """429: Telegram asks us to wait."""

    retry_after: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """403: blocked by the person, kicked, or the account is gone."""

    reason: str


@dataclass(frozen=True, slots=True)
class Invalid:
    """400: Telegram will never take this call."""

    reason: str


@dataclass(frozen=True, slots=True)
class MovedTo:
    """400 with a new chat id: the group became a supergroup."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """The network or Telegram's servers failed."""

    ambiguous: bool
    """Whether Telegram may have taken the call all the same."""


Failure = Flood | Blocked | Invalid | MovedTo | Trouble

LONGEST_PAUSE = 60.0
"""Seconds between two tries at most."""


def after_failure(queued: Queued, failure: Failure, *, now: datetime) -> Outcome:
    """Decide what becomes of a call that failed.

    Ambiguous failures are repeated like clear ones: a line that comes twice is harmless, a
    missing one is not.
    """
    match failure:
        case Flood(retry_after=seconds):
            return Postponed(queued.id, now + timedelta(seconds=seconds), "flood")
        case Blocked(reason=reason) if queued.call.chat_id is not None:
            return Unreachable(queued.id, queued.call.chat_id, reason)
        case Blocked(reason=reason) | Invalid(reason=reason):
            return Refused(queued.id, reason)
        case MovedTo(chat_id=new) if queued.call.chat_id is not None:
            return Migrated(queued.id, queued.call.chat_id, new)
        case MovedTo():
            return Refused(queued.id, "moved")
        case Trouble(ambiguous=ambiguous):
            pause = min(LONGEST_PAUSE, 0.5 * 2 ** min(queued.attempts, 10))
            reason = "answer_lost" if ambiguous else "network"
            return Postponed(queued.id, now + timedelta(seconds=pause), reason)
        case _:
            assert_never(failure)
