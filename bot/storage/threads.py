"""Read and write what chats were shown last."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.threads import Thread
from bot.storage.statements import insert_or_update
from bot.storage.tables import threads

_FIND = select(threads).where(threads.c.chat_id == bindparam("chat"))
_KEEP = insert_or_update(
    threads,
    lambda new: {"entry_id": new.entry_id, "asked_again": new.asked_again, "until": new.until},
)
_OVER = delete(threads).where(threads.c.until < bindparam("now"))


async def find_thread(connection: AsyncConnection, chat_id: int) -> Thread | None:
    """Return what the chat was shown last, if that is kept."""
    row = (await connection.execute(_FIND, {"chat": chat_id})).one_or_none()
    return None if row is None else Thread(**row._asdict())


async def keep_threads(
    connection: AsyncConnection, changed: Iterable[Thread], *, now: datetime
) -> None:
    """Write ``changed`` down, by chat id, and forget what is over."""
    rows = [
        {
            "chat_id": one.chat_id,
            "entry_id": one.entry_id,
            "asked_again": one.asked_again,
            "until": one.until,
        }
        for one in sorted(changed, key=lambda one: one.chat_id)
    ]
    if rows:
        await forget_threads(connection, now)
        await connection.execute(_KEEP[connection.dialect.name], rows)


async def forget_threads(connection: AsyncConnection, now: datetime) -> None:
    """Delete what may no longer be meant."""
    await connection.execute(_OVER, {"now": now})
