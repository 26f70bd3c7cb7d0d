"""One pen for the queue: whoever holds it is alone with it until the commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Executable, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.checks import storable_id, storable_text
from bot.storage.failures import translated
from bot.storage.savepoint import Savepoint
from bot.storage.sealing import Sealer, UnsealError
from bot.storage.statements import ByDialect

_LOCK_CLASS = 0x4841_4E44
"""``HAND``; the second number is the schema's, as with the lead."""
_LOCK = text("SELECT pg_advisory_xact_lock(:lock_class, hashtext(current_schema()))")
_KEEP_COUNT = {"preserve_rowcount": True}  # by default it is lost for an INSERT

Row = Mapping[str, Any]


async def take_pen(connection: AsyncConnection) -> None:
    """Wait until nobody else writes to the queue, and keep it so until the commit.

    Whoever changes rows of the queue, or calls that become links, does this first: with one lock
    taken before all row locks nobody can wait in a circle. SQLite has one writer anyway.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(_LOCK, {"lock_class": _LOCK_CLASS})


@dataclass(slots=True)
class Pens:
    """What the turns of a batch have in common here."""

    kept: bool = False
    """A turn that had the pen has succeeded: its lock lasts until the batch commits."""
    written: int = 0
    """How many such turns there have been; what was read before the last may be old."""


class Pen:
    """Writes and reads for one turn; what it wrote is undone if the turn fails."""

    def __init__(
        self, savepoint: Savepoint, pens: Pens, sealer: Sealer, *, now: datetime, turn: int
    ) -> None:
        """Take nothing yet: most turns have nothing to do with the queue."""
        self.sealer = sealer
        self.now = now
        self.turn = turn
        self.entered = False
        self._savepoint = savepoint
        self._pens = pens

    async def take(self) -> None:
        """Be alone with the queue; a failed turn gives the lock back with its savepoint."""
        with translated("take the pen"):
            _ = await self._connection()

    async def _connection(self) -> AsyncConnection:
        connection = await self._savepoint.writing()
        if not self.entered:
            if not self._pens.kept:
                await take_pen(connection)
            self.entered = True
        return connection

    def keep(self) -> None:
        """Note that the turn has succeeded."""
        if self.entered:
            self._pens.kept = True
            self._pens.written += 1

    async def run(
        self, statement: Executable | ByDialect, params: Row | Sequence[Row] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run one statement of the turn.

        Raises:
            ValueError: a parameter fits into no column, or a row breaks a rule of its table. The
                turn fails then, and only this turn.
            StorageError: the database failed.
        """
        for row in [params] if isinstance(params, Mapping) else params or ():
            check_row(row)
        with translated("hand off"):
            connection = await self._connection()
            chosen = (
                statement[connection.dialect.name] if isinstance(statement, Mapping) else statement
            )
            try:
                return await connection.execute(chosen, params, execution_options=_KEEP_COUNT)
            except IntegrityError as error:
                raise ValueError(f"broken rule: {type(error.orig).__name__}") from None

    async def look(self, statement: Executable, params: Row) -> Sequence[Any]:
        """Run one SELECT, with the pen or without it."""
        check_row(params)
        with translated("look at the queue"):
            async with self._savepoint.reading() as connection:
                return (await connection.execute(statement, params)).all()

    def seal(self, words: str) -> bytes:
        """Seal ``words``, which may hold anything a person can type."""
        return self.sealer.seal(words)

    def unseal(self, sealed: bytes) -> str:
        """Return the words; none if no key fits: one damaged row must not stop the line."""
        try:
            return self.sealer.unseal(sealed)
        except UnsealError:
            return ""


def check_row(row: Row) -> None:
    """Refuse what a column cannot hold.

    Raises:
        ValueError: a number is too long, a text cannot be stored, or a moment has no zone.
    """
    for value in row.values():
        if isinstance(value, int):
            storable_id(value)
        elif isinstance(value, str):
            storable_text(value)
        elif isinstance(value, datetime):
            if value.tzinfo is None:
                raise ValueError("a moment without a time zone")
        elif isinstance(value, tuple | list):
            check_row(dict(enumerate(value)))  # type: ignore[arg-type]
