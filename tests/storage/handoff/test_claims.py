"""Whoever presses at once: exactly one holder, on both databases, with two processes."""

import asyncio
import shutil
import tempfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from random import Random

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.handoff.events import RequestEvent, Step
from bot.domain.handoff.requests import State
from bot.storage.database import Database, open_database
from bot.storage.sealing import Sealer, new_key
from bot.storage.tables import metadata
from bot.storage.turns import SqlBatch, SqlTurn
from bot.usecases.ports import OpenUpdate
from tests.storage.steps import LATER, FaultError, an_update, receive, rows
from tests.storage.stories import SqlStory, a_request

KEY = new_key()
SUPPORTERS, REQUESTS = 6, 3
PRESSES = st.lists(
    st.tuples(
        st.sampled_from(["claim", "claim", "release", "close", "fail"]),
        st.integers(1, SUPPORTERS),
        st.integers(1, REQUESTS),
    ),
    max_size=30,
)


async def make_requests(database: Database, how_many: int) -> None:
    async with SqlStory(database, turns=1_000_000).turn() as turn:
        for number in range(1, how_many + 1):
            await turn.handoff.requests.add(a_request(number, number))


async def press(turn: SqlTurn, action: str, supporter: int, request_id: int) -> str | None:
    """Do what a supporter asks for; return what was done, if anything was."""
    await turn.handoff.enter()
    if action in {"claim", "fail"}:
        done = await turn.handoff.requests.claim(request_id, supporter, 0, at=LATER)
    else:
        old = await turn.handoff.requests.get(request_id)
        assert old is not None
        state = State.WAITING if action == "release" else State.CLOSED
        mine = replace(old, state=State.ACTIVE, supporter=supporter)
        new = replace(mine, state=state, supporter=None if action == "release" else supporter)
        done = await turn.handoff.requests.save(mine, new)
    if action == "fail":
        raise FaultError
    if done:
        step = {"claim": Step.CLAIMED, "release": Step.RELEASED}.get(action, Step.CLOSED)
        await turn.handoff.events.add(RequestEvent(request_id, step, LATER, by=supporter))
    return action if done else None


async def handle(batch: SqlBatch, update: OpenUpdate) -> None:
    action, supporter, request_id = update.body.split()
    try:
        async with batch.turn(update) as turn:
            await press(turn, action, int(supporter), int(request_id))
    except FaultError:
        await batch.bury(update, error="FaultError", calls=[])


async def work(database: Database, dice: Random) -> None:
    """Take what waits until nothing does; now and then a whole batch goes wrong."""
    idle = 0
    while idle < 3:
        try:
            async with database.turns.open(limit=1 + dice.randrange(5), now=LATER) as batch:
                for update in batch.updates:
                    await handle(batch, update)
                    await asyncio.sleep(0)
                idle = 0 if batch.updates else idle + 1
                fail_sometimes(dice)
        except FaultError:
            pass
        await asyncio.sleep(0)


def fail_sometimes(dice: Random) -> None:
    if dice.random() < 0.1:
        raise FaultError


async def check_history(database: Database) -> None:
    """Read all steps: only what waits is claimed, only the holder gives away or closes."""
    holder: dict[int, int | None] = defaultdict(lambda: None)
    closed: set[int] = set()
    steps = await rows(database, "SELECT request, step, actor FROM request_events ORDER BY id")
    for request, step, actor in steps:
        assert isinstance(request, int)
        assert isinstance(actor, int)
        assert request not in closed
        if step == "claimed":
            assert holder[request] is None
            holder[request] = actor
            continue
        assert holder[request] == actor
        holder[request] = None
        closed |= {request} if step == "closed" else set()
    held = await rows(database, "SELECT id, supporter FROM requests WHERE state = 'active'")
    assert dict(held) == {one: who for one, who in holder.items() if who}  # type: ignore[arg-type]


async def play(url: str, presses: list[tuple[str, int, int]], seed: int) -> None:
    sealer, dice = Sealer([KEY]), Random(seed)  # noqa: S311
    async with (
        open_database(url, sealer=sealer) as one,
        open_database(url, sealer=sealer) as two,
    ):
        await make_requests(one, REQUESTS)
        updates = [
            an_update(number, f"chat:{supporter}", f"{action} {supporter} {request}")
            for number, (action, supporter, request) in enumerate(presses, 1)
        ]
        await receive(one, *updates)
        async with asyncio.timeout(60), asyncio.TaskGroup() as group:
            for each in (one, two):
                group.create_task(work(each, dice))
        await check_history(one)
        assert (await one.upkeep.backlog()).updates == 0


QUICK = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@QUICK
@given(presses=PRESSES, seed=st.integers(0, 99))
def test_any_interleaving_leaves_one_holder_on_sqlite(
    sqlite_with_tables: Path, presses: list[tuple[str, int, int]], seed: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = shutil.copy(sqlite_with_tables, Path(folder) / "warmline.db")
        asyncio.run(play(f"sqlite:///{file}", presses, seed))


@QUICK
@given(presses=PRESSES, seed=st.integers(0, 99))
def test_any_interleaving_leaves_one_holder_on_postgresql(
    postgres_with_tables: str, presses: list[tuple[str, int, int]], seed: int
) -> None:
    with psycopg.connect(postgres_with_tables, autocommit=True) as connection:
        tables = ", ".join(metadata.tables)
        connection.execute(f"TRUNCATE {tables} RESTART IDENTITY".encode())
    asyncio.run(play(postgres_with_tables, presses, seed))


async def test_two_processes_claim_everything_once_and_never_wait_in_a_circle(
    database: Database, database_url: str, sealer: Sealer
) -> None:
    supporters, requests = 20, 10
    await make_requests(database, requests)
    updates = [
        an_update(number, f"chat:{number % supporters}", f"claim {number % supporters} {request}")
        for number, request in enumerate(
            (one for _ in range(supporters) for one in range(1, requests + 1)), 1
        )
    ]
    await receive(database, *updates)
    dice = Random(1)  # noqa: S311
    async with (
        open_database(database_url, sealer=sealer) as other,
        asyncio.timeout(60),
        asyncio.TaskGroup() as group,
    ):
        for each in (database, other, database, other):
            group.create_task(work(each, dice))

    await check_history(database)
    claims = "SELECT count(*), count(DISTINCT request) FROM request_events"
    assert await rows(database, claims) == [(requests, requests)]
