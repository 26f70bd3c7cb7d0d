"""Turns on a real database: each alone succeeds or fails, and nobody is left without a word."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.delivery import Call, chat_lane
from bot.storage.database import Database
from bot.tg.reception import UnreadableUpdateError
from bot.tg.worker import BACK_OFF, Worker
from bot.usecases.ports import OpenUpdate, Received, StorageError, Turn
from tests.builders import CHAT
from tests.fakes import FakeClock, FakeMeter


def say(chat: int, text: str) -> Call:
    return Call("sendMessage", {"chat_id": chat, "text": text}, chat_lane(chat), chat)


@dataclass
class Scene:
    """A worker whose handling the test decides."""

    database: Database
    clock: FakeClock = field(default_factory=FakeClock)
    fail: dict[str, Exception] = field(default_factory=dict)
    handled: list[str] = field(default_factory=list)
    rescued: list[str] = field(default_factory=list)
    stop_at: int = 0
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, turn: Turn) -> None:
        word = json.loads(turn.update.body)
        turn.send(say(CHAT, word))
        if word in self.fail:
            raise self.fail[word]
        self.handled.append(word)
        if len(self.handled) == self.stop_at:
            self.stop.set()

    async def apologise(self, update: OpenUpdate) -> list[Call]:
        return [say(CHAT, "sorry")]

    async def rescue(self, updates: Sequence[OpenUpdate]) -> None:
        self.rescued += [json.loads(update.body) for update in updates]

    async def receive(self, *words: str, lane: str | None = None) -> None:
        updates = [
            Received(1000 + len(word) * 10 + number, lane or chat_lane(number), json.dumps(word))
            for number, word in enumerate(words)
        ]
        await self.database.inbox.receive(updates, now=self.clock())

    async def work(self, until: int) -> None:
        """Run until ``until`` updates have been handled."""
        self.stop_at, self.stop = until, asyncio.Event()
        async with asyncio.timeout(10):
            await self.worker().run(self.stop)

    async def once(self) -> None:
        await self.worker()._some_turns()

    def worker(self) -> Worker:
        return Worker(
            turns=self.database.turns,
            handle=self.handle,
            apologise=self.apologise,
            rescue=self.rescue,
            clock=self.clock,
            meter=FakeMeter(),
            work=asyncio.Event(),
            calls=asyncio.Event(),
        )

    async def queued(self) -> list[Any]:
        due = await self.database.outbox.due(now=self.clock(), limit=50, busy=())
        return [one.call.params["text"] for one in due]


@pytest.fixture
def scene(database: Database) -> Scene:
    return Scene(database)


async def test_a_turn_leaves_its_call_in_the_outbox(scene: Scene) -> None:
    await scene.receive("hello")
    await scene.work(until=1)

    assert await scene.queued() == ["hello"]


async def test_updates_of_one_chat_are_handled_in_order(scene: Scene) -> None:
    await scene.receive("a", "b", "c", lane="chat:1")
    await scene.work(until=3)

    assert scene.handled == ["a", "b", "c"]


async def test_a_failed_turn_drops_what_it_wanted_and_spares_the_others(scene: Scene) -> None:
    scene.fail["bad"] = RuntimeError()
    await scene.receive("good", "bad")
    await scene.once()

    assert await scene.queued() == ["good"]


async def test_a_failed_turn_is_tried_again_after_a_pause(scene: Scene) -> None:
    scene.fail["bad"] = RuntimeError()
    await scene.receive("bad")
    await scene.once()
    del scene.fail["bad"]
    await scene.once()
    assert scene.handled == []

    scene.clock.move(seconds=BACK_OFF[0])
    await scene.once()
    assert scene.handled == ["bad"]


async def test_after_five_failures_the_person_gets_an_apology(scene: Scene) -> None:
    scene.fail["bad"] = RuntimeError()
    await scene.receive("bad")
    for pause in (*BACK_OFF, 0):
        await scene.once()
        scene.clock.now += timedelta(seconds=pause)

    assert await scene.queued() == ["sorry"]
    assert (await scene.database.upkeep.backlog()).dead_letters == 1


async def test_an_unreadable_update_is_a_dead_letter_at_once(scene: Scene) -> None:
    scene.fail["odd"] = UnreadableUpdateError()
    await scene.receive("odd", "plain")
    await scene.once()

    assert (await scene.database.upkeep.backlog()).dead_letters == 1
    assert scene.handled == ["plain"]


async def test_a_chat_goes_on_after_its_dead_letter(scene: Scene) -> None:
    scene.fail["odd"] = UnreadableUpdateError()
    await scene.receive("odd", "next", lane="chat:1")
    await scene.work(until=1)

    assert scene.handled == ["next"]


async def test_turns_that_cannot_be_committed_are_handed_to_the_rescue(scene: Scene) -> None:
    scene.fail["danger"] = StorageError()
    await scene.receive("plain", "danger")
    await scene.once()

    assert scene.rescued == ["plain", "danger"]
    assert await scene.queued() == []


async def test_a_turn_that_fails_is_handed_to_the_rescue_once_and_at_once(scene: Scene) -> None:
    scene.fail["danger"] = RuntimeError()
    await scene.receive("plain", "danger")
    await scene.once()
    scene.clock.move(seconds=BACK_OFF[0])
    await scene.once()

    assert scene.rescued == ["danger"]
    assert await scene.queued() == ["plain"]


async def test_a_rescue_that_fails_holds_up_nobody(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_updates: Sequence[OpenUpdate]) -> None:
        raise ValueError

    monkeypatch.setattr(scene, "rescue", broken)
    scene.fail["danger"] = RuntimeError()
    await scene.receive("danger", "plain")
    await scene.once()

    assert scene.handled == ["plain"]


async def test_an_apology_that_fails_holds_up_nobody(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_update: OpenUpdate) -> list[Call]:
        raise ValueError

    monkeypatch.setattr(scene, "apologise", broken)
    scene.fail["odd"] = UnreadableUpdateError()
    await scene.receive("odd", "plain")
    await scene.once()

    assert scene.handled == ["plain"]
