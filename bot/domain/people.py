"""What Warmline remembers about a person: as little as the next message needs."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.care import Care
from bot.domain.knowledge import Audience, Language

NO_ALARM = Care()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to the bot."""

    chat_id: int
    language: Language
    country: str
    audience: Audience | None = None
    """``RECOVERY`` or ``FAMILY`` once they have said, ``ALL`` for "just looking"."""
    welcomed_at: datetime | None = None
    """When the first screen was shown."""
    consented_at: datetime | None = None
    """When they pressed "Continue" below the first screen; UTC."""
    consent_version: int | None = None
    unreachable: bool = False
    """They blocked the bot, or their account is gone."""
    care: Care = NO_ALARM
    """What is remembered of their alarms."""
