"""Read and write what is remembered of a person's alarms."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.care import Care
from bot.domain.crisis import Kind, Tier
from bot.domain.people import NO_ALARM, Person
from bot.storage.statements import insert_or_update
from bot.storage.tables import care

FIELDS = ("tier", "kind", "alarmed_at", "asked_at", "safe_at")
_KEEP = insert_or_update(care, lambda new: {name: new[name] for name in FIELDS})


def care_of(values: Mapping[str, Any]) -> Care:
    """Return what a row holds; ``NO_ALARM`` for a person without one."""
    if values["tier"] is None:
        return NO_ALARM
    kind = Kind(values["kind"]) if values["kind"] in set(Kind) else None
    moments = {name: values[name] for name in FIELDS[2:]}
    return Care(Tier(values["tier"]), kind, **moments)


async def keep_care(connection: AsyncConnection, changed: Iterable[Person]) -> None:
    """Write down the care of all ``changed`` people who have any, by chat id."""
    rows = [
        {
            "chat_id": person.chat_id,
            "tier": int(person.care.tier),
            "kind": person.care.kind,
            "alarmed_at": person.care.alarmed_at,
            "asked_at": person.care.asked_at,
            "safe_at": person.care.safe_at,
        }
        for person in sorted(changed, key=lambda person: person.chat_id)
        if person.care != NO_ALARM
    ]
    if rows:
        await connection.execute(_KEEP[connection.dialect.name], rows)
