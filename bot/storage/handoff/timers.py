"""The table ``timers``: what is to happen later, and its way into the inbox."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.domain.delivery import chat_lane
from bot.storage.connections import Connections
from bot.storage.failures import translated
from bot.storage.handoff.pen import Pen, take_pen
from bot.storage.handoff.tables import timers
from bot.storage.inbox import add_ours
from bot.storage.sealing import Sealer
from bot.storage.statements import insert_or_update
from bot.usecases.handoff.records import Timer

_SET = insert_or_update(
    timers, lambda new: {name: new[name] for name in ("at", "chat_id", "name", "word")}
)
_CANCEL = delete(timers).where(timers.c.key == bindparam("of_key"))
_DUE = (
    select(timers.c.key, timers.c.chat_id, timers.c.name, timers.c.word)
    .where(timers.c.at <= bindparam("now"))
    .order_by(timers.c.at, timers.c.key)
    .limit(bindparam("limit"))
)
_TAKE = delete(timers).where(timers.c.key.in_(bindparam("keys", expanding=True)))


class SqlTimers:
    """The table ``timers``, as a turn sees it."""

    def __init__(self, pen: Pen) -> None:
        """Write with ``pen``."""
        self._pen = pen

    async def set(self, timer: Timer) -> None:
        """Set it, or set it anew."""
        row = {
            "key": timer.key,
            "at": timer.at,
            "chat_id": timer.chat_id,
            "name": timer.name,
            "word": timer.word,
        }
        await self._pen.run(_SET, row)

    async def cancel(self, key: str) -> None:
        """Forget it; one that was due may be on its way already."""
        await self._pen.run(_CANCEL, {"of_key": key})


class SqlSweep:
    """Moves what is due into the inbox, where it gets a turn like everything else."""

    def __init__(self, connections: Connections, sealer: Sealer) -> None:
        """Seal with ``sealer``."""
        self._connections = connections
        self._sealer = sealer

    async def sweep(self, *, now: datetime, limit: int) -> int:
        """Move at most ``limit`` due timers and return how many; looks first, without a lock."""
        asked = {"now": now, "limit": limit}
        with translated("sweep"):
            async with self._connections.reading() as connection:
                if (await connection.execute(_DUE, asked)).first() is None:
                    return 0
            async with self._connections.writing() as connection:
                await take_pen(connection)
                due = (await connection.execute(_DUE, asked)).all()
                if due:
                    await connection.execute(_TAKE, {"keys": [row.key for row in due]})
                    await add_ours(connection, _told(due), self._sealer, now=now)
        return len(due)


def _told(due: Iterable[Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (
            chat_lane(row.chat_id),
            {"name": "timer", "timer": row.name, "key": row.key, "word": row.word},
        )
        for row in due
    ]
