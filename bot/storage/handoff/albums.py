"""The table ``album_items``: pictures that wait for the rest of their album."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete

from bot.storage.handoff.pen import Pen
from bot.storage.handoff.tables import album_items
from bot.storage.statements import insert_or_pass
from bot.usecases.handoff.records import AlbumItem

_a = album_items.c
_ADD = insert_or_pass(album_items, "album", "chat_id", "message_id")
_TAKE = (
    delete(album_items)
    .where(_a.album == bindparam("of_album"))
    .returning(_a.album, _a.chat_id, _a.message_id, _a.request, _a.bare)
)


class SqlAlbums:
    """The table ``album_items``, as a turn sees it."""

    def __init__(self, pen: Pen) -> None:
        """Write with ``pen``."""
        self._pen = pen

    async def add(self, item: AlbumItem) -> None:
        """Keep it; the same message twice is one item."""
        row = {
            "album": item.album,
            "chat_id": item.chat_id,
            "message_id": item.message_id,
            "request": item.request,
            "bare": item.bare,
            "added_at": self._pen.now,
        }
        await self._pen.run(_ADD, row)

    async def take(self, album: str) -> Sequence[AlbumItem]:
        """Return its items by message id, and forget them."""
        rows = await self._pen.run(_TAKE, {"of_album": album})
        items = [AlbumItem(**row._asdict()) for row in rows]
        return sorted(items, key=lambda item: item.message_id)
