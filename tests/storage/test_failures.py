"""Whatever the database does, the rest of Warmline meets one error, without anybody's words."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import text

from bot.domain.delivery import Migrated, Postponed, Refused, Sent, Unreachable
from bot.domain.people import Person
from bot.storage.database import Database, open_database
from bot.storage.sealing import Sealer
from bot.usecases.handoff.records import Timer
from bot.usecases.ports import StorageError
from tests.storage.steps import NOW, a_call, a_turn, an_update, keep, queue, receive

Method = Callable[[Database], Awaitable[object]]
SECRET = "something a person wrote"
TABLES = ("inbox", "outbox", "people", "alarms", "feedback", "timers", "message_links", "requests")


async def look_somebody_up(database: Database) -> None:
    async with a_turn(database) as turn:
        await turn.people.get(999)


async def enter_the_queue(database: Database) -> None:
    async with a_turn(database) as turn:
        await turn.handoff.requests.get(1)


async def settle_linked(database: Database) -> None:
    database.outbox._becomes[1] = (1,)
    await database.outbox.settle([Sent(1, (1,))], now=NOW)


WRITING: dict[str, Method] = {
    "receive": lambda it: it.inbox.receive([an_update(5, body=SECRET)], now=NOW),
    "open": lambda it: it.turns.open(limit=1, now=NOW).__aenter__(),
    "people.get": look_somebody_up,
    "settle sent": lambda it: it.outbox.settle([Sent(1, (1,))], now=NOW),
    "settle postponed": lambda it: it.outbox.settle([Postponed(1, NOW, "x")], now=NOW),
    "settle refused": lambda it: it.outbox.settle([Refused(1, "x")], now=NOW),
    "settle unreachable": lambda it: it.outbox.settle([Unreachable(1, 1, "x")], now=NOW),
    "settle migrated": lambda it: it.outbox.settle([Migrated(1, 1, 2)], now=NOW),
    "settle linked": settle_linked,
    "sweep": lambda it: it.sweep.sweep(now=NOW, limit=1),
    "hand off": enter_the_queue,
    "purge": lambda it: it.upkeep.purge(before=NOW + timedelta(days=1)),
}
READING: dict[str, Method] = {
    "due": lambda it: it.outbox.due(now=NOW, limit=1, busy=()),
    "backlog": lambda it: it.upkeep.backlog(),
}
ALL = WRITING | READING


@pytest.fixture
async def filled(blank_url: str, sealer: Sealer) -> AsyncIterator[Database]:
    """A database of this test only, impatient, with something in every table it may need."""
    patience = timedelta(milliseconds=50)
    async with open_database(blank_url, sealer=sealer, patience=patience) as database:
        await queue(database, a_call(SECRET), a_call(SECRET, 2), update_id=1)
        await keep(database, Person(1, "en", "US"), update_id=2)
        await set_a_timer(database)
        await receive(database, an_update(3, body=SECRET))
        yield database


async def set_a_timer(database: Database) -> None:
    await receive(database, an_update(4))
    async with a_turn(database) as turn:
        await turn.handoff.timers.set(Timer("a", NOW, 1, "n"))


async def error_of(method: Method, database: Database) -> StorageError:
    with pytest.raises(StorageError) as caught:
        await method(database)
    return caught.value


@pytest.mark.parametrize("name", ALL)
async def test_a_broken_database_is_a_storage_error(filled: Database, name: str) -> None:
    async with filled.connections.writing() as connection:
        for table in TABLES:
            await connection.execute(text(f"ALTER TABLE {table} RENAME TO old_{table}"))

    error = await error_of(ALL[name], filled)

    assert error.__cause__ is not None
    assert SECRET not in f"{error} {error.__cause__}"
    assert "[parameters:" not in str(error.__cause__)


@pytest.mark.parametrize("name", WRITING)
async def test_a_locked_database_is_a_storage_error(
    filled: Database, blank_url: str, name: str
) -> None:
    with locked(blank_url):
        error = await error_of(WRITING[name], filled)

    assert error.__cause__ is not None
    assert SECRET not in f"{error} {error.__cause__}"


@pytest.mark.parametrize("name", WRITING)
async def test_everything_works_again_after_the_lock(
    filled: Database, blank_url: str, name: str
) -> None:
    with locked(blank_url):
        await error_of(WRITING[name], filled)

    async with a_turn(filled) as turn:
        assert turn.update.update_id == 3


@pytest.mark.parametrize("name", [*ALL, "acquire"])
async def test_a_closed_database_is_a_storage_error(
    database_url: str, sealer: Sealer, name: str
) -> None:
    async with open_database(database_url, sealer=sealer) as database:
        pass

    methods = ALL | {"acquire": lambda it: it.leadership.acquire()}
    assert "closed" in str(await error_of(methods[name], database))


async def test_a_number_that_is_too_long_is_a_storage_error(database: Database) -> None:
    with pytest.raises(StorageError):
        await database.inbox.receive([an_update(2**63, body=SECRET)], now=NOW)


async def test_turns_that_cannot_be_written_are_undone_as_a_whole(filled: Database) -> None:
    with pytest.raises(StorageError) as caught:
        await turn_without_outbox(filled)

    assert SECRET not in f"{caught.value} {caught.value.__cause__}"
    async with filled.connections.writing() as connection:
        await connection.execute(text("ALTER TABLE old_outbox RENAME TO outbox"))
    async with a_turn(filled) as turn:
        assert (turn.update.update_id, turn.update.attempts) == (3, 0)


async def turn_without_outbox(database: Database) -> None:
    async with database.connections.writing() as connection:
        await connection.execute(text("ALTER TABLE outbox RENAME TO old_outbox"))
    async with a_turn(database) as turn:
        turn.send(a_call(SECRET))


async def test_a_server_that_is_not_there_is_a_storage_error(sealer: Sealer) -> None:
    with pytest.raises(StorageError):
        async with open_database("postgresql://u:p@127.0.0.1:1/none", sealer=sealer):
            pass


async def test_a_server_that_restarts_is_found_again(postgres_url: str, sealer: Sealer) -> None:
    async with open_database(postgres_url, sealer=sealer) as database:
        await receive(database, an_update(1))
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        async with a_turn(database) as turn:
            assert turn.update.update_id == 1


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Hold what writers need, as another process would."""
    if url.startswith("sqlite"):
        other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.close()
        return
    with psycopg.connect(url) as connection:
        for table in TABLES:
            connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE".encode())
        yield
