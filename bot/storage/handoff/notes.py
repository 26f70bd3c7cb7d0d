"""The table ``notes``: what supporters wrote down, sealed."""

from collections.abc import Sequence

from sqlalchemy import bindparam, insert, select

from bot.storage.handoff.pen import Pen
from bot.storage.handoff.tables import notes
from bot.usecases.handoff.records import Note

_n = notes.c
_ADD = insert(notes)
_OF = (
    select(_n.request, _n.kind, _n.body, _n.actor, _n.at)
    .where(_n.request == bindparam("of_request"))
    .order_by(_n.id)
)


class SqlNotes:
    """The table ``notes``, as a turn sees it."""

    def __init__(self, pen: Pen) -> None:
        """Write with ``pen``."""
        self._pen = pen

    async def add(self, note: Note) -> None:
        """Seal it and keep it."""
        row = {
            "request": note.request,
            "kind": note.kind,
            "body": self._pen.seal(note.text),
            "actor": note.by,
            "at": note.at,
        }
        await self._pen.run(_ADD, row)

    async def of(self, request: int) -> Sequence[Note]:
        """Return its notes, oldest first; one that no key opens is empty."""
        rows = await self._pen.run(_OF, {"of_request": request})
        return [
            Note(row.request, row.kind, self._pen.unseal(row.body), row.actor, row.at)
            for row in rows
        ]
