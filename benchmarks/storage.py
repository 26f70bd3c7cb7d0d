"""How many turns a second the storage carries: ``python benchmarks/storage.py [url]``.

A turn is: receive (100 a commit), take (64 a batch), read and write one person, queue one call,
commit, find the call due, settle it.
"""

import argparse
import asyncio
import cProfile
import itertools
import pstats
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.delivery import Call, Sent, chat_lane
from bot.domain.people import Person
from bot.storage.database import Database, open_database
from bot.storage.sealing import Sealer, new_key
from bot.usecases.ports import Received

BODY = '{"message":{"text":"' + "how do I get through the night " * 18 + '"}}'
BATCH = 64


async def receive(database: Database, total: int, lanes: int) -> None:
    """Store ``total`` updates of ``lanes`` chats."""
    for start in range(0, total, 100):
        updates = [
            Received(number, chat_lane(1 + number % lanes), BODY)
            for number in range(start, min(start + 100, total))
        ]
        await database.inbox.receive(updates, now=datetime.now(UTC))


async def handle(database: Database) -> int:
    """Take the turns of one batch; return how many there were."""
    async with database.turns.open(limit=BATCH, now=datetime.now(UTC)) as batch:
        for update in batch.updates:
            chat_id = int(update.lane.removeprefix("chat:"))
            async with batch.turn(update) as turn:
                person = await turn.people.get(chat_id) or Person(chat_id, "en", "US")
                await turn.people.put(replace(person, welcomed_at=turn.now))
                params = {"chat_id": chat_id, "text": "A reply of some length. " * 20}
                turn.send(Call("sendMessage", params, chat_lane(chat_id), chat_id))
        return len(batch.updates)


async def send(database: Database) -> int:
    """Settle the calls of one batch; return how many there were."""
    now = datetime.now(UTC)
    calls = await database.outbox.due(now=now, limit=BATCH, busy=())
    await database.outbox.settle([Sent(call.id, (call.id,)) for call in calls], now=now)
    return len(calls)


async def measure(url: str, total: int, lanes: int) -> None:
    """Print the seconds of each step."""
    async with open_database(url, sealer=Sealer([new_key()])) as database:
        times = [time.perf_counter()]
        await receive(database, total, lanes)
        times.append(time.perf_counter())
        while await handle(database):
            pass
        times.append(time.perf_counter())
        while await send(database):
            pass
        times.append(time.perf_counter())
        backlog = await database.upkeep.backlog()
    assert (backlog.updates, backlog.calls) == (0, 0)
    steps = [later - earlier for earlier, later in itertools.pairwise(times)]
    names = ("receive", "turn", "due + settle")
    parts = [f"{name} {total / step:,.0f}/s" for name, step in zip(names, steps, strict=True)]
    print(f"{lanes:>6} lanes: {total / sum(steps):,.0f} turns/s ({', '.join(parts)})")


def main() -> None:
    """Measure many chats, then few."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", nargs="?", help="an empty database; a new SQLite file if missing")
    parser.add_argument("--total", type=int, default=6_400)
    parser.add_argument("--lanes", type=int, default=2_000)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or f"sqlite:///{Path(folder) / 'bench.db'}"
        with cProfile.Profile() as profile:
            if not given.profile:
                profile.disable()
            asyncio.run(measure(url, given.total, given.lanes))
    if given.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(35)


if __name__ == "__main__":
    main()
