"""Everything that writes to the queue at the same time, in two processes: nobody waits forever."""

import asyncio
from datetime import timedelta
from random import Random

from bot.domain.delivery import Outcome, Queued, Refused, Sent, Unreachable
from bot.storage.database import Database, open_database
from bot.storage.sealing import Sealer
from bot.storage.turns import SqlTurn
from bot.usecases.handoff.records import Timer
from tests.storage.steps import LATER, NOW, an_update, receive, rows
from tests.storage.stories import PEER, PERSON, a_copy, a_line

TURNS, CHATS = 150, 7


async def do_something(turn: SqlTurn, dice: Random) -> None:
    """Queue a delayed line, and stop or take back some of the earlier ones, in any order."""
    number = turn.update.update_id
    handoff = turn.handoff
    await handoff.links.add(a_line(number, report=True))
    turn.send(a_copy(number, to_chat=PEER + number % CHATS, delay=timedelta(seconds=1)))
    await handoff.timers.set(Timer(f"t:{number % 5}", NOW, PERSON, "t"))
    for earlier in dice.sample(range(1, TURNS + 1), 4):
        if dice.random() < 0.5:
            await handoff.links.undo(earlier)
        else:
            await handoff.lines.cancel(earlier)


async def work(database: Database, dice: Random, done: asyncio.Event) -> None:
    while not done.is_set():
        now = LATER + timedelta(seconds=dice.randrange(3))
        async with database.turns.open(limit=4, now=now) as batch:
            for update in batch.updates:
                async with batch.turn(update) as turn:
                    if update.update_id > 0:
                        await do_something(turn, dice)
                    await asyncio.sleep(0)
        if (await database.upkeep.backlog()).updates == 0:
            done.set()


def fate(queued: Queued, dice: Random) -> Outcome:
    chance = dice.random()
    if chance < 0.1:
        return Unreachable(queued.id, queued.call.chat_id or 0, "Forbidden")
    return Refused(queued.id, "no") if chance < 0.2 else Sent(queued.id, (queued.id,))


async def send(database: Database, dice: Random, done: asyncio.Event) -> None:
    while not done.is_set():
        calls = await database.outbox.due(now=LATER + timedelta(seconds=2), limit=5, busy=())
        await asyncio.sleep(0)
        await database.outbox.settle([fate(one, dice) for one in calls], now=LATER)
        await database.sweep.sweep(now=LATER, limit=3)
        await database.upkeep.purge(before=NOW - timedelta(days=1))


async def test_nobody_waits_in_a_circle_and_no_number_is_lost(
    database: Database, database_url: str, sealer: Sealer
) -> None:
    dice, done = Random(3), asyncio.Event()  # noqa: S311
    updates = [an_update(number, f"chat:{number % CHATS}") for number in range(1, TURNS + 1)]
    await receive(database, *updates)
    async with (
        open_database(database_url, sealer=sealer) as other,
        asyncio.timeout(60),
        asyncio.TaskGroup() as group,
    ):
        for each in (database, other, database, other):
            group.create_task(work(each, dice, done))
        group.create_task(send(database, dice, done))

    lost = (
        "SELECT count(*) FROM message_links, outbox"
        " WHERE outbox.message_id = outbox.id AND to_message = outbox.id"
    )
    sent = "SELECT count(*) FROM outbox WHERE message_id IS NOT NULL"
    assert await rows(database, lost) == await rows(database, sent)
    both = "SELECT count(*) FROM message_links WHERE to_message IS NOT NULL AND failed IS NOT NULL"
    assert await rows(database, both) == [(0,)]
