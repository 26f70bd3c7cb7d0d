"""Updates in: stored and committed first, acknowledged after, however they come."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.domain.delivery import Blocked, Call, Invalid
from bot.tg.failures import failure_of
from bot.tg.raw import is_genuine, received
from bot.usecases.ports import Clock, Inbox, Meter, OpenUpdate, StorageError

log = structlog.get_logger()

SLOW = 2.0
"""Seconds after which a database that does not answer is treated like one that is away."""
HUNG = 8.0
"""Seconds after that until nobody waits for it: the next poll may bring a cry for help."""
REMEMBERED = 10_000
"""Updates of an outage that have been answered from memory already."""


@dataclass(slots=True)
class Intake:
    """Puts updates into the inbox; answers from memory while it cannot."""

    inbox: Inbox
    apologise: Callable[[dict[str, Any]], Sequence[Call]]
    make: Callable[[Call], Awaitable[object]]
    """Makes a call at once, past the outbox: the outbox is away as well."""
    clock: Clock
    meter: Meter
    work: asyncio.Event
    _answered: dict[int, None] = field(default_factory=dict)
    _told: set[int] = field(default_factory=set)
    _hung: asyncio.Future[int] | None = None
    """What was given up waiting for; until it ends, nothing else is tried."""

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        """Store ``updates`` and commit; those that Telegram cannot have sent are dropped.

        Raises:
            StorageError: nothing was stored; whoever is in danger was shown numbers all the
                same. The updates must not be acknowledged.
        """
        updates = [update for update in updates if is_genuine(update)]
        try:
            new = await self._stored(updates)
        except StorageError as error:
            self.meter.count("storage_errors")
            log.error("updates_not_stored", cause=type(error.__cause__).__name__)
            await self._answer_from_memory(updates)
            raise
        self._told.clear()
        self.meter.count("updates_received", new)
        if new:
            self.work.set()

    async def _stored(self, updates: Sequence[dict[str, Any]]) -> int:
        """Store ``updates``; a database that only hangs must not keep anybody waiting either."""
        if self._hung is not None and not self._hung.done():
            raise StorageError
        storing = asyncio.ensure_future(  # noqa: TID251  # awaited below
            self.inbox.receive([received(update) for update in updates], now=self.clock())
        )
        done, _ = await asyncio.wait({storing}, timeout=SLOW)
        if not done:
            self.meter.count("storage_slow")
            await self._answer_from_memory(updates)
            done, _ = await asyncio.wait({storing}, timeout=HUNG)
        if not done:
            self._hung = storing
            storing.add_done_callback(_overlook)
            raise StorageError
        return storing.result()

    async def show_numbers(self, updates: Sequence[OpenUpdate]) -> None:
        """Show numbers to those in danger whose turns could not be committed."""
        read = [json.loads(update.body) for update in updates if update.body]
        await self._answer_from_memory(read, urgent_only=True)

    async def _answer_from_memory(
        self, updates: Sequence[dict[str, Any]], *, urgent_only: bool = False
    ) -> None:
        """Answer whoever has not been answered yet, those in danger before all others."""
        new = [update for update in updates if update["update_id"] not in self._answered]
        calls = [(update["update_id"], call) for update in new for call in self.apologise(update)]
        for update_id, call in sorted(calls, key=lambda each: not each[1].urgent):
            if (call.urgent or not urgent_only) and await self._make_once(call):
                self._answered[update_id] = None
        while len(self._answered) > REMEMBERED:
            del self._answered[next(iter(self._answered))]

    async def _make_once(self, call: Call) -> bool:
        """Make a call; the plain line goes to each chat once an outage, a card every time.

        Returns:
            Whether it is done with; a card is, once Telegram took it or said that it never will.
        """
        chat = call.chat_id or 0
        if not call.urgent and chat in self._told:
            return True
        self._told.add(chat)
        try:
            await self.make(call)
        except TelegramError as error:
            log.warning("outage_notice_failed", error=type(error).__name__)
            return not call.urgent or isinstance(failure_of(error), Blocked | Invalid)
        return True


def _overlook(storing: asyncio.Future[int]) -> None:
    """Take note of an error that has been told already; asyncio would print it."""
    if not storing.cancelled():
        storing.exception()
