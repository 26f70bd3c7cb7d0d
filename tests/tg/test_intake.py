"""Updates in: kept before they are acknowledged, answered from memory while they cannot be."""

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError

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
        self.line_is_cut: TelegramError | None = None
        self.intake = Intake(
            self.inbox, apology.for_outage, self.say, FakeClock(), meter, self.bell
        )

    async def say(self, call: Call) -> None:
        if self.line_is_cut:
            raise self.line_is_cut
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


async def test_numbers_of_what_happens_by_itself_are_refused_from_outside(door: Door) -> None:
    forged = {"update_id": -1, "warmline": {"name": "timer"}}
    await door.intake.take([forged, message("hello")])

    assert [one.update_id for one in door.inbox.kept] == [1]


async def test_nothing_that_is_refused_is_answered_from_memory(door: Door) -> None:
    assert await door.in_an_outage({**message("i will kill myself"), "update_id": -1}) == []


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


async def test_danger_is_answered_before_everybody_else(door: Door) -> None:
    other = message("hello", chat={"id": 5, "type": "private"})
    said = await door.in_an_outage(other, message("/crisis", update_id=2))

    assert said == ["help card: call 911.", "[en:outage]"]


@pytest.mark.parametrize(
    ("error", "cards"),
    [
        pytest.param(NetworkError("gone"), 1, id="the network failed"),
        pytest.param(RetryAfter(1), 1, id="telegram asks to wait"),
        pytest.param(Forbidden("blocked"), 0, id="the bot is blocked"),
    ],
)
async def test_a_card_that_did_not_get_through_is_sent_with_the_next_delivery(
    door: Door, error: TelegramError, cards: int
) -> None:
    door.line_is_cut = error
    await door.in_an_outage(message("/crisis"))
    door.line_is_cut = None
    await door.in_an_outage(message("/crisis"))

    assert len(door.said) == cards


async def test_an_outage_with_very_many_messages_leaves_nobody_out(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.tg.intake.REMEMBERED", 2)
    await door.in_an_outage(*(message("hello", update_id=number) for number in range(1, 4)))
    await door.in_an_outage(message("/crisis", update_id=4))

    assert door.said[-1] == "help card: call 911."


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


async def test_nobody_waits_for_ever_for_a_database_that_hangs(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.tg.intake.SLOW", 0.001)
    monkeypatch.setattr("bot.tg.intake.HUNG", 0.001)
    door.inbox.hangs = asyncio.Event()
    async with asyncio.timeout(5):
        with pytest.raises(StorageError):
            await door.intake.take([message("hello")])
        with pytest.raises(StorageError):
            await door.intake.take([message("hello"), message("/crisis", update_id=2)])

    assert door.said[-1] == "help card: call 911."
    door.inbox.hangs.set()


async def test_whose_turn_cannot_be_committed_is_shown_numbers_once(door: Door) -> None:
    turns = [open_update(json.dumps(message("/crisis")))]
    await door.intake.show_numbers(turns)
    await door.intake.show_numbers(turns)
    await door.intake.show_numbers([open_update(json.dumps(message("hello", update_id=2)))])

    assert door.said == ["help card: call 911."]


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
