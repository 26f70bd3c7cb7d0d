"""Waiting that ends early when the bot is asked to stop."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Return what ``work`` returns, or ``None`` when ``stop`` is set first; it is cancelled then.

    Raises:
        Exception: whatever ``work`` raises.
    """
    task = asyncio.ensure_future(work)  # noqa: TID251  # awaited or cancelled below
    stopped = asyncio.ensure_future(stop.wait())  # noqa: TID251  # cancelled below
    try:
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        for one in (task, stopped):
            one.cancel()
        await asyncio.gather(task, stopped, return_exceptions=True)


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait ``seconds``, or until ``stop`` is set."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
