"""Open connections: one writer on SQLite, a pool on PostgreSQL, from the same code."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage.failures import translated
from bot.usecases.ports import StorageError

PATIENCE = timedelta(seconds=10)
"""How long to wait for a lock; on SQLite a cancelled query keeps its own for some seconds."""
_MILLISECOND = timedelta(milliseconds=1)
_MOMENT = timedelta(milliseconds=10)
_READERS = 4
_POSTGRES_POOL = 8
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def parse_url(url: str) -> URL:
    """Read ``sqlite:///file`` or ``postgresql://…`` and choose the driver.

    Raises:
        ValueError: it is neither, or an SQLite database without a file: two transactions at a
            time in a database in memory would run into each other.
    """
    try:
        parsed = make_url(url)
        parsed = parsed.set(drivername=_DRIVERS[parsed.drivername])
    except (ArgumentError, KeyError):
        raise ValueError("a database URL begins with sqlite:/// or postgresql://") from None
    if parsed.get_backend_name() == "sqlite" and not _is_file(parsed.database):
        raise ValueError("SQLite needs a file")
    return parsed


def _is_file(database: str | None) -> bool:
    return bool(database) and database != ":memory:" and not str(database).startswith("file:")


@dataclass(slots=True)
class Connections:
    """The ways into the database."""

    url: URL
    _writer: AsyncEngine
    _reader: AsyncEngine
    _turn_taking: AbstractAsyncContextManager[Any]
    """On SQLite a lock, so that writers queue in this process and not in ``busy_timeout``."""
    _closed: bool = field(default=False, init=False)

    @property
    def is_sqlite(self) -> bool:
        """Whether there is one writer, and a file."""
        return self.url.get_backend_name() == "sqlite"

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Hold a transaction that may write; commit on leaving, roll back on an exception.

        On SQLite there is one at a time: do not enter twice from the same task.
        """
        async with self._turn_taking, self._transaction(self._writer) as connection:
            try:
                yield connection
            except BaseException:
                await unbroken(_undo(connection))
                raise
            with translated("commit"):
                await unbroken(connection.commit())

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Hold a transaction that only reads; waits for no writer."""
        async with self._transaction(self._reader) as connection:
            yield connection

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        self.check_open()
        with translated("connect"):
            connection = await engine.connect()
        try:
            yield connection
        finally:
            with translated("disconnect"):
                await unbroken(connection.close())

    def check_open(self) -> None:
        """Raise ``StorageError`` if the database has been closed: it must not open again."""
        if self._closed:
            raise StorageError("the database has been closed")

    async def close(self) -> None:
        """Close all connections and end their threads; whoever comes later is refused."""
        self._closed = True
        await self._writer.dispose()
        await self._reader.dispose()


async def _undo(connection: AsyncConnection) -> None:
    try:
        await connection.rollback()
    except SQLAlchemyError:  # it is broken: the pool shall not hand it out again
        await connection.invalidate()


async def unbroken(work: Coroutine[Any, Any, None]) -> None:
    """Do ``work`` to its end even if the caller is cancelled meanwhile.

    A commit given up half-way would leave the connection, and on SQLite the lock, to nobody.
    """
    task = asyncio.get_running_loop().create_task(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            cancelled = error
        except BaseException:  # noqa: S110, BLE001 - task.result() raises it below
            pass
    task.result()
    if cancelled is not None:
        raise cancelled


def connect(url: URL, *, patience: timedelta = PATIENCE) -> Connections:
    """Prepare the ways into the database; the first connection is made on first use.

    Who waits longer than ``patience`` for a lock is told so by an error.

    Raises:
        OSError: the SQLite file cannot be made.
    """
    if url.get_backend_name() == "sqlite":
        make_private(Path(str(url.database)))
        writer = _sqlite_engine(url, "BEGIN IMMEDIATE", 1, patience)
        reader = _sqlite_engine(url, "BEGIN", _READERS, patience)
        return Connections(url, writer, reader, asyncio.Lock())
    engine = create_async_engine(
        url,
        hide_parameters=True,
        pool_size=_POSTGRES_POOL,
        pool_pre_ping=True,
        connect_args=postgres_args(patience),
    )
    return Connections(url, engine, engine, nullcontext())


def postgres_args(patience: timedelta) -> dict[str, Any]:
    """Return what makes each side notice within a minute that the other has vanished.

    By default that takes two hours, in which nobody could take a lost replica's lanes, nor lead.
    """
    options = {
        "lock_timeout": patience // _MILLISECOND,
        "tcp_keepalives_idle": 20,
        "tcp_keepalives_interval": 10,
        "tcp_keepalives_count": 3,
    }
    return {
        "connect_timeout": 10,
        "keepalives_idle": 20,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
        "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
    }


def make_private(file: Path) -> None:
    """Make ``file``, and the folder if it is missing, for nobody's eyes but the owner's."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.chmod(0o600)


def _sqlite_engine(url: URL, begin: str, size: int, patience: timedelta) -> AsyncEngine:
    engine = create_async_engine(url, hide_parameters=True, pool_size=size, max_overflow=0)

    def prepare(connection: Any, _record: object) -> None:
        # The driver would begin transactions by itself, after the first SELECT: too late.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={patience // _MILLISECOND}")
        _use_wal(cursor, patience)
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", begin_transaction)
    return engine


def _use_wal(cursor: Any, patience: timedelta) -> None:
    """Switch to the write-ahead log; the first connection to a new file really does.

    Others that come at the same moment are told "locked" at once, whatever ``busy_timeout`` says.
    """
    for _ in range(patience // _MOMENT):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            time.sleep(_MOMENT.total_seconds())
        else:
            return
    cursor.execute("PRAGMA journal_mode=WAL")
