"""What keeps a supporter well: who may start a shift, the break, the debrief.

The figures are recommendations of ours; crisis services publish none for peers who chat.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.domain.handoff.supporters import Supporter

AFTER_EMERGENCY: Final = timedelta(minutes=10)
"""The break after an emergency, before anything else is offered."""
EXPOSURE: Final = timedelta(days=7)
"""Over which time the lead sees how many grave conversations somebody has held."""
SCORES: Final = (1, 2, 3, 4, 5)
"""Answers to "how are you" in the debrief; 5 is best."""
_LOW: Final = 2


@dataclass(frozen=True, slots=True)
class MissingTraining:
    """Trainings that were never noted."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpiredTraining:
    """Trainings whose last valid day is over."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotRehearsed:
    """They have not yet played the rehearsal through."""


@dataclass(frozen=True, slots=True)
class Paused:
    """They asked for a pause."""

    until: datetime


WhyNot = MissingTraining | ExpiredTraining | NotRehearsed | Paused


def why_not_on(
    supporter: Supporter, required: Collection[str], today: date, now: datetime
) -> list[WhyNot]:
    """Return everything that keeps them from starting a shift; an empty list if nothing does.

    Args:
        supporter: whoever wants to start.
        required: ids of the trainings that a shift needs.
        today: the day where the line is at home.
        now: the moment, for the pause.
    """
    found: list[WhyNot] = []
    if missing := tuple(sorted(set(required) - supporter.trained.keys())):
        found.append(MissingTraining(missing))
    if expired := _expired(supporter, required, today):
        found.append(ExpiredTraining(expired))
    if supporter.rehearsed_at is None:
        found.append(NotRehearsed())
    if supporter.paused_until is not None and now < supporter.paused_until:
        found.append(Paused(supporter.paused_until))
    return found


def trained(supporter: Supporter, required: Collection[str], today: date) -> bool:
    """Tell whether all ``required`` trainings are there and still valid; the last day counts."""
    missing = set(required) - supporter.trained.keys()
    return not missing and not _expired(supporter, required, today)


def _expired(supporter: Supporter, required: Collection[str], today: date) -> tuple[str, ...]:
    past = (name for name, last in supporter.trained.items() if last < today)
    return tuple(sorted(set(required).intersection(past)))


def worries(score: int) -> bool:
    """Tell whether the lead should look after somebody who gave ``score`` in the debrief.

    Raises:
        ValueError: it is not one of ``SCORES``.
    """
    if score not in SCORES:
        raise ValueError(f"not a score from 1 to 5: {score}")
    return score <= _LOW
