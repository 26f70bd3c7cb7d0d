"""Receiving updates and taking them in order."""

import pytest

from bot.storage.database import Database
from bot.usecases.ports import OpenUpdate
from tests.storage.steps import LATER, NOW, an_update, finish_one, waiting_ids


async def waiting(database: Database) -> list[OpenUpdate]:
    async with database.turns.open(limit=10, now=NOW) as batch:
        return list(batch.updates)


async def test_an_update_comes_back_as_it_was_received(database: Database) -> None:
    await database.inbox.receive([an_update(7, "chat:5", '{"text": "¿qué? 🙏"}')], now=NOW)

    [update] = await waiting(database)

    assert update == OpenUpdate(update.seq, 7, "chat:5", '{"text": "¿qué? 🙏"}', 0)


async def test_what_was_seen_before_is_passed_over(database: Database) -> None:
    assert await database.inbox.receive([an_update(1), an_update(2)], now=NOW) == 2
    assert await database.inbox.receive([an_update(2), an_update(3)], now=NOW) == 1
    assert await database.inbox.receive([an_update(1)], now=NOW) == 0


async def test_an_update_twice_in_one_delivery_counts_once(database: Database) -> None:
    assert await database.inbox.receive([an_update(1), an_update(1)], now=NOW) == 1


async def test_a_finished_update_that_comes_again_is_passed_over(database: Database) -> None:
    await database.inbox.receive([an_update(1)], now=NOW)
    await finish_one(database)

    assert await database.inbox.receive([an_update(1)], now=NOW) == 0
    assert await waiting_ids(database) == []


async def test_nothing_received_is_nothing_new(database: Database) -> None:
    assert await database.inbox.receive([], now=NOW) == 0


async def test_order_is_that_of_receiving_not_of_numbers(database: Database) -> None:
    await database.inbox.receive([an_update(9), an_update(3)], now=NOW)
    await database.inbox.receive([an_update(5)], now=NOW)

    assert [await finish_one(database) for _ in range(3)] == [9, 3, 5]


async def test_each_lane_shows_its_oldest_only(database: Database) -> None:
    lanes = ["chat:1", "chat:2", "chat:1", "chat:3", "chat:2"]
    updates = [an_update(number, lane) for number, lane in enumerate(lanes)]
    await database.inbox.receive(updates, now=NOW)

    assert await waiting_ids(database) == [0, 1, 3]


async def test_no_more_than_the_limit_are_taken_oldest_first(database: Database) -> None:
    updates = [an_update(number, f"chat:{number}") for number in (8, 7, 6)]
    await database.inbox.receive(updates, now=NOW)

    assert await waiting_ids(database, limit=2) == [8, 7]


async def test_an_update_that_waits_holds_back_its_lane_and_no_other(database: Database) -> None:
    updates = [an_update(1), an_update(2), an_update(3, "chat:2")]
    await database.inbox.receive(updates, now=NOW)
    async with database.turns.open(limit=1, now=NOW) as batch:
        await batch.retry(batch.updates[0], at=LATER, error="ValueError")

    assert await waiting_ids(database) == [3]
    assert await waiting_ids(database, now=LATER) == [1, 3]


@pytest.mark.parametrize("update_id", [2**63 - 1, -(2**63), 2**31], ids=str)
async def test_ids_have_64_bits(database: Database, update_id: int) -> None:
    await database.inbox.receive([an_update(update_id, f"chat:{update_id}")], now=NOW)

    assert await waiting_ids(database) == [update_id]


async def test_a_body_may_hold_what_no_text_column_takes(database: Database) -> None:
    await database.inbox.receive([an_update(1, body="\0 \ud800")], now=NOW)

    assert [update.body for update in await waiting(database)] == ["\0 \ud800"]
