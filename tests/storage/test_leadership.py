"""One process of many leads."""

import asyncio
import sys

import psycopg

from bot.storage.database import Database, open_database
from bot.storage.sealing import Sealer

KILL = (
    b"SELECT pg_terminate_backend(pid) FROM pg_locks"
    b" WHERE locktype = 'advisory' AND database ="
    b" (SELECT oid FROM pg_database WHERE datname = current_database())"
)


async def test_one_of_two_leads_for_as_long_as_it_likes(
    database: Database, database_url: str, sealer: Sealer
) -> None:
    async with open_database(database_url, sealer=sealer) as other:
        assert [await database.leadership.acquire() for _ in range(3)] == [True] * 3
        assert not await other.leadership.acquire()
        assert await database.leadership.acquire()


async def test_the_next_one_leads_after_a_release(
    database: Database, database_url: str, sealer: Sealer
) -> None:
    async with open_database(database_url, sealer=sealer) as other:
        await database.leadership.acquire()
        await database.leadership.release()
        assert await other.leadership.acquire()
        assert not await database.leadership.acquire()


async def test_closing_the_database_ends_the_leadership(
    database: Database, database_url: str, sealer: Sealer
) -> None:
    async with open_database(database_url, sealer=sealer) as other:
        await other.leadership.acquire()

    assert await database.leadership.acquire()


async def test_who_does_not_lead_may_release(database: Database) -> None:
    await database.leadership.release()

    assert await database.leadership.acquire()


async def test_a_leader_whose_connection_was_cut_tries_again(
    postgres_url: str, sealer: Sealer
) -> None:
    async with open_database(postgres_url, sealer=sealer) as database:
        await database.leadership.acquire()
        cut(postgres_url)
        assert await database.leadership.acquire()


async def test_a_leader_whose_connection_was_cut_may_find_another_one_leading(
    postgres_url: str, sealer: Sealer
) -> None:
    async with (
        open_database(postgres_url, sealer=sealer) as first,
        open_database(postgres_url, sealer=sealer) as second,
    ):
        await first.leadership.acquire()
        cut(postgres_url)
        assert await second.leadership.acquire()
        assert not await first.leadership.acquire()


def cut(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(KILL)


PROGRAM = """
import asyncio, sys
from bot.storage.database import open_database
from bot.storage.sealing import Sealer

async def main(url, key):
    async with open_database(url, sealer=Sealer([key])) as database:
        print(await database.leadership.acquire(), flush=True)
        sys.stdin.read()

asyncio.run(main(*sys.argv[1:]))
"""


async def test_a_killed_process_leads_no_more(
    database: Database, database_url: str, key: str
) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", PROGRAM, database_url, key),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"True\n"
    assert not await database.leadership.acquire()

    process.kill()
    await process.communicate()
    async with asyncio.timeout(10):
        # PostgreSQL notices the broken socket by itself, and has no event for it.
        while not await database.leadership.acquire():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
