"""Direct writes inside a turn, next to the buffered ones."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.domain.people import Person
from bot.storage.database import Database
from bot.storage.turns import SqlBatch, SqlTurn
from bot.usecases.ports import OpenUpdate
from tests.storage.steps import (
    NOW,
    a_call,
    a_turn,
    an_update,
    due_words,
    fail_turn,
    receive,
    rows,
)

INSERT = text("INSERT INTO feedback (entry_id, language, yes, no) VALUES (:id, 'en', 1, 0)")


async def write(turn: SqlTurn, entry_id: str) -> None:
    connection = await turn.savepoint.writing()
    await connection.execute(INSERT, {"id": entry_id})


async def write_twice(batch: SqlBatch, update: OpenUpdate) -> None:
    async with batch.turn(update) as turn:
        await write(turn, "b")
        await write(turn, "a")


async def entries(database: Database) -> list[Any]:
    return [row[0] for row in await rows(database, "SELECT entry_id FROM feedback ORDER BY 1")]


async def test_a_direct_write_is_kept_with_the_turn(database: Database) -> None:
    await receive(database, an_update(1))
    async with a_turn(database) as turn:
        await write(turn, "a")
        await write(turn, "b")

    assert await entries(database) == ["a", "b"]


async def test_a_failed_direct_write_takes_its_own_turn_down_only(database: Database) -> None:
    await receive(database, *(an_update(number, f"chat:{number}") for number in (1, 2, 3)))
    async with database.turns.open(limit=3, now=NOW) as batch:
        first, second, third = batch.updates
        async with batch.turn(first) as turn:
            await write(turn, "a")
        with pytest.raises(IntegrityError):
            await write_twice(batch, second)
        async with batch.turn(third) as turn:
            turn.send(a_call("third"))

    assert await entries(database) == ["a"]
    assert await due_words(database) == ["third"]


async def test_turns_at_the_same_time_write_one_after_the_other(database: Database) -> None:
    await receive(database, *(an_update(number, f"chat:{number}") for number in (1, 2)))
    written = asyncio.Event()
    async with database.turns.open(limit=2, now=NOW) as batch:
        first, second = batch.updates

        async def write_and_look(turn: SqlTurn) -> None:
            await write(turn, "undone")
            written.set()
            assert await turn.people.get(76) is None

        async def succeed() -> None:
            await written.wait()
            async with batch.turn(second) as turn:
                assert await turn.people.get(77) is None
                await write(turn, "kept")
                await turn.people.put(Person(2, "en", "US"))

        async with asyncio.TaskGroup() as group:
            group.create_task(fail_turn(batch, first, write_and_look))
            group.create_task(succeed())

    assert await entries(database) == ["kept"]
