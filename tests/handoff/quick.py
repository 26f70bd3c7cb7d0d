"""SQLite without a thread of its own: a story is a thousand small statements, one after the other.

On a busy machine each hop to the thread and back costs more than the statement itself. What the
threads do is tested in ``tests/storage``.
"""

from collections.abc import Callable
from typing import Any

import aiosqlite
import pytest


async def _execute(self: Any, function: Callable[..., Any], *args: Any, **named: Any) -> Any:
    if not self._running or not self._connection:
        raise ValueError("Connection closed")
    return function(*args, **named)


async def _connect(self: Any) -> Any:
    if self._connection is None:
        self._connection = self._connector()
    return self


def stay_in_the_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SQLite's statements run where they are asked for."""
    monkeypatch.setattr(aiosqlite.Connection, "_execute", _execute)
    monkeypatch.setattr(aiosqlite.Connection, "_connect", _connect)
