"""Long polling: ``getUpdates`` as Telegram does it.

An offset confirms everything below it; the same offset again within half a second of an answer
gets one update only; a second poller ends the first with a 409.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from practice.errors import Refusal
from practice.updates import Queue, Update

Json = dict[str, Any]
Clock = Callable[[], float]

MOST = 100
LONGEST = 50
"""Seconds; https://core.telegram.org/bots/api#getupdates says to be short, the server caps."""
IMPATIENT = 0.5
"""Seconds within which asking for the same again is a bot in a loop."""
GATHER = 0.002
"""Seconds between the first update and the answer, so that a burst comes in one."""

OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
BY_WEBHOOK = "terminated by setWebhook request"


class Poller:
    """The one long poll that may wait at a time."""

    def __init__(self, queue: Queue, clock: Clock) -> None:
        """Wake up with each new update of ``queue``."""
        self._queue = queue
        self._clock = clock
        self._waiting: asyncio.Future[Refusal | None] | None = None
        self._last_offset: int | None = None
        self._last_answer = float("-inf")
        self._closed = False
        self.last_seen = float("-inf")
        queue.watch(self._wake)

    @property
    def waiting(self) -> bool:
        """Tell whether a bot is waiting right now."""
        return self._waiting is not None

    async def poll(self, offset: int, limit: int, patience: float) -> list[Update]:
        """Return the updates from ``offset`` on; wait for one up to ``patience`` seconds.

        Raises:
            Refusal: 409, another poll or a webhook took over.
        """
        self.end(Refusal(409, OTHER_POLL))
        self.last_seen = self._clock()
        self._confirm(offset)
        again = offset == self._last_offset and self._clock() - self._last_answer < IMPATIENT
        self._last_offset = offset
        most = 1 if again else min(max(limit, 1), MOST)
        if not self._queue.first(1) and patience > 0 and not self._closed:
            await self._wait(min(patience, LONGEST))
        self.last_seen = self._last_answer = self._clock()
        return self._queue.first(most)

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            self._queue.confirm(offset)
        elif offset < 0:
            self._queue.keep_last(-offset)

    async def _wait(self, seconds: float) -> None:
        mine = self._waiting = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                refusal = await mine
        except TimeoutError:
            return
        finally:
            if self._waiting is mine:
                self._waiting = None
        if refusal is not None:
            raise refusal
        await asyncio.sleep(GATHER)

    def end(self, refusal: Refusal | None) -> None:
        """End the poll that waits, if any: with a refusal, or with what there is."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(refusal)

    def close(self) -> None:
        """Let nobody wait any more."""
        self._closed = True
        self.end(None)

    def _wake(self, _update: Update) -> None:
        self.end(None)
