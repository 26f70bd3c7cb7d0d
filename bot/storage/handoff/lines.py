"""Calls that are queued and may still be stopped, found by the links they become."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, text, update

from bot.domain.delivery import Call, chat_lane
from bot.domain.handoff.links import Link
from bot.storage.calls import Packed, load_params, pack, row_of
from bot.storage.handoff.links import SqlLinks
from bot.storage.handoff.pen import Pen
from bot.storage.handoff.tables import message_links
from bot.storage.tables import outbox

_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
HELD = "held:"
"""What the lane of a held call begins with; nothing in it is ever due."""
_o = outbox.c

_LOOSE = select(_o.id, _o.lane, _o.becomes).where(
    text("loose IS NOT NULL"), _o.finished_at.is_(None), _o.not_before > bindparam("now")
)
_TAKE = (
    delete(outbox)
    .where(_o.id == bindparam("of_id"), text("loose IS NOT NULL"), _o.finished_at.is_(None))
    .returning(_o.method, _o.params, _o.chat_id, _o.rank, _o.becomes)
)
_HOLD = insert(outbox)
_FOLLOW = (
    update(message_links)
    .where(message_links.c.id == bindparam("of_id"))
    .values(to_chat=bindparam("new_chat"), request=bindparam("new_request"))
)


class SqlLines:
    """The calls of the outbox that are loose, and those of the turn itself."""

    def __init__(self, pen: Pen, calls: list[Packed]) -> None:
        """Write with ``pen``; ``calls`` are those that the turn queues, in order."""
        self._pen = pen
        self._calls = calls

    async def cancel(self, link_id: int) -> bool:
        """Drop the call with all that it would become: an album goes as a whole."""
        return await self._take(link_id) is not None

    async def hold(self, call: Call) -> None:
        """Keep the call in a lane of its own, which never comes.

        Raises:
            ValueError: the call goes to no chat, becomes no link, or cannot be stored.
        """
        if call.chat_id is None or not call.becomes:
            raise ValueError("only a message that becomes a link can be held")
        row = row_of(pack(call), self._pen.sealer, now=self._pen.now)
        row |= {"lane": f"{HELD}{call.becomes[0]}", "not_before": _NEVER, "loose": 1}
        await self._pen.run(_HOLD, row)

    async def release(self, link_id: int) -> bool:
        """Queue a held call as if the turn had decided it just now."""
        call = await self._take_queued(link_id, held=True)
        if call is not None:
            self._calls.append(pack(call))
        return call is not None

    async def redirect(self, link_id: int, link: Link) -> bool:
        """Queue the call anew, without a delay; the links of an album go along."""
        call = await self._take(link_id)
        if call is None:
            return False
        links = SqlLinks(self._pen)
        await links.forget(link_id)
        await links.add(link)
        others = [other for other in call.becomes if other != link_id]
        moved = {"new_chat": link.to_chat, "new_request": link.request}
        if others:
            await self._pen.run(_FOLLOW, [{"of_id": other, **moved} for other in others])
        self._calls.append(pack(_redirected(call, link_id, link)))
        return True

    async def _take(self, link_id: int) -> Call | None:
        for index, packed in enumerate(self._calls):
            if link_id in packed.call.becomes:
                del self._calls[index]
                return packed.call
        return await self._take_queued(link_id)

    async def _take_queued(self, link_id: int, *, held: bool = False) -> Call | None:
        """Take the call out of the outbox; few are loose at any time."""
        loose = (await self._pen.run(_LOOSE, {"now": self._pen.now})).all()
        mine = [
            row.id
            for row in loose
            if link_id in row.becomes and (not held or row.lane.startswith(HELD))
        ]
        if not mine:
            return None
        row = (await self._pen.run(_TAKE, {"of_id": mine[0]})).one_or_none()
        return None if row is None else self._call(row)

    def _call(self, row: Any) -> Call:
        params = load_params(row.params, self._pen.sealer)
        lane = chat_lane(row.chat_id)
        return Call(
            row.method, params, lane, row.chat_id, urgent=row.rank == 0, becomes=row.becomes
        )


def _redirected(call: Call, link_id: int, link: Link) -> Call:
    params = {name: value for name, value in call.params.items() if name != "reply_parameters"}
    becomes = tuple(link.id if one == link_id else one for one in call.becomes)
    return replace(
        call,
        params=params | {"chat_id": link.to_chat},
        lane=chat_lane(link.to_chat),
        chat_id=link.to_chat,
        becomes=becomes,
        delay=type(call.delay)(),
    )
