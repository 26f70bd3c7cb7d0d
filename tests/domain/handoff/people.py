"""Requests and supporters for the tests of the rules; each is told in what it differs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.domain.handoff.requests import Request
from bot.domain.handoff.supporters import Duty, Supporter

NOW = datetime(2026, 11, 25, 15, tzinfo=UTC)
TODAY = NOW.date()
REQUIRED = ("listening", "crisis")


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def ago(number: float) -> datetime:
    """Return the moment ``number`` minutes before ``NOW``."""
    return NOW - minutes(number)


def request(**changed: Any) -> Request:
    """Return an ordinary request in English that has just come."""
    plain: dict[str, Any] = {
        "id": 7,
        "chat_id": 100,
        "alias": "Brisa",
        "language": "en",
        "asked_at": NOW,
        "waiting_since": NOW,
    }
    return Request(**(plain | changed))


def supporter(**changed: Any) -> Supporter:
    """Return a supporter on shift whom nothing keeps from taking a request."""
    plain: dict[str, Any] = {
        "id": 1,
        "chat_id": 500,
        "name": "Sam",
        "languages": ("en",),
        "trained": dict.fromkeys(REQUIRED, date(2027, 1, 31)),
        "rehearsed_at": ago(10_000),
        "duty": Duty.ON,
        "duty_until": NOW + timedelta(hours=2),
    }
    return Supporter(**(plain | changed))
