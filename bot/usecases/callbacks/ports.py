"""What callbacks ask of the database; like all ports of the queue, after ``Handoff.enter``."""

from datetime import datetime
from typing import Protocol

from bot.domain.callbacks.callbacks import Callback
from bot.domain.callbacks.limits import Try


class Callbacks(Protocol):
    """The tables ``callbacks`` and ``callback_tries``."""

    async def get(self, request: int) -> Callback | None:
        """Return it, open or over, as long as it is kept."""
        ...

    async def put(self, callback: Callback) -> None:
        """Keep it, in place of what was kept of it before."""
        ...

    async def drop(self, request: int) -> None:
        """Erase it, name and number with it."""
        ...

    async def note(self, chat_id: int, what: Try) -> None:
        """Count one try, now."""
        ...

    async def tries(self, chat_id: int, what: Try, *, since: datetime) -> int:
        """Return how many there were since then."""
        ...
