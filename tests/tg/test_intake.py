"""Updates in: kept before they are acknowledged, answered from memory while they cannot be."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from bot.domain.delivery import Call
from bot.tg.apology import Apology
from bot.tg.client import TelegramClient
from bot.tg.intake import Intake
from bot.tg.polling import Poller
from bot.usecases.danger import Listen
from bot.usecases.ports import StorageError
from tests.builders import knowledge, message, open_update, press
from tests.fakes import Answer, FakeClock, FakeEditions, FakeInbox, FakeMeter, FakeTelegram


class Door:
    """An intake with an inbox that may be away, and a record of what was said past the outbox."""

    def __init__(self) -> None:
        editions, meter = FakeEditions(knowledge()), FakeMeter()
        apology = Apology(editions, Listen(editions, meter), "US", ())
        self.inbox, self.said, self.bell = FakeInbox(), list[str](), asyncio.Event()
        self.intake = Intake(
            self.inbox, apology.for_outage, self.say, FakeClock(), meter, self.bell
        )

    async def say(self, call: Call) -> None:
        self.said.append(call.params["text"])

    async def in_an_outage(self, *updates: dict[str, Any]) -> list[str]:
        self.inbox.away = True
        with pytest.raises(StorageError):
            await self.intake.take(updates)
        return self.said


@pytest.fixture
def door() -> Door:
    return Door()


async def test_updates_are_kept_and_the_workers_rung(door: Door) -> None:
    await door.intake.take([message("hello")])

    assert [one.update_id for one in door.inbox.kept] == [1]
    assert door.bell.is_set()


@pytest.mark.parametrize(
    ("update", "card"),
    [
        pytest.param(message("i will kill myself"), "suicide_active", id="plain danger"),
        pytest.param(message("[en:menu.help_now]"), "help", id="the button that stays"),
        pytest.param(message("/crisis"), "help", id="the command"),
        pytest.param(press("sos"), "help", id="a button below a message"),
    ],
)
async def test_danger_is_answered_while_the_database_is_away(
    door: Door, update: dict[str, Any], card: str
) -> None:
    assert await door.in_an_outage(update) == [f"{card} card: call 911."]


async def test_others_are_told_once_that_they_have_to_wait(door: Door) -> None:
    said = await door.in_an_outage(message("hello"), message("anybody?", update_id=2))

    assert said == ["[en:outage]"]


async def test_an_update_that_comes_again_is_not_answered_from_memory_again(door: Door) -> None:
    await door.in_an_outage(message("/crisis"))
    await door.in_an_outage(message("/crisis"))

    assert len(door.said) == 1


async def test_a_second_cry_in_the_same_outage_is_answered_again(door: Door) -> None:
    await door.in_an_outage(message("/crisis"))
    await door.in_an_outage(message("/crisis", update_id=2))

    assert len(door.said) == 2


async def test_a_database_that_hangs_keeps_nobody_from_the_card(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.tg.intake.SLOW", 0.001)
    door.inbox.hangs = asyncio.Event()
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(door.intake.take([message("/crisis")]))
        while not door.said:  # noqa: ASYNC110  # the intake says, not the test
            await asyncio.sleep(0)
        assert door.inbox.kept == []
        door.inbox.hangs.set()

    assert len(door.inbox.kept) == 1


async def test_a_dead_letter_whose_body_is_damaged_still_makes_an_apology() -> None:
    editions, meter = FakeEditions(knowledge()), FakeMeter()
    apology = Apology(editions, Listen(editions, meter), "US", (55,))
    (to_admin,) = await apology.for_dead_letter(open_update(""))

    assert to_admin.chat_id == 55


def polls(*answers: Answer) -> tuple[FakeTelegram, Callable[[Door], Poller], asyncio.Event]:
    """Return a Telegram that gives ``answers`` to polls, then asks the poller to stop."""
    stop = asyncio.Event()
    script = list(answers)

    def answer(_method: str, _params: dict[str, Any]) -> Answer:
        if len(script) == 1:
            stop.set()
        return script.pop(0)

    telegram = FakeTelegram(answer)
    bot = TelegramClient("1000001:test", request=telegram, get_updates_request=telegram)
    return telegram, lambda door: Poller(bot, door.intake), stop


def updates(*ids: int) -> Answer:
    found: Sequence[dict[str, Any]] = [message("hello", update_id=one) for one in ids]
    return {"ok": True, "result": found}


async def test_an_update_is_acknowledged_by_the_poll_after_it_was_kept(door: Door) -> None:
    telegram, poller, stop = polls(updates(5, 6), updates())
    await poller(door).run(stop)

    assert [params["offset"] for _, params in telegram.requests] == [0, 7]


async def test_an_update_that_was_not_kept_is_not_acknowledged(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.tg.polling.PAUSE", 0.001)
    door.inbox.away = True
    telegram, poller, stop = polls(updates(5), updates(5), updates())
    await poller(door).run(stop)

    assert [params["offset"] for _, params in telegram.requests] == [0, 0, 0]


async def test_a_poll_is_given_up_when_the_bot_stops(door: Door) -> None:
    class Silent(FakeTelegram):
        async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
            asked.set()
            await asyncio.Event().wait()
            raise AssertionError

    asked, stop = asyncio.Event(), asyncio.Event()
    bot = TelegramClient("1000001:test", request=Silent(), get_updates_request=Silent())
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(Poller(bot, door.intake).run(stop))
        await asked.wait()
        stop.set()
    assert door.inbox.kept == []
