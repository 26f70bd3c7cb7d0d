"""Calls out: each chat's in order, paced as Telegram asks, repeated until Telegram has them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram.error import InvalidToken, TelegramError

from bot.domain.delivery import Flood, Outcome, Postponed, Queued, Sent, after_failure
from bot.tg.client import TelegramClient
from bot.tg.failures import failure_of
from bot.tg.gate import Gate
from bot.usecases.ports import Clock, Meter, Outbox, StorageError

log = structlog.get_logger()

UNDER_WAY = 24
"""Calls made at once."""
IDLE = 0.5
"""Seconds between two looks at the outbox when nobody rings: for calls that were postponed."""
DRAIN = 5.0
"""Seconds that calls under way get to finish when the bot stops; then they are given up, and
made again at the next start."""


@dataclass(slots=True)
class Sender:
    """Makes the calls of the outbox."""

    outbox: Outbox
    bot: TelegramClient
    gate: Gate
    clock: Clock
    ticks: Callable[[], float]
    """Tells the seconds of a clock that only goes forward; the gate lives by it."""
    meter: Meter
    calls: asyncio.Event
    """Rung when there is something to do: new calls, one that ended, or the end of the day."""
    work: asyncio.Event = field(default_factory=asyncio.Event)
    """Rung for the worker: what became of calls may be news for whoever wrote them."""
    _busy: dict[int, str] = field(default_factory=dict)
    """Lanes of the calls under way or not yet written down, by the id of the call."""
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)
    _ended: list[Outcome] = field(default_factory=list)
    _token_refused: bool = False

    async def run(self, stop: asyncio.Event) -> None:
        """Make calls until ``stop`` is set, then wait a while for those under way.

        Raises:
            InvalidToken: Telegram does not know the bot.
        """
        async with asyncio.TaskGroup() as group:
            while not stop.is_set():
                self.calls.clear()
                started = await self._start_some(group)
                if self._token_refused:
                    raise InvalidToken
                if not started and not stop.is_set():
                    await self._rest()
            await self._drain()

    async def _rest(self) -> None:
        seconds = min(IDLE, self.gate.wait(self.ticks()) or IDLE)
        try:
            await asyncio.wait_for(self.calls.wait(), seconds)
        except TimeoutError:
            return

    async def _drain(self) -> None:
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=DRAIN)
            for call in late:
                call.cancel()
        await self._write_down()

    async def _start_some(self, group: asyncio.TaskGroup) -> int:
        """Write down what ended and start what may start; return how many were started."""
        try:
            await self._settle()
            now = self.ticks()
            room = min(UNDER_WAY - len(self._busy), self.gate.room(now))
            if room <= 0:
                return 0
            closed = self.gate.closed(now) | set(self._busy.values())
            queued = await self.outbox.due(now=self.clock(), limit=room, busy=closed)
        except StorageError as error:
            self.meter.count("storage_errors")
            log.error("outbox_not_read", cause=type(error.__cause__).__name__)
            return 0
        for one in queued:
            self._start(group, one)
        return len(queued)

    def _start(self, group: asyncio.TaskGroup, queued: Queued) -> None:
        self._busy[queued.id] = queued.call.lane
        self.gate.passed(queued.call.chat_id, self.ticks())
        call = group.create_task(self._make(queued))
        self._under_way.add(call)
        call.add_done_callback(self._under_way.discard)

    async def _make(self, queued: Queued) -> None:
        outcome = await self._outcome(queued)
        self._ended.append(outcome)
        self.meter.count(f"calls_{type(outcome).__name__.lower()}")
        self.calls.set()

    async def _outcome(self, queued: Queued) -> Outcome:
        call = queued.call
        try:
            result: Any = await self.bot.make(call.method, call.params)
        except InvalidToken:
            self._token_refused = True
            return Postponed(queued.id, self.clock(), "token")
        except TelegramError as error:
            failure = failure_of(error)
            if isinstance(failure, Flood):
                self.gate.flooded(call.chat_id, failure.retry_after, self.ticks())
            outcome = after_failure(queued, failure, now=self.clock())
            became = type(outcome).__name__
            log.info("call_failed", id=queued.id, method=call.method, became=became)
            return outcome
        return Sent(queued.id, _message_ids(result))

    async def _write_down(self) -> None:
        try:
            await self._settle()
        except StorageError as error:
            self.meter.count("storage_errors")
            log.error("outcomes_not_stored", cause=type(error.__cause__).__name__)

    async def _settle(self) -> None:
        """Keep what became of the calls that ended, and let their lanes go on."""
        ended: Sequence[Outcome] = list(self._ended)
        if not ended:
            return
        await self.outbox.settle(ended, now=self.clock())
        self.work.set()
        del self._ended[: len(ended)]
        for outcome in ended:
            self._busy.pop(outcome.id, None)


def _message_ids(result: object) -> tuple[int, ...]:
    """Return the numbers of the messages that a call made: of none, of one, or of an album."""
    made = result if isinstance(result, list) else [result]
    found = [one.get("message_id") for one in made if isinstance(one, dict)]
    return tuple(number for number in found if isinstance(number, int))
