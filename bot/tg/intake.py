"""Updates in: stored and committed first, acknowledged after, however they come."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.domain.delivery import Call
from bot.tg.raw import received
from bot.usecases.ports import Clock, Inbox, Meter, Received, StorageError

log = structlog.get_logger()

SLOW = 2.0
"""Seconds after which a database that does not answer is treated like one that is away."""
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

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        """Store ``updates`` and commit.

        Raises:
            StorageError: nothing was stored; whoever is in danger was shown numbers all the
                same. The updates must not be acknowledged.
        """
        try:
            new = await self._stored(updates)
        except StorageError as error:
            self.meter.count("storage_errors")
            log.error("updates_not_stored", cause=type(error.__cause__).__name__)
            await self._answer_from_memory(updates)
            raise
        self._answered.clear()
        self._told.clear()
        self.meter.count("updates_received", new)
        if new:
            self.work.set()

    async def _stored(self, updates: Sequence[dict[str, Any]]) -> int:
        """Store ``updates``; a database that only hangs must not keep anybody waiting either."""
        storing = asyncio.ensure_future(  # noqa: TID251  # awaited below
            self.inbox.receive(_readable(updates), now=self.clock())
        )
        done, _ = await asyncio.wait({storing}, timeout=SLOW)
        if not done:
            self.meter.count("storage_slow")
            await self._answer_from_memory(updates)
        return await storing

    async def _answer_from_memory(self, updates: Sequence[dict[str, Any]]) -> None:
        for update in updates:
            if update["update_id"] not in self._answered and len(self._answered) < REMEMBERED:
                self._answered[update["update_id"]] = None
                for call in self.apologise(update):
                    await self._make_once(call)

    async def _make_once(self, call: Call) -> None:
        """Make a call; the plain line goes to each chat once an outage, a card every time."""
        chat = call.chat_id or 0
        if not call.urgent and chat in self._told:
            return
        self._told.add(chat)
        try:
            await self.make(call)
        except TelegramError as error:
            log.warning("outage_notice_failed", error=type(error).__name__)


def _readable(updates: Sequence[dict[str, Any]]) -> list[Received]:
    return [received(update) for update in updates]
