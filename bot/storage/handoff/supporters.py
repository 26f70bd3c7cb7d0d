"""The table ``supporters``; names lie in it sealed."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, insert, select, text, update

from bot.domain.handoff.requests import Priority
from bot.domain.handoff.supporters import Duty, Role, Supporter
from bot.storage.handoff.pen import Pen
from bot.storage.handoff.tables import ACTIVE, REAL, requests, supporters
from bot.storage.sealing import Sealer, UnsealError

COLUMNS = tuple(supporters.c[field.name] for field in fields(Supporter))
"""What is read of a supporter."""
_NAMES = tuple(column.name for column in COLUMNS)
_HERE = text("removed_at IS NULL")

_BY_ID = select(*COLUMNS).where(supporters.c.id == bindparam("of_id"))
_BY_CHAT = select(*COLUMNS).where(supporters.c.chat_id == bindparam("of_chat"), _HERE)
_ALL = select(*COLUMNS).where(_HERE).order_by(supporters.c.id)
_ON_DUTY = _ALL.where(text("duty = 'on'"))
_LOADS = (
    select(requests.c.supporter, requests.c.priority)
    .where(text(ACTIVE), text(REAL), requests.c.supporter.is_not(None))
    .order_by(requests.c.supporter, requests.c.priority)
)
_ADD = insert(supporters).returning(supporters.c.id)
_SAVE = (
    update(supporters)
    .where(supporters.c.id == bindparam("of_id"))
    .values({name: bindparam(f"new_{name}") for name in _NAMES if name != "id"})
)


class SqlSupporters:
    """The table ``supporters``, as a turn sees it."""

    def __init__(self, pen: Pen) -> None:
        """Write with ``pen``."""
        self._pen = pen

    async def get(self, supporter_id: int) -> Supporter | None:
        """Return them, even if they have been removed."""
        return await self._one(_BY_ID, {"of_id": supporter_id})

    async def by_chat(self, chat_id: int) -> Supporter | None:
        """Return whose chat it is."""
        return await self._one(_BY_CHAT, {"of_chat": chat_id})

    async def by_name(self, name: str) -> Supporter | None:
        """Open all names, which are as many as the team is large; the oldest of two wins."""
        wanted = name.casefold()
        return next((one for one in await self.all() if one.name.casefold() == wanted), None)

    async def all(self) -> Sequence[Supporter]:
        """Return the team, the oldest first."""
        return await self._many(_ALL)

    async def on_duty(self) -> Sequence[Supporter]:
        """Return those whose duty is ``ON``, whatever else keeps them from taking requests."""
        return await self._many(_ON_DUTY)

    async def loads(self) -> Mapping[int, Sequence[Priority]]:
        """Return what each of them holds, the most urgent first; rehearsals are no load."""
        loads: dict[int, list[Priority]] = defaultdict(list)
        for row in await self._pen.run(_LOADS):
            loads[row.supporter].append(Priority(row.priority))
        return dict(loads)

    async def add(self, supporter: Supporter) -> Supporter | None:
        """Keep them under a new number, whatever ``supporter.id`` says."""
        if await self.by_chat(supporter.chat_id) is not None:
            return None
        row = _row_of(supporter, self._pen)
        number: int = (await self._pen.run(_ADD, row)).scalar_one()
        return replace(supporter, id=number)

    async def save(self, supporter: Supporter) -> None:
        """Write all of them."""
        row = {f"new_{name}": value for name, value in _row_of(supporter, self._pen).items()}
        await self._pen.run(_SAVE, row | {"of_id": supporter.id})

    async def _one(self, statement: Any, asked: Mapping[str, Any]) -> Supporter | None:
        row = (await self._pen.run(statement, asked)).one_or_none()
        return None if row is None else supporter_of(row, self._pen.sealer)

    async def _many(self, statement: Any) -> list[Supporter]:
        rows = await self._pen.run(statement)
        return [supporter_of(row, self._pen.sealer) for row in rows]


def supporter_of(row: Any, sealer: Sealer) -> Supporter:
    """Read a row of ``COLUMNS``; a name that no key opens is empty."""
    values = dict(zip(_NAMES, row, strict=True))
    try:
        values["name"] = sealer.unseal(values["name"])
    except UnsealError:
        values["name"] = ""
    values["role"], values["duty"] = Role(values["role"]), Duty(values["duty"])
    trained: dict[str, str] = json.loads(values["trained"])
    values["trained"] = {name: date.fromisoformat(day) for name, day in trained.items()}
    return Supporter(**values)


def _row_of(supporter: Supporter, pen: Pen) -> dict[str, Any]:
    row = {name: getattr(supporter, name) for name in _NAMES if name != "id"}
    row["name"] = pen.seal(supporter.name)
    row["role"], row["duty"] = supporter.role.value, supporter.duty.value
    days = {name: day.isoformat() for name, day in supporter.trained.items()}
    row["trained"] = json.dumps(days)
    return row
