"""Keep calls until Telegram has taken them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, assert_never

from sqlalchemy import (
    ColumnElement,
    Row,
    Update,
    bindparam,
    exists,
    literal_column,
    null,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import (
    Call,
    Migrated,
    Outcome,
    Postponed,
    Queued,
    Refused,
    Sent,
    Unreachable,
    chat_lane,
)
from bot.storage.calls import dump_params, load_params
from bot.storage.connections import Connections
from bot.storage.failures import translated
from bot.storage.people import mark_unreachable
from bot.storage.sealing import Sealer
from bot.storage.tables import outbox

_i, _j = outbox.alias("i"), outbox.alias("j")
_earlier = exists(literal_column("1")).where(
    _j.c.lane == _i.c.lane,
    _j.c.finished_at.is_(None),
    tuple_(_j.c.rank, _j.c.id) < tuple_(_i.c.rank, _i.c.id),
)
# ``not_before`` stands outside only: a call that waits to be made again holds back its lane.
_DUE = (
    select(_i.c.id, _i.c.method, _i.c.params, _i.c.lane, _i.c.chat_id, _i.c.rank, _i.c.attempts)
    .where(_i.c.finished_at.is_(None), _i.c.not_before <= bindparam("now"), ~_earlier)
    .order_by(_i.c.rank, _i.c.id)
    .limit(bindparam("limit"))
)
_open_call = (outbox.c.id == bindparam("of_id"), outbox.c.finished_at.is_(None))
# No condition but the id: a message that is out is out, whatever was believed before.
_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("of_id"))
    .values(
        finished_at=bindparam("now"),
        refused_at=null(),
        reason=null(),
        params=null(),
        message_id=bindparam("as_message"),
    )
)
_POSTPONED = (
    update(outbox)
    .where(*_open_call)
    .values(attempts=outbox.c.attempts + 1, not_before=bindparam("until"), reason=bindparam("why"))
)


def _refuse(*which: ColumnElement[bool]) -> Update:
    return (
        update(outbox)
        .where(*which, outbox.c.finished_at.is_(None))
        .values(
            finished_at=bindparam("now"),
            refused_at=bindparam("now"),
            reason=bindparam("why"),
            params=null(),
        )
    )


_REFUSED = _refuse(outbox.c.id == bindparam("of_id"))
_CHAT_REFUSED = _refuse(outbox.c.chat_id == bindparam("of_chat"))
_WAITING = select(outbox.c.id, outbox.c.lane, outbox.c.params).where(
    outbox.c.finished_at.is_(None),
    or_(outbox.c.chat_id == bindparam("of_chat"), outbox.c.id == bindparam("of_id")),
)
_MOVE = (
    update(outbox)
    .where(outbox.c.id == bindparam("of_id"))
    .values(
        chat_id=bindparam("to_chat"),
        lane=bindparam("to_lane"),
        params=bindparam("new_params"),
        attempts=outbox.c.attempts + bindparam("tries"),
    )
)


class SqlOutbox:
    """The table ``outbox``, as the sender sees it."""

    def __init__(self, connections: Connections, sealer: Sealer) -> None:
        """Unseal parameters with ``sealer``."""
        self._connections = connections
        self._sealer = sealer

    async def due(self, *, now: datetime, limit: int, busy: Collection[str]) -> Sequence[Queued]:
        """Return the first call of each lane not in ``busy`` that may be made now."""
        # A lane has one first call: so many more rows are enough for any set of busy lanes.
        asked = {"now": now, "limit": limit + len(busy)}
        with translated("find due calls"):
            async with self._connections.reading() as connection:
                rows = (await connection.execute(_DUE, asked)).all()
        free = [row for row in rows if row.lane not in busy]
        return [self._queued(row) for row in free[:limit]]

    def _queued(self, row: Row[*tuple[Any, ...]]) -> Queued:
        call_id, method, params, lane, chat_id, rank, attempts = row
        call = Call(method, load_params(params, self._sealer), lane, chat_id, urgent=rank == 0)
        return Queued(call_id, call, attempts)

    async def settle(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        """Write down what became of calls, in one commit."""
        if not outcomes:
            return
        ledger = _Ledger(now)
        for outcome in outcomes:
            ledger.enter(outcome)
        with translated("settle"):
            async with self._connections.writing() as connection:
                await ledger.write(connection)
                for migrated in ledger.migrated:
                    await self._move(connection, migrated)

    async def _move(self, connection: AsyncConnection, migrated: Migrated) -> None:
        asked = {"of_chat": migrated.old_chat_id, "of_id": migrated.id}
        waiting = (await connection.execute(_WAITING, asked)).all()
        rows = [self._moved(row, migrated) for row in waiting]
        if rows:
            await connection.execute(_MOVE, rows)

    def _moved(self, row: Row[*tuple[Any, ...]], migrated: Migrated) -> dict[str, Any]:
        call_id, lane, sealed = row
        params = dict(load_params(sealed, self._sealer))
        if str(params.get("chat_id")) == str(migrated.old_chat_id):
            params["chat_id"] = migrated.new_chat_id
        old_lane, new_lane = chat_lane(migrated.old_chat_id), chat_lane(migrated.new_chat_id)
        return {
            "of_id": call_id,
            "to_chat": migrated.new_chat_id,
            "to_lane": new_lane if lane == old_lane else lane,
            "new_params": self._sealer.seal(dump_params(params)),
            "tries": int(call_id == migrated.id),
        }


class _Ledger:
    """Outcomes as rows, so that many of a kind are one statement."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._sent: list[dict[str, Any]] = []
        self._postponed: list[dict[str, Any]] = []
        self._refused: list[dict[str, Any]] = []
        self._lost_chats: dict[int, dict[str, Any]] = {}
        self.migrated: list[Migrated] = []

    def enter(self, outcome: Outcome) -> None:
        """Sort ``outcome`` in."""
        now = self._now
        match outcome:
            case Sent(call_id, message_id):
                self._sent.append({"of_id": call_id, "now": now, "as_message": message_id})
            case Postponed(call_id, until, why):
                self._postponed.append({"of_id": call_id, "until": until, "why": why})
            case Refused(call_id, why):
                self._refused.append({"of_id": call_id, "now": now, "why": why})
            case Unreachable(call_id, chat_id, why):
                self._refused.append({"of_id": call_id, "now": now, "why": why})
                self._lost_chats[chat_id] = {"of_chat": chat_id, "now": now, "why": why}
            case Migrated():
                self.migrated.append(outcome)
            case _:
                assert_never(outcome)

    async def write(self, connection: AsyncConnection) -> None:
        """Update the calls first: what a lost chat still has open afterwards was waiting."""
        statements = (
            (_SENT, self._sent),
            (_POSTPONED, self._postponed),
            (_REFUSED, self._refused),
            (_CHAT_REFUSED, [*self._lost_chats.values()]),
        )
        for statement, rows in statements:
            if rows:
                await connection.execute(statement, rows)
        await mark_unreachable(connection, self._lost_chats)
