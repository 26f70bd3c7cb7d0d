"""The handoff as a test tells it: on SQLite, on PostgreSQL, and in memory, with one meaning."""

import copy
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Protocol

from bot.domain.delivery import Call, Refused, Sent, Unreachable, chat_lane
from bot.domain.handoff.links import Link, LinkKind
from bot.domain.handoff.requests import Request
from bot.domain.handoff.supporters import Supporter
from bot.storage.database import Database
from bot.usecases.handoff.ports import Handoff
from bot.usecases.ports import Forgetting
from tests.fakes import FakeTurn
from tests.handoff_house import House
from tests.handoff_tables import FakeForgetting
from tests.storage.steps import NOW, FaultError, an_update

News = list[dict[str, Any]]
PERSON, PEER, OTHER_PEER = 7_000_000_101, 7_000_000_202, 7_000_000_303


class StoryTurn(Protocol):
    """What a turn of a story can do."""

    @property
    def handoff(self) -> Handoff: ...

    def send(self, call: Call) -> None: ...


class Story(Protocol):
    """A line of turns, and what becomes of the calls they queue."""

    def turn(self, now: datetime = NOW) -> AbstractAsyncContextManager[StoryTurn]:
        """Open a turn; an exception undoes it."""
        ...

    def forgetting(self, turn: Any) -> Forgetting: ...

    async def due(self, now: datetime = NOW) -> list[Call]: ...

    async def sent(self, call: Call, *numbers: int) -> None: ...

    async def lost(self, call: Call, why: str = "refused") -> None: ...

    async def sweep(self, now: datetime, limit: int = 100) -> int: ...

    async def news(self) -> News:
        """Return what has happened by itself and was not told yet."""
        ...


@dataclass
class SqlStory:
    """On a database."""

    database: Database
    turns: int = 0
    waiting: list[tuple[int, Call]] = field(default_factory=list)

    @asynccontextmanager
    async def turn(self, now: datetime = NOW) -> AsyncIterator[StoryTurn]:
        self.turns += 1
        number = self.turns
        await self.database.inbox.receive([an_update(number, f"story:{number}")], now=now)
        async with self.database.turns.open(limit=1000, now=now) as batch:
            mine = next(one for one in batch.updates if one.update_id == number)
            async with batch.turn(mine) as turn:
                yield turn

    def forgetting(self, turn: Any) -> Forgetting:
        found: Forgetting = turn.forgetting
        return found

    async def due(self, now: datetime = NOW) -> list[Call]:
        found = await self.database.outbox.due(now=now, limit=100, busy=())
        self.waiting = [(queued.id, queued.call) for queued in found]
        return [queued.call for queued in found]

    def _id(self, call: Call) -> int:
        return next(number for number, one in self.waiting if one is call)

    async def sent(self, call: Call, *numbers: int) -> None:
        await self.database.outbox.settle([Sent(self._id(call), numbers)], now=NOW)

    async def lost(self, call: Call, why: str = "refused") -> None:
        number = self._id(call)
        gone = Unreachable(number, call.chat_id or 0, "Forbidden")
        outcome = gone if why == "blocked" else Refused(number, "Bad Request")
        await self.database.outbox.settle([outcome], now=NOW)

    async def sweep(self, now: datetime, limit: int = 100) -> int:
        return await self.database.sweep.sweep(now=now, limit=limit)

    async def news(self) -> News:
        found: News = []
        while True:
            async with self.database.turns.open(limit=100, now=NOW.replace(year=2100)) as batch:
                ours = [one for one in batch.updates if one.update_id < 0]
                for update in ours:
                    async with batch.turn(update):
                        body = json.loads(update.body)
                        assert body["update_id"] == update.update_id
                        found.append(body["warmline"])
            if not ours:
                return found


@dataclass
class FakeStory:
    """In memory."""

    house: House = field(default_factory=House)
    told: News = field(default_factory=list)

    @asynccontextmanager
    async def turn(self, now: datetime = NOW) -> AsyncIterator[StoryTurn]:
        before = copy.deepcopy(self.house)
        try:
            update = an_update(1)
            yield FakeTurn(update, now=now, house=self.house)  # type: ignore[arg-type]
        except BaseException:
            for each in fields(House):
                setattr(self.house, each.name, getattr(before, each.name))
            raise

    def forgetting(self, turn: Any) -> Forgetting:
        return FakeForgetting(self.house)

    async def due(self, now: datetime = NOW) -> list[Call]:
        return self.house.due(now)

    async def sent(self, call: Call, *numbers: int) -> None:
        self.told += self.house.sent(call, *numbers)

    async def lost(self, call: Call, why: str = "refused") -> None:
        self.told += self.house.lost(call, why)

    async def sweep(self, now: datetime, limit: int = 100) -> int:
        news = self.house.sweep(now)
        self.told += news
        return len(news)

    async def news(self) -> News:
        told, self.told = self.told, []
        return told


async def fail(story: Story, change: Callable[[Handoff], Awaitable[object]]) -> None:
    """Let a turn do ``change`` and then go wrong."""
    try:
        async with story.turn() as turn:
            await turn.handoff.enter()
            await change(turn.handoff)
            raise FaultError  # noqa: TRY301  # this is the point
    except FaultError:
        pass


def a_request(number: int = 1, chat_id: int = PERSON, **changed: Any) -> Request:
    values: dict[str, Any] = {
        "alias": f"River {number}",
        "language": "en",
        "asked_at": NOW,
        "waiting_since": NOW,
    }
    return Request(number, chat_id, **(values | changed))


def a_supporter(chat_id: int = PEER, name: str = "Sam", **changed: Any) -> Supporter:
    return Supporter(0, chat_id, name, **changed)


def a_line(number: int, from_message: int = 10, **changed: Any) -> Link:
    values: dict[str, Any] = {
        "request": 1,
        "kind": LinkKind.LINE,
        "to_chat": PEER,
        "made_at": NOW,
        "from_chat": PERSON,
        "from_message": from_message,
    }
    return Link(number, **(values | changed))


def a_copy(*links: int, to_chat: int = PEER, **changed: Any) -> Call:
    """A call that becomes ``links``; several are an album."""
    lane = chat_lane(to_chat)
    if len(links) == 1:
        params: dict[str, Any] = {"chat_id": to_chat, "from_chat_id": PERSON, "message_id": 10}
        return Call("copyMessage", params, lane, to_chat, becomes=links, **changed)
    numbers = [10 + index for index in range(len(links))]
    params = {"chat_id": to_chat, "from_chat_id": PERSON, "message_ids": numbers}
    return Call("copyMessages", params, lane, to_chat, becomes=links, **changed)
