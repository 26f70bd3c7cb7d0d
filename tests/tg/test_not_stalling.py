"""Many questions at once keep nobody else waiting."""

import asyncio
import json
import threading
from dataclasses import dataclass, field

from bot.domain.delivery import Call, chat_lane
from bot.storage.database import Database
from bot.tg.thinking import Thinking
from bot.tg.worker import Worker
from bot.usecases.asking import Asked, NotKnown, Reply
from bot.usecases.ports import OpenUpdate, Received, Turn
from tests.fakes import FakeClock, FakeMeter

MANY = 80
"""More than there are turns in a batch."""


@dataclass
class Matcher:
    """Works out answers as long as it is not let."""

    let: threading.Event = field(default_factory=threading.Event)

    def __call__(self, asked: Asked, *, turn: int) -> Reply:
        self.let.wait(20)
        return NotKnown("en")


class Scene:
    """A worker whose updates are questions (``?``) or presses."""

    def __init__(self, database: Database) -> None:
        self.database, self.matcher = database, Matcher()
        self.work = asyncio.Event()
        self.thinking = Thinking(self.matcher, self.work)
        self.done: list[str] = []
        self.changed = asyncio.Event()

    async def handle(self, turn: Turn) -> None:
        word = json.loads(turn.update.body)
        if word.startswith("?"):
            self.thinking(Asked(word, "en"), turn=turn.update.seq)
        turn.send(Call("sendMessage", {"chat_id": 1, "text": word}, chat_lane(1), 1))
        self.done.append(word)
        self.changed.set()

    async def receive(self, first: int, *words: str) -> None:
        updates = [
            Received(first + number, chat_lane(first + number), json.dumps(word))
            for number, word in enumerate(words)
        ]
        await self.database.inbox.receive(updates, now=FakeClock()())
        self.work.set()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(20):
            while len(self.done) < count:
                self.changed.clear()
                await self.changed.wait()

    def worker(self) -> Worker:
        async def nothing(_updates: object) -> None: ...

        async def no_words(_update: OpenUpdate) -> list[Call]:
            return []

        return Worker(
            turns=self.database.turns,
            handle=self.handle,
            apologise=no_words,
            rescue=nothing,
            clock=FakeClock(),
            meter=FakeMeter(),
            work=self.work,
            calls=asyncio.Event(),
            thinking=self.thinking,
        )


async def test_others_are_served_while_eighty_questions_are_worked_out(
    database: Database,
) -> None:
    scene, stop = Scene(database), asyncio.Event()
    await scene.receive(1000, *(f"?{number}" for number in range(MANY)))
    async with asyncio.TaskGroup() as group:
        group.create_task(scene.worker().run(stop))
        await scene.receive(5000, "a press", "help now")
        await scene.until(2)
        served = [*scene.done]
        scene.matcher.let.set()
        await scene.until(2 + MANY)
        stop.set()
        scene.work.set()

    assert sorted(served) == ["a press", "help now"]
    assert sorted(scene.done[2:]) == sorted(f"?{number}" for number in range(MANY))


async def test_each_chat_keeps_its_order_while_an_answer_is_worked_out(
    database: Database,
) -> None:
    scene, stop = Scene(database), asyncio.Event()
    lane = chat_lane(7)
    updates = [Received(n, lane, json.dumps(word)) for n, word in enumerate(("?first", "second"))]
    await database.inbox.receive(updates, now=FakeClock()())
    async with asyncio.TaskGroup() as group:
        group.create_task(scene.worker().run(stop))
        await scene.receive(5000, "somebody else")
        await scene.until(1)
        scene.matcher.let.set()
        await scene.until(3)
        stop.set()
        scene.work.set()

    assert scene.done == ["somebody else", "?first", "second"]
