"""Calls as rows: how they are packed, and what is written when something became of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import Call
from bot.storage.checks import storable_id, storable_text
from bot.storage.sealing import Sealer, UnsealError
from bot.storage.tables import outbox

_QUEUE = insert(outbox)


@dataclass(frozen=True, slots=True)
class Packed:
    """A call that is known to fit into the table; its parameters are not sealed yet."""

    call: Call
    params: str


def pack(call: Call) -> Packed:
    """Write the parameters as JSON.

    Raises:
        TypeError: they hold something that JSON has no word for.
        ValueError: an id or a text cannot be stored.
    """
    storable_text(call.method)
    storable_text(call.lane)
    for number in (*call.becomes, call.chat_id or 0):
        storable_id(number)
    return Packed(call, dump_params(call.params))


def dump_params(params: Mapping[str, Any]) -> str:
    """Write parameters as JSON, as short as it can be."""
    return json.dumps(dict(params), ensure_ascii=False, separators=(",", ":"))


def open_params(sealed: bytes, sealer: Sealer) -> tuple[str, Mapping[str, Any]]:
    """Unseal parameters: as they were written, and read; none if they cannot be unsealed.

    Telegram then refuses the call, and only this one: a damaged row must not stop the line.
    """
    try:
        words = sealer.unseal(sealed)
    except UnsealError:
        return "", {}
    params: dict[str, Any] = json.loads(words)
    return words, params


def load_params(sealed: bytes, sealer: Sealer) -> Mapping[str, Any]:
    """Read parameters back, as ``open_params`` does."""
    return open_params(sealed, sealer)[1]


async def queue_calls(
    connection: AsyncConnection, calls: Sequence[Packed], sealer: Sealer, *, now: datetime
) -> None:
    """Add calls to the outbox; their ids are in the order of ``calls``."""
    rows = [row_of(packed, sealer, now=now) for packed in calls]
    if rows:
        await connection.execute(_QUEUE, rows)


def row_of(packed: Packed, sealer: Sealer, *, now: datetime) -> dict[str, Any]:
    """Return the row of a call that is queued ``now``."""
    call = packed.call
    return {
        "rank": 0 if call.urgent else 1,
        "lane": call.lane,
        "chat_id": call.chat_id,
        "method": call.method,
        "params": sealer.seal(packed.params),
        "not_before": now + call.delay,
        "created_at": now,
        "becomes": call.becomes or None,
        "loose": 1 if call.becomes and call.delay else None,
    }
