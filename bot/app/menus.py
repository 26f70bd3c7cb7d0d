"""What Telegram itself shows about the bot: its commands and its description."""

from collections.abc import Mapping

import structlog
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.domain.cards import slots_of
from bot.domain.knowledge import LANGUAGES, Knowledge, Language, Texts

log = structlog.get_logger()

COMMANDS = (
    "crisis",
    "peer",
    "end",
    "undo",
    "topics",
    "read",
    "help",
    "language",
    "country",
    "privacy",
    "forget",
    "start",
)
"""What everybody sees; the team's own menus are set when somebody joins or leaves it."""


CALLING = ("callback", "mycallback")
"""Where people can be called, they see these, too, behind ``undo``."""


async def publish_menus(
    bot: Bot, knowledge: Knowledge, country: str, *, callbacks: bool = False
) -> None:
    """Tell Telegram; the description is seen before /start, and while the bot is down."""
    try:
        for code in (None, *LANGUAGES):
            slots = slots_of(knowledge, country, code or "en")
            await _publish(bot, knowledge.texts, slots, code)
            await _publish_commands(bot, knowledge.texts, code, callbacks=callbacks)
    except TelegramError as error:
        log.warning("menus_not_published", error=type(error).__name__)


async def _publish(
    bot: Bot, texts: Texts, slots: Mapping[str, str], code: Language | None
) -> None:
    """Publish for people whose Telegram speaks ``code``; ``None`` is for everybody else."""
    language = code or "en"
    await bot.set_my_description(texts.say("bot.description", language, **slots), code)
    await bot.set_my_short_description(texts.say("bot.short", language, **slots), code)


async def _publish_commands(
    bot: Bot, texts: Texts, code: Language | None, *, callbacks: bool
) -> None:
    at = COMMANDS.index("undo") + 1
    names = (*COMMANDS[:at], *CALLING, *COMMANDS[at:]) if callbacks else COMMANDS
    commands = [BotCommand(name, texts.say(f"cmd.{name}", code or "en")) for name in names]
    await bot.set_my_commands(commands, language_code=code)
