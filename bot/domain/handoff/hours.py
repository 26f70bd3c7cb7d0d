"""When somebody is scheduled to be there; wall clock of one place, answers in UTC."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

AHEAD: Final = timedelta(days=14)
"""How far the next opening is looked for."""


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` to ``end``; an end that is not after the start is on the next day.

    So ``00:00`` to ``00:00`` is a whole day.
    """

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a line; without spans nothing is scheduled."""

    zone: str = "UTC"
    """Name in the time zone database, e.g. ``America/New_York``."""
    weekly: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    """Monday is 0."""
    holidays: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)
    """Days with hours of their own instead; none at all means closed."""


def today(hours: Hours, now: datetime) -> date:
    """Return the day where the line is at home."""
    return now.astimezone(ZoneInfo(hours.zone)).date()


def is_open(hours: Hours, now: datetime) -> bool:
    """Tell whether ``now`` lies in a span; its start belongs to it, its end does not."""
    return any(start <= now < end for start, end in _open_times(hours, now))


def next_opening(hours: Hours, now: datetime) -> datetime | None:
    """Return when it opens next after ``now``, in UTC; the present opening does not count.

    Returns:
        ``None`` if that is not within 14 days.
    """
    starts = (start for start, _ in _open_times(hours, now) if now < start <= now + AHEAD)
    return next(starts, None)


def next_closing(hours: Hours, now: datetime) -> datetime | None:
    """Return when the present opening ends, in UTC.

    Returns:
        ``None`` if it is closed, or does not close within 14 days.
    """
    ends = (end for start, end in _open_times(hours, now) if start <= now < end <= now + AHEAD)
    return next(ends, None)


def open_through(hours: Hours, start: datetime, end: datetime) -> bool:
    """Tell whether it is open without a break from ``start`` to ``end``."""
    return any(first <= start and end <= last for first, last in _open_times(hours, start))


def _open_times(hours: Hours, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the times it is open around ``now``, in order; those that touch are one."""
    spans = sorted(_spans(hours, now))
    while spans:
        start, end = spans.pop(0)
        while spans and spans[0][0] <= end:
            end = max(end, spans.pop(0)[1])
        yield start, end


def _spans(hours: Hours, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    zone = ZoneInfo(hours.zone)
    first = now.astimezone(zone).date() - timedelta(days=1)  # a span may reach over midnight
    for number in range(AHEAD.days + 4):
        day = first + timedelta(days=number)
        for span in hours.holidays.get(day, hours.weekly.get(day.weekday(), ())):
            last = day if span.start < span.end else day + timedelta(days=1)
            yield _start(day, span.start, zone), _end(last, span.end, zone)


def _start(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the first moment of that name; one that the clocks skip comes an hour later."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def _end(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the last moment of that name: an hour that comes twice is open twice."""
    local = datetime.combine(day, at, zone)
    return max(local.astimezone(UTC), local.replace(fold=1).astimezone(UTC))
