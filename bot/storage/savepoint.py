"""Direct writes of one turn among the buffered ones of its batch."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncTransaction


class Savepoint:
    """Lets a turn write at once and see the result, and still fail alone.

    Made for conditional writes, such as "take it if nobody has it": whether one succeeded
    decides what the turn says. The turns of a batch share a connection; the first direct
    write of a turn takes it for the turn, until the turn ends.
    """

    def __init__(self, connection: AsyncConnection, lock: asyncio.Lock) -> None:
        """Share ``connection`` with the other turns that know ``lock``."""
        self._connection = connection
        self._lock = lock
        self._open: AsyncTransaction | None = None

    async def writing(self) -> AsyncConnection:
        """Return the connection; what is written is undone if the turn fails."""
        if self._open is None:
            await self._lock.acquire()
            try:
                self._open = await self._connection.begin_nested()
            except BaseException:
                self._lock.release()
                raise
        return self._connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Hold the connection for one statement."""
        if self._open is not None:
            yield self._connection
            return
        async with self._lock:
            yield self._connection

    async def keep(self) -> None:
        """Let the batch have what was written."""
        if self._open is not None:
            try:
                await self._open.commit()
            finally:
                self._release()

    async def undo(self) -> None:
        """Undo what was written."""
        if self._open is not None:
            try:
                await self._open.rollback()
            finally:
                self._release()

    def _release(self) -> None:
        self._open = None
        self._lock.release()
