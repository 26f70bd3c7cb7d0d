"""Whatever happens in whatever order: each lane in order, nothing lost, nothing twice."""

import asyncio
import shutil
import tempfile
from collections import defaultdict, deque
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.delivery import Call, Outcome, Postponed, Queued, Refused, Sent
from bot.storage.database import Database, open_database
from bot.storage.sealing import Sealer, new_key
from bot.storage.turns import SqlBatch
from bot.usecases.ports import OpenUpdate
from tests.storage.steps import LATER, NOW, an_update, fail_turn

LANES = 3
KEY = new_key()

Step = tuple[str, list[Any]]
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("receive"), st.lists(st.integers(0, 12), max_size=6)),
    st.tuples(st.just("handle"), st.lists(st.sampled_from(["done", "fail", "retry", "bury"]))),
    st.tuples(st.just("crash"), st.just([])),
    st.tuples(st.just("send"), st.lists(st.sampled_from(["sent", "late", "refused"]))),
)


class Model:
    """What must be true, kept in plain queues."""

    def __init__(self) -> None:
        self.seen: set[int] = set()
        self.inbox: dict[str, deque[int]] = defaultdict(deque)
        self.held: set[str] = set()
        self.outbox: dict[str, deque[int]] = defaultdict(deque)
        self.late: set[str] = set()

    def receive(self, update_id: int) -> None:
        if update_id not in self.seen:
            self.seen.add(update_id)
            self.inbox[lane_of(update_id)].append(update_id)

    def heads(self) -> set[int]:
        return {queue[0] for lane, queue in self.inbox.items() if queue and lane not in self.held}

    def due(self) -> set[int]:
        return {queue[0] for lane, queue in self.outbox.items() if queue and lane not in self.late}

    def finish(self, update: OpenUpdate) -> None:
        self.outbox[update.lane].append(self.inbox[update.lane].popleft())


def lane_of(update_id: int) -> str:
    return f"lane:{update_id % LANES}"


def a_reply(update: OpenUpdate) -> Call:
    return Call("m", {"id": update.update_id}, update.lane, None)


async def batch_is_cut_short() -> None:
    raise asyncio.CancelledError


class Line:
    """Does each step to the database and to the model, and compares what they show."""

    def __init__(self, database: Database) -> None:
        self.database, self.model = database, Model()

    async def step(self, name: str, choices: list[Any]) -> None:
        await getattr(self, name)(choices)

    async def receive(self, numbers: list[int]) -> None:
        await self.database.inbox.receive([an_update(n, lane_of(n)) for n in numbers], now=NOW)
        for number in numbers:
            self.model.receive(number)

    async def handle(self, fates: list[str]) -> None:
        async with self.database.turns.open(limit=LANES, now=NOW) as batch:
            assert {update.update_id for update in batch.updates} == self.model.heads()
            for update, fate in zip(batch.updates, fates, strict=False):
                await self.decide(batch, update, fate)

    async def decide(self, batch: SqlBatch, update: OpenUpdate, fate: str) -> None:
        match fate:
            case "done":
                async with batch.turn(update) as turn:
                    turn.send(a_reply(update))
                self.model.finish(update)
            case "bury":
                await batch.bury(update, error="FaultError", calls=[a_reply(update)])
                self.model.finish(update)
            case "retry":
                await batch.retry(update, at=LATER, error="FaultError")
                self.model.held.add(update.lane)
            case _:
                await fail_turn(batch, update, lambda turn: turn.people.get(1))

    async def crash(self, _choices: list[object]) -> None:
        with suppress(asyncio.CancelledError):
            async with self.database.turns.open(limit=LANES, now=NOW) as batch:
                for update in batch.updates:
                    async with batch.turn(update) as turn:
                        turn.send(a_reply(update))
                await batch_is_cut_short()

    async def send(self, fates: list[str]) -> None:
        calls = await self.database.outbox.due(now=NOW, limit=LANES, busy=())
        assert {queued.call.params["id"] for queued in calls} == self.model.due()
        outcomes = [self.fate(*pair) for pair in zip(calls, fates, strict=False)]
        await self.database.outbox.settle(outcomes, now=NOW)

    def fate(self, queued: Queued, fate: str) -> Outcome:
        if fate == "late":
            self.model.late.add(queued.call.lane)
            return Postponed(queued.id, LATER, "flood")
        self.model.outbox[queued.call.lane].popleft()
        return Sent(queued.id) if fate == "sent" else Refused(queued.id, "no")


async def play(url: str, steps: list[Step]) -> None:
    async with open_database(url, sealer=Sealer([KEY])) as database:
        line = Line(database)
        for name, choices in steps:
            await line.step(name, choices)
        waiting = sum(map(len, line.model.inbox.values()))
        unsent = sum(map(len, line.model.outbox.values()))
        backlog = await database.upkeep.backlog()
        assert (backlog.updates, backlog.calls) == (waiting, unsent)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, max_size=20))
def test_any_interleaving_keeps_order_and_loses_nothing(
    sqlite_with_tables: Path, steps: list[Step]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = shutil.copy(sqlite_with_tables, Path(folder) / "warmline.db")
        asyncio.run(play(f"sqlite:///{file}", steps))
