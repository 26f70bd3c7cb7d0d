"""What happens by itself while somebody waits, and when a conversation falls silent.

The times are recommendations of ours: an emergency is to be taken within 2 minutes, else the next
one and the lead are paged and the person is shown the numbers again, at 2, 5 and 10 minutes.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.handoff.queue import TARGETS
from bot.domain.handoff.requests import Priority, Request, State


class Rung(StrEnum):
    """One thing to do about a request that waits."""

    TELL_PERSON = "tell_person"
    """Say how things stand, with what else there is."""
    SHOW_CARD = "show_card"
    """Show the crisis card with its numbers again."""
    PAGE_LEADS = "page_leads"
    PAGE_ADMINS = "page_admins"
    OFFER_CALLBACK = "offer_callback"
    EXPIRE = "expire"
    """End the waiting, and say so with the numbers."""


class Silence(StrEnum):
    """What to do about a conversation in which nobody writes."""

    NUDGE = "nudge"
    """Remind the holder, who has not yet written."""
    RETURN = "return"
    """Put it back into the queue, at its place."""
    ASK_BOTH = "ask_both"
    CLOSE = "close"


Step = tuple[timedelta, frozenset[Rung]]

EXPIRES_AFTER: Final = timedelta(hours=24)
"""By then a wish for a chat is about another day; the person may ask again."""
IDLE: Final = timedelta(hours=1)
ASKED: Final = timedelta(minutes=15)
"""How long both sides have to say that they are still there."""
_TOLD_AT: Final = (2, 5, 10)
"""Minutes."""
_PAGED_AGAIN_AT: Final = (15, 30, 60)
"""Minutes; later pages would reach nobody whom these did not."""


def rungs(priority: Priority) -> tuple[Step, ...]:
    """Return what is done after which time of waiting, in order of time."""
    steps: dict[timedelta, frozenset[Rung]] = {}
    for after, what in (*_of_person(priority), *_of_team(priority)):
        steps[after] = steps.get(after, frozenset()) | what
    return *sorted(steps.items()), (EXPIRES_AFTER, frozenset({Rung.EXPIRE}))


def _of_person(priority: Priority) -> tuple[Step, ...]:
    told = {Rung.TELL_PERSON, Rung.SHOW_CARD} if priority.grave else {Rung.TELL_PERSON}
    steps = tuple((timedelta(minutes=at), frozenset(told)) for at in _TOLD_AT)
    if priority.grave or priority not in TARGETS:
        return steps
    return *steps, (TARGETS[priority], frozenset({Rung.OFFER_CALLBACK}))


def _of_team(priority: Priority) -> tuple[Step, ...]:
    leads = frozenset({Rung.PAGE_LEADS})
    both = leads | {Rung.PAGE_ADMINS}
    later = tuple((timedelta(minutes=at), both) for at in _PAGED_AGAIN_AT)
    match priority:
        case Priority.EMERGENCY:
            again = (timedelta(minutes=2), both), (timedelta(minutes=5), both)
            return (timedelta(0), leads), *again, *later
        case Priority.CRISIS:
            return (timedelta(minutes=5), leads), (timedelta(minutes=10), both), *later
        case Priority.ELEVATED:
            return ((TARGETS[priority], leads),)
        case Priority.ORDINARY | Priority.INFORMATION:
            return ()


def due(request: Request, now: datetime) -> tuple[tuple[frozenset[Rung], ...], datetime | None]:
    """Return the rungs to take now, oldest first, and when the next one is due.

    ``request.rung`` counts those already taken. Each priority has a ladder of its own, so whoever
    changes the priority, or puts a request back into the queue, sets ``rung`` to 0; what is long
    past then comes at once, and is to be done once, not rung by rung.

    Returns:
        Nothing, and ``None``, for a request that does not wait.
    """
    if request.state is not State.WAITING:
        return (), None
    left = rungs(request.priority)[request.rung :]
    waited = now - request.waiting_since
    come = tuple(what for after, what in left if after <= waited)
    following = left[len(come) :]
    return come, request.waiting_since + following[0][0] if following else None


def silence(request: Request, now: datetime) -> Silence | None:
    """Return what its silence calls for now; ``None`` if it is too early, or it is not active."""
    found = _next_silence(request)
    return found[0] if found and found[1] <= now else None


def silence_at(request: Request) -> datetime | None:
    """Return when ``silence`` will next have something to say if nobody writes."""
    found = _next_silence(request)
    return found[1] if found else None


def after_word(request: Request, now: datetime) -> datetime | None:
    """Return when to look again after silence was pointed out at ``now``.

    Whoever was reminded late, because the bot was down, still has their full time to answer.
    """
    at = silence_at(request)
    if at is None:
        return None
    left = ASKED if request.answered_at is not None else patience(request.priority)[1]
    return max(at, now + left)


def _next_silence(request: Request) -> tuple[Silence, datetime] | None:
    """Look at the first reply until it is there, then at the last line of either side.

    ``nudged`` is set once NUDGE or ASK_BOTH was done; every line, and every claim, unsets it.
    """
    if request.state is not State.ACTIVE or request.claimed_at is None:
        return None
    if request.answered_at is None:
        nudge, back = patience(request.priority)
        if not request.nudged:
            return Silence.NUDGE, request.claimed_at + nudge
        return Silence.RETURN, request.claimed_at + nudge + back
    heard = max(request.answered_at, request.heard_at or request.answered_at)
    if not request.nudged:
        return Silence.ASK_BOTH, heard + IDLE
    return Silence.CLOSE, heard + IDLE + ASKED


def patience(priority: Priority) -> tuple[timedelta, timedelta]:
    """Return how long a first reply may take before the nudge, and then before it goes back."""
    if priority is Priority.EMERGENCY:
        return timedelta(minutes=1), timedelta(minutes=1)
    return timedelta(minutes=3), timedelta(minutes=2)
