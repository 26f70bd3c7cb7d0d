"""What the errors of python-telegram-bot mean for a call."""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    RetryAfter,
    TelegramError,
)

from bot.domain.delivery import Blocked, Failure, Flood, Invalid, MovedTo, Trouble
from bot.tg.transport import NotTakenError


def failure_of(error: TelegramError) -> Failure:
    """Return what ``error`` means; see the table of the delivery rules."""
    match error:
        case RetryAfter():
            return Flood(_seconds(error.retry_after))
        case ChatMigrated():
            return MovedTo(error.new_chat_id)
        case Forbidden():
            return Blocked(_reason(error))
        case BadRequest():
            return Invalid(_reason(error))
        case NotTakenError():
            return Trouble(ambiguous=False)
        case _:
            return Trouble(ambiguous=True)


def _seconds(after: int | timedelta) -> float:
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def _reason(error: TelegramError) -> str:
    """Return Telegram's own words, which never repeat what a person wrote."""
    return error.message.split(":")[0].lower()[:80]
