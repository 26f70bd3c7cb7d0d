"""What happened, for every page that listens: numbered, kept for a while, resumable."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

Json = dict[str, Any]

KEPT = 10_000
PING_EVERY = 15.0
"""Seconds; keeps proxies and browsers from giving up on a silent stream."""


class Hub:
    """Numbers events and hands them to listeners; encodes only what somebody reads."""

    def __init__(self, first: int) -> None:
        """Number events after ``first``; runs must not overlap, so take a time for it."""
        self.seq = first
        self._ring: deque[tuple[int, str, int | None, Json]] = deque(maxlen=KEPT)
        self._news: set[asyncio.Event] = set()
        self._closed = False

    def emit(self, kind: str, phone: int | None, content: Json) -> None:
        """Tell all listeners; ``content`` must not change afterwards."""
        self.seq += 1
        self._ring.append((self.seq, kind, phone, content))
        for news in self._news:
            news.set()

    def close(self) -> None:
        """End all streams."""
        self._closed = True
        for news in self._news:
            news.set()

    def knows(self, seq: int) -> bool:
        """Tell whether a listener that has seen ``seq`` can go on from there."""
        if not self._ring:
            return seq == self.seq
        return self._ring[0][0] - 1 <= seq <= self.seq

    def after(self, seq: int) -> list[tuple[int, str, int | None, Json]]:
        """Return the events after ``seq``, oldest first."""
        count = self.seq - seq
        return [self._ring[index] for index in range(-min(count, len(self._ring)), 0)]

    async def stream(
        self, after: int | None, ping_every: float = PING_EVERY
    ) -> AsyncIterator[str]:
        """Yield server-sent events after ``after`` (from now on if None), for ever."""
        yield "retry: 1000\n\n"
        seen = self.seq if after is None else after
        news = asyncio.Event()
        self._news.add(news)
        try:
            while not self._closed:
                if not self.knows(seen):
                    yield _resync(self.seq)
                    seen = self.seq
                batch = self.after(seen)
                seen = batch[-1][0] if batch else seen
                yield "".join(map(_frame, batch)) or ": ping\n\n"
                await _wait(news, ping_every)
        finally:
            self._news.discard(news)


async def _wait(news: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await news.wait()
    except TimeoutError:
        return
    news.clear()


def _frame(event: tuple[int, str, int | None, Json]) -> str:
    seq, kind, phone, content = event
    body = json.dumps({"seq": seq, "type": kind, "phone": phone, **content})
    return f"id: {seq}\ndata: {body}\n\n"


def _resync(seq: int) -> str:
    return _frame((seq, "resync", None, {}))
