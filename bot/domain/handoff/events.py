"""What is written down about a request: who did what, when; never what was said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.handoff.supporters import Role


class Step(StrEnum):
    """What can happen to a request."""

    ASKED = "asked"
    OFFERED = "offered"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    NUDGED = "nudged"
    RETURNED = "returned"
    """Taken back from a silent holder, or from one whose messages cannot be delivered."""
    RELEASED = "released"
    DECLINED = "declined"
    HANDED_OVER = "handed_over"
    """Offered to one colleague by its holder."""
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ASSIGNED = "assigned"
    RAISED = "raised"
    LOWERED = "lowered"
    ALARM = "alarm"
    PAGED = "paged"
    JOINED = "joined"
    LEFT = "left"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REOPENED = "reopened"
    CHANGED_SUPPORTER = "changed_supporter"
    REPORTED = "reported"
    RATED = "rated"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    REVEALED = "revealed"
    """A supporter has looked at the number of a callback."""
    NO_ANSWER = "no_answer"
    MISSED = "missed"
    """A callback's window has passed, and nobody called."""
    CHANGED = "changed"
    """The person changed a callback; what they changed is not written down."""


@dataclass(frozen=True, slots=True)
class RequestEvent:
    """One row of ``request_events``; it is never changed."""

    request: int
    step: Step
    at: datetime
    role: Role | None = None
    """Who did it; ``None`` for the line itself."""
    by: int | None = None
    """Id of the supporter, where one did it; a person is never named here."""
    word: str = ""
    """One word more, such as a priority, a rung or an outcome; never anybody's words."""
