"""Calls wait in lanes until Telegram has taken them."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.domain.delivery import (
    Call,
    Migrated,
    Outcome,
    Postponed,
    Refused,
    Sent,
    Unreachable,
    answer_lane,
    chat_lane,
)
from bot.domain.people import Person
from bot.storage.database import Database
from tests.storage.steps import LATER, NOW, a_call, due, due_words, keep, known, queue, rows

OLD, NEW = -100, -1_000_000_000_200


async def settle(database: Database, *outcomes: Outcome) -> None:
    await database.outbox.settle(outcomes, now=NOW)


async def send_one(database: Database) -> str:
    """Let Telegram take the first due call; return its text."""
    first = (await due(database))[0]
    await settle(database, Sent(first.id, (1,)))
    text: str = first.call.params["text"]
    return text


async def test_a_call_comes_back_as_it_was_queued(database: Database) -> None:
    params = {"ids": [1, 2**60], "text": "¿qué? 🙏"}
    call = Call("answer", params, answer_lane("9"), None, urgent=True)
    await queue(database, call)

    [queued] = await due(database)

    assert (queued.call, queued.attempts) == (call, 0)


async def test_each_lane_shows_its_first_call_in_the_order_queued(database: Database) -> None:
    await queue(database, a_call("a1", 1), a_call("b1", 2), a_call("a2", 1), a_call("b2", 2))

    assert await due_words(database) == ["a1", "b1"]
    assert [await send_one(database) for _ in range(4)] == ["a1", "b1", "a2", "b2"]


async def test_urgent_calls_overtake_other_chats_and_their_own(database: Database) -> None:
    await queue(database, a_call("a1", 1), a_call("b1", 2))
    await queue(database, a_call("b card", 2, urgent=True), update_id=2)

    assert [await send_one(database) for _ in range(3)] == ["b card", "a1", "b1"]


async def test_urgent_calls_keep_their_own_order(database: Database) -> None:
    await queue(database, a_call("first", urgent=True), a_call("second", urgent=True))

    assert await due_words(database) == ["first"]


async def test_busy_lanes_are_passed_over(database: Database) -> None:
    await queue(database, *(a_call(f"to {chat_id}", chat_id) for chat_id in range(1, 6)))

    busy = {chat_lane(1), chat_lane(3), "chat:unknown"}

    assert await due_words(database, busy=busy) == ["to 2", "to 4", "to 5"]
    assert await due_words(database, busy=busy, limit=2) == ["to 2", "to 4"]


async def test_a_postponed_call_holds_back_its_lane_and_no_other(database: Database) -> None:
    await queue(database, a_call("a1", 1), a_call("a2", 1), a_call("b1", 2))
    first = (await due(database))[0]
    await settle(database, Postponed(first.id, LATER, "flood"))

    assert await due_words(database) == ["b1"]
    again = await due(database, now=LATER)
    assert (again[0].id, again[0].attempts) == (first.id, 1)


async def test_a_sent_call_keeps_its_message_id_and_loses_its_words(database: Database) -> None:
    await queue(database, a_call())
    await settle(database, Sent((await due(database))[0].id, (2**40,)))

    assert await due(database) == []
    assert await rows(database, "SELECT message_id, params FROM outbox") == [(2**40, None)]


async def test_a_refused_call_frees_its_lane_and_loses_its_words(database: Database) -> None:
    await queue(database, a_call("a1"), a_call("a2"))
    await settle(database, Refused((await due(database))[0].id, "too long"))

    assert await due_words(database) == ["a2"]
    refused = "SELECT reason, params FROM outbox WHERE refused_at IS NOT NULL"
    assert await rows(database, refused) == [("too long", None)]


async def test_what_waits_for_somebody_unreachable_is_refused(database: Database) -> None:
    elsewhere = replace(a_call("same chat, another lane", 1), lane="other")
    await queue(database, a_call("a1", 1), a_call("a2", 1), elsewhere, a_call("b1", 2))
    await settle(database, Unreachable((await due(database))[0].id, 1, "blocked"))

    assert await due_words(database) == ["b1"]
    refused = "SELECT count(*) FROM outbox WHERE refused_at IS NOT NULL AND params IS NULL"
    assert await rows(database, refused) == [(3,)]


async def test_somebody_unreachable_is_marked_and_nobody_else(database: Database) -> None:
    await keep(database, Person(1, "en", "US"), update_id=11)
    await keep(database, Person(2, "en", "US"), update_id=12)
    await queue(database, a_call("a1", 1))
    await settle(database, Unreachable((await due(database))[0].id, 1, "blocked"))

    assert await known(database, 1, update_id=13) == Person(1, "en", "US", unreachable=True)
    assert await known(database, 2, update_id=14) == Person(2, "en", "US")


async def test_somebody_unreachable_who_is_not_known_stays_unknown(database: Database) -> None:
    await queue(database, a_call())
    await settle(database, Unreachable((await due(database))[0].id, 1, "blocked"))

    assert await known(database, 1) is None


async def test_calls_queued_after_somebody_was_unreachable_are_due(database: Database) -> None:
    await queue(database, a_call("lost"))
    await settle(database, Unreachable((await due(database))[0].id, 1, "blocked"))
    await queue(database, a_call("back again"), update_id=2)

    assert await due_words(database) == ["back again"]


async def test_what_waits_for_a_moved_group_goes_to_its_new_chat(database: Database) -> None:
    to_group, by_name = a_call("g1", OLD), replace(a_call("g2", OLD), lane="other")
    about_it = Call("copyMessage", {"chat_id": 7, "from_chat_id": OLD}, chat_lane(7), 7)
    await queue(database, to_group, by_name, about_it)
    await settle(database, Migrated((await due(database))[0].id, OLD, NEW))

    moved = replace(to_group, params={"chat_id": NEW, "text": "g1"}, lane=chat_lane(NEW))
    moved_too = replace(by_name, params={"chat_id": NEW, "text": "g2"})
    calls = [(queued.call, queued.attempts) for queued in await due(database)]
    assert calls == [
        (replace(moved, chat_id=NEW), 1),
        (replace(moved_too, chat_id=NEW), 0),
        (about_it, 0),
    ]


async def test_many_outcomes_are_written_down_together(database: Database) -> None:
    await queue(database, *(a_call(f"to {chat_id}", chat_id) for chat_id in range(1, 7)))
    one, two, three, four, *_ = [queued.id for queued in await due(database)]
    outcomes = (Sent(one, (1,)), Postponed(two, LATER, "flood"), Refused(three, "no"))
    await settle(database, *outcomes, Unreachable(four, 4, "blocked"), Sent(one + 99, (1,)))

    assert await due_words(database, now=LATER) == ["to 2", "to 5", "to 6"]


async def test_a_message_that_is_out_is_out_although_its_chat_was_given_up(
    database: Database,
) -> None:
    await queue(database, a_call("in flight"))
    [queued] = await due(database)
    await settle(database, Unreachable(queued.id, 1, "blocked"))
    await settle(database, Sent(queued.id, (5,)))

    assert await rows(database, "SELECT message_id, refused_at FROM outbox") == [(5, None)]


@pytest.mark.parametrize("outcome", [Postponed(1, NOW, "late"), Refused(1, "late")], ids=str)
async def test_a_finished_call_is_not_opened_again(database: Database, outcome: Outcome) -> None:
    await queue(database, a_call())
    await settle(database, Sent(1, (5,)))
    await settle(database, outcome)

    assert await due(database) == []
    assert await rows(database, "SELECT reason, attempts FROM outbox") == [(None, 0)]
    assert (await database.upkeep.backlog()).refused_calls == 0


async def test_nothing_to_settle_is_no_work(database: Database) -> None:
    await settle(database)

    assert await due(database) == []


async def test_damaged_parameters_stop_only_their_own_call(database: Database) -> None:
    await queue(database, a_call("a1", 1), a_call("b1", 2))
    async with database.connections.writing() as connection:
        await connection.execute(text("UPDATE outbox SET params = :x WHERE id = 1"), {"x": b"x"})

    assert [queued.call.params for queued in await due(database)] == [
        {},
        {"chat_id": 2, "text": "b1"},
    ]
