"""The tables ``callbacks`` and ``callback_tries``; name and number lie in the first one sealed."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select

from bot.domain.callbacks.callbacks import Callback
from bot.domain.callbacks.limits import Try
from bot.domain.callbacks.terms import Consent
from bot.domain.callbacks.windows import Window
from bot.storage.handoff.pen import Pen
from bot.storage.handoff.tables import callback_tries, callbacks
from bot.storage.statements import insert_or_update

_c, _t = callbacks.c, callback_tries.c
_PLAIN = ("request", "chat_id", "zone", "voicemail", "named", "text", "minor", "attempts", "taken",
          "card", "closed_at")  # fmt: skip
_GET = select(callbacks).where(_c.request == bindparam("of_request"))
_PUT = insert_or_update(
    callbacks,
    lambda new: {column.name: new[column.name] for column in _c if column.name != "request"},
)
_DROP = delete(callbacks).where(_c.request == bindparam("of_request"))
_NOTE = insert(callback_tries)
_TRIES = select(func.count()).where(
    _t.chat_id == bindparam("of_chat"), _t.what == bindparam("of_what"), _t.at > bindparam("since")
)


class SqlCallbacks:
    """The tables, as a turn sees them."""

    def __init__(self, pen: Pen) -> None:
        """Write with ``pen``."""
        self._pen = pen

    async def get(self, request: int) -> Callback | None:
        """Return it; a name or a number that no key opens is empty."""
        row = (await self._pen.run(_GET, {"of_request": request})).one_or_none()
        return None if row is None else _callback(row, self._pen)

    async def put(self, callback: Callback) -> None:
        """Seal name and number, and keep them."""
        await self._pen.run(_PUT, _row(callback, self._pen))

    async def drop(self, request: int) -> None:
        """Erase it."""
        await self._pen.run(_DROP, {"of_request": request})

    async def note(self, chat_id: int, what: Try) -> None:
        """Count one try."""
        row = {"chat_id": chat_id, "what": what.value, "at": self._pen.now}
        await self._pen.run(_NOTE, row)

    async def tries(self, chat_id: int, what: Try, *, since: datetime) -> int:
        """Return how many there were."""
        asked = {"of_chat": chat_id, "of_what": what.value, "since": since}
        found: int = (await self._pen.run(_TRIES, asked)).scalar_one()
        return found


def _callback(row: Any, pen: Pen) -> Callback:
    return Callback(
        **{name: getattr(row, name) for name in _PLAIN},
        name=pen.unseal(row.name),
        number=pen.unseal(row.number),
        windows=tuple(_windows(row.windows)),
        consent=Consent(
            row.consent_version, row.consent_days, row.consent_payer, row.consented_at
        ),
    )


def _windows(seconds: Sequence[int]) -> Iterator[Window]:
    for start, end in zip(seconds[::2], seconds[1::2], strict=True):
        yield Window(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))


def _row(callback: Callback, pen: Pen) -> dict[str, Any]:
    row = {name: getattr(callback, name) for name in _PLAIN}
    consent = callback.consent
    return row | {
        "name": pen.seal(callback.name),
        "number": pen.seal(callback.number),
        "windows": tuple(
            int(at.timestamp()) for one in callback.windows for at in (one.start, one.end)
        ),
        "consent_version": consent.version,
        "consent_days": consent.days,
        "consent_payer": consent.payer,
        "consented_at": consent.at,
    }
