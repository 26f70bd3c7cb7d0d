"""When somebody is scheduled to be there; the days of 2026 and 2027 are real ones."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.handoff.hours import (
    AHEAD,
    Hours,
    Span,
    is_open,
    next_closing,
    next_opening,
    today,
)

NEW_YORK = ZoneInfo("America/New_York")
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def span(start: str, end: str) -> Span:
    return Span(time.fromisoformat(start), time.fromisoformat(end))


def york(text: str, *, fold: int = 0) -> datetime:
    """Return the moment of a wall clock in New York, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK, fold=fold).astimezone(UTC)


def hours(weekly: dict[int, list[Span]], **holidays: list[Span]) -> Hours:
    days = {
        date.fromisoformat(day.strip("d").replace("_", "-")): of for day, of in holidays.items()
    }
    return Hours(
        "America/New_York",
        {day: tuple(spans) for day, spans in weekly.items()},
        {day: tuple(spans) for day, spans in days.items()},
    )


DAILY = hours({day: [span("10:00", "22:00")] for day in range(7)})
LATE = hours({FRI: [span("22:00", "02:00")]})
TWICE = hours({WED: [span("09:00", "12:00"), span("18:00", "21:00")]})
ALWAYS = hours({day: [span("00:00", "00:00")] for day in range(7)})
NEVER = hours({})


@pytest.mark.parametrize(
    ("plan", "at", "is_it"),
    [
        pytest.param(DAILY, "2026-11-25T09:59", False, id="before"),
        pytest.param(DAILY, "2026-11-25T10:00", True, id="its first minute"),
        pytest.param(DAILY, "2026-11-25T21:59", True, id="its last minute"),
        pytest.param(DAILY, "2026-11-25T22:00", False, id="its end"),
        pytest.param(LATE, "2026-11-27T23:00", True, id="Friday night"),
        pytest.param(LATE, "2026-11-28T01:59", True, id="past midnight"),
        pytest.param(LATE, "2026-11-28T02:00", False, id="over"),
        pytest.param(LATE, "2026-11-27T01:00", False, id="the night before"),
        pytest.param(TWICE, "2026-11-25T15:00", False, id="between two spans"),
        pytest.param(TWICE, "2026-11-25T18:30", True, id="the second span"),
        pytest.param(ALWAYS, "2026-11-25T00:00", True, id="always"),
        pytest.param(NEVER, "2026-11-25T12:00", False, id="never"),
    ],
)
def test_is_it_open(plan: Hours, at: str, *, is_it: bool) -> None:
    assert is_open(plan, york(at)) is is_it


@pytest.mark.parametrize(
    ("plan", "at", "opens"),
    [
        pytest.param(DAILY, "2026-11-25T09:00", "2026-11-25T10:00", id="later today"),
        pytest.param(DAILY, "2026-11-25T12:00", "2026-11-26T10:00", id="open now: the next one"),
        pytest.param(DAILY, "2026-11-25T10:00", "2026-11-26T10:00", id="it opens this moment"),
        pytest.param(LATE, "2026-11-28T01:00", "2026-12-04T22:00", id="in a week"),
        pytest.param(TWICE, "2026-11-25T12:00", "2026-11-25T18:00", id="the second span"),
        pytest.param(ALWAYS, "2026-11-25T12:00", None, id="it never closes"),
        pytest.param(NEVER, "2026-11-25T12:00", None, id="it never opens"),
    ],
)
def test_when_it_opens_next(plan: Hours, at: str, opens: str | None) -> None:
    assert next_opening(plan, york(at)) == (york(opens) if opens else None)


@pytest.mark.parametrize(
    ("plan", "at", "closes"),
    [
        pytest.param(DAILY, "2026-11-25T12:00", "2026-11-25T22:00", id="tonight"),
        pytest.param(LATE, "2026-11-27T23:00", "2026-11-28T02:00", id="past midnight"),
        pytest.param(DAILY, "2026-11-25T23:00", None, id="it is closed"),
        pytest.param(ALWAYS, "2026-11-25T12:00", None, id="it never closes"),
    ],
)
def test_when_it_closes(plan: Hours, at: str, closes: str | None) -> None:
    assert next_closing(plan, york(at)) == (york(closes) if closes else None)


def test_spans_that_touch_are_one_opening() -> None:
    plan = hours({WED: [span("09:00", "12:00"), span("11:00", "15:00"), span("15:00", "17:00")]})

    assert next_closing(plan, york("2026-11-25T10:00")) == york("2026-11-25T17:00")


def test_a_holiday_closes_or_has_hours_of_its_own() -> None:
    plan = hours(
        {day: [span("10:00", "22:00")] for day in range(7)},
        d2026_12_25=[],
        d2027_01_01=[span("14:00", "16:00")],
    )

    assert not is_open(plan, york("2026-12-25T12:00"))
    assert not is_open(plan, york("2027-01-01T12:00"))
    assert is_open(plan, york("2027-01-01T15:00"))
    assert next_opening(plan, york("2026-12-24T23:00")) == york("2026-12-26T10:00")


def test_a_night_that_began_before_the_holiday_is_finished() -> None:
    plan = hours({THU: [span("22:00", "02:00")], FRI: [span("09:00", "10:00")]}, d2026_12_25=[])

    assert is_open(plan, york("2026-12-25T01:00"))
    assert not is_open(plan, york("2026-12-25T09:30"))


@pytest.mark.parametrize(
    ("night", "length"),
    [
        pytest.param("2027-03-13", 3, id="an hour is skipped"),
        pytest.param("2026-10-31", 5, id="an hour comes twice"),
        pytest.param("2026-11-21", 4, id="any other night"),
    ],
)
def test_the_clock_on_the_wall_counts_when_clocks_change(night: str, length: int) -> None:
    plan = hours({SAT: [span("23:00", "03:00")]})
    opens = york(f"{night}T23:00")

    assert next_closing(plan, opens) == opens + timedelta(hours=length)


def test_the_opening_stays_at_ten_across_the_change() -> None:
    assert next_opening(DAILY, york("2026-10-31T23:00")) == york("2026-11-01T10:00")
    assert york("2026-11-01T10:00") - york("2026-10-31T10:00") == timedelta(hours=25)


def test_an_end_in_the_hour_that_comes_twice_is_its_second_coming() -> None:
    plan = hours({SAT: [span("23:00", "01:30")]})

    assert is_open(plan, york("2026-11-01T01:29", fold=1))
    assert not is_open(plan, york("2026-11-01T01:30", fold=1))


def test_a_start_that_the_clocks_skip_comes_an_hour_later() -> None:
    plan = hours({SUN: [span("02:30", "06:00")]})

    assert next_opening(plan, york("2027-03-14T00:00")) == york("2027-03-14T03:30")


def test_the_day_is_the_one_where_the_line_is_at_home() -> None:
    assert today(DAILY, datetime(2026, 11, 26, 3, tzinfo=UTC)) == date(2026, 11, 25)


_TIMES = st.times().map(lambda one: one.replace(second=0, microsecond=0))
_SPANS = st.lists(st.builds(Span, _TIMES, _TIMES), max_size=3).map(tuple)
_PLANS = st.builds(
    Hours,
    st.sampled_from(["America/New_York", "UTC", "Asia/Kathmandu", "Australia/Lord_Howe"]),
    st.dictionaries(st.integers(0, 6), _SPANS),
)
_MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
)


@given(_PLANS, _MOMENTS)
def test_it_is_open_from_its_opening_and_not_from_its_closing(plan: Hours, now: datetime) -> None:
    if (opens := next_opening(plan, now)) is not None:
        assert now < opens <= now + AHEAD
        assert is_open(plan, opens)
        assert not is_open(plan, opens - timedelta(microseconds=1))
    if (closes := next_closing(plan, now)) is not None:
        assert is_open(plan, now)
        assert is_open(plan, closes - timedelta(microseconds=1))
        assert not is_open(plan, closes)
