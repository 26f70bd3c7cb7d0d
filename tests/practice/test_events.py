"""Server-sent events: in order, resumable, and honest about gaps."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from practice import events
from practice.events import Hub


async def read(stream: AsyncIterator[str], count: int) -> list[Any]:
    """Return the first ``count`` events after the opening line, within 5 s."""
    async with asyncio.timeout(5):
        return await _read(stream, count)


async def _read(stream: AsyncIterator[str], count: int) -> list[Any]:
    assert await anext(stream) == "retry: 1000\n\n"
    seen: list[Any] = []
    async for text in stream:
        frames = [frame.partition("data: ")[2] for frame in text.split("\n\n")]
        seen += [json.loads(frame) for frame in frames if frame]
        if len(seen) >= count:
            return seen
    return seen


async def test_a_listener_gets_what_it_missed_and_what_comes() -> None:
    hub = Hub(100)
    for number in range(3):
        hub.emit("action", 101, {"action": number})
    stream = hub.stream(100)
    missed = await read(stream, 3)
    hub.emit("action", None, {"action": 3})

    assert [event["seq"] for event in missed] == [101, 102, 103]
    assert await anext(stream) == (
        'id: 104\ndata: {"seq": 104, "type": "action", "phone": null, "action": 3}\n\n'
    )


@pytest.mark.parametrize("after", [5, 99, 104, 999])
async def test_a_listener_from_another_time_begins_anew(after: int) -> None:
    hub = Hub(100)
    for number in range(3):
        hub.emit("action", 101, {"action": number})

    assert await read(hub.stream(after), 1) == [{"seq": 103, "type": "resync", "phone": None}]


async def test_a_listener_that_is_too_slow_begins_anew() -> None:
    hub = Hub(0)
    stream = hub.stream(0)
    for number in range(events.KEPT + 1):
        hub.emit("action", 101, {"action": number})

    assert (await read(stream, 1))[0]["type"] == "resync"


async def test_a_silent_stream_is_kept_alive() -> None:
    stream = Hub(0).stream(None, ping_every=0.001)

    assert [await anext(stream) for _ in range(3)] == [
        "retry: 1000\n\n",
        ": ping\n\n",
        ": ping\n\n",
    ]


async def test_closing_ends_all_streams() -> None:
    hub = Hub(0)
    stream = hub.stream(None)
    await anext(stream)
    await anext(stream)
    hub.close()

    assert [text async for text in stream] == []
