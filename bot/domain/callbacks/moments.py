"""What happens by itself around a window: before it, in it, and when it was missed."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.callbacks.callbacks import Callback
from bot.domain.callbacks.windows import Window


class Moment(StrEnum):
    """A moment of a window, in their order."""

    CHECK = "check"
    """Does the line still plan to be there? The person should hear early if not."""
    SOON = "soon"
    """It is offered, or its holder is reminded; the lead hears if nobody is on shift."""
    OPEN = "open"
    CLOSING = "closing"
    """It is about to pass."""
    OVER = "over"
    """Missed if nobody has it; its holder is asked how it went."""
    OVERDUE = "overdue"
    """Missed if its holder still has not said anything."""


EARLY: Final = timedelta(hours=24)
SOON: Final = timedelta(minutes=15)
CLOSING: Final = timedelta(minutes=30)
GRACE: Final = timedelta(minutes=30)
"""How long after the window its holder may take to say how it went: the call may go on."""
ANSWER_WITHIN: Final = timedelta(days=3)
"""How long the person may think about another time; then it is closed."""


def moments(window: Window) -> tuple[tuple[datetime, Moment], ...]:
    """Return the moments of ``window`` in order; in a short one the last warning comes halfway."""
    closing = max(window.end - CLOSING, window.start + (window.end - window.start) / 2)
    return (
        (window.start - EARLY, Moment.CHECK),
        (window.start - SOON, Moment.SOON),
        (window.start, Moment.OPEN),
        (closing, Moment.CLOSING),
        (window.end, Moment.OVER),
        (window.end + GRACE, Moment.OVERDUE),
    )


def due(callback: Callback, now: datetime) -> tuple[Moment | None, int, datetime | None]:
    """Return what to do now, how many moments have come then, and when the next one is due.

    Of several that have come since, such as after a long night of the server, only the last one
    counts: nobody is reminded of what has passed.
    """
    window = callback.window
    if window is None:
        return None, callback.taken, None
    all_of_it = moments(window)
    come = [moment for at, moment in all_of_it if at <= now]
    following = all_of_it[len(come)][0] if len(come) < len(all_of_it) else None
    fresh = come[-1] if len(come) > callback.taken else None
    return fresh, max(len(come), callback.taken), following


def at_its_window(start: datetime, now: datetime) -> bool:
    """Tell whether a callback whose window begins at ``start`` may be offered yet."""
    return start - SOON <= now
