"""After a change of keys: what lies sealed for long is sealed anew with the newest one.

Updates and calls are not looked at: they are erased within hours.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Table, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.connections import Connections
from bot.storage.failures import translated
from bot.storage.handoff.pen import take_pen
from bot.storage.handoff.tables import blocks, callbacks, forms, notes, supporters
from bot.storage.sealing import Sealer, UnsealError

CHUNK = 500
"""Rows a commit."""
SEALED: Sequence[tuple[Table, tuple[str, ...]]] = (
    (supporters, ("name",)),
    (notes, ("body",)),
    (blocks, ("reason",)),
    (forms, ("body",)),
    (callbacks, ("name", "number")),
)
"""Tables whose rows lie sealed for longer than a day or so, and their sealed columns."""


async def reseal(connections: Connections, sealer: Sealer) -> int:
    """Seal anew what the newest key does not open; return how many rows.

    With a single key there is nothing to look at. A row that no key opens is left as it is.
    """
    if not sealer.rotates:
        return 0
    return sum([await _table(connections, sealer, *one) for one in SEALED])


async def _table(
    connections: Connections, sealer: Sealer, table: Table, names: tuple[str, ...]
) -> int:
    (key,) = table.primary_key.columns
    done, after = 0, None
    while True:
        with translated("reseal"):
            async with connections.writing() as connection:
                await take_pen(connection)
                rows = await _next_rows(connection, key, names, after)
                for row in rows:
                    done += await _row(connection, sealer, key, row)
        if len(rows) < CHUNK:
            return done
        after = rows[-1][0]


async def _next_rows(
    connection: AsyncConnection, key: Column[Any], names: tuple[str, ...], after: object
) -> Sequence[Any]:
    columns = (key, *(key.table.c[name] for name in names))
    found = select(*columns).order_by(key).limit(CHUNK)
    if after is not None:
        found = found.where(key > after)
    return (await connection.execute(found)).all()


async def _row(connection: AsyncConnection, sealer: Sealer, key: Column[Any], row: Any) -> int:
    fresh: dict[str, bytes] = {}
    for name, sealed in list(row._mapping.items())[1:]:  # noqa: SLF001  # its public name
        try:
            if not sealer.is_newest(sealed):
                fresh[name] = sealer.seal(sealer.unseal(sealed))
        except UnsealError:
            continue
    if fresh:
        change = update(key.table).where(key == bindparam("of_key")).values(fresh)
        await connection.execute(change, {"of_key": row[0]})
    return bool(fresh)
