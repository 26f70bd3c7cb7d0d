"""Threads and unanswered questions on both databases."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.gaps import Gap, Listed, State
from bot.domain.threads import LASTS, Thread
from bot.storage.database import Database
from bot.usecases.ports import Turn
from tests.storage.steps import NOW, a_turn, an_update, fail_turn, receive, rows

ASKED = Gap("en", "can … come with me", common=False)
PLAIN = Gap("es", "puedo ir con mi perro", common=True)
SHOWN = Thread(7_000_000_101, "sleep", asked_again=False, until=NOW + LASTS)


async def count(database: Database, *gaps: Gap, update: int = 1) -> None:
    await receive(database, an_update(update))
    async with a_turn(database) as turn:
        for gap in gaps:
            await turn.gaps.count(gap)


async def listed(database: Database, *, singles: bool) -> list[Listed]:
    return [*await database.gaps.list(State.NEW, singles=singles, limit=10)]


async def test_the_same_words_make_one_row(database: Database) -> None:
    await count(database, ASKED, ASKED)
    await count(database, ASKED, update=2)

    assert [(one.gap, one.count) for one in await listed(database, singles=True)] == [(ASKED, 3)]


async def test_unusual_words_are_shown_only_when_three_have_asked(database: Database) -> None:
    await count(database, ASKED, ASKED, PLAIN)
    assert [one.gap for one in await listed(database, singles=False)] == [PLAIN]

    await count(database, ASKED, update=2)
    assert [one.gap for one in await listed(database, singles=False)] == [ASKED, PLAIN]


async def test_a_turn_that_fails_counts_nothing(database: Database) -> None:
    async def change(turn: Turn) -> None:
        await turn.gaps.count(ASKED)
        await turn.threads.put(SHOWN)

    await receive(database, an_update(1))
    async with database.turns.open(limit=1, now=NOW) as batch:
        await fail_turn(batch, batch.updates[0], change)

    assert await listed(database, singles=True) == []
    assert await rows(database, "SELECT count(*) FROM threads") == [(0,)]


async def test_what_was_settled_leaves_the_list(database: Database) -> None:
    await count(database, PLAIN)
    number = (await listed(database, singles=True))[0].id
    await database.gaps.settle(number, State.ATTACHED, "pets")

    assert await listed(database, singles=True) == []
    attached = await database.gaps.list(State.ATTACHED, singles=True, limit=10)
    assert [(one.gap, one.entry_id) for one in attached] == [(PLAIN, "pets")]


async def test_a_turn_may_settle_what_it_lists(database: Database) -> None:
    await count(database, PLAIN)
    await receive(database, an_update(2))
    async with a_turn(database) as turn:
        found = await turn.gaps.list(State.NEW, singles=False, limit=10)
        await turn.gaps.settle(found[0].id, State.IGNORED)

    assert await listed(database, singles=True) == []


async def test_only_days_are_kept(database: Database) -> None:
    await count(database, PLAIN)

    kept = await rows(database, "SELECT count(*) FROM unanswered WHERE first_on <= last_on")
    assert kept == [(1,)]


async def test_a_thread_is_found_again_by_the_next_turn(database: Database) -> None:
    await receive(database, an_update(1))
    async with a_turn(database) as turn:
        await turn.threads.put(SHOWN)
        assert await turn.threads.get(SHOWN.chat_id) == SHOWN
    await receive(database, an_update(2))
    async with a_turn(database) as turn:
        assert await turn.threads.get(SHOWN.chat_id) == SHOWN
        assert await turn.threads.get(5) is None


async def test_threads_that_are_over_are_deleted_with_the_next_one(database: Database) -> None:
    await receive(database, an_update(1))
    async with a_turn(database) as turn:
        await turn.threads.put(replace(SHOWN, chat_id=1, until=turn.now - timedelta(minutes=1)))
    await receive(database, an_update(2))
    async with a_turn(database) as turn:
        await turn.threads.put(SHOWN)

    assert await rows(database, "SELECT chat_id FROM threads") == [(SHOWN.chat_id,)]


async def test_forgetting_a_person_forgets_what_they_were_shown(database: Database) -> None:
    await receive(database, an_update(1))
    async with a_turn(database) as turn:
        await turn.threads.put(SHOWN)
    await receive(database, an_update(2))
    async with a_turn(database) as turn:
        await turn.forgetting.forget(SHOWN.chat_id)

    assert await rows(database, "SELECT count(*) FROM threads") == [(0,)]
