"""How the databases are opened."""

import asyncio
import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage.connections import connect, parse_url, unbroken
from bot.storage.database import Database, open_database
from bot.storage.sealing import Sealer, new_key
from bot.usecases.ports import StorageError
from tests.storage.steps import NOW, an_update, receive, waiting_ids


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file:name?uri=true",
        "mysql://a/b",
        "postgresql+asyncpg://h",
    ],
)
def test_refuses_what_it_cannot_open(url: str) -> None:
    with pytest.raises(ValueError, match=r"sqlite:///|SQLite needs a file"):
        parse_url(url)


def test_an_address_that_is_refused_is_not_repeated() -> None:
    with pytest.raises(ValueError, match="begins with") as caught:
        parse_url("mysql://me:secret@host/name")

    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///a.db", "sqlite+aiosqlite"),
        ("postgresql://host/name", "postgresql+psycopg"),
        ("postgresql+psycopg://host/name", "postgresql+psycopg"),
    ],
)
def test_chooses_the_driver(url: str, driver: str) -> None:
    assert parse_url(url).drivername == driver


async def test_a_new_file_is_for_its_owner_only(tmp_path: Path, sealer: Sealer) -> None:
    file = tmp_path / "deep" / "down" / "warmline.db"
    async with open_database(f"sqlite:///{file}", sealer=sealer) as database:
        await receive(database, an_update(1))
        await database.leadership.acquire()
        files = list(file.parent.iterdir())

    assert mode(file.parent) == 0o700
    assert len(files) >= 4  # the database, its log, its index, the leader's lock
    assert {mode(each) for each in files if each.exists()} == {0o600}


def test_an_old_file_is_made_private(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    file.chmod(0o644)
    connect(parse_url(sqlite_url))

    assert mode(file) == 0o600


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
async def test_sqlite_is_set_to_lose_nothing(
    sqlite_url: str, sealer: Sealer, pragma: str, value: object
) -> None:
    async with open_database(sqlite_url, sealer=sealer) as database:
        for way in (database.connections.reading, database.connections.writing):
            async with way() as connection:
                found = await connection.execute(text(f"PRAGMA {pragma}"))
                assert found.scalar_one() == value


async def test_two_writers_lose_no_change(database_url: str, sealer: Sealer) -> None:
    async with (
        open_database(database_url, sealer=sealer) as one,
        open_database(database_url, sealer=sealer) as two,
    ):
        await receive(one, an_update(1))
        async with asyncio.TaskGroup() as group:
            for database in (one, two, one, two):
                group.create_task(count_up(database))
        async with one.connections.reading() as connection:
            found = await connection.execute(text("SELECT attempts FROM inbox"))
            assert found.scalar_one() == 40


async def count_up(database: Database) -> None:
    """Read, then write: what a deferred BEGIN of SQLite would lose."""
    lock = "" if database.connections.is_sqlite else " FOR UPDATE"
    for _ in range(10):
        async with database.connections.writing() as connection:
            found = await connection.execute(text(f"SELECT attempts FROM inbox{lock}"))  # noqa: S608
            await connection.execute(
                text("UPDATE inbox SET attempts = :new"), {"new": found.scalar_one() + 1}
            )


async def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    await receive(database, an_update(1))
    async with database.turns.open(limit=1, now=NOW):
        assert (await database.upkeep.backlog()).updates == 1


async def test_a_cancelled_batch_is_undone_and_blocks_nobody(database: Database) -> None:
    await receive(database, an_update(1))
    entered = asyncio.Event()

    async def linger() -> None:
        async with database.turns.open(limit=1, now=NOW):
            entered.set()
            await asyncio.Event().wait()

    async with asyncio.TaskGroup() as group:
        task = group.create_task(linger())
        await entered.wait()
        task.cancel()

    assert await waiting_ids(database) == [1]


async def test_work_that_must_not_break_is_done_although_cancelled() -> None:
    begun, done = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        done.set()

    async with asyncio.TaskGroup() as group:
        task = group.create_task(unbroken(work()))
        await begun.wait()
        task.cancel()

    assert done.is_set()
    assert task.cancelled()


async def test_closing_ends_all_threads(sqlite_url: str, sealer: Sealer) -> None:
    before = set(threading.enumerate())
    async with open_database(sqlite_url, sealer=sealer) as database:
        async with asyncio.TaskGroup() as group:
            for _ in range(8):
                group.create_task(database.upkeep.backlog())
        started = set(threading.enumerate()) - before

    for thread in started:
        thread.join(timeout=10)
    assert started
    assert not any(thread.is_alive() for thread in started)


async def test_refuses_to_open_when_the_keys_do_not_fit_what_waits(
    database: Database, database_url: str
) -> None:
    await receive(database, an_update(1))

    with pytest.raises(StorageError, match="keys do not open"):
        async with open_database(database_url, sealer=Sealer([new_key()])):
            pass
