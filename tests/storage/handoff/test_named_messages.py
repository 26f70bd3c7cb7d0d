"""Calls about messages of ours that had no number yet when they were decided."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.delivery import Call, Postponed, Sent, Unreachable, chat_lane
from bot.domain.handoff.links import LinkKind, linked
from bot.storage.database import Database
from tests.storage.steps import LATER, NOW, a_call, a_turn, an_update, due, queue, receive, rows
from tests.storage.stories import OTHER_PEER, PEER, PERSON, SqlStory, a_copy, a_line
from tests.storage.test_plans import Recorder

REPLY = {"reply_parameters": {"message_id": linked(1)}}


def about(params: dict[str, Any]) -> Call:
    """A call to the peer that names a message by its link."""
    return Call("m", {"chat_id": PEER, **params}, chat_lane(PEER), PEER)


@pytest.fixture
async def story(database: Database) -> SqlStory:
    """A copy that has arrived as message 77, and one that never will."""
    story = SqlStory(database)
    async with story.turn() as turn:
        await turn.handoff.enter()
        await turn.handoff.links.add(a_line(1, report=True), a_line(2))
        turn.send(a_copy(1))
    await story.sent((await story.due())[0], 77)
    return story


@pytest.mark.parametrize(
    ("params", "made"),
    [
        pytest.param(REPLY, {"reply_parameters": {"message_id": 77}}, id="a reply"),
        pytest.param({"message_id": linked(1)}, {"message_id": 77}, id="an edit"),
        pytest.param({"message_ids": [linked(1), 5]}, {"message_ids": [77, 5]}, id="a list"),
        pytest.param({"reply_parameters": {"message_id": linked(2)}}, {}, id="a reply to nothing"),
        pytest.param({"reply_parameters": {"message_id": linked(9)}}, {}, id="an unknown link"),
    ],
)
async def test_the_number_is_put_in_when_the_call_is_made(
    story: SqlStory, params: dict[str, Any], made: dict[str, Any]
) -> None:
    await queue(story.database, about(params), update_id=100)

    [queued] = await due(story.database)
    assert queued.call.params == {"chat_id": PEER, **made}


async def test_a_call_about_nothing_is_refused_and_the_next_is_due_at_once(
    story: SqlStory,
) -> None:
    hopeless = replace(about({"message_id": linked(2)}), becomes=(2,))
    await queue(story.database, hopeless, hopeless, about({"text": "next"}), update_id=100)

    assert [queued.call.params["text"] for queued in await due(story.database)] == ["next"]
    refused = "SELECT reason, params FROM outbox WHERE refused_at IS NOT NULL"
    assert await rows(story.database, refused) == [("no message", None)] * 2
    assert {"name": "lost", "link": 2, "why": "refused"} in await story.news()


async def test_a_call_about_a_message_waits_until_the_message_is_out(database: Database) -> None:
    story = SqlStory(database)
    async with story.turn() as turn:
        await turn.handoff.links.add(a_line(1))
        turn.send(a_copy(1))
        turn.send(about(REPLY))
    [copy] = await story.due()
    await story.sent(copy, 5)

    [answer] = await story.due()
    assert answer.params["reply_parameters"] == {"message_id": 5}


async def test_all_that_waits_for_somebody_who_is_gone_is_lost(database: Database) -> None:
    story = SqlStory(database)
    async with story.turn() as turn:
        lines = [a_line(number) for number in (1, 2, 3)]
        await turn.handoff.links.add(*lines, a_line(4, to_chat=OTHER_PEER))
        for number in (1, 2):
            turn.send(a_copy(number))
        await turn.handoff.lines.hold(a_copy(3))
        turn.send(a_copy(4, to_chat=OTHER_PEER))
    first = next(one for one in await due(database) if one.call.chat_id == PEER)
    await database.outbox.settle([Unreachable(first.id, PEER, "Forbidden")], now=NOW)

    assert sorted(one["link"] for one in await story.news()) == [1, 2, 3]
    failures = await rows(database, "SELECT id, failed FROM message_links ORDER BY id")
    assert failures == [(1, "blocked"), (2, "blocked"), (3, "blocked"), (4, None)]


async def test_a_part_of_an_album_that_is_missing_is_told_of_all_of_it(
    database: Database,
) -> None:
    story = SqlStory(database)
    async with story.turn() as turn:
        await turn.handoff.links.add(a_line(1), a_line(2))
        turn.send(a_copy(1, 2))
    await story.sent((await story.due())[0], 5)

    assert [one["name"] for one in await story.news()] == ["lost", "lost"]


async def test_a_line_that_arrives_after_all_has_not_failed(database: Database) -> None:
    story = SqlStory(database)
    async with story.turn() as turn:
        await turn.handoff.links.add(a_line(1, failed="blocked"))
        turn.send(a_copy(1))
    await story.sent((await story.due())[0], 5)

    assert await rows(database, "SELECT to_message, failed FROM message_links") == [(5, None)]


@pytest.mark.parametrize(
    ("link", "lane"),
    [
        (a_line(1, report=True), f"chat:{PERSON}"),
        (a_line(1, kind=LinkKind.OFFER, from_chat=None, undone=True), f"chat:{PEER}"),
    ],
    ids=["its sender", "nobody sent it"],
)
async def test_news_is_sealed_and_lies_in_the_lane_of_whom_it_concerns(
    database: Database, link: Any, lane: str
) -> None:
    story = SqlStory(database)
    async with story.turn() as turn:
        await turn.handoff.links.add(link)
        turn.send(a_copy(1))
    await story.sent((await story.due())[0], 5)

    [(update_id, found, body)] = await rows(
        database, "SELECT update_id, lane, body FROM inbox WHERE finished_at IS NULL"
    )
    assert isinstance(update_id, int)
    assert update_id < 0
    assert found == lane
    assert b"arrived" not in bytes(body)  # type: ignore[call-overload]


async def test_a_postponed_call_still_becomes_its_links(database: Database) -> None:
    story = SqlStory(database)
    async with story.turn() as turn:
        await turn.handoff.links.add(a_line(1))
        turn.send(a_copy(1, delay=timedelta(seconds=5)))
    [first] = await due(database, now=LATER)
    await database.outbox.settle([Postponed(first.id, LATER, "flood")], now=LATER)
    [again] = await due(database, now=LATER)
    await database.outbox.settle([Sent(again.id, (7,))], now=LATER)

    assert await rows(database, "SELECT to_message FROM message_links") == [(7,)]


async def test_ordinary_calls_cost_no_further_look(database: Database) -> None:
    await queue(database, *(a_call(f"to {chat_id}", chat_id) for chat_id in range(1, 6)))
    recorder = Recorder(database)
    calls = await due(database)
    await database.outbox.settle([Sent(call.id, (1,)) for call in calls], now=NOW)

    assert len(recorder.selects) == 1


async def test_a_turn_can_stop_what_an_earlier_one_of_its_batch_has_queued(
    database: Database,
) -> None:
    await receive(database, an_update(1, "chat:1"), an_update(2, "chat:2"), an_update(3, "chat:3"))
    async with database.turns.open(limit=3, now=NOW) as batch:
        first, second, third = batch.updates
        async with batch.turn(first) as turn:
            turn.send(a_call("plain", PEER))
        async with batch.turn(second) as turn:
            turn.send(a_copy(1, delay=timedelta(seconds=5)))
            turn.send(a_call("after", PEER))
        async with batch.turn(third) as turn:
            assert await turn.handoff.lines.cancel(1)

    queued = await rows(database, "SELECT method, becomes FROM outbox ORDER BY id")
    assert queued == [("sendMessage", None), ("sendMessage", None)]


async def test_what_only_a_column_would_refuse_fails_its_own_turn(database: Database) -> None:
    await receive(database, an_update(1))
    with pytest.raises(ValueError, match="64 bits"):
        async with a_turn(database) as turn:
            turn.send(a_copy(2**63))
