"""The times to choose from: the line's hours, cut into pieces, told in the person's own zone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.handoff.hours import Hours, Span, open_through

LENGTH: Final = 120
"""Minutes of a window: long enough for a volunteer with other calls, short enough to wait for."""
SHORTEST: Final = 60
"""A rest of the hours that is shorter than this is added to the window before it."""
STILL: Final = timedelta(minutes=30)
"""How much of a window must be left for it to be offered."""
DAYS: Final = 7
"""How far ahead one can choose, so that a weekday's name says which day is meant."""
APART: Final = timedelta(hours=1)
"""A second attempt comes at least so long after the first: at another time."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """From ``start`` to ``end``, both in UTC and whole seconds: so they are kept."""

    start: datetime
    end: datetime


def bookable(hours: Hours, zone: str, now: datetime) -> Mapping[date, Sequence[Window]]:
    """Return what can be chosen, by the day on which it begins where the person is."""
    found: dict[date, list[Window]] = {}
    for window in sorted(set(_windows(hours, now))):
        day = window.start.astimezone(ZoneInfo(zone)).date()
        today = now.astimezone(ZoneInfo(zone)).date()
        begun = day < today  # one that began before midnight and still goes on
        if window.end - now >= STILL and day < today + timedelta(days=DAYS):
            found.setdefault(today if begun else day, []).append(window)
    return found


def stands(hours: Hours, window: Window) -> bool:
    """Tell whether the line is still planned to be there all of that time."""
    return open_through(hours, window.start, window.end)


def second_time(windows: Sequence[Window], now: datetime) -> tuple[Window, ...]:
    """Return the windows that are left for another attempt after one at ``now``.

    Only times that the person called safe, and rather at another time of the day: those they
    chose besides; without any, what is left of this one, if that is late enough.
    """
    earliest = _next_minute(now + APART)
    others = tuple(sorted(one for one in windows if one.start >= earliest))
    left = [Window(earliest, one.end) for one in windows if one.end - earliest >= STILL]
    return others or tuple(left[:1])


def _next_minute(at: datetime) -> datetime:
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + timedelta(minutes=1)


def clock(window: Window, zone: str) -> str:
    """Return ``16:00–18:00`` as clocks of ``zone`` show it."""
    place = ZoneInfo(zone)
    return f"{window.start.astimezone(place):%H:%M}–{window.end.astimezone(place):%H:%M}"


def _windows(hours: Hours, now: datetime) -> Iterator[Window]:
    zone = ZoneInfo(hours.zone)
    first = now.astimezone(zone).date() - timedelta(days=1)
    for number in range(DAYS + 3):
        day = first + timedelta(days=number)
        for span in hours.holidays.get(day, hours.weekly.get(day.weekday(), ())):
            yield from _cut(day, span, zone)


def _cut(day: date, span: Span, zone: ZoneInfo) -> Iterator[Window]:
    """Cut by the clock on the wall; an hour that the clocks skip makes a window shorter."""
    start, end = _minutes(span.start), _minutes(span.end)
    end += 24 * 60 if end <= start else 0
    cuts = list(range(start, end, LENGTH))
    if len(cuts) > 1 and end - cuts[-1] < SHORTEST:
        cuts.pop()
    moments = [*(_moment(day, cut, zone) for cut in cuts), _last_moment(day, end, zone)]
    for one, following in pairwise(moments):
        if one < following:
            yield Window(one, following)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Return the first moment of that name; one that the clocks skip comes an hour later."""
    midnight = datetime.combine(day, time())
    return (midnight + timedelta(minutes=minutes)).replace(tzinfo=zone).astimezone(UTC)


def _last_moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Return the last moment of that name: an hour that comes twice is open twice."""
    midnight = datetime.combine(day, time())
    local = (midnight + timedelta(minutes=minutes)).replace(tzinfo=zone)
    return max(local.astimezone(UTC), local.replace(fold=1).astimezone(UTC))
