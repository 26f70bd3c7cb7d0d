"""The queue and the relay as one turn sees them."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.storage.calls import Packed
from bot.storage.handoff.albums import SqlAlbums
from bot.storage.handoff.blocks import SqlBlocks
from bot.storage.handoff.callbacks import SqlCallbacks
from bot.storage.handoff.events import SqlRequestEvents
from bot.storage.handoff.forms import SqlForms
from bot.storage.handoff.invites import SqlInvites
from bot.storage.handoff.lines import SqlLines
from bot.storage.handoff.links import SqlLinks
from bot.storage.handoff.notes import SqlNotes
from bot.storage.handoff.pen import Pen, Pens
from bot.storage.handoff.places import Found, find_places
from bot.storage.handoff.requests import SqlRequests
from bot.storage.handoff.supporters import SqlSupporters
from bot.storage.handoff.timers import SqlTimers
from bot.usecases.handoff.records import Place


@dataclass(slots=True)
class Queue:
    """What the turns of a batch share of the queue."""

    chats: Collection[int]
    """The private chats of the batch: their places are read together."""
    pens: Pens = field(default_factory=Pens)
    found: Found | None = None


class SqlHandoff:
    """Implements ``Handoff``; its parts are made when asked for, for most turns ask for none."""

    def __init__(self, pen: Pen, queue: Queue, calls: list[Packed]) -> None:
        """Write with ``pen``; ``calls`` are those that the turn queues."""
        self._pen = pen
        self._queue = queue
        self._calls = calls

    async def enter(self) -> None:
        """Take the pen."""
        await self._pen.take()

    async def place(self, chat_id: int) -> Place:
        """Look once for all chats of the batch, and again only after a turn has written."""
        if self._pen.entered:
            return await self._look(chat_id)
        found, written = self._queue.found, self._queue.pens.written
        if found is None or found.as_of != written:
            chats = {*self._queue.chats, chat_id}
            places = await find_places(self._pen, chats, self._pen.sealer, now=self._pen.now)
            self._queue.found = found = Found(places, written)
        if chat_id not in found.places:
            found.places[chat_id] = await self._look(chat_id)
        return found.places[chat_id]

    async def _look(self, chat_id: int) -> Place:
        places = await find_places(self._pen, [chat_id], self._pen.sealer, now=self._pen.now)
        return places[chat_id]

    def new_id(self) -> int:
        """Return a number nobody can guess."""
        return 1 + secrets.randbelow(2**62 - 1)

    @property
    def requests(self) -> SqlRequests:
        """The table ``requests``."""
        return SqlRequests(self._pen)

    @property
    def supporters(self) -> SqlSupporters:
        """The table ``supporters``."""
        return SqlSupporters(self._pen)

    @property
    def links(self) -> SqlLinks:
        """The table ``message_links``."""
        return SqlLinks(self._pen)

    @property
    def lines(self) -> SqlLines:
        """Calls that may still be stopped."""
        return SqlLines(self._pen, self._calls)

    @property
    def timers(self) -> SqlTimers:
        """The table ``timers``."""
        return SqlTimers(self._pen)

    @property
    def events(self) -> SqlRequestEvents:
        """The table ``request_events``."""
        return SqlRequestEvents(self._pen)

    @property
    def invites(self) -> SqlInvites:
        """The table ``invites``."""
        return SqlInvites(self._pen)

    @property
    def notes(self) -> SqlNotes:
        """The table ``notes``."""
        return SqlNotes(self._pen)

    @property
    def blocks(self) -> SqlBlocks:
        """The table ``blocks``."""
        return SqlBlocks(self._pen)

    @property
    def forms(self) -> SqlForms:
        """The table ``forms``."""
        return SqlForms(self._pen)

    @property
    def albums(self) -> SqlAlbums:
        """The table ``album_items``."""
        return SqlAlbums(self._pen)

    @property
    def callbacks(self) -> SqlCallbacks:
        """The tables ``callbacks`` and ``callback_tries``."""
        return SqlCallbacks(self._pen)
