"""The table ``request_events``: who did what, when; rows are only ever added."""

from collections.abc import Sequence

from sqlalchemy import bindparam, insert, select

from bot.domain.handoff.events import RequestEvent, Step
from bot.domain.handoff.supporters import Role
from bot.storage.handoff.pen import Pen
from bot.storage.handoff.tables import request_events

_e = request_events.c
_ADD = insert(request_events)
_OF = (
    select(_e.request, _e.step, _e.at, _e.role, _e.actor, _e.word)
    .where(_e.request == bindparam("of_request"))
    .order_by(_e.id)
)


class SqlRequestEvents:
    """The table ``request_events``, as a turn sees it."""

    def __init__(self, pen: Pen) -> None:
        """Write with ``pen``."""
        self._pen = pen

    async def add(self, *events: RequestEvent) -> None:
        """Write them down in this order."""
        rows = [
            {
                "request": event.request,
                "step": event.step.value,
                "at": event.at,
                "role": None if event.role is None else event.role.value,
                "actor": event.by,
                "word": event.word,
            }
            for event in events
        ]
        if rows:
            await self._pen.run(_ADD, rows)

    async def of(self, request: int) -> Sequence[RequestEvent]:
        """Return what happened to it, in the order written."""
        rows = await self._pen.run(_OF, {"of_request": request})
        return [
            RequestEvent(
                row.request,
                Step(row.step),
                row.at,
                None if row.role is None else Role(row.role),
                row.actor,
                row.word,
            )
            for row in rows
        ]
