"""Look after the tables: count what waits, delete what is over."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    Table,
    bindparam,
    delete,
    func,
    or_,
    select,
)

from bot.domain.handoff.supporters import Role
from bot.storage.connections import Connections
from bot.storage.failures import translated
from bot.storage.handoff.retention import purge_handoff
from bot.storage.handoff.tables import supporters
from bot.storage.tables import care, inbox, outbox
from bot.storage.threads import forget_threads
from bot.usecases.ports import Backlog

CHUNK = 1_000
"""Rows a commit; other writers get their turn in between."""


def _count(of: Column[Any], *, missing: bool) -> Any:
    condition = of.is_(None) if missing else of.is_not(None)
    return select(func.count()).where(condition).scalar_subquery()


_BACKLOG: Select[int, int, int, int] = select(
    _count(inbox.c.finished_at, missing=True),
    _count(outbox.c.finished_at, missing=True),
    _count(inbox.c.buried_at, missing=False),
    _count(outbox.c.refused_at, missing=False),
)


def _purge(table: Table, key: Column[Any]) -> Any:
    old = (
        select(key)
        .where(table.c.finished_at.is_not(None), table.c.finished_at < bindparam("before"))
        .limit(bindparam("chunk"))
    )
    return delete(table).where(key.in_(old))


def _over(moment: Column[Any]) -> ColumnElement[bool]:
    return or_(moment.is_(None), moment < bindparam("before"))


_CALM = delete(care).where(
    care.c.chat_id.in_(
        select(care.c.chat_id)
        .where(_over(care.c.alarmed_at), _over(care.c.asked_at), _over(care.c.safe_at))
        .limit(bindparam("chunk"))
    )
)
_PURGES = (_purge(inbox, inbox.c.seq), _purge(outbox, outbox.c.id), _CALM)


_LEADS: Select[int] = select(func.count()).where(
    supporters.c.removed_at.is_(None), supporters.c.role >= int(Role.LEAD)
)

_SAMPLE = 5
OLDEST_SEALED = (
    select(inbox.c.body).where(inbox.c.finished_at.is_(None)).order_by(inbox.c.seq).limit(_SAMPLE),
    select(outbox.c.params)
    .where(outbox.c.finished_at.is_(None))
    .order_by(outbox.c.rank, outbox.c.id)
    .limit(_SAMPLE),
)
"""What shows whether the keys are the right ones; more than one, for a row may be damaged."""


class SqlUpkeep:
    """All tables, as whoever runs the line sees them."""

    def __init__(self, connections: Connections, numbers: timedelta = timedelta(days=30)) -> None:
        """Look through ``connections``; ``numbers`` is how long those of callbacks are kept."""
        self._connections = connections
        self._numbers = numbers

    async def backlog(self) -> Backlog:
        """Count what is open, and the dead letters and refused calls not yet purged."""
        with translated("count the backlog"):
            async with self._connections.reading() as connection:
                row = (await connection.execute(_BACKLOG)).one()
        return Backlog(*row)

    async def leads(self) -> int:
        """Count the leads on the team: whoever could be paged."""
        with translated("count the leads"):
            async with self._connections.reading() as connection:
                return (await connection.execute(_LEADS)).scalar_one()

    async def purge(self, *, before: datetime) -> int:
        """Delete what was over ``before``, 48 hours ago; return how many rows.

        What the queue keeps for longer or shorter counts from the same moment.
        """
        with translated("forget threads"):
            async with self._connections.writing() as connection:
                await forget_threads(connection, before)
        done = sum([await self._purge(statement, before) for statement in _PURGES])
        return done + await purge_handoff(
            self._connections, before=before, chunk=CHUNK, numbers=self._numbers
        )

    async def _purge(self, statement: Any, before: datetime) -> int:
        total = 0
        while True:
            with translated("purge"):
                async with self._connections.writing() as connection:
                    result = await connection.execute(
                        statement, {"before": before, "chunk": CHUNK}
                    )
            total += result.rowcount
            if result.rowcount < CHUNK:
                return total
