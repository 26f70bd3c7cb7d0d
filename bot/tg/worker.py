"""Takes turns from the inbox: some of different chats at once, each chat's in order."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

import structlog

from bot.domain.delivery import Call
from bot.tg.reception import UnreadableUpdateError
from bot.usecases.asking import StillThinkingError
from bot.usecases.ports import Batch, Clock, Meter, OpenUpdate, StorageError, Turn, Turns

log = structlog.get_logger()

AT_ONCE = 64
"""Turns in one commit: enough to share its cost, few enough to keep replies quick."""

BACK_OFF = (1.0, 2.0, 5.0, 15.0)
"""Seconds before each further try; when they are used up, the update is a dead letter."""

IDLE = 0.5
"""Seconds between two looks at the inbox when nobody rings: for turns in back-off, and for
updates that another process received."""


class Ponder(Protocol):
    """Knows which answers are being worked out."""

    @property
    def count(self) -> int:
        """How many are worked out or wait to be taken."""
        ...

    def is_busy(self, turn: int) -> bool:
        """Tell whether the answer to an update is still being worked out."""
        ...

    def forget(self, turn: int) -> None:
        """Drop what nobody will ask for: the turn is over."""
        ...


@dataclass(slots=True)
class Worker:
    """Runs turns until it is told to stop; a turn that was begun is finished."""

    turns: Turns
    handle: Callable[[Turn], Awaitable[None]]
    apologise: Callable[[OpenUpdate], Awaitable[list[Call]]]
    """Returns what to tell the person whose update became a dead letter."""
    rescue: Callable[[Sequence[OpenUpdate]], Awaitable[None]]
    """Shows numbers to those in danger when a turn fails, or none can be committed."""
    clock: Clock
    meter: Meter
    work: asyncio.Event
    """Rung by the intake."""
    calls: asyncio.Event
    """Rung for the sender."""
    thinking: Ponder | None = None
    """Knows the turns whose answers are being worked out on other threads."""
    _shaken: list[OpenUpdate] = field(default_factory=list)
    """Turns that have just failed for the first time: with them went whatever card they had."""

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set."""
        while not stop.is_set():
            self.work.clear()
            if await self._some_turns() == 0 and not stop.is_set():
                await self._rest()

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self.work.wait(), IDLE)
        except TimeoutError:
            return

    async def _some_turns(self) -> int:
        """Take one batch; return how many updates were in it."""
        updates: Sequence[OpenUpdate] = ()
        try:
            pondered = self.thinking.count if self.thinking else 0
            async with self.turns.open(limit=AT_ONCE + pondered, now=self.clock()) as batch:
                updates = [one for one in batch.updates if not self._is_pondered(one)]
                deferred = [one for one in updates if not await self._one(batch, one)]
        except StorageError as error:
            self.meter.count("storage_errors")
            log.error("turns_not_committed", cause=type(error.__cause__).__name__)
            self._shaken.clear()
            await self._help_those_in_danger(updates)
            return 0
        if updates:
            self.calls.set()
        if self._shaken:
            shaken, self._shaken = self._shaken, []
            await self._help_those_in_danger(shaken)
        return len(updates) - len(deferred)

    async def _help_those_in_danger(self, updates: Sequence[OpenUpdate]) -> None:
        try:
            await self.rescue(updates)
        except Exception as error:  # noqa: BLE001  # what broke the turn may break this, too
            log.error("rescue_failed", error=type(error).__name__)

    def _is_pondered(self, update: OpenUpdate) -> bool:
        return self.thinking is not None and self.thinking.is_busy(update.seq)

    async def _one(self, batch: Batch, update: OpenUpdate) -> bool:
        """Take a turn; tell whether it is over, or left open until its answer is there."""
        began = self.clock()
        try:
            async with batch.turn(update) as turn:
                await self.handle(turn)
        except StorageError:
            raise
        except StillThinkingError:
            return False
        except Exception as error:  # noqa: BLE001  # whatever it was, it must not stop the line
            await self._failed(batch, update, error)
        else:
            self.meter.count("turns_done")
        self.meter.observe("turn_seconds", (self.clock() - began).total_seconds())
        if self.thinking:
            self.thinking.forget(update.seq)
        return True

    async def _failed(self, batch: Batch, update: OpenUpdate, error: Exception) -> None:
        name = type(error).__name__
        hopeless = isinstance(error, UnreadableUpdateError)
        log.warning("turn_failed", seq=update.seq, error=name, attempts=update.attempts + 1)
        if hopeless or update.attempts >= len(BACK_OFF):
            self.meter.count("dead_letters")
            await batch.bury(update, error=name, calls=await self._apology(update))
        else:
            self.meter.count("turns_failed")
            if update.attempts == 0:
                self._shaken.append(update)
            pause = timedelta(seconds=BACK_OFF[update.attempts])
            await batch.retry(update, at=self.clock() + pause, error=name)

    async def _apology(self, update: OpenUpdate) -> list[Call]:
        try:
            return await self.apologise(update)
        except Exception as error:  # noqa: BLE001  # one letter must not hold up all the others
            log.error("apology_failed", seq=update.seq, error=type(error).__name__)
            return []
