"""The table ``forms``: what was half said, sealed whole."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.storage.handoff.pen import Pen
from bot.storage.handoff.tables import forms
from bot.storage.sealing import Sealer, UnsealError
from bot.storage.statements import insert_or_update
from bot.usecases.handoff.records import Form

KEPT = timedelta(hours=24)
"""How long a form lives after its last answer."""
COLUMNS = (forms.c.chat_id, forms.c.body, forms.c.at)
"""What is read of a form."""

_OF = select(*COLUMNS).where(
    forms.c.chat_id == bindparam("of_chat"), forms.c.at > bindparam("after")
)
_PUT = insert_or_update(forms, lambda new: {"body": new["body"], "at": new["at"]})
_DROP = delete(forms).where(forms.c.chat_id == bindparam("of_chat"))


class SqlForms:
    """The table ``forms``, as a turn sees it."""

    def __init__(self, pen: Pen) -> None:
        """Write with ``pen``."""
        self._pen = pen

    async def of(self, chat_id: int, *, now: datetime) -> Form | None:
        """Return it, unless it is 24 hours old or no key opens it."""
        asked = {"of_chat": chat_id, "after": now - KEPT}
        row = (await self._pen.run(_OF, asked)).one_or_none()
        return None if row is None else form_of(row, self._pen.sealer)

    async def put(self, form: Form) -> None:
        """Keep it, in place of an earlier one."""
        words = {"name": form.name, "step": form.step, "answers": dict(form.answers)}
        row = {"chat_id": form.chat_id, "body": self._pen.seal(json.dumps(words)), "at": form.at}
        await self._pen.run(_PUT, row)

    async def drop(self, chat_id: int) -> None:
        """Forget it."""
        await self._pen.run(_DROP, {"of_chat": chat_id})


def form_of(row: Any, sealer: Sealer) -> Form | None:
    """Read a row of ``COLUMNS``; ``None`` if no key opens it."""
    try:
        words = json.loads(sealer.unseal(row.body))
    except UnsealError:
        return None
    return Form(row.chat_id, words["name"], words["step"], words["answers"], row.at)
