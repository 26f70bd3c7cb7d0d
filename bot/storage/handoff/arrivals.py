"""What became of messages that others must know of: numbers for links, and news for the inbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, null, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import Migrated, Outcome, Refused, Sent, Unreachable, chat_lane
from bot.domain.handoff.links import LinkKind
from bot.storage.handoff.pen import take_pen
from bot.storage.handoff.tables import message_links
from bot.storage.inbox import add_ours
from bot.storage.sealing import Sealer
from bot.storage.tables import outbox

_l = message_links.c
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_NUMBER = (
    update(message_links)
    .where(_l.id == bindparam("of_id"))
    .values(to_message=bindparam("number"), failed=null())
)
_FAIL = (
    update(message_links)
    .where(_l.id == bindparam("of_id"), _l.to_message.is_(None))
    .values(failed=bindparam("why"))
)
_AWAITED = select(_l.id, _l.to_chat, _l.from_chat).where(
    _l.id.in_(_ids), or_(text("report"), text("undone"))
)
_MISSED = select(_l.id, _l.to_chat, _l.from_chat, _l.failed).where(
    and_(
        _l.id.in_(_ids),
        _l.kind == LinkKind.LINE.value,
        _l.to_message.is_(None),
        text("NOT undone"),
    )
)
_OF_CHATS = select(outbox.c.becomes).where(
    outbox.c.chat_id.in_(bindparam("chats", expanding=True)),
    outbox.c.finished_at.is_(None),
    outbox.c.becomes.is_not(None),
)
_NUMBERS = select(_l.id, _l.to_message).where(_l.id.in_(_ids), _l.to_message.is_not(None))

News = tuple[str, dict[str, Any]]


@dataclass(slots=True)
class Arrivals:
    """What the outcomes of calls mean for the links that the calls become."""

    numbers: dict[int, int] = field(default_factory=dict)
    failed: dict[int, str] = field(default_factory=dict)
    lost_chats: list[int] = field(default_factory=list)
    moved: bool = False
    """Calls that wait for a chat are about to be readdressed; no turn may stop one meanwhile."""

    def enter(self, outcome: Outcome, becomes: Sequence[int]) -> None:
        """Sort ``outcome`` of a call in that ``becomes`` these links, if any."""
        match outcome:
            case Sent(message_ids=numbers) if len(numbers) == len(becomes):
                self.numbers.update(zip(becomes, numbers, strict=True))
            case Sent(message_ids=numbers) if numbers:
                # A part of an album is missing, and nobody knows which: say so of all of it.
                self.failed.update(dict.fromkeys(becomes, "refused"))
            case Refused():
                self.failed.update(dict.fromkeys(becomes, "refused"))
            case Unreachable(chat_id=chat_id):
                self.failed.update(dict.fromkeys(becomes, "blocked"))
                self.lost_chats.append(chat_id)
            case Migrated():
                self.moved = True
            case _:
                pass

    @property
    def nothing(self) -> bool:
        """Tell whether no link can be concerned, as with most calls."""
        return not (self.numbers or self.failed or self.lost_chats or self.moved)

    async def begin(self, connection: AsyncConnection) -> None:
        """Take the pen, then find what else was to go to chats that are lost."""
        if self.nothing:
            return
        await take_pen(connection)
        if self.lost_chats:
            for (becomes,) in await connection.execute(_OF_CHATS, {"chats": self.lost_chats}):
                self.failed.update(dict.fromkeys(becomes, "blocked"))

    async def write(self, connection: AsyncConnection, sealer: Sealer, *, now: datetime) -> None:
        """Write numbers and failures down, and tell those who wait for them."""
        news: list[News] = []
        if self.numbers:
            rows = [{"of_id": link, "number": to} for link, to in sorted(self.numbers.items())]
            await connection.execute(_NUMBER, rows)
            news += await _arrived(connection, self.numbers)
        if self.failed:
            failures = [{"of_id": link, "why": why} for link, why in sorted(self.failed.items())]
            await connection.execute(_FAIL, failures)
            news += await _lost(connection, self.failed)
        await add_ours(connection, news, sealer, now=now)


async def _arrived(connection: AsyncConnection, numbers: Mapping[int, int]) -> list[News]:
    rows = await connection.execute(_AWAITED, {"ids": list(numbers)})
    return [(_lane(row), {"name": "arrived", "link": row.id}) for row in rows]


async def _lost(connection: AsyncConnection, failed: Mapping[int, str]) -> list[News]:
    rows = await connection.execute(_MISSED, {"ids": list(failed)})
    return [(_lane(row), {"name": "lost", "link": row.id, "why": row.failed}) for row in rows]


def _lane(row: Any) -> str:
    """Name the lane of the sender, who is to be told; of the reader, if there is no sender."""
    return chat_lane(row.to_chat if row.from_chat is None else row.from_chat)


async def find_numbers(connection: AsyncConnection, link_ids: Sequence[int]) -> dict[int, int]:
    """Return the numbers of those links that have one."""
    rows = await connection.execute(_NUMBERS, {"ids": link_ids})
    return {row.id: row.to_message for row in rows}
