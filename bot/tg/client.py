"""The library's client of the Bot API, with one more method: a call that is already decided."""

from collections.abc import Mapping
from typing import Any

from telegram import Bot


class TelegramClient(Bot):
    """Makes calls of the outbox and raw polls, with the library's own errors.

    ``Bot.do_api_request`` would do, were it not for a warning at each call of a known method.
    """

    async def make(
        self, method: str, params: Mapping[str, Any], *, read_timeout: float | None = None
    ) -> Any:
        """Return Telegram's result as plain JSON.

        Args:
            method: a method of the Bot API.
            params: its parameters, plain JSON.
            read_timeout: seconds; ``None`` for the transport's own.

        Raises:
            TelegramError: whatever the library makes of the answer, or of its absence.
        """
        if read_timeout is None:
            return await self._post(method, dict(params))
        return await self._post(method, dict(params), read_timeout=read_timeout)
