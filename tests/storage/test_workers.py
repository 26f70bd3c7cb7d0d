"""Two processes' worth of workers on one database: nothing twice, nothing out of order."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from random import Random

import pytest

from bot.domain.delivery import Call
from bot.storage.database import Database, open_database
from bot.storage.sealing import Sealer
from bot.storage.turns import SqlBatch
from bot.usecases.ports import OpenUpdate
from tests.storage.steps import NOW, FaultError, an_update, rows

UPDATES, LANES = 240, 12


class Journal:
    """What workers have handled, batch by committed batch."""

    def __init__(self) -> None:
        self.handled: list[OpenUpdate] = []
        self.in_hand: set[str] = set()

    @contextmanager
    def holding(self, lanes: set[str]) -> Iterator[None]:
        assert self.in_hand.isdisjoint(lanes), "two workers hold one lane"
        self.in_hand |= lanes
        try:
            yield
        finally:
            self.in_hand -= lanes

    def by_lane(self) -> dict[str, list[int]]:
        lanes: dict[str, list[int]] = defaultdict(list)
        for update in self.handled:
            lanes[update.lane].append(update.update_id)
        return lanes


async def work(database: Database, journal: Journal, dice: Random) -> None:
    """Handle until everything is done; now and then a turn or a whole batch goes wrong."""
    while len(journal.handled) < UPDATES:
        with suppress(FaultError):
            async with database.turns.open(limit=3, now=NOW) as batch:
                # Both are noted before the commit: after it, another worker may be faster.
                with journal.holding({update.lane for update in batch.updates}):
                    journal.handled += await handle_some(batch, dice)


async def handle_some(batch: SqlBatch, dice: Random) -> list[OpenUpdate]:
    for _ in range(dice.randrange(5)):
        await asyncio.sleep(0)
    done = [update for update in batch.updates if dice.random() < 0.8]
    for update in done:
        async with batch.turn(update) as turn:
            turn.send(Call("m", {"id": update.update_id}, update.lane, None))
    if dice.random() < 0.1:
        raise FaultError
    return done


@pytest.mark.parametrize("seed", range(3))
async def test_workers_share_without_doing_twice_or_out_of_order(
    database: Database, database_url: str, sealer: Sealer, seed: int
) -> None:
    journal, dice = Journal(), Random(seed)  # noqa: S311
    updates = [an_update(number, f"lane:{number % LANES}") for number in range(UPDATES)]
    await database.inbox.receive(updates, now=NOW)
    async with (
        open_database(database_url, sealer=sealer) as other,
        asyncio.timeout(60),
        asyncio.TaskGroup() as group,
    ):
        for each in (database, other, database, other):
            group.create_task(work(each, journal, dice))

    lanes = {f"lane:{lane}": [*range(lane, UPDATES, LANES)] for lane in range(LANES)}
    assert journal.by_lane() == lanes
    assert await rows(database, "SELECT count(*) FROM outbox") == [(UPDATES,)]


async def test_a_lane_in_hand_is_not_given_to_another_process(
    postgres_url: str, sealer: Sealer
) -> None:
    async with (
        open_database(postgres_url, sealer=sealer) as one,
        open_database(postgres_url, sealer=sealer) as two,
    ):
        updates = [an_update(1, "a"), an_update(2, "a"), an_update(3, "b")]
        await one.inbox.receive(updates, now=NOW)
        async with one.turns.open(limit=1, now=NOW), two.turns.open(limit=9, now=NOW) as batch:
            assert [update.update_id for update in batch.updates] == [3]
