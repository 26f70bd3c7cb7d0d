"""What is due around a window."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.callbacks.callbacks import Callback
from bot.domain.callbacks.moments import Moment, at_its_window, due
from bot.domain.callbacks.terms import Consent
from bot.domain.callbacks.windows import Window

START = datetime(2026, 11, 24, 15, tzinfo=UTC)
WINDOW = Window(START, START + timedelta(hours=2))


def a_callback(taken: int = 0, *windows: Window) -> Callback:
    consent = Consent(1, 30, "", START)
    return Callback(1, 2, "Sky", "+12125550123", "UTC", consent, windows or (WINDOW,), taken=taken)


@pytest.mark.parametrize(
    ("minutes", "taken", "moment"),
    [
        (-24 * 60 - 1, 0, None),
        (-24 * 60, 0, Moment.CHECK),
        (-15, 1, Moment.SOON),
        (0, 2, Moment.OPEN),
        (0, 3, None),
        (90, 3, Moment.CLOSING),
        (120, 4, Moment.OVER),
        (150, 5, Moment.OVERDUE),
        (150, 6, None),
        (5000, 0, Moment.OVERDUE),
    ],
)
def test_each_moment_comes_once_and_of_several_only_the_last(
    minutes: int, taken: int, moment: Moment | None
) -> None:
    assert due(a_callback(taken), START + timedelta(minutes=minutes))[0] is moment


def test_the_next_moment_is_told() -> None:
    assert due(a_callback(), START - timedelta(days=3))[2] == START - timedelta(days=1)
    assert due(a_callback(), START)[2] == START + timedelta(minutes=90)
    assert due(a_callback(), START + timedelta(days=1))[2] is None


def test_the_last_warning_of_a_short_window_comes_halfway() -> None:
    short = Window(START, START + timedelta(minutes=40))
    assert due(a_callback(0, short), START)[2] == START + timedelta(minutes=20)


def test_without_a_time_nothing_is_due() -> None:
    callback = Callback(1, 2, "Sky", "+1", "UTC", Consent(1, 30, "", START))
    assert due(callback, START) == (None, 0, None)


def test_it_is_at_its_window_a_quarter_of_an_hour_before() -> None:
    assert not at_its_window(START, START - timedelta(minutes=16))
    assert at_its_window(START, START - timedelta(minutes=15))
