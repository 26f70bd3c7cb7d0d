"""Calls out, against a Telegram that answers as each test says."""

import asyncio
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from telegram.error import InvalidToken

from bot.domain.delivery import Migrated, Outcome, Postponed, Queued, Refused, Sent, Unreachable
from bot.tg.client import TelegramClient
from bot.tg.gate import Gate
from bot.tg.sender import Sender
from bot.tg.transport import AnswerLostError, NotTakenError
from bot.usecases.ports import StorageError
from tests.builders import CHAT, queued
from tests.fakes import (
    NOON,
    Answer,
    FakeClock,
    FakeMeter,
    FakeOutbox,
    FakeTelegram,
    stopping_after,
)

TAKEN = {"ok": True, "result": {"message_id": 77}}


def refusal(code: int, description: str, **parameters: int) -> dict[str, Any]:
    return {
        "ok": False,
        "error_code": code,
        "description": description,
        "parameters": parameters,
    }


def sender_of(outbox: FakeOutbox, telegram: FakeTelegram, clock: FakeClock) -> Sender:
    """Return a sender for which a second passes at each look at the clock of the gate."""
    bot = TelegramClient("1000001:test", request=telegram, get_updates_request=telegram)
    ticks = count(1.0).__next__
    return Sender(outbox, bot, Gate.at(30, 0), clock, ticks, FakeMeter(), asyncio.Event())


async def outcomes(*calls: Queued, answers: list[Answer]) -> list[Outcome]:
    """Make ``calls`` with one answer each, in order, and return what became of them."""
    script = deque(answers)
    telegram = FakeTelegram(lambda _method, _params: script.popleft())
    outbox = FakeOutbox(list(calls))
    sender = sender_of(outbox, telegram, FakeClock())
    async with asyncio.timeout(5), stopping_after(outbox.all_settled) as stop:
        await sender.run(stop)
    return outbox.outcomes


async def test_what_telegram_took_is_kept_with_its_message_id() -> None:
    assert await outcomes(queued(), answers=[TAKEN]) == [Sent(1, (77,))]


@pytest.mark.parametrize(
    ("result", "numbers"),
    [
        pytest.param([{"message_id": 7}, {"message_id": 8}], (7, 8), id="an album"),
        pytest.param({"message_id": 9, "chat": {}}, (9,), id="a message"),
        pytest.param(True, (), id="nothing to number"),
        pytest.param([], (), id="an empty list"),
        pytest.param([{"url": "x"}], (), id="a list of something else"),
    ],
)
async def test_all_numbers_of_what_a_call_made_are_kept(
    result: Any, numbers: tuple[int, ...]
) -> None:
    assert await outcomes(queued(), answers=[{"ok": True, "result": result}]) == [Sent(1, numbers)]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(NotTakenError("refused"), "network", id="surely not taken"),
        pytest.param(AnswerLostError("silent"), "answer_lost", id="perhaps taken"),
        pytest.param(refusal(502, "Bad Gateway"), "answer_lost", id="telegram is broken"),
    ],
)
async def test_a_failure_of_the_network_is_tried_again(answer: Answer, reason: str) -> None:
    (outcome,) = await outcomes(queued(), answers=[answer])

    assert isinstance(outcome, Postponed)
    assert outcome.reason == reason


async def test_a_429_waits_as_long_as_telegram_says() -> None:
    (outcome,) = await outcomes(
        queued(), answers=[refusal(429, "Too Many Requests: retry after 7", retry_after=7)]
    )

    assert isinstance(outcome, Postponed)
    assert (outcome.until - NOON).total_seconds() == 7


async def test_a_blocked_bot_makes_the_person_unreachable() -> None:
    blocked = refusal(403, "Forbidden: bot was blocked by the user")

    assert await outcomes(queued(), answers=[blocked]) == [Unreachable(1, CHAT, "forbidden")]


async def test_a_bad_request_is_given_up() -> None:
    (outcome,) = await outcomes(queued(), answers=[refusal(400, "Bad Request: chat not found")])

    assert outcome == Refused(1, "chat not found")


async def test_a_migrated_group_keeps_its_messages() -> None:
    moved = refusal(400, "Bad Request: group upgraded", migrate_to_chat_id=-1005)

    assert await outcomes(queued(chat_id=-5), answers=[moved]) == [Migrated(1, -5, -1005)]


async def test_a_refused_token_ends_the_sender_loudly() -> None:
    with pytest.raises(BaseExceptionGroup) as caught:
        await outcomes(queued(), answers=[refusal(401, "Unauthorized")])

    assert caught.group_contains(InvalidToken)


async def test_calls_of_one_chat_are_made_in_order() -> None:
    made = await outcomes(
        *(queued(number, text=str(number)) for number in range(1, 5)), answers=[TAKEN] * 4
    )

    assert [outcome.id for outcome in made] == [1, 2, 3, 4]


async def test_calls_under_way_are_finished_before_it_stops() -> None:
    telegram = SlowTelegram()
    outbox, stop = FakeOutbox([queued()]), asyncio.Event()
    sender = sender_of(outbox, telegram, FakeClock())

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(sender.run(stop))
        await telegram.asked.wait()
        stop.set()
        telegram.may_answer.set()
    assert outbox.outcomes == [Sent(1)]


class SlowTelegram(FakeTelegram):
    """Answers when it is allowed to."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.may_answer = asyncio.Event(), asyncio.Event()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        self.asked.set()
        await self.may_answer.wait()
        return await super().do_request(*args, **kwargs)


class StuckOutbox(FakeOutbox):
    """Cannot write down what became of calls."""

    tries = 0

    async def settle(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        self.tries += 1
        raise StorageError


async def test_outcomes_that_cannot_be_stored_do_not_make_it_spin() -> None:
    telegram = FakeTelegram(lambda _method, _params: TAKEN)
    outbox, stop = StuckOutbox([queued()]), asyncio.Event()
    sender = sender_of(outbox, telegram, FakeClock())

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(sender.run(stop))
        await asyncio.sleep(0.2)  # much shorter than a look at the outbox when nobody rings
        seen = outbox.tries
        stop.set()
        sender.calls.set()
    assert seen < 5


async def test_a_call_that_hangs_does_not_keep_it_from_stopping(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.tg.sender.DRAIN", 0.01)
    telegram = SlowTelegram()
    outbox, stop = FakeOutbox([queued()]), asyncio.Event()
    sender = sender_of(outbox, telegram, FakeClock())

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(sender.run(stop))
        await telegram.asked.wait()
        stop.set()
        sender.calls.set()
    assert outbox.outcomes == []


async def test_a_clock_that_is_set_back_holds_nobody() -> None:
    clock = FakeClock()

    def answer(_method: str, _params: dict[str, Any]) -> Answer:
        clock.move(hours=-1)
        return TAKEN

    outbox = FakeOutbox([queued(number) for number in range(1, 9)])
    sender = sender_of(outbox, FakeTelegram(answer), clock)
    async with asyncio.timeout(5), stopping_after(outbox.all_settled) as stop:
        await sender.run(stop)
    assert len(outbox.outcomes) == 8
