"""The table ``blocks``: who may not reach peers for a time."""

from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select

from bot.storage.handoff.pen import Pen
from bot.storage.handoff.tables import blocks
from bot.storage.statements import insert_or_update
from bot.usecases.handoff.records import Block

_b = blocks.c
_OF = select(_b.chat_id, _b.reason, _b.actor, _b.at, _b.until).where(
    _b.chat_id == bindparam("of_chat"), or_(_b.until.is_(None), _b.until > bindparam("now"))
)
_PUT = insert_or_update(
    blocks, lambda new: {name: new[name] for name in ("reason", "actor", "at", "until")}
)
_LIFT = delete(blocks).where(_b.chat_id == bindparam("of_chat"))


class SqlBlocks:
    """The table ``blocks``, as a turn sees it."""

    def __init__(self, pen: Pen) -> None:
        """Write with ``pen``."""
        self._pen = pen

    async def of(self, chat_id: int, *, now: datetime) -> Block | None:
        """Return the block that holds ``now``."""
        rows = await self._pen.run(_OF, {"of_chat": chat_id, "now": now})
        row = rows.one_or_none()
        if row is None:
            return None
        return Block(row.chat_id, self._pen.unseal(row.reason), row.actor, row.at, row.until)

    async def put(self, block: Block) -> None:
        """Keep it, in place of an earlier one."""
        row = {
            "chat_id": block.chat_id,
            "reason": self._pen.seal(block.reason),
            "actor": block.by,
            "at": block.at,
            "until": block.until,
        }
        await self._pen.run(_PUT, row)

    async def lift(self, chat_id: int) -> None:
        """Forget it."""
        await self._pen.run(_LIFT, {"of_chat": chat_id})
