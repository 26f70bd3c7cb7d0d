"""What Telegram itself shows about the bot: its commands and its description."""

from collections.abc import Mapping

import structlog
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.domain.cards import slots_of
from bot.domain.knowledge import LANGUAGES, Knowledge, Language, Texts

log = structlog.get_logger()

COMMANDS = ("crisis", "topics", "read", "help", "language", "country", "privacy", "start")


async def publish_menus(bot: Bot, knowledge: Knowledge, country: str) -> None:
    """Tell Telegram; the description is seen before /start, and while the bot is down."""
    try:
        await _publish(bot, knowledge.texts, slots_of(knowledge, country, "en"), None)
        for code in LANGUAGES:
            await _publish(bot, knowledge.texts, slots_of(knowledge, country, code), code)
    except TelegramError as error:
        log.warning("menus_not_published", error=type(error).__name__)


async def _publish(
    bot: Bot, texts: Texts, slots: Mapping[str, str], code: Language | None
) -> None:
    """Publish for people whose Telegram speaks ``code``; ``None`` is for everybody else."""
    language = code or "en"
    commands = [BotCommand(name, texts.say(f"cmd.{name}", language)) for name in COMMANDS]
    await bot.set_my_commands(commands, language_code=code)
    await bot.set_my_description(texts.say("bot.description", language, **slots), code)
    await bot.set_my_short_description(texts.say("bot.short", language, **slots), code)
