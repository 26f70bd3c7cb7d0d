"""Counting what waits, deleting what is over."""

from datetime import timedelta

import pytest

from bot.domain.care import Care
from bot.domain.crisis import Kind, Tier
from bot.domain.delivery import Refused, Sent
from bot.domain.people import Person
from bot.storage import upkeep
from bot.storage.database import Database
from bot.usecases.ports import Backlog
from tests.storage.steps import (
    NOW,
    a_call,
    an_update,
    due,
    finish_one,
    keep,
    known,
    queue,
    receive,
    rows,
    waiting_ids,
)

SOON = NOW + timedelta(microseconds=1)


async def test_an_empty_line_has_no_backlog(database: Database) -> None:
    assert await database.upkeep.backlog() == Backlog(0, 0, 0, 0)


async def test_the_backlog_tells_what_waits_and_what_went_wrong(database: Database) -> None:
    await queue(database, *(a_call(chat_id=chat_id) for chat_id in range(1, 7)))
    one, two, *_ = await due(database)
    await database.outbox.settle([Sent(one.id, (1,)), Refused(two.id, "no")], now=NOW)
    await receive(database, *(an_update(number, "chat:7") for number in range(2, 6)))
    async with database.turns.open(limit=1, now=NOW) as batch:
        await batch.bury(batch.updates[0], error="FaultError", calls=[])

    assert await database.upkeep.backlog() == Backlog(3, 4, 1, 1)


async def test_purging_deletes_what_was_over_before_and_nothing_else(database: Database) -> None:
    await queue(database, a_call("sent", 1), a_call("waits", 2))
    await database.outbox.settle([Sent((await due(database))[0].id, (1,))], now=NOW)
    await receive(database, an_update(2, "chat:2"))

    assert await database.upkeep.purge(before=NOW) == 0
    assert await database.upkeep.purge(before=SOON) == 2
    assert await database.upkeep.purge(before=SOON) == 0
    assert await waiting_ids(database) == [2]
    assert await database.upkeep.backlog() == Backlog(1, 1, 0, 0)


async def test_a_long_purge_lets_others_write_in_between(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await receive(database, *(an_update(number) for number in range(5)))
    for _ in range(5):
        await finish_one(database)
    monkeypatch.setattr(upkeep, "CHUNK", 2)

    assert await database.upkeep.purge(before=SOON) == 5


async def test_numbers_are_not_used_again_after_a_purge(database: Database) -> None:
    await receive(database, an_update(1))
    await finish_one(database)
    await database.upkeep.purge(before=SOON)
    await receive(database, an_update(2))

    assert await rows(database, "SELECT seq FROM inbox") == [(2,)]


async def test_what_is_remembered_of_an_alarm_goes_after_two_days(database: Database) -> None:
    alarmed = Person(5, "en", "US", care=Care(Tier.CRISIS, Kind.VIOLENCE, alarmed_at=NOW))
    await keep(database, alarmed)
    kept = await known(database, 5)

    await database.upkeep.purge(before=SOON)

    assert kept == alarmed
    assert await known(database, 5, update_id=902) == Person(5, "en", "US")
