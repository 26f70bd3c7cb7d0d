"""The database as a whole: open it, use its ports, close it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from bot.storage.connections import PATIENCE, Connections, connect, parse_url
from bot.storage.failures import translated
from bot.storage.handoff.timers import SqlSweep
from bot.storage.inbox import SqlInbox
from bot.storage.leadership import FileLeadership, PostgresLeadership
from bot.storage.migration import is_current, migrate
from bot.storage.outbox import SqlOutbox
from bot.storage.resealing import reseal
from bot.storage.sealing import Sealer
from bot.storage.turns import SqlTurns
from bot.storage.upkeep import OLDEST_SEALED, SqlUpkeep
from bot.usecases.ports import WrongKeysError


@dataclass(frozen=True, slots=True)
class Database:
    """An open database, one attribute a port."""

    inbox: SqlInbox
    turns: SqlTurns
    outbox: SqlOutbox
    upkeep: SqlUpkeep
    sweep: SqlSweep
    leadership: FileLeadership | PostgresLeadership
    connections: Connections
    """For the storage layer and its tests; whoever else needs it needs a port instead."""


@asynccontextmanager
async def open_database(
    url: str,
    *,
    sealer: Sealer,
    patience: timedelta = PATIENCE,
    numbers: timedelta = timedelta(days=30),
) -> AsyncIterator[Database]:
    """Open the database at ``url``, bring its tables up to date, and close it on leaving.

    Args:
        url: ``sqlite:///relative/file``, ``sqlite:////absolute/file`` or
            ``postgresql://user:password@host/name``; a missing SQLite file is made, readable by
            its owner only, and its folder too.
        sealer: encrypts what people wrote.
        numbers: how long name and number of a callback are kept after its end.
        patience: how long a method waits for a lock before it raises.

    Raises:
        ValueError: the URL is none of these.
        StorageError: the database cannot be opened or migrated, or what waits in it was sealed
            with other keys: better no line than one that buries every message unread.
    """
    with translated("open the database"):
        connections = connect(parse_url(url), patience=patience)
    leadership = _leadership(connections)
    try:
        await _prepare(connections)
        await _check_keys(connections, sealer)
        await reseal(connections, sealer)
        yield Database(
            inbox=SqlInbox(connections, sealer),
            turns=SqlTurns(connections, sealer),
            outbox=SqlOutbox(connections, sealer),
            upkeep=SqlUpkeep(connections, numbers),
            sweep=SqlSweep(connections, sealer),
            leadership=leadership,
            connections=connections,
        )
    finally:
        try:
            await leadership.release()
        finally:
            await connections.close()


def _leadership(connections: Connections) -> FileLeadership | PostgresLeadership:
    if connections.is_sqlite:
        return FileLeadership(connections)
    return PostgresLeadership(connections)


async def _prepare(connections: Connections) -> None:
    with translated("migrate"):
        async with connections.reading() as connection:
            current = await is_current(connection)
        if not current:
            async with connections.writing() as connection:
                await migrate(connection)


async def _check_keys(connections: Connections, sealer: Sealer) -> None:
    with translated("check the keys"):
        async with connections.reading() as connection:
            for statement in OLDEST_SEALED:
                sealed = (await connection.scalars(statement)).all()
                if sealed and not any(sealer.opens(row) for row in sealed):
                    raise WrongKeysError("the keys do not open what waits in the database")
