"""Who goes first, who may take whom, and what is said about the wait."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import count
from statistics import median_high
from types import MappingProxyType
from typing import Final

from bot.domain.handoff.care import trained
from bot.domain.handoff.requests import Priority, Request
from bot.domain.handoff.supporters import Duty, Supporter

TARGETS: Final[Mapping[Priority, timedelta]] = MappingProxyType(
    {
        Priority.EMERGENCY: timedelta(minutes=2),
        Priority.CRISIS: timedelta(minutes=5),
        Priority.ELEVATED: timedelta(minutes=30),
        Priority.ORDINARY: timedelta(minutes=60),
    }
)
"""Within which time somebody should take it; information may wait for the next shift.

A recommendation of ours: no standard names such times for chat. Crisis Text Line takes 94 of 100
people at high risk within 5 minutes (its own figure, 2018), and ours are volunteers.
"""
LONG_AFTER: Final = 3
"""After this many targets a request goes up one level, so that nobody starves."""
MOST_ORDINARY: Final = 3
"""Conversations at once. No published figure was found for peers, so we begin with few: one
emergency or crisis, or three others."""
ENOUGH_WAITS: Final = 5
"""With fewer, a median says more about chance than about the wait."""
COLOURS: Final = ("🔵", "🟢", "🟡", "🟠", "🟣", "🟤", "🟦", "🟩", "🟨", "🟧", "🟪", "🟫")
"""Marks of conversations on a supporter's screen; red is left for what is overdue."""


class Obstacle(StrEnum):
    """Why a supporter may not take a request now."""

    OFF_DUTY = "off_duty"
    ON_BREAK = "on_break"
    PAUSED = "paused"
    FULL = "full"
    LANGUAGE = "language"
    AVOIDED = "avoided"
    """Nobody is told more than "not for you": the person may have asked for somebody else."""
    ASKED_OF_OTHER = "asked_of_other"
    NOT_REHEARSED = "not_rehearsed"
    TRAINING_EXPIRED = "training_expired"
    """Or never noted."""
    REMOVED = "removed"


def boosted(request: Request, now: datetime) -> Priority:
    """Return the priority that counts for the order: one level up after three times the target.

    It is for the order only: what it is called, who is paged and who has room go by
    ``request.priority``.
    """
    target = TARGETS.get(request.priority)
    if target is None or now - request.waiting_since < LONG_AFTER * target:
        return request.priority
    return Priority(max(Priority.EMERGENCY, request.priority - 1))


def standing(request: Request, now: datetime) -> tuple[Priority, bool, datetime, int]:
    """Return the key by which waiting requests are sorted; the lowest goes first."""
    return boosted(request, now), not request.front, request.waiting_since, request.id


def obstacle(  # noqa: PLR0913, PLR0917  # six facts, each from another place
    supporter: Supporter,
    request: Request,
    load: Sequence[Priority],
    required: Collection[str],
    today: date,
    now: datetime,
) -> Obstacle | None:
    """Return what keeps ``supporter`` from taking ``request``, or ``None`` if nothing does.

    What lies with the supporter comes first; that a person avoids them comes last, so that it is
    seldom the one that is told. Rehearsals are not asked about here.

    Args:
        supporter: who would take it.
        request: what would be taken.
        load: priorities of the conversations that the supporter holds, without this one.
        required: ids of the trainings that a shift needs.
        today: the day where the line is at home.
        now: the moment, for shifts and pauses.
    """
    return (
        _unfit(supporter, required, today)
        or _away(supporter, now)
        or (None if has_room(load, request.priority) else Obstacle.FULL)
        or _not_for(supporter, request)
    )


def _unfit(supporter: Supporter, required: Collection[str], today: date) -> Obstacle | None:
    if supporter.removed_at is not None:
        return Obstacle.REMOVED
    if not trained(supporter, required, today):
        return Obstacle.TRAINING_EXPIRED
    return Obstacle.NOT_REHEARSED if supporter.rehearsed_at is None else None


def _away(supporter: Supporter, now: datetime) -> Obstacle | None:
    if supporter.duty is Duty.BREAK:
        return Obstacle.ON_BREAK
    over = supporter.duty_until is not None and supporter.duty_until <= now
    if supporter.duty is Duty.OFF or over:
        return Obstacle.OFF_DUTY
    paused = supporter.paused_until is not None and now < supporter.paused_until
    return Obstacle.PAUSED if paused else None


def _not_for(supporter: Supporter, request: Request) -> Obstacle | None:
    if request.language not in supporter.languages:
        return Obstacle.LANGUAGE
    if request.asked_of not in {None, supporter.id}:
        return Obstacle.ASKED_OF_OTHER
    return Obstacle.AVOIDED if supporter.id in request.avoid else None


def has_room(load: Sequence[Priority], priority: Priority) -> bool:
    """Tell whether one more of ``priority`` fits beside ``load``.

    Whoever holds an emergency or a crisis takes nothing more. A grave one may come on top of
    ordinary ones: better a supporter who asks for cover than a person left alone.
    """
    if any(held.grave for held in load):
        return False
    return priority.grave or len(load) < MOST_ORDINARY


def fit(supporter: Supporter, request: Request) -> int:
    """Return how many of the person's wishes the supporter meets."""
    return len(set(request.wishes).intersection(supporter.experience))


def usual_wait(waits: Sequence[timedelta]) -> timedelta | None:
    """Return the median of ``waits``, the longer one of two; ``None`` if there are too few."""
    return median_high(waits) if len(waits) >= ENOUGH_WAITS else None


def first_colour(taken: Collection[int]) -> int:
    """Return the lowest number that no other conversation of the supporter has."""
    return next(number for number in count() if number not in taken)


def mark(colour: int) -> str:
    """Return the sign of a colour's number; they come again when there are more than signs."""
    return COLOURS[colour % len(COLOURS)]
