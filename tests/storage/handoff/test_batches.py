"""Turns of one batch, and of two processes, in one queue."""

import asyncio

import pytest
from sqlalchemy import text

from bot.domain.handoff.requests import State
from bot.domain.people import Person
from bot.storage.database import Database, open_database
from bot.storage.sealing import Sealer
from bot.storage.turns import SqlTurn
from bot.usecases.handoff.records import Block, Form, Note
from tests.storage.steps import NOW, a_turn, an_update, fail_turn, keep, known, receive, rows
from tests.storage.stories import PEER, PERSON, SqlStory, a_request, a_supporter
from tests.storage.test_plans import Recorder


async def people_write(database: Database, *chats: int) -> None:
    await receive(database, *(an_update(chat, f"chat:{chat}") for chat in chats))


async def ask_for(turn: SqlTurn, chat_id: int) -> None:
    await turn.handoff.enter()
    assert await turn.handoff.requests.add(a_request(chat_id, chat_id))


async def test_the_places_of_a_batch_are_one_look(database: Database) -> None:
    await people_write(database, *range(1, 31))
    recorder = Recorder(database)
    async with database.turns.open(limit=30, now=NOW) as batch:
        before = len(recorder.selects)
        for update in batch.updates:
            async with batch.turn(update) as turn:
                assert (await turn.handoff.place(int(update.lane[5:]))).nowhere

        assert len(recorder.selects) - before == 1


async def test_a_turn_sees_what_an_earlier_one_of_the_batch_has_written(
    database: Database,
) -> None:
    await people_write(database, 1, 2, 3)
    async with database.turns.open(limit=3, now=NOW) as batch:
        first, second, third = batch.updates
        async with batch.turn(first) as turn:
            assert (await turn.handoff.place(3)).nowhere
        async with batch.turn(second) as turn:
            await ask_for(turn, 3)
        async with batch.turn(third) as turn:
            assert (await turn.handoff.place(3)).request == a_request(3, 3)


async def test_a_turn_does_not_see_what_a_failed_one_has_written(database: Database) -> None:
    await people_write(database, 1, 2)
    async with database.turns.open(limit=2, now=NOW) as batch:
        await fail_turn(batch, batch.updates[0], lambda turn: ask_for(turn, 2))
        async with batch.turn(batch.updates[1]) as turn:
            assert (await turn.handoff.place(2)).nowhere


async def open_again(story: SqlStory, request_id: int) -> None:
    """Go behind the back of ``save``, which looks first."""
    async with story.turn() as turn:
        assert isinstance(turn, SqlTurn)
        again = text("UPDATE requests SET over_at = NULL WHERE id = :id")
        await turn.pen.run(again, {"id": request_id})


async def test_a_second_open_request_is_refused_by_the_database_itself(
    database: Database,
) -> None:
    story = SqlStory(database)
    async with story.turn() as turn:
        await turn.handoff.requests.add(a_request(1))
        await turn.handoff.requests.add(a_request(2, state=State.CLOSED, closed_at=NOW))

    with pytest.raises(ValueError, match="broken rule"):
        await open_again(story, 2)


async def test_a_broken_rule_fails_its_own_turn_only(database: Database) -> None:
    await people_write(database, 1, 2)
    async with database.turns.open(limit=2, now=NOW) as batch:
        first, second = batch.updates

        async def twice(turn: SqlTurn) -> None:
            await turn.handoff.requests.add(a_request(1, 1))
            with pytest.raises(ValueError, match="broken rule"):
                await turn.handoff.requests.add(a_request(1, 2))

        await fail_turn(batch, first, twice)
        async with batch.turn(second) as turn:
            await ask_for(turn, 2)

    assert await rows(database, "SELECT id FROM requests") == [(2,)]


async def test_only_one_process_is_in_the_queue(postgres_url: str, sealer: Sealer) -> None:
    async with (
        open_database(postgres_url, sealer=sealer) as one,
        open_database(postgres_url, sealer=sealer) as two,
    ):
        await people_write(one, 1, 2)
        order: list[str] = []
        inside = asyncio.Event()

        async def first() -> None:
            async with a_turn(one) as turn:
                await turn.handoff.enter()
                inside.set()
                await waits_for_lock(one)
                order.append("first")

        async def second() -> None:
            await inside.wait()
            async with a_turn(two) as turn:
                assert turn.update.update_id == 2
                await turn.handoff.enter()
                order.append("second")

        async with asyncio.timeout(20), asyncio.TaskGroup() as group:
            group.create_task(first())
            group.create_task(second())
    assert order == ["first", "second"]


async def waits_for_lock(database: Database) -> None:
    """Return once somebody waits for the pen."""
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    while (await rows(database, waiting)) == [(0,)]:  # noqa: ASYNC110  # it rings for nobody
        await asyncio.sleep(0.01)


async def test_a_failed_turn_gives_the_pen_back(postgres_url: str, sealer: Sealer) -> None:
    async with open_database(postgres_url, sealer=sealer) as database:
        await people_write(database, 1, 2)
        async with database.turns.open(limit=2, now=NOW) as batch:
            await fail_turn(batch, batch.updates[0], lambda turn: turn.handoff.enter())
            held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
            assert await rows(database, held) == [(0,)]
            async with batch.turn(batch.updates[1]) as turn:
                await turn.handoff.enter()
                assert await rows(database, held) == [(1,)]


async def test_somebody_who_was_forgotten_is_a_stranger(database: Database) -> None:
    await keep(database, Person(PERSON, "en", "US"))
    await people_write(database, PERSON, 5)
    async with database.turns.open(limit=2, now=NOW) as batch:
        first, second = batch.updates
        async with batch.turn(first) as turn:
            await turn.people.put(Person(PERSON, "es", "MX"))
            await turn.forgetting.forget(PERSON)
            assert await turn.people.get(PERSON) is None
        async with batch.turn(second) as turn:
            assert await turn.people.get(PERSON) is None

    assert await known(database, PERSON) is None


async def test_who_was_put_down_before_is_forgotten_too(database: Database) -> None:
    await people_write(database, 1, 2)
    async with database.turns.open(limit=2, now=NOW) as batch:
        first, second = batch.updates
        async with batch.turn(first) as turn:
            await turn.people.put(Person(PERSON, "en", "US"))
        async with batch.turn(second) as turn:
            await turn.forgetting.forget(PERSON)

    assert await known(database, PERSON) is None


async def test_a_failed_turn_forgets_nobody(database: Database) -> None:
    await keep(database, Person(PERSON, "en", "US"))
    await people_write(database, PERSON)
    async with database.turns.open(limit=1, now=NOW) as batch:
        await fail_turn(batch, batch.updates[0], lambda turn: turn.forgetting.forget(PERSON))

    assert await known(database, PERSON) == Person(PERSON, "en", "US")


async def test_names_notes_reasons_and_answers_are_sealed(database: Database) -> None:
    story = SqlStory(database)
    async with story.turn() as turn:
        await turn.handoff.supporters.add(a_supporter(PEER, "secret"))
        await turn.handoff.notes.add(Note(1, "closing", "secret", None, NOW))
        await turn.handoff.blocks.put(Block(PERSON, "secret", None, NOW, None))
        await turn.handoff.forms.put(Form(PERSON, "secret", "secret", {"a": "secret"}, NOW))

    found = await rows(
        database,
        "SELECT name FROM supporters UNION ALL SELECT body FROM notes"
        " UNION ALL SELECT reason FROM blocks UNION ALL SELECT body FROM forms",
    )
    assert len(found) == 4
    assert not any(b"secret" in bytes(row[0]) for row in found)  # type: ignore[call-overload]
