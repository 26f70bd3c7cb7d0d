"""Answer questions on other threads: nobody waits while somebody else's is worked out.

A turn whose answer is not ready ends without a trace and stays open; when the answer is there, the
worker takes the turn again and finds it ready.
"""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from bot.usecases.asking import Answering, Asked, Reply, StillThinkingError

THREADS = 2
"""Questions at once; more threads than processors would only wait for each other."""

KEPT = 60.0
"""Seconds for which an answer waits to be taken: another process may have taken the turn."""

_Key = tuple[int, Asked]


@dataclass(frozen=True, slots=True)
class _Begun:
    """An answer that is being worked out."""

    at: float
    """On the clock of the event loop."""
    future: Future[Reply]


class Thinking:
    """Implements ``Answering`` over another one; used on one event loop only."""

    def __init__(self, answering: Answering, work: asyncio.Event) -> None:
        """Work ``answering`` out on threads, and ring ``work`` when an answer is there."""
        self._answering = answering
        self._work = work
        self._pool = ThreadPoolExecutor(THREADS, "matcher")
        self._answers: dict[_Key, _Begun] = {}

    def __call__(self, asked: Asked, *, turn: int) -> Reply:
        """Return the reply if it is ready.

        Raises:
            StillThinkingError: it is not, and is being worked out.
            Exception: whatever went wrong on the thread.
        """
        key = (turn, asked)
        if key not in self._answers:
            self._answers[key] = self._begun(asked, turn)
        if not self._answers[key].future.done():
            raise StillThinkingError
        return self._answers.pop(key).future.result()

    def is_busy(self, turn: int) -> bool:
        """Tell whether the answer to an update is still being worked out."""
        return any(
            number == turn and not one.future.done() for (number, _), one in self._answers.items()
        )

    def forget(self, turn: int) -> None:
        """Drop what nobody will ask for: the turn is over."""
        for key in [key for key in self._answers if key[0] == turn]:
            self._answers.pop(key).future.cancel()

    @property
    def count(self) -> int:
        """How many answers are worked out or wait to be taken."""
        return len(self._answers)

    def close(self) -> None:
        """Let the threads go; what they have begun they finish."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _begun(self, asked: Asked, turn: int) -> _Begun:
        loop = asyncio.get_running_loop()
        self._drop_what_nobody_took(loop.time())

        def ring(_done: object) -> None:
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(self._work.set)

        future = self._pool.submit(self._answering, asked, turn=turn)
        future.add_done_callback(ring)
        return _Begun(loop.time(), future)

    def _drop_what_nobody_took(self, now: float) -> None:
        late = [key for key, begun in self._answers.items() if now - begun.at > KEPT]
        for turn, _ in late:
            if not self.is_busy(turn):
                self.forget(turn)
