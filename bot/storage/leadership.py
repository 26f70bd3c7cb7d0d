"""Let one process of many poll and send."""

import asyncio
import os
import sys
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage.connections import PATIENCE, Connections, make_private, postgres_args
from bot.storage.failures import translated

_LOCK_CLASS = 0x5741_524D
"""``WARM``: keeps clear of other programs' advisory locks; the second number is the schema's."""
_TRY = text("SELECT pg_try_advisory_lock(:lock_class, hashtext(current_schema()))")
_ANSWER_SECONDS = 5.0


class FileLeadership:
    """For SQLite: a lock on a file beside the database; the system drops it with the process."""

    def __init__(self, connections: Connections) -> None:
        """Lock a file of its own, which is made if it is missing."""
        self._connections = connections
        self._file = Path(f"{connections.url.database}.leader")
        self._descriptor: int | None = None

    async def acquire(self) -> bool:
        """Try to become the leader; ``True`` as long as this process is."""
        self._connections.check_open()
        if self._descriptor is None:
            with translated("become the leader"):
                self._descriptor = _lock(self._file)
        return self._descriptor is not None

    async def release(self) -> None:
        """Let another process lead."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _lock(file: Path) -> int | None:
    make_private(file)
    descriptor = os.open(file, os.O_RDWR | os.O_CLOEXEC)
    try:
        _lock_now(descriptor)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


if sys.platform == "win32":
    import msvcrt

    def _lock_now(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error
else:
    import fcntl

    def _lock_now(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class PostgresLeadership:
    """An advisory lock on a connection of its own; the server drops it with the connection."""

    def __init__(self, connections: Connections) -> None:
        """Prepare; the connection is made when it is first needed."""
        self._connections = connections
        self._engine: AsyncEngine = create_async_engine(
            connections.url,
            hide_parameters=True,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args=postgres_args(PATIENCE),
        )
        self._connection: AsyncConnection | None = None

    async def acquire(self) -> bool:
        """Try to become the leader; ``True`` as long as this process is.

        Raises:
            StorageError: the server does not answer: nobody knows, so do not lead.
        """
        self._connections.check_open()
        with translated("become the leader"):
            if self._connection is not None and await self._still_leads(self._connection):
                return True
            async with asyncio.timeout(_ANSWER_SECONDS):
                return await self._try()

    async def _still_leads(self, connection: AsyncConnection) -> bool:
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, TimeoutError):
            await self._drop()
            return False
        return True

    async def _try(self) -> bool:
        connection = await self._engine.connect()
        try:
            led = (await connection.execute(_TRY, {"lock_class": _LOCK_CLASS})).scalar_one()
        except BaseException:
            await connection.close()
            raise
        if led:
            self._connection = connection
        else:
            await connection.close()
        return bool(led)

    async def _drop(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            await connection.invalidate()
            await connection.close()

    async def release(self) -> None:
        """Let another process lead: the lock goes with the connection."""
        with translated("release the leadership"):
            await self._drop()
