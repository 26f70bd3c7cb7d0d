"""What many storage tests do: receive, take turns, queue calls, see what is due."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from bot.domain.delivery import Call, Queued, chat_lane
from bot.domain.people import Person
from bot.storage.database import Database
from bot.storage.turns import SqlBatch, SqlTurn
from bot.usecases.ports import OpenUpdate, Received

NOW = datetime(2025, 3, 1, 12, 34, 56, 789, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


def an_update(update_id: int, lane: str = "chat:1", body: str = "{}") -> Received:
    return Received(update_id, lane, body)


def a_call(word: str = "hello", chat_id: int = 1, *, urgent: bool = False) -> Call:
    params = {"chat_id": chat_id, "text": word}
    return Call("sendMessage", params, chat_lane(chat_id), chat_id, urgent)


async def receive(database: Database, *updates: Received) -> None:
    await database.inbox.receive(updates, now=NOW)


async def waiting_ids(database: Database, *, limit: int = 10, now: datetime = NOW) -> list[int]:
    async with database.turns.open(limit=limit, now=now) as batch:
        return [update.update_id for update in batch.updates]


async def finish_one(database: Database) -> int:
    """Handle the oldest open update with nothing to say; return its id."""
    async with database.turns.open(limit=1, now=NOW) as batch:
        async with batch.turn(batch.updates[0]):
            pass
        return batch.updates[0].update_id


class FaultError(Exception):
    """Something went wrong in a turn."""


@asynccontextmanager
async def a_turn(database: Database, *, now: datetime = NOW) -> AsyncIterator[SqlTurn]:
    """The turn of the oldest open update, in a batch of its own."""
    opening = database.turns.open(limit=1, now=now)
    async with opening as batch, batch.turn(batch.updates[0]) as turn:
        yield turn


async def fail_turn(
    batch: SqlBatch, update: OpenUpdate, change: Callable[[SqlTurn], Awaitable[object]]
) -> None:
    """Let a turn do ``change`` and then go wrong."""
    try:
        async with batch.turn(update) as turn:
            await change(turn)
            raise FaultError  # noqa: TRY301 - this is the point
    except FaultError:
        pass
    else:
        raise AssertionError("the turn has swallowed the error")


async def queue(database: Database, *calls: Call, update_id: int = 1) -> None:
    """Queue ``calls`` in one turn."""
    await receive(database, an_update(update_id, f"queue:{update_id}"))
    async with a_turn(database) as turn:
        for call in calls:
            turn.send(call)


async def due(
    database: Database, *, now: datetime = NOW, limit: int = 10, busy: Collection[str] = ()
) -> list[Queued]:
    return list(await database.outbox.due(now=now, limit=limit, busy=busy))


async def due_words(
    database: Database, *, now: datetime = NOW, limit: int = 10, busy: Collection[str] = ()
) -> list[str]:
    """The texts of what is due, in order."""
    found = await due(database, now=now, limit=limit, busy=busy)
    return [queued.call.params["text"] for queued in found]


async def keep(database: Database, person: Person, *, update_id: int = 900) -> None:
    """Write a person down in one turn."""
    await receive(database, an_update(update_id, f"keep:{update_id}"))
    async with a_turn(database) as turn:
        await turn.people.put(person)


async def known(database: Database, chat_id: int, *, update_id: int = 901) -> Person | None:
    """What a new turn is told about the person."""
    await receive(database, an_update(update_id, f"known:{update_id}"))
    async with a_turn(database) as turn:
        return await turn.people.get(chat_id)


async def rows(database: Database, statement: str) -> list[tuple[object, ...]]:
    """What really lies in a table."""
    async with database.connections.reading() as connection:
        return [tuple(row) for row in await connection.execute(text(statement))]
