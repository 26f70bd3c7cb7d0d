"""The queue under pressure: ``python -m benchmarks.queue [--presses N]``.

1. 200 supporters press "I'll take it" on the same 1,000 requests, on SQLite and on PostgreSQL with
   two processes. Each press is an update of its own, handled as any other. Every request has to
   end in exactly one pair of hands.
2. How long it takes from "Ask for a peer" until the offers are queued, with 10, 1,000 and 100,000
   requests in the table. It must not grow with the table.
"""

import argparse
import asyncio
import json
import multiprocessing
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app.editions import ShelfEditions
from bot.content.shelf import Shelf
from bot.domain.handoff.requests import Priority, Request, State
from bot.domain.handoff.supporters import Duty, Supporter
from bot.storage.database import Database, open_database
from bot.storage.sealing import Sealer, new_key
from bot.storage.turns import SqlTurn
from bot.usecases.ports import Received
from tests.end_to_end.postgres import server_to_take_away
from tests.handoff.house import House, a_house

SUPPORTERS, REQUESTS, BATCH = 200, 1_000, 64
START = 1_000
SIZES = (10, 1_000, 100_000)
ASKED = 200
NOW = datetime.now(UTC)


def a_request(number: int, state: State) -> Request:
    """Return a request of a person of its own."""
    return Request(
        id=number,
        chat_id=10_000_000 + number,
        alias=f"Alias {number}",
        language="en",
        asked_at=NOW,
        waiting_since=NOW - timedelta(seconds=number % 600),
        priority=Priority.ORDINARY,
        state=state,
        closed_at=NOW if state is State.CLOSED else None,
    )


@asynccontextmanager
async def the_turn(database: Database) -> AsyncIterator[SqlTurn]:
    """Open the turn of the one update that waits."""
    opening = database.turns.open(limit=1, now=NOW)
    async with opening as batch, batch.turn(batch.updates[0]) as turn:
        yield turn


async def in_turn(database: Database, update_id: int, requests: Sequence[Request]) -> None:
    """Keep requests, as one turn."""
    await database.inbox.receive([Received(update_id, "chat:1", "{}")], now=NOW)
    async with the_turn(database) as turn:
        await turn.handoff.enter()
        for request in requests:
            await turn.handoff.requests.add(request)


async def press_all(database: Database, presses: int) -> None:
    """Store the presses: each by a supporter on a request, both by chance."""
    chance = random.Random(7)  # noqa: S311  # a benchmark
    for start in range(0, presses, 500):
        updates = [
            Received(
                START + number,
                f"chat:{chance.randrange(SUPPORTERS) + 1}",
                json.dumps({"request": chance.randrange(REQUESTS) + 1}),
            )
            for number in range(start, min(start + 500, presses))
        ]
        await database.inbox.receive(updates, now=NOW)


async def work(database: Database) -> None:
    """Handle presses until none waits."""
    empty = 0
    while empty < 3:
        async with database.turns.open(limit=BATCH, now=datetime.now(UTC)) as batch:
            for update in batch.updates:
                async with batch.turn(update) as turn:
                    supporter = int(update.lane.removeprefix("chat:"))
                    await turn.handoff.enter()
                    await turn.handoff.requests.claim(
                        json.loads(update.body)["request"], supporter, 0, at=turn.now
                    )
            empty = 0 if batch.updates else empty + 1
        if empty:
            await asyncio.sleep(0.05)


def work_in_a_process(url: str, key: str) -> None:
    """Be one of two processes."""

    async def run() -> None:
        async with open_database(url, sealer=Sealer([key])) as database:
            await work(database)

    asyncio.run(run())


async def holders(database: Database) -> Counter[str]:
    """Count how the requests ended."""
    ended: Counter[str] = Counter()
    await database.inbox.receive([Received(999_999_999, "chat:1", "{}")], now=NOW)
    async with the_turn(database) as turn:
        await turn.handoff.enter()
        for number in range(1, REQUESTS + 1):
            request = await turn.handoff.requests.get(number)
            held = request is not None and request.state is State.ACTIVE
            ended["held by one" if held and request and request.supporter else "waits"] += 1
    return ended


async def claims(name: str, url: str, presses: int, processes: int) -> None:
    """Let supporters press, and print what came of it."""
    key = new_key()
    async with open_database(url, sealer=Sealer([key])) as database:
        waiting = [a_request(number, State.WAITING) for number in range(1, REQUESTS + 1)]
        await in_turn(database, 1, waiting)
        await press_all(database, presses)
        began = time.perf_counter()
        if processes == 1:
            await work(database)
        else:
            context = multiprocessing.get_context("spawn")
            team = [
                context.Process(target=work_in_a_process, args=(url, key))
                for _ in range(processes)
            ]
            for one in team:
                one.start()
            for one in team:
                await asyncio.to_thread(one.join)
        took = time.perf_counter() - began
        ended = await holders(database)
    print(f"{name:<34} {presses / took:>8,.0f} presses/s   {dict(ended)}")


async def ask_times(size: int) -> list[float]:
    """Return the seconds of each "Ask for a peer" with ``size`` requests in the table."""
    with tempfile.TemporaryDirectory() as folder:
        editions = ShelfEditions(Shelf(Path("knowledge"), lambda: NOW))
        async with a_house(f"sqlite:///{folder}/queue.sqlite3", editions) as house:
            required = editions.current().knowledge.peers.required
            await _fill(house.database, size, required)
            return [await _ask(house, 50_000_000 + number) for number in range(ASKED)]


async def _fill(database: Database, size: int, trainings: Collection[str]) -> None:
    for start in range(0, size, 2_000):
        some = range(start + 1, min(start + 2_000, size) + 1)
        states = [State.WAITING if number % 10 == 0 else State.CLOSED for number in some]
        rows = [a_request(number, state) for number, state in zip(some, states, strict=True)]
        await in_turn(database, 500_000 + start, rows)
    await database.inbox.receive([Received(400_000, "chat:1", "{}")], now=NOW)
    async with the_turn(database) as turn:
        await turn.handoff.enter()
        for number in range(10):
            await turn.handoff.supporters.add(_on_shift(number, trainings))


def _on_shift(number: int, trainings: Collection[str]) -> Supporter:
    return Supporter(
        0,
        60_000_000 + number,
        f"Peer {number}",
        languages=("en",),
        duty=Duty.ON,
        duty_until=NOW + timedelta(hours=8),
        trained={one: NOW.date() + timedelta(days=9) for one in trainings},
        rehearsed_at=NOW,
    )


async def _ask(house: House, chat_id: int) -> float:
    """Press "Talk to a peer" below a card: urgent, so it is asked at once."""
    person = {"id": chat_id, "is_bot": False, "first_name": "P", "language_code": "en"}
    chat = {"id": chat_id, "type": "private", "first_name": "P"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": "card"}
    query = {"id": "1", "from": person, "message": message, "chat_instance": "1"}
    update = {"update_id": chat_id, "callback_query": query | {"data": "h.peer:acute_distress"}}
    body = json.dumps(update)
    await house.database.inbox.receive([Received(chat_id, f"chat:{chat_id}", body)], now=NOW)
    began = time.perf_counter()
    async with the_turn(house.database) as turn:
        await house.handle(turn)
    return time.perf_counter() - began


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presses", type=int, default=20_000)
    presses = parser.parse_args().presses
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/claims.sqlite3"
        asyncio.run(claims("SQLite, one process", url, presses, 1))
    with server_to_take_away() as server:
        asyncio.run(claims("PostgreSQL, two processes", server.url, presses, 2))
    for size in SIZES:
        seconds = sorted(asyncio.run(ask_times(size)))
        median, worst = statistics.median(seconds), seconds[int(len(seconds) * 0.99)]
        print(
            f"asked until offered, {size:>7,} requests: "
            f"median {median * 1000:5.1f} ms, 99 in 100 within {worst * 1000:5.1f} ms"
        )


if __name__ == "__main__":
    main()
