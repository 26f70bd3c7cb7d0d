"""The table ``message_links``: ids only."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, text, update

from bot.domain.handoff.links import Link, LinkKind
from bot.storage.handoff.pen import Pen
from bot.storage.handoff.tables import message_links

_l = message_links.c
_NAMES = tuple(field.name for field in fields(Link))
COLUMNS = tuple(_l[name] for name in _NAMES)
"""What is read of a link."""
_newest = (_l.turn.desc(), _l.id)

_ADD = insert(message_links)
_BY_ID = select(*COLUMNS).where(_l.id == bindparam("of_id"))
_OF_SOURCE = (
    select(*COLUMNS)
    .where(
        text("from_chat IS NOT NULL"),
        _l.from_chat == bindparam("of_chat"),
        _l.from_message == bindparam("of_message"),
    )
    .order_by(*_newest)
)
_OF_COPY = (
    select(*COLUMNS)
    .where(
        text("to_message IS NOT NULL"),
        _l.to_chat == bindparam("of_chat"),
        _l.to_message == bindparam("of_message"),
    )
    .order_by(*_newest)
    .limit(1)
)
_of_lines = (
    text("kind = 'line' AND NOT undone"),
    _l.request == bindparam("of_request"),
    _l.from_chat == bindparam("of_chat"),
)
_last_turn = select(func.max(_l.turn)).where(*_of_lines).correlate(None).scalar_subquery()
_LAST_LINE = (
    select(*COLUMNS).where(*_of_lines, _l.turn == _last_turn).order_by(_l.from_message, _l.id)
)
_OFFERS = (
    select(*COLUMNS)
    .where(
        text("kind = 'offer' AND NOT undone"),
        _l.request == bindparam("of_request"),
        _l.failed.is_(None),
    )
    .order_by(_l.made_at, _l.id)
)
_some = _l.id.in_(bindparam("ids", expanding=True))
_UNDO = update(message_links).where(_some).values(undone=True)
_FORGET = delete(message_links).where(_some)


class SqlLinks:
    """The table ``message_links``, as a turn sees it."""

    def __init__(self, pen: Pen) -> None:
        """Write with ``pen``."""
        self._pen = pen

    async def add(self, *links: Link) -> None:
        """Keep new links; ``ValueError`` if an id is taken."""
        if links:
            await self._pen.run(_ADD, [_row_of(link, self._pen.turn) for link in links])

    async def get(self, link_id: int) -> Link | None:
        """Return it."""
        found = await self._many(_BY_ID, {"of_id": link_id})
        return found[0] if found else None

    async def of_source(self, chat_id: int, message_id: int) -> Sequence[Link]:
        """Return every copy that was made of it, undone ones too."""
        return await self._many(_OF_SOURCE, {"of_chat": chat_id, "of_message": message_id})

    async def of_copy(self, chat_id: int, message_id: int) -> Link | None:
        """Return whose number it is; a message with a mark before it has two."""
        found = await self._many(_OF_COPY, {"of_chat": chat_id, "of_message": message_id})
        return found[0] if found else None

    async def last_line(self, request: int, from_chat: int) -> Sequence[Link]:
        """Return what the newest turn copied of that chat: an album is one line."""
        return await self._many(_LAST_LINE, {"of_request": request, "of_chat": from_chat})

    async def offers_of(self, request: int) -> Sequence[Link]:
        """Return the offers that are neither undone nor refused by Telegram, oldest first."""
        return await self._many(_OFFERS, {"of_request": request})

    async def undo(self, *link_ids: int) -> None:
        """Note that they were taken back; one that is still to arrive is told of then."""
        if link_ids:
            await self._pen.run(_UNDO, {"ids": link_ids})

    async def forget(self, *link_ids: int) -> None:
        """Delete them; what still becomes one of them becomes nothing."""
        if link_ids:
            await self._pen.run(_FORGET, {"ids": link_ids})

    async def _many(self, statement: Any, asked: Mapping[str, Any]) -> list[Link]:
        return [link_of(row) for row in await self._pen.run(statement, asked)]


def link_of(row: Any) -> Link:
    """Read a row of ``COLUMNS``."""
    values = dict(zip(_NAMES, row, strict=True))
    values["kind"] = LinkKind(values["kind"])
    return Link(**values)


def _row_of(link: Link, turn: int) -> dict[str, Any]:
    row = {name: getattr(link, name) for name in _NAMES}
    return row | {"kind": link.kind.value, "turn": turn}
