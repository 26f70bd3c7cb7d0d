"""Fetching updates by long polling; python-telegram-bot's own updater acknowledges too early."""

import asyncio
from dataclasses import dataclass
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.tg.client import TelegramClient
from bot.tg.intake import Intake
from bot.tg.stopping import pause, unless
from bot.usecases.ports import StorageError

log = structlog.get_logger()

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "message_reaction",
    "inline_query",
)
LONG_POLL = 30
"""Seconds that Telegram holds a poll open while nothing comes; it allows 50."""
PAUSE = 1.0
"""Seconds after a failure of the database or the network."""
CONFLICT_PAUSE = 5.0
"""Seconds after finding a second poller: usually the old process, still stopping."""


@dataclass(slots=True)
class Poller:
    """Asks Telegram for updates, one poll at a time."""

    bot: TelegramClient
    intake: Intake
    offset: int = 0
    """The first update not acknowledged; 0 asks Telegram for the earliest it still has."""

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until ``stop`` is set; what came last is stored before it returns.

        Raises:
            InvalidToken: Telegram does not know the bot.
        """
        while not stop.is_set():
            seconds = await self._once(stop)
            if seconds:
                await pause(stop, seconds)

    async def _once(self, stop: asyncio.Event) -> float:
        """Poll, and return how long to pause before the next poll."""
        try:
            updates = await unless(stop, self._poll())
            if updates:
                await self.intake.take(updates)
                self.offset = updates[-1]["update_id"] + 1
        except InvalidToken:
            raise
        except Conflict:
            log.error("second_poller", mend="stop the other process that uses this token")
            return CONFLICT_PAUSE
        except RetryAfter as error:
            return _seconds(error)
        except StorageError:
            return PAUSE
        except TelegramError as error:
            log.warning("poll_failed", error=type(error).__name__)
            return PAUSE
        return 0.0

    async def _poll(self) -> list[dict[str, Any]]:
        asked = {
            "offset": self.offset,
            "timeout": LONG_POLL,
            "limit": 100,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        answer = await self.bot.make("getUpdates", asked, read_timeout=LONG_POLL + 10)
        return answer if isinstance(answer, list) else []


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
