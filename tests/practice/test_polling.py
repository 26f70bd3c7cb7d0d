"""Long polling, told without waiting wherever it can be."""

import asyncio
import json
from typing import Any

import pytest

from practice.line import Line
from practice.people import Account
from tests.practice.clients import Bot, FakeClock, until


async def say(dana: Account, *words: str) -> int:
    """Say the words and return the id of the first update."""
    first = dana.line.queue.next_id
    for word in words:
        dana.say(word)
    return first


async def poll(bot: Bot, clock: FakeClock, **params: Any) -> list[str]:
    """Poll like a bot that is in no hurry."""
    clock.advance(1)
    updates = (await bot("getUpdates", **params)).result
    return [update["message"]["text"] for update in updates]


async def test_an_offset_confirms_what_is_below_it(
    bot: Bot, dana: Account, clock: FakeClock
) -> None:
    first = await say(dana, "a", "b", "c")

    assert await poll(bot, clock) == ["a", "b", "c"]
    assert await poll(bot, clock) == ["a", "b", "c"]
    assert await poll(bot, clock, offset=first + 2) == ["c"]
    assert await poll(bot, clock) == ["c"]


async def test_a_negative_offset_counts_from_the_end(
    bot: Bot, dana: Account, clock: FakeClock
) -> None:
    await say(dana, "a", "b", "c")

    assert await poll(bot, clock, offset=-2) == ["b", "c"]
    assert await poll(bot, clock) == ["b", "c"]


@pytest.mark.parametrize(("limit", "count"), [(1, 1), (0, 1), (100, 100), (500, 100), (None, 100)])
async def test_a_hundred_come_at_most(
    bot: Bot, dana: Account, clock: FakeClock, limit: int | None, count: int
) -> None:
    await say(dana, *["x"] * 101)

    assert len(await poll(bot, clock, limit=limit)) == count


async def test_asking_the_same_within_half_a_second_gets_one(
    bot: Bot, dana: Account, clock: FakeClock
) -> None:
    await say(dana, "a", "b")
    counts = []
    for pause in (1.0, 0.4, 0.6):
        clock.advance(pause)
        counts.append(len((await bot("getUpdates")).result))

    assert counts == [2, 1, 2]


async def waiting(bot: Bot, tasks: asyncio.TaskGroup) -> asyncio.Task[Any]:
    task = tasks.create_task(bot("getUpdates", timeout=30))
    await until(lambda: bot.line.poller.waiting)
    return task


async def test_a_poll_waits_for_the_next_update(bot: Bot, dana: Account) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = await waiting(bot, tasks)
        dana.say("hello")
        answer = await poll

    assert answer.result[0]["message"]["text"] == "hello"


async def test_a_poll_without_news_ends_empty(bot: Bot) -> None:
    assert (await bot("getUpdates", timeout=0.0)).status == 400
    assert (await bot("getUpdates", timeout=0)).result == []


async def test_a_second_poller_ends_the_first(bot: Bot, dana: Account) -> None:
    async with asyncio.TaskGroup() as tasks:
        first = await waiting(bot, tasks)
        second = tasks.create_task(bot("getUpdates", timeout=30))
        answer = await first
        dana.say("hello")

    assert answer.status == 409
    assert answer.error == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    assert len(second.result().result) == 1


async def test_a_webhook_ends_a_poll_and_forbids_the_next(bot: Bot) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = await waiting(bot, tasks)
        await bot("setWebhook", url="http://127.0.0.1:9/")
        ended = await poll
    refused = await bot("getUpdates")

    assert ended.error == "Conflict: terminated by setWebhook request"
    assert refused.status == 409
    assert refused.error == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )


async def test_closing_lets_nobody_wait(bot: Bot, line: Line) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = await waiting(bot, tasks)
        line.close()
        first = await poll

    assert first.result == (await bot("getUpdates", timeout=30)).result == []


async def test_updates_are_what_was_queued(bot: Bot, dana: Account) -> None:
    await say(dana, "é")
    _, body = await bot.request(f"/bot{bot.token}/getUpdates")

    assert json.loads(body)["result"][0]["message"]["text"] == "é"
