"""Having ``knowledge/`` read again when somebody saves a file in it."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.content.shelf import stamps
from bot.tg.stopping import pause

LOOK = 0.5
"""Seconds between two looks; an editor that writes several files takes less for each."""


class Settling:
    """Tells when something has changed and has come to rest again."""

    def __init__(self, look: Callable[[], object]) -> None:
        """Remember what ``look`` sees now; it is called once for each ``settled``."""
        self._look = look
        self._last = look()
        self._moving = False

    def settled(self) -> bool:
        """Return whether it has changed since, and looks as it did at the last call.

        An editor saves in steps, and a checkout writes many files: while every look sees
        something new, nothing has settled.
        """
        now = self._look()
        changed, self._last = now != self._last, now
        settled = self._moving and not changed
        self._moving = changed
        return settled


async def watch(folder: Path, reread: asyncio.Event, stop: asyncio.Event) -> None:
    """Set ``reread`` each time files in ``folder`` changed and came to rest, until ``stop``."""
    settling = await asyncio.to_thread(Settling, partial(stamps, folder))
    while not stop.is_set():
        await pause(stop, LOOK)
        if await asyncio.to_thread(settling.settled):
            reread.set()
