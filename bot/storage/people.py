"""Read and write what Warmline remembers about people."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.knowledge import Audience
from bot.domain.people import Person
from bot.storage.care import FIELDS as CARE_FIELDS
from bot.storage.care import care_of, keep_care
from bot.storage.checks import storable_id, storable_text
from bot.storage.statements import insert_or_update
from bot.storage.tables import care, people

_COLUMNS = [people.c[field.name] for field in fields(Person) if field.name != "care"]
_FIND = (
    select(*_COLUMNS, *(care.c[name] for name in CARE_FIELDS))
    .select_from(people.outerjoin(care, care.c.chat_id == people.c.chat_id))
    .where(people.c.chat_id.in_(bindparam("chat_ids", expanding=True)))
)
_KEEP = insert_or_update(
    people, lambda new: {column.name: new[column.name] for column in _COLUMNS[1:]}
)
_LOSE = update(people).where(people.c.chat_id == bindparam("of_chat")).values(unreachable=True)


async def find_people(
    connection: AsyncConnection, chat_ids: Collection[int]
) -> dict[int, Person | None]:
    """Return who is known by ``chat_ids``, and ``None`` for each that is not."""
    found: dict[int, Person | None] = dict.fromkeys(chat_ids)
    if found:
        for row in await connection.execute(_FIND, {"chat_ids": list(found)}):
            found[row.chat_id] = _person(row)
    return found


def _person(row: Row[*tuple[Any, ...]]) -> Person:
    values = row._asdict()
    values["care"] = care_of(values)
    for name in CARE_FIELDS:
        del values[name]
    if values["audience"] is not None:
        values["audience"] = Audience(values["audience"])
    return Person(**values)


async def keep_people(connection: AsyncConnection, changed: Iterable[Person]) -> None:
    """Write ``changed`` down, by chat id: two writers in one order cannot deadlock."""
    changed = list(changed)
    rows = [_row(person) for person in sorted(changed, key=lambda person: person.chat_id)]
    if rows:
        await connection.execute(_KEEP[connection.dialect.name], rows)
        await keep_care(connection, changed)


async def mark_unreachable(connection: AsyncConnection, chat_ids: Iterable[int]) -> None:
    """Note that these people blocked the bot; those who are not known stay unknown."""
    rows = [{"of_chat": chat_id} for chat_id in sorted(set(chat_ids))]
    if rows:
        await connection.execute(_LOSE, rows)


def check_person(person: Person) -> None:
    """Refuse a person whom the table cannot hold.

    Raises:
        ValueError: an id is too long, a text cannot be stored, or a moment has no zone.
    """
    storable_id(person.chat_id)
    storable_text(person.country)
    for moment in (person.welcomed_at, person.consented_at):
        if moment is not None and moment.tzinfo is None:
            raise ValueError("a moment without a time zone")


def _row(person: Person) -> dict[str, Any]:
    return {
        "chat_id": person.chat_id,
        "language": person.language,
        "country": person.country,
        "audience": person.audience,
        "welcomed_at": person.welcomed_at,
        "consented_at": person.consented_at,
        "consent_version": person.consent_version,
        "unreachable": person.unreachable,
    }
