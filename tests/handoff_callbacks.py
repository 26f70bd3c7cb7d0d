"""The tables of callbacks in memory."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.callbacks.callbacks import Callback
from bot.domain.callbacks.limits import Try
from tests.handoff_house import House


@dataclass
class FakeCallbacks:
    """The tables ``callbacks`` and ``callback_tries``."""

    house: House
    now: datetime

    async def get(self, request: int) -> Callback | None:
        return self.house.callbacks.get(request)

    async def put(self, callback: Callback) -> None:
        self.house.callbacks[callback.request] = callback

    async def drop(self, request: int) -> None:
        self.house.callbacks.pop(request, None)

    async def note(self, chat_id: int, what: Try) -> None:
        self.house.tries.append((chat_id, what, self.now))

    async def tries(self, chat_id: int, what: Try, *, since: datetime) -> int:
        return sum(
            at > since for chat, tried, at in self.house.tries if (chat, tried) == (chat_id, what)
        )
