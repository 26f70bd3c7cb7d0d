"""Windows: pieces of the hours, by anybody's clock, through every change of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.domain.callbacks.windows import (
    STILL,
    Window,
    bookable,
    clock,
    second_time,
    stands,
)
from bot.domain.handoff.hours import Hours, Span, is_open

NEW_YORK = "America/New_York"
DAILY = {day: (Span(time(10), time(22)),) for day in range(7)}
HOURS = Hours(NEW_YORK, DAILY)
TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


def every_day(start: str, end: str, zone: str = NEW_YORK) -> Hours:
    span = Span(time.fromisoformat(start), time.fromisoformat(end))
    return Hours(zone, dict.fromkeys(range(7), (span,)))


def shown(hours: Hours, zone: str, now: datetime, ahead: int = 0) -> list[str]:
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=ahead)
    return [clock(one, zone) for one in bookable(hours, zone, now).get(day, ())]


def test_the_hours_are_cut_into_pieces_of_two() -> None:
    cut = [
        "10:00–12:00",
        "12:00–14:00",
        "14:00–16:00",
        "16:00–18:00",
        "18:00–20:00",
        "20:00–22:00",
    ]
    assert shown(HOURS, NEW_YORK, TUESDAY) == cut


@pytest.mark.parametrize(
    ("start", "end", "pieces"),
    [
        ("10:00", "12:30", ["10:00–12:30"]),
        ("10:00", "13:00", ["10:00–12:00", "12:00–13:00"]),
        ("09:30", "10:00", ["09:30–10:00"]),
    ],
    ids=["a short rest is added", "an hour stands alone", "half an hour is one piece"],
)
def test_what_is_left_over_is_no_piece_too_short(start: str, end: str, pieces: list[str]) -> None:
    assert shown(every_day(start, end), NEW_YORK, TUESDAY) == pieces


def test_they_are_told_by_the_persons_own_clock() -> None:
    assert shown(HOURS, "America/Los_Angeles", TUESDAY)[0] == "07:00–09:00"
    assert shown(HOURS, "Europe/Madrid", TUESDAY)[-1] == "22:00–00:00"
    assert shown(HOURS, "Asia/Kolkata", TUESDAY)[-1] == "22:30–00:30"


def test_a_window_over_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    late = every_day("21:00", "02:00")
    assert shown(late, NEW_YORK, TUESDAY)[-2:] == ["21:00–23:00", "23:00–01:00"]
    assert shown(late, NEW_YORK, TUESDAY, ahead=1)[0] == "01:00–02:00"


def test_one_that_began_before_midnight_can_still_be_chosen() -> None:
    past_midnight = datetime(2026, 11, 25, 5, 15, tzinfo=UTC)
    assert shown(every_day("23:00", "02:00"), NEW_YORK, past_midnight)[0] == "23:00–01:00"


def test_too_little_left_of_one_is_not_offered() -> None:
    assert shown(HOURS, NEW_YORK, datetime(2026, 11, 24, 16, 31, tzinfo=UTC))[0] == "12:00–14:00"
    assert shown(HOURS, NEW_YORK, datetime(2026, 11, 24, 16, 30, tzinfo=UTC))[0] == "10:00–12:00"


def test_a_week_can_be_chosen_from_and_no_weekday_comes_twice() -> None:
    days = list(bookable(HOURS, NEW_YORK, TUESDAY))
    assert len(days) == 7
    assert len({day.weekday() for day in days}) == 7


def test_holidays_have_hours_of_their_own_or_none() -> None:
    holidays = {date(2026, 11, 26): (), date(2026, 11, 27): (Span(time(14), time(16)),)}
    hours = Hours(NEW_YORK, DAILY, holidays)
    assert shown(hours, NEW_YORK, TUESDAY, ahead=2) == []
    assert shown(hours, NEW_YORK, TUESDAY, ahead=3) == ["14:00–16:00"]


def test_the_night_before_a_holiday_reaches_into_it() -> None:
    hours = Hours(NEW_YORK, {2: (Span(time(22), time(2)),)}, {date(2026, 11, 26): ()})
    assert shown(hours, NEW_YORK, TUESDAY, ahead=2) == ["00:00–02:00"]


def test_where_the_clocks_skip_an_hour_a_window_is_shorter_and_none_is_empty() -> None:
    before = datetime(2027, 3, 13, 18, tzinfo=UTC)
    night = bookable(every_day("00:00", "06:00"), NEW_YORK, before)[date(2027, 3, 14)]
    assert [clock(one, NEW_YORK) for one in night] == ["00:00–03:00", "03:00–04:00", "04:00–06:00"]
    assert [one.end - one.start for one in night] == [timedelta(hours=n) for n in (2, 1, 2)]


def test_where_an_hour_comes_twice_nothing_is_lost_or_offered_twice() -> None:
    before = datetime(2026, 10, 31, 18, tzinfo=UTC)
    night = bookable(every_day("00:00", "04:00"), NEW_YORK, before)[date(2026, 11, 1)]
    assert [one.end - one.start for one in night] == [timedelta(hours=n) for n in (3, 2)]
    assert night[0].end == night[1].start


def test_a_zone_without_summer_time_sees_the_hours_move() -> None:
    arizona = "America/Phoenix"
    assert shown(HOURS, arizona, datetime(2026, 10, 30, 12, tzinfo=UTC))[0] == "07:00–09:00"
    assert shown(HOURS, arizona, datetime(2026, 11, 3, 12, tzinfo=UTC))[0] == "08:00–10:00"


def test_hours_that_changed_since_no_longer_stand() -> None:
    (window, *_) = bookable(HOURS, NEW_YORK, TUESDAY)[date(2026, 11, 25)]
    assert stands(HOURS, window)
    assert stands(every_day("10:00", "12:00"), window)
    assert not stands(every_day("11:00", "22:00"), window)
    assert not stands(Hours(NEW_YORK, DAILY, {date(2026, 11, 25): ()}), window)
    assert not stands(Hours("America/Chicago", DAILY), window)


def test_touching_hours_carry_a_window() -> None:
    spans = (Span(time(10), time(11)), Span(time(11), time(14)))
    hours = Hours(NEW_YORK, dict.fromkeys(range(7), spans))
    start = datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert stands(hours, Window(start, start + timedelta(hours=2)))


def test_a_second_attempt_takes_another_time_that_was_called_safe() -> None:
    now = TUESDAY
    first = Window(now, now + timedelta(hours=2))
    other = Window(now + timedelta(hours=6), now + timedelta(hours=8))
    assert second_time((first, other), now) == (other,)


def test_without_another_it_takes_the_rest_of_this_one_an_hour_later() -> None:
    window = Window(TUESDAY, TUESDAY + timedelta(hours=2))
    later = TUESDAY + timedelta(hours=1)
    assert second_time((window,), TUESDAY) == (Window(later, window.end),)
    assert second_time((window,), TUESDAY + timedelta(minutes=31)) == ()


@settings(deadline=None)  # zones are read from files the first time
@given(
    now=some.integers(0, 2 * 365 * 24 * 60).map(
        lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    start=some.times(),
    end=some.times(),
    zone=some.sampled_from([NEW_YORK, "Europe/Madrid", "Asia/Kolkata", "Australia/Lord_Howe"]),
)
def test_whatever_the_hours_every_window_lies_in_them_and_ahead(
    now: datetime, start: time, end: time, zone: str
) -> None:
    at = (start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0))
    hours = Hours(NEW_YORK, dict.fromkeys(range(7), (Span(*at),)))
    found = [one for those in bookable(hours, zone, now).values() for one in those]
    assert all(one.end - now >= STILL and one.start < one.end for one in found)
    assert all(is_open(hours, one.start) for one in found)
    assert all(stands(hours, one) for one in found)
