"""What the queue keeps no longer: by age, and by the wish of the person."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Delete,
    bindparam,
    delete,
    exists,
    or_,
    select,
    text,
)

from bot.domain.callbacks.limits import LONGEST as TRIES_KEPT
from bot.storage.connections import Connections
from bot.storage.failures import translated
from bot.storage.handoff.lines import HELD
from bot.storage.handoff.pen import Pen, take_pen
from bot.storage.handoff.tables import (
    OPEN,
    OVER,
    album_items,
    blocks,
    callback_tries,
    callbacks,
    forms,
    invites,
    message_links,
    notes,
    request_events,
    requests,
    supporters,
    timers,
)
from bot.storage.tables import care, outbox, people, threads

_TWO_DAYS = timedelta(hours=48)
"""How long ago the ``before`` of a purge is: the age at which links go as well."""
_LONG = timedelta(days=90) - _TWO_DAYS
"""So much longer live requests with their events, notes, and blocks that are over."""
_FORM = _TWO_DAYS - timedelta(hours=24)
_ALBUM = _TWO_DAYS - timedelta(hours=1)


def _old(key: Column[Any], *which: ColumnElement[bool]) -> Delete:
    chosen = select(key).where(*which).limit(bindparam("chunk"))
    return delete(key.table).where(key.in_(chosen))


_before: BindParameter[Any] = bindparam("before")
_l = message_links.c
_still_open = exists().where(requests.c.id == _l.request, text(OPEN))
_banner = exists().where(supporters.c.banner == _l.id)
_held = outbox.c.lane.startswith(HELD)
_BY_AGE = (
    (_old(_l.id, _l.made_at < _before, ~_still_open, ~_banner), timedelta()),
    (_old(notes.c.id, notes.c.at < _before), -_LONG),
    (_old(blocks.c.chat_id, blocks.c.until.is_not(None), blocks.c.until < _before), -_LONG),
    (_old(forms.c.chat_id, forms.c.at < _before), _FORM),
    (_old(invites.c.digest, invites.c.expires_at < _before), _TWO_DAYS),
    (_old(outbox.c.id, outbox.c.loose.is_not(None), _held, outbox.c.created_at < _before), _FORM),
    (_old(album_items.c.album, album_items.c.added_at < _before), _ALBUM),
    (_old(callback_tries.c.id, callback_tries.c.at < _before), _TWO_DAYS - TRIES_KEPT),
)
_CALLBACKS = _old(
    callbacks.c.request, callbacks.c.closed_at.is_not(None), callbacks.c.closed_at < _before
)
_OVER = (
    select(requests.c.id).where(text(OVER), requests.c.over_at < _before).limit(bindparam("chunk"))
)
_OVER_OF = select(requests.c.id).where(requests.c.chat_id == bindparam("of_chat"), text(OVER))
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_WITH_REQUESTS = (
    delete(callbacks).where(callbacks.c.request.in_(_ids)),
    delete(request_events).where(request_events.c.request.in_(_ids)),
    delete(notes).where(notes.c.request.in_(_ids)),
    delete(message_links).where(_l.request.in_(_ids)),
    delete(album_items).where(album_items.c.request.in_(_ids)),
    delete(requests).where(requests.c.id.in_(_ids)),
)
_of_chat: BindParameter[Any] = bindparam("of_chat")
# What belongs to the shift of somebody on the team is not the person's.
_no_team = ~exists().where(supporters.c.chat_id == _of_chat, text("removed_at IS NULL"))
_OF_CHAT = (
    delete(care).where(care.c.chat_id == _of_chat),
    delete(people).where(people.c.chat_id == _of_chat),
    delete(threads).where(threads.c.chat_id == _of_chat),
    delete(forms).where(forms.c.chat_id == _of_chat),
    delete(timers).where(timers.c.chat_id == _of_chat, _no_team),
    delete(album_items).where(album_items.c.chat_id == _of_chat),
    delete(message_links).where(
        _l.request.is_(None), or_(_l.to_chat == _of_chat, _l.from_chat == _of_chat), _no_team
    ),
)


async def purge_handoff(
    connections: Connections, *, before: datetime, chunk: int, numbers: timedelta
) -> int:
    """Delete what is too old, ``chunk`` rows a commit; return how many rows.

    Args:
        connections: the ways into the database.
        before: 48 hours ago.
        chunk: requests go with all that belongs to them, and count as one.
        numbers: how long the name and the number of a callback are kept after its end.
    """
    asked = {"before": before + _TWO_DAYS - numbers, "chunk": chunk}
    total = await _repeat(connections, _CALLBACKS, asked)
    for statement, shift in _BY_AGE:
        asked = {"before": before + shift, "chunk": chunk}
        total += await _repeat(connections, statement, asked)
    return total + await _purge_requests(connections, before - _LONG, chunk)


async def _repeat(connections: Connections, statement: Delete, asked: dict[str, Any]) -> int:
    total = 0
    while True:
        with translated("purge"):
            async with connections.writing() as connection:
                await take_pen(connection)
                done = (await connection.execute(statement, asked)).rowcount
        total += done
        if done < asked["chunk"]:
            return total


async def _purge_requests(connections: Connections, before: datetime, chunk: int) -> int:
    total = 0
    while True:
        with translated("purge"):
            async with connections.writing() as connection:
                await take_pen(connection)
                asked = {"before": before, "chunk": chunk}
                ids = (await connection.scalars(_OVER, asked)).all()
                if ids:
                    for statement in _WITH_REQUESTS:
                        await connection.execute(statement, {"ids": ids})
        total += len(ids)
        if len(ids) < chunk:
            return total


async def forget_chat(pen: Pen, chat_id: int) -> None:
    """Delete everything about a person but an open request and a block.

    What somebody has done to peers is remembered for their sake until the block ends.
    """
    ids: Sequence[int] = (await pen.run(_OVER_OF, {"of_chat": chat_id})).scalars().all()
    if ids:
        for statement in _WITH_REQUESTS:
            await pen.run(statement, {"ids": list(ids)})
    for statement in _OF_CHAT:
        await pen.run(statement, {"of_chat": chat_id})
