"""Keep calls until Telegram has taken them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
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
from bot.storage.calls import dump_params, load_params, open_params
from bot.storage.connections import Connections
from bot.storage.failures import translated
from bot.storage.handoff.arrivals import Arrivals, find_numbers
from bot.storage.handoff.pen import take_pen
from bot.storage.linking import MARK, NoNumberError, links_in, with_numbers
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
    select(
        _i.c.id,
        _i.c.method,
        _i.c.params,
        _i.c.lane,
        _i.c.chat_id,
        _i.c.rank,
        _i.c.attempts,
        _i.c.becomes,
        _i.c.loose,
    )
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
        becomes=null(),
        loose=null(),
        message_id=bindparam("as_message"),
    )
)
_TIGHTEN = update(outbox).where(*_open_call, outbox.c.loose.is_not(None)).values(loose=null())
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
            becomes=null(),
            loose=null(),
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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A call that may be made, unless something is found to stand against it."""

    queued: Queued
    links: tuple[int, ...]
    """What its parameters name by link."""
    loose: bool
    hopeless: bool = False

    @property
    def id(self) -> int:
        return self.queued.id

    def with_numbers(self, numbers: Mapping[int, int]) -> "_Candidate":
        if not self.links:
            return self
        try:
            params = with_numbers(self.queued.call.params, numbers)
        except NoNumberError:
            return replace(self, hopeless=True)
        call = replace(self.queued.call, params=params)
        return replace(self, queued=replace(self.queued, call=call))


class SqlOutbox:
    """The table ``outbox``, as the sender sees it."""

    def __init__(self, connections: Connections, sealer: Sealer) -> None:
        """Unseal parameters with ``sealer``."""
        self._connections = connections
        self._sealer = sealer
        self._becomes: dict[int, tuple[int, ...]] = {}
        """Links of the calls that were handed out and not settled: the others need no look."""

    async def due(self, *, now: datetime, limit: int, busy: Collection[str]) -> Sequence[Queued]:
        """Return the first call of each lane not in ``busy`` that may be made now.

        A call about a message that was never sent is refused here; Telegram is not asked.
        """
        while True:
            found = await self._find(now, limit, busy)
            hopeless = [Refused(one.id, "no message") for one in found if one.hopeless]
            if not hopeless:
                taken = await self._take([one for one in found if one.loose])
                return [one.queued for one in found if not one.loose or one.id in taken]
            await self.settle(hopeless, now=now)

    async def _find(self, now: datetime, limit: int, busy: Collection[str]) -> list[_Candidate]:
        # A lane has one first call: so many more rows are enough for any set of busy lanes.
        asked = {"now": now, "limit": limit + len(busy)}
        with translated("find due calls"):
            async with self._connections.reading() as connection:
                rows = (await connection.execute(_DUE, asked)).all()
                found = [self._candidate(row) for row in rows if row.lane not in busy][:limit]
                named = [link for one in found if one.links for link in one.links]
                if named:
                    numbers = await find_numbers(connection, named)
                    found = [one.with_numbers(numbers) for one in found]
        self._becomes |= {
            one.id: one.queued.call.becomes for one in found if one.queued.call.becomes
        }
        return found

    def _candidate(self, row: Row[*tuple[Any, ...]]) -> _Candidate:
        call_id, method, sealed, lane, chat_id, rank, attempts, becomes, loose = row
        text, params = open_params(sealed, self._sealer)
        call = Call(method, params, lane, chat_id, urgent=rank == 0, becomes=becomes or ())
        links = tuple(links_in(params)) if MARK in text else ()
        return _Candidate(Queued(call_id, call, attempts), links, loose=loose is not None)

    async def _take(self, loose: Sequence[_Candidate]) -> set[int]:
        """Take calls that somebody could still stop, and return which of them are left."""
        taken: set[int] = set()
        if loose:
            with translated("take calls"):
                async with self._connections.writing() as connection:
                    await take_pen(connection)
                    for one in loose:
                        result = await connection.execute(_TIGHTEN, {"of_id": one.id})
                        if result.rowcount:
                            taken.add(one.id)
        return taken

    async def settle(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        """Write down what became of calls, in one commit, and what it means for links."""
        if not outcomes:
            return
        ledger, arrivals = _Ledger(now), Arrivals()
        for outcome in outcomes:
            ledger.enter(outcome)
            arrivals.enter(outcome, self._becomes.get(outcome.id, ()))
        with translated("settle"):
            async with self._connections.writing() as connection:
                await arrivals.begin(connection)
                await ledger.write(connection)
                await arrivals.write(connection, self._sealer, now=now)
                for migrated in ledger.migrated:
                    await self._move(connection, migrated)
        for outcome in outcomes:
            self._becomes.pop(outcome.id, None)

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
            case Sent(call_id, numbers):
                first = numbers[0] if numbers else None
                self._sent.append({"of_id": call_id, "now": now, "as_message": first})
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
