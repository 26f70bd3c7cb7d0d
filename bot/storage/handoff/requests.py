"""The table ``requests``: keep, claim, change."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, func, select, text, update

from bot.domain.handoff.requests import Priority, Request, State
from bot.domain.knowledge import Language
from bot.storage.handoff import queue
from bot.storage.handoff.pen import Pen
from bot.storage.handoff.rows import COLUMNS, back, order, request_of, row_of
from bot.storage.handoff.tables import OPEN, OVER, REAL, requests
from bot.storage.statements import insert_or_pass

_BY_ID = select(*COLUMNS).where(requests.c.id == bindparam("of_id"))
_OPEN_OF = select(*COLUMNS).where(
    requests.c.chat_id == bindparam("of_chat"), text(OPEN), text(REAL)
)
_LAST_OF = (
    select(*COLUMNS)
    .where(requests.c.chat_id == bindparam("of_chat"), text(OVER), text(REAL))
    .order_by(requests.c.over_at.desc())
    .limit(1)
)
_ADD = insert_or_pass(requests, "chat_id", where=f"{OPEN} AND {REAL}")
_first_claim = func.coalesce(requests.c.first_claimed_at, bindparam("claim"))
_CLAIM = (
    update(requests)
    .where(requests.c.id == bindparam("of_id"), requests.c.state == State.WAITING.value)
    .values(
        state=State.ACTIVE.value,
        supporter=bindparam("by"),
        colour=bindparam("mark"),
        claimed_at=bindparam("claim"),
        first_claimed_at=_first_claim,
    )
)
_unchanged = and_(
    requests.c.id == bindparam("of_id"),
    requests.c.state == bindparam("old_state"),
    requests.c.supporter.is_not_distinct_from(bindparam("old_supporter")),
)
_KEPT = [column.name for column in COLUMNS if column.name != "id"]
_SAVE = (
    update(requests)
    .where(_unchanged)
    .values(
        {name: bindparam(f"new_{name}") for name in (*_KEPT, "over_at")}
        | {"first_claimed_at": _first_claim}
    )
)


class SqlRequests:
    """The table ``requests``, as a turn sees it.

    Rehearsals are found by ``get`` and ``held_by`` only: nobody waits in them.
    """

    def __init__(self, pen: Pen) -> None:
        """Write with ``pen``."""
        self._pen = pen

    async def get(self, request_id: int) -> Request | None:
        """Return it, whatever its state."""
        return await self._one(_BY_ID, {"of_id": request_id})

    async def open_of(self, chat_id: int) -> Request | None:
        """Return what the person waits for, or the conversation they are in."""
        return await self._one(_OPEN_OF, {"of_chat": chat_id})

    async def last_of(self, chat_id: int) -> Request | None:
        """Return the person's latest request that is over."""
        return await self._one(_LAST_OF, {"of_chat": chat_id})

    async def add(self, request: Request) -> bool:
        """Keep it; the partial unique index refuses a second open one of the same chat."""
        row = row_of(request, now=self._pen.now)
        row["first_claimed_at"] = request.claimed_at
        return (await self._pen.run(_ADD, row)).rowcount == 1

    async def claim(self, request_id: int, supporter: int, colour: int, *, at: datetime) -> bool:
        """Change state, holder, colour and ``claimed_at``; nothing else."""
        asked = {"of_id": request_id, "by": supporter, "mark": colour, "claim": at}
        return (await self._pen.run(_CLAIM, asked)).rowcount == 1

    async def save(self, old: Request, new: Request) -> bool:
        """Write all of ``new``, if state and holder are still those of ``old``.

        Returns:
            ``False`` as well if ``new`` would be the person's second open request.
        """
        if new.state.open and not old.state.open and not new.rehearsal:
            other = await self.open_of(new.chat_id)
            if other is not None and other.id != old.id:
                return False
        row = {f"new_{name}": value for name, value in row_of(new, now=self._pen.now).items()}
        row.pop("new_id")
        row |= {"of_id": old.id, "old_state": old.state.value, "old_supporter": old.supporter}
        result = await self._pen.run(_SAVE, row | {"claim": new.claimed_at})
        return result.rowcount == 1

    async def waiting(self, languages: Collection[Language], *, limit: int) -> Sequence[Request]:
        """Return the ``limit`` most urgent and the ``limit`` that wait longest, in one list."""
        found: dict[int, Request] = {}
        for language in sorted(set(languages)):
            asked = {"of_language": language, "limit": limit}
            for request in await self._many(queue.WAITING_IN, asked):
                found[request.id] = request
        urgent = sorted(found.values(), key=order)
        longest = sorted(found.values(), key=lambda one: (one.waiting_since, one.id))
        chosen = {one.id for one in (*urgent[:limit], *longest[:limit])}
        return [one for one in urgent if one.id in chosen]

    async def all_open(self, *, limit: int) -> Sequence[Request]:
        """Return the first ``limit`` of the board."""
        return await self._many(queue.BOARD, {"limit": limit})

    async def held_by(self, supporter: int) -> Sequence[Request]:
        """Return what they hold or have joined; rehearsals too."""
        found = await self._many(queue.HELD, {"of_supporter": supporter})
        return sorted(found, key=lambda one: (one.claimed_at or one.asked_at, one.id))

    async def ahead_of(self, request: Request, *, most: int) -> int:
        """Count at most ``most`` that go before it."""
        asked = {
            "of_language": request.language,
            "of_priority": request.priority.value,
            "of_back": back(request),
            "of_since": request.waiting_since,
            "of_id": request.id,
            "most": most,
        }
        counted: int = (await self._pen.run(queue.AHEAD, asked)).scalar_one()
        return min(most, counted)

    async def recent_waits(self, priority: Priority, *, limit: int) -> Sequence[timedelta]:
        """Return the waits until the first claim, the latest claim first."""
        asked = {"of_priority": priority.value, "limit": limit}
        rows = await self._pen.run(queue.WAITS, asked)
        return [row.first_claimed_at - row.asked_at for row in rows]

    async def grave_counts(self, *, since: datetime) -> Mapping[int, int]:
        """Count by who holds it (or held it last) and by who has claimed or accepted it."""
        rows = await self._pen.run(queue.GRAVE, {"since": since})
        return {row.who: row.how_many for row in rows}

    async def _one(self, statement: Any, asked: Mapping[str, Any]) -> Request | None:
        row = (await self._pen.run(statement, asked)).one_or_none()
        return None if row is None else request_of(row)

    async def _many(self, statement: Any, asked: Mapping[str, Any]) -> list[Request]:
        return [request_of(row) for row in await self._pen.run(statement, asked)]
