"""Keep updates until their turn; find the ones whose turn it is."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, insert, literal_column, null, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.connections import Connections
from bot.storage.failures import translated
from bot.storage.sealing import Sealer, UnsealError
from bot.storage.statements import insert_or_pass
from bot.storage.tables import inbox
from bot.usecases.ports import OpenUpdate, Received

_i, _j = inbox.alias("i"), inbox.alias("j")
_older = exists(literal_column("1")).where(
    _j.c.lane == _i.c.lane, _j.c.finished_at.is_(None), _j.c.seq < _i.c.seq
)
# ``not_before`` stands outside only: an update that waits to be tried again holds back its lane.
_HEADS = (
    select(_i.c.seq, _i.c.update_id, _i.c.lane, _i.c.body, _i.c.attempts)
    .where(_i.c.finished_at.is_(None), _i.c.not_before <= bindparam("now"), ~_older)
    .order_by(_i.c.seq)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True, of=_i)
)
_RECEIVE = insert_or_pass(inbox, "update_id")
_ADD_OURS = insert(inbox)
_KEEP_COUNT = {"preserve_rowcount": True}  # by default it is lost for an INSERT
_FINISH = (
    update(inbox)
    .where(inbox.c.seq.in_(bindparam("seqs", expanding=True)))
    .values(finished_at=bindparam("now"), body=null(), error=null())
)
_RETRY = (
    update(inbox)
    .where(inbox.c.seq == bindparam("of_seq"))
    .values(
        attempts=inbox.c.attempts + 1, not_before=bindparam("at"), error=bindparam("class_name")
    )
)
_BURY = (
    update(inbox)
    .where(inbox.c.seq == bindparam("of_seq"))
    .values(
        attempts=inbox.c.attempts + 1,
        finished_at=bindparam("now"),
        buried_at=bindparam("now"),
        error=bindparam("class_name"),
        body=null(),
    )
)


@dataclass(frozen=True, slots=True)
class Retried:
    """An update that waits until ``at`` for its next turn."""

    seq: int
    at: datetime
    error: str


@dataclass(frozen=True, slots=True)
class Buried:
    """An update that nobody will try again."""

    seq: int
    error: str


class SqlInbox:
    """The table ``inbox``, as the intake sees it."""

    def __init__(self, connections: Connections, sealer: Sealer) -> None:
        """Seal bodies with ``sealer``."""
        self._connections = connections
        self._sealer = sealer

    async def receive(self, updates: Sequence[Received], *, now: datetime) -> int:
        """Store what is new, commit, and return how many were new."""
        if not updates:
            return 0
        rows = [self._row(received, now) for received in updates]
        with translated("receive"):
            async with self._connections.writing() as connection:
                statement = _RECEIVE[connection.dialect.name]
                result = await connection.execute(statement, rows, execution_options=_KEEP_COUNT)
                return result.rowcount

    def _row(self, received: Received, now: datetime) -> dict[str, Any]:
        return {
            "update_id": received.update_id,
            "lane": received.lane,
            "body": self._sealer.seal(received.body),
            "not_before": now,
            "received_at": now,
        }


async def add_ours(
    connection: AsyncConnection,
    happened: Sequence[tuple[str, Mapping[str, Any]]],
    sealer: Sealer,
    *,
    now: datetime,
) -> None:
    """Add what happened by itself: for each its lane, and what it is.

    Its number is negative and by chance; no update from outside may have such a number.
    """
    rows = []
    for lane, what in happened:
        number = -1 - secrets.randbelow(2**62)
        body = json.dumps({"update_id": number, "warmline": what}, separators=(",", ":"))
        rows.append(
            {
                "update_id": number,
                "lane": lane,
                "body": sealer.seal(body),
                "not_before": now,
                "received_at": now,
            }
        )
    if rows:
        await connection.execute(_ADD_OURS, rows)


async def take_heads(
    connection: AsyncConnection, sealer: Sealer, *, limit: int, now: datetime
) -> list[OpenUpdate]:
    """Lock and return the oldest open update of each lane that may be handled ``now``.

    A body that cannot be unsealed comes out empty: it is one dead letter then, not an outage.
    """
    rows = await connection.execute(_HEADS, {"limit": limit, "now": now})
    return [
        OpenUpdate(seq, update_id, lane, _unseal(sealer, body), attempts)
        for seq, update_id, lane, body, attempts in rows
    ]


async def finish_updates(
    connection: AsyncConnection, seqs: Sequence[int], *, now: datetime
) -> None:
    """Mark updates as done and erase their bodies."""
    if seqs:
        await connection.execute(_FINISH, {"seqs": seqs, "now": now})


async def retry_updates(connection: AsyncConnection, retried: Sequence[Retried]) -> None:
    """Leave updates open, until later."""
    rows = [{"of_seq": one.seq, "at": one.at, "class_name": one.error} for one in retried]
    if rows:
        await connection.execute(_RETRY, rows)


async def bury_updates(
    connection: AsyncConnection, buried: Sequence[Buried], *, now: datetime
) -> None:
    """Make updates dead letters and erase their bodies."""
    rows = [{"of_seq": one.seq, "now": now, "class_name": one.error} for one in buried]
    if rows:
        await connection.execute(_BURY, rows)


def _unseal(sealer: Sealer, body: bytes) -> str:
    try:
        return sealer.unseal(body)
    except UnsealError:
        return ""
