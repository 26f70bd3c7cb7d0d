"""Who somebody is here: one look for a whole batch, and nothing more for most."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import BindParameter, bindparam, literal, select, text, union_all

from bot.storage.handoff import forms as form_rows
from bot.storage.handoff import rows as request_rows
from bot.storage.handoff import supporters as supporter_rows
from bot.storage.handoff.tables import OPEN, forms, requests, supporters
from bot.storage.sealing import Sealer
from bot.usecases.handoff.records import Place

NOWHERE = Place(None, None, None)


def _chats() -> BindParameter[Any]:
    return bindparam("chats", expanding=True)


_of_supporters = (supporters.c.chat_id.in_(_chats()), text("removed_at IS NULL"))
_of_requests = (requests.c.chat_id.in_(_chats()), text(OPEN))
_of_forms = (forms.c.chat_id.in_(_chats()), forms.c.at > bindparam("after"))
_INVOLVED = union_all(
    select(literal("supporter"), supporters.c.chat_id).where(*_of_supporters),
    select(literal("request"), requests.c.chat_id).where(*_of_requests),
    select(literal("form"), forms.c.chat_id).where(*_of_forms),
)
_SUPPORTERS = select(*supporter_rows.COLUMNS).where(*_of_supporters)
# A supporter who rehearses may have a request of their own as well: that one comes last and wins.
_REQUESTS = (
    select(*request_rows.COLUMNS)
    .where(*_of_requests)
    .order_by(requests.c.rehearsal.desc(), requests.c.asked_at)
)
_FORMS = select(*form_rows.COLUMNS).where(*_of_forms)


class Reader(Protocol):
    """Runs one SELECT."""

    async def look(self, statement: Any, params: Any) -> Any:
        """Return all rows."""
        ...


@dataclass(slots=True)
class Found:
    """The places that the turns of a batch have asked for."""

    places: dict[int, Place]
    as_of: int
    """How many turns of the batch had written when they were read."""


async def find_places(
    reader: Reader, chats: Collection[int], sealer: Sealer, *, now: datetime
) -> dict[int, Place]:
    """Return the place of each of ``chats``: one SELECT if none of them is anywhere."""
    places = dict.fromkeys(chats, NOWHERE)
    after = now - form_rows.KEPT
    involved: dict[str, list[int]] = {}
    if places:
        for kind, chat_id in await reader.look(_INVOLVED, {"chats": list(places), "after": after}):
            involved.setdefault(kind, []).append(chat_id)
    if not involved:
        return places
    team = {one.chat_id: one for one in await _supporters(reader, involved, sealer)}
    asking = {one.chat_id: one for one in await _requests(reader, involved)}
    filling = {one.chat_id: one for one in await _forms(reader, involved, sealer, after)}
    for chat_id in {chat for chats in involved.values() for chat in chats}:
        places[chat_id] = Place(team.get(chat_id), asking.get(chat_id), filling.get(chat_id))
    return places


async def _supporters(reader: Reader, involved: dict[str, list[int]], sealer: Sealer) -> list[Any]:
    chats = involved.get("supporter")
    rows = await reader.look(_SUPPORTERS, {"chats": chats}) if chats else ()
    return [supporter_rows.supporter_of(row, sealer) for row in rows]


async def _requests(reader: Reader, involved: dict[str, list[int]]) -> list[Any]:
    chats = involved.get("request")
    rows = await reader.look(_REQUESTS, {"chats": chats}) if chats else ()
    return [request_rows.request_of(row) for row in rows]


async def _forms(
    reader: Reader, involved: dict[str, list[int]], sealer: Sealer, after: datetime
) -> list[Any]:
    chats = involved.get("form")
    rows = await reader.look(_FORMS, {"chats": chats, "after": after}) if chats else ()
    found = [form_rows.form_of(row, sealer) for row in rows]
    return [form for form in found if form is not None]
