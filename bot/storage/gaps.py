"""Count questions without an answer, and keep the work list of those who write answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Row, bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.gaps import Gap, Listed, State
from bot.storage.connections import Connections
from bot.storage.failures import translated
from bot.storage.tables import unanswered

_KEY = ["language", "words"]
_LITE, _POST = sqlite.insert(unanswered), postgresql.insert(unanswered)
_COUNT = {
    "sqlite": _LITE.on_conflict_do_update(
        index_elements=_KEY,
        set_={
            "count": unanswered.c["count"] + _LITE.excluded["count"],
            "last_on": _LITE.excluded.last_on,
        },
    ),
    "postgresql": _POST.on_conflict_do_update(
        index_elements=_KEY,
        set_={
            "count": unanswered.c["count"] + _POST.excluded["count"],
            "last_on": _POST.excluded.last_on,
        },
    ),
}
_SETTLE = (
    update(unanswered)
    .where(unanswered.c.id == bindparam("of_id"))
    .values(state=bindparam("to_state"), entry_id=bindparam("to_entry"))
)
ENOUGH = 3
"""So many people must have asked before unusual words are shown unasked."""


async def count_gaps(
    connection: AsyncConnection, counts: Mapping[Gap, int], *, now: datetime
) -> None:
    """Add ``counts``, in the order of the words: two writers in one order cannot deadlock."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    rows = [
        {
            "language": gap.language,
            "words": gap.words,
            "common": gap.common,
            "count": count,
            "first_on": day,
            "last_on": day,
            "state": State.NEW,
        }
        for gap, count in sorted(counts.items(), key=lambda one: (one[0].language, one[0].words))
    ]
    if rows:
        await connection.execute(_COUNT[connection.dialect.name], rows)


async def list_gaps(
    connection: AsyncConnection, state: State, *, singles: bool, limit: int
) -> Sequence[Listed]:
    """Return the questions in ``state``, the most frequent first.

    With ``singles`` off, only those whose words are common enough: every word is one that the
    knowledge base or everyday language has, or three people asked the same.
    """
    asked = select(unanswered).where(unanswered.c.state == state)
    if not singles:
        asked = asked.where(or_(unanswered.c.common, unanswered.c["count"] >= ENOUGH))
    ordered = asked.order_by(unanswered.c["count"].desc(), unanswered.c.id).limit(limit)
    return [_listed(row) for row in await connection.execute(ordered)]


def _listed(row: Row[*tuple[object, ...]]) -> Listed:
    one = row._asdict()
    gap = Gap(one["language"], one["words"], one["common"])
    return Listed(one["id"], gap, one["count"], State(one["state"]), one["entry_id"])


async def settle_gaps(
    connection: AsyncConnection, settled: Mapping[int, tuple[State, str | None]]
) -> None:
    """Write down what became of questions, by their numbers."""
    rows = [
        {"of_id": number, "to_state": state, "to_entry": entry_id}
        for number, (state, entry_id) in sorted(settled.items())
    ]
    if rows:
        await connection.execute(_SETTLE, rows)


class SqlWorkList:
    """The table ``unanswered``, as those who write answers see it."""

    def __init__(self, connections: Connections) -> None:
        """Look at it through ``connections``."""
        self._connections = connections

    async def list(self, state: State, *, singles: bool, limit: int) -> Sequence[Listed]:
        """Return questions, the most frequent first; see ``list_gaps``."""
        with translated("list unanswered questions"):
            async with self._connections.reading() as connection:
                return await list_gaps(connection, state, singles=singles, limit=limit)

    async def settle(self, number: int, state: State, entry_id: str | None = None) -> None:
        """Write down what became of a question."""
        with translated("settle a question"):
            async with self._connections.writing() as connection:
                await settle_gaps(connection, {number: (state, entry_id)})
