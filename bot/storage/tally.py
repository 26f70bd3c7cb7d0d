"""Count alarms and feedback; no row knows whose they were."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.crisis import Alarm
from bot.domain.knowledge import Language
from bot.storage.checks import storable_text
from bot.storage.statements import insert_or_update
from bot.storage.tables import alarms, feedback


class AlarmKey(NamedTuple):
    """What alarms are counted by."""

    hour: datetime
    tier: int
    kind: str
    language: str


class FeedbackKey(NamedTuple):
    """What presses are counted by."""

    entry_id: str
    language: str
    helped: bool


_COUNT_ALARM = insert_or_update(alarms, lambda new: {"count": alarms.c["count"] + new["count"]})
_COUNT_FEEDBACK = insert_or_update(
    feedback, lambda new: {"yes": feedback.c.yes + new.yes, "no": feedback.c["no"] + new["no"]}
)


def alarm_key(alarm: Alarm, language: Language, now: datetime) -> AlarmKey:
    """Say what ``alarm`` is counted by; the first of its kinds stands for it."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    return AlarmKey(hour, alarm.tier, alarm.kinds[0] if alarm.kinds else "", language)


def feedback_key(entry_id: str, language: Language, *, helped: bool) -> FeedbackKey:
    """Say what a press on "Did this help?" is counted by.

    Raises:
        ValueError: a button cannot have brought this id.
    """
    return FeedbackKey(storable_text(entry_id), language, helped)


async def count_alarms(connection: AsyncConnection, counts: Mapping[AlarmKey, int]) -> None:
    """Add ``counts``, in the order of the keys: two writers in one order cannot deadlock."""
    rows = [{**key._asdict(), "count": count} for key, count in sorted(counts.items())]
    if rows:
        await connection.execute(_COUNT_ALARM[connection.dialect.name], rows)


async def count_feedback(connection: AsyncConnection, counts: Mapping[FeedbackKey, int]) -> None:
    """Add ``counts``, in the order of the keys."""
    rows = [
        {
            "entry_id": key.entry_id,
            "language": key.language,
            "yes": count if key.helped else 0,
            "no": 0 if key.helped else count,
        }
        for key, count in sorted(counts.items())
    ]
    if rows:
        await connection.execute(_COUNT_FEEDBACK[connection.dialect.name], rows)
