"""Fakes of the ports; each also says, by what it does, what the port promises."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.domain.crisis import Alarm
from bot.domain.delivery import Call, Outcome, Queued
from bot.domain.knowledge import Knowledge, Language
from bot.domain.matching import LexicalMatcher
from bot.domain.people import Person
from bot.domain.triage import Triage
from bot.usecases.edition import Edition
from bot.usecases.ports import OpenUpdate, Received, StorageError
from tests.handoff_fakes import FakeHandoff
from tests.handoff_house import House

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass
class FakeClock:
    """A clock that stands still until it is moved."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@dataclass
class FakeMeter:
    """Counts in memory."""

    counts: Counter[str] = field(default_factory=Counter)

    def count(self, event: str, amount: int = 1) -> None:
        self.counts[event] += amount

    def observe(self, name: str, seconds: float) -> None:
        self.counts[name] += 1


class FakeEditions:
    """One edition, the whole life long."""

    def __init__(self, knowledge: Knowledge) -> None:
        matcher = LexicalMatcher.of(knowledge.entries.values(), knowledge.words)
        self.edition = Edition(knowledge, matcher, Triage(knowledge.patterns))

    def current(self) -> Edition:
        return self.edition


@dataclass
class FakePeople:
    """People in a dictionary."""

    known: dict[int, Person] = field(default_factory=dict)

    async def get(self, chat_id: int) -> Person | None:
        return self.known.get(chat_id)

    async def put(self, person: Person) -> None:
        self.known[person.chat_id] = person


@dataclass
class FakeTally:
    """What was counted, in order."""

    alarms: list[tuple[Alarm, Language]] = field(default_factory=list)
    feedbacks: list[tuple[str, Language, bool]] = field(default_factory=list)

    async def alarm(self, alarm: Alarm, language: Language) -> None:
        self.alarms.append((alarm, language))

    async def feedback(self, entry_id: str, language: Language, *, helped: bool) -> None:
        self.feedbacks.append((entry_id, language, helped))


@dataclass
class FakeForgetting:
    """Forgets the person; the tables of the queue have their own tests."""

    people: FakePeople

    async def forget(self, chat_id: int) -> None:
        self.people.known.pop(chat_id, None)


@dataclass
class FakeTurn:
    """A turn that keeps what it is told."""

    update: OpenUpdate
    people: FakePeople = field(default_factory=FakePeople)
    tally: FakeTally = field(default_factory=FakeTally)
    now: datetime = NOON
    calls: list[Call] = field(default_factory=list)
    house: House = field(default_factory=House)
    """What the queue has written down; turns of one story share it."""

    def __post_init__(self) -> None:
        self.handoff = FakeHandoff(self.house, self.calls, self.now)
        self.forgetting = FakeForgetting(self.people)

    def send(self, call: Call) -> None:
        self.calls.append(call)

    @property
    def shown(self) -> list[str]:
        """The texts of the messages, in order."""
        return [call.params["text"] for call in self.calls if "chat_id" in call.params]

    @property
    def buttons(self) -> list[str]:
        """What the inline buttons of all messages carry."""
        return [
            button["callback_data"]
            for call in self.calls
            for row in call.params.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
        ]


@dataclass
class FakeInbox:
    """Keeps updates; refuses them while it is away."""

    away: bool = False
    hangs: asyncio.Event | None = None
    kept: list[Received] = field(default_factory=list)

    async def receive(self, updates: Sequence[Received], *, now: datetime) -> int:
        if self.hangs is not None:
            await self.hangs.wait()
        if self.away:
            raise StorageError
        known = {one.update_id for one in self.kept}
        new = [one for one in updates if one.update_id not in known]
        self.kept += new
        return len(new)


@dataclass
class FakeOutbox:
    """Hands each call out once, and keeps what became of it."""

    waiting: list[Queued] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    all_settled: asyncio.Event = field(default_factory=asyncio.Event)

    async def due(self, *, now: datetime, limit: int, busy: Collection[str]) -> Sequence[Queued]:
        ready: list[Queued] = []
        for queued in self.waiting:
            taken = {one.call.lane for one in ready} | set(busy)
            if queued.call.lane not in taken and len(ready) < limit:
                ready.append(queued)
        return ready

    async def settle(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        self.outcomes += outcomes
        done = {one.id for one in outcomes}
        self.waiting = [one for one in self.waiting if one.id not in done]
        if not self.waiting:
            self.all_settled.set()


Answer = dict[str, Any] | Exception


class FakeTelegram(BaseRequest):
    """Telegram below the real library: records requests and answers as told."""

    def __init__(self, answer: Callable[[str, dict[str, Any]], Answer] | None = None) -> None:
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self._answer = answer or (lambda _method, _params: {"ok": True, "result": True})

    @property
    def read_timeout(self) -> float | None:
        return 1

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(  # noqa: PLR0917
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,
        connect_timeout: object = None,
        pool_timeout: object = None,
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[1]
        params = request_data.parameters if request_data else {}
        self.requests.append((name, params))
        if name == "getMe":
            return 200, json.dumps({"ok": True, "result": ME}).encode()
        answer = self._answer(name, params)
        if isinstance(answer, Exception):
            raise answer
        return int(answer.get("error_code", 200)), json.dumps(answer).encode()


ME = {"id": 1000001, "is_bot": True, "first_name": "Warmline", "username": "warmline_bot"}


@asynccontextmanager
async def stopping_after(event: asyncio.Event) -> AsyncIterator[asyncio.Event]:
    """Give a stop signal that is set once ``event`` is."""
    stop = asyncio.Event()

    async def wait() -> None:
        await event.wait()
        stop.set()

    async with asyncio.TaskGroup() as group:
        group.create_task(wait())
        yield stop
