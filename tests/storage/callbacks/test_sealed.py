"""Name and number at rest: sealed, erased in time, and sealed anew after a change of keys."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.handoff.requests import State, Wanted
from bot.storage.database import Database, open_database
from bot.storage.handoff.tables import callbacks, forms, notes, supporters
from bot.storage.resealing import reseal
from bot.storage.sealing import Sealer, new_key
from bot.usecases.handoff.records import Form, Note
from tests.storage.callbacks.test_contract import a_callback
from tests.storage.steps import NOW
from tests.storage.stories import PERSON, SqlStory, a_request, a_supporter

TWO_DAYS = timedelta(hours=48)
OVER = replace(a_callback(), closed_at=NOW)


async def filled(story: SqlStory) -> None:
    async with story.turn() as turn:
        await turn.handoff.enter()
        await turn.handoff.requests.add(
            a_request(1, kind=Wanted.CALLBACK, state=State.CLOSED, closed_at=NOW)
        )
        await turn.handoff.callbacks.put(OVER)
        await turn.handoff.supporters.add(a_supporter())
        await turn.handoff.notes.add(Note(1, "closing", "a few words", 1, NOW))
        await turn.handoff.forms.put(Form(PERSON, "callback", "day", {"name": "Sky"}, NOW))


async def sealed(database: Database) -> list[bytes]:
    columns = (callbacks.c.name, callbacks.c.number, supporters.c.name, notes.c.body, forms.c.body)
    async with database.connections.reading() as connection:
        return [(await connection.execute(select(one))).scalar_one() for one in columns]


async def test_the_rows_hold_neither_in_the_clear(database_url: str, sealer: Sealer) -> None:
    async with open_database(database_url, sealer=sealer) as database:
        await filled(SqlStory(database))
        kept = await sealed(database)
    assert not any(b"Sky" in one or b"2125550123" in one for one in kept)


@pytest.mark.parametrize("days", [1, 30])
async def test_name_and_number_go_days_after_the_end_and_no_sooner(
    database_url: str, sealer: Sealer, days: int
) -> None:
    kept_for = timedelta(days=days)
    async with open_database(database_url, sealer=sealer, numbers=kept_for) as database:
        story = SqlStory(database)
        await filled(story)
        left = []
        for at in (NOW + kept_for, NOW + kept_for + timedelta(seconds=1)):
            await database.upkeep.purge(before=at - TWO_DAYS)
            async with story.turn() as turn:
                await turn.handoff.enter()
                left.append(await turn.handoff.callbacks.get(1) is not None)
        assert left == [True, False]


async def test_an_open_one_is_kept_however_old(database_url: str, sealer: Sealer) -> None:
    async with open_database(database_url, sealer=sealer) as database:
        story = SqlStory(database)
        async with story.turn() as turn:
            await turn.handoff.enter()
            await turn.handoff.callbacks.put(a_callback())
        await database.upkeep.purge(before=NOW + timedelta(days=400))
        async with story.turn() as turn:
            await turn.handoff.enter()
            assert await turn.handoff.callbacks.get(1) == a_callback()


async def test_a_start_with_a_new_key_seals_all_of_it_anew(database_url: str) -> None:
    old, new = new_key(), new_key()
    async with open_database(database_url, sealer=Sealer([old])) as database:
        await filled(SqlStory(database))
    async with open_database(database_url, sealer=Sealer([new, old])):
        pass
    async with open_database(database_url, sealer=Sealer([new])) as database:
        assert all(Sealer([new]).opens(one) for one in await sealed(database))
        async with SqlStory(database, turns=100).turn() as turn:
            await turn.handoff.enter()
            assert await turn.handoff.callbacks.get(1) == OVER


async def test_what_is_sealed_with_the_newest_key_is_left_alone(database_url: str) -> None:
    old, new = new_key(), new_key()
    sealer = Sealer([new, old])
    async with open_database(database_url, sealer=sealer) as database:
        await filled(SqlStory(database))
        before = await sealed(database)
        assert await reseal(database.connections, sealer) == 0
        assert await sealed(database) == before


async def test_what_no_key_opens_is_left_as_it_is(database_url: str) -> None:
    async with open_database(database_url, sealer=Sealer([new_key()])) as database:
        await filled(SqlStory(database))
        before = await sealed(database)
        assert await reseal(database.connections, Sealer([new_key(), new_key()])) == 0
        assert await sealed(database) == before
