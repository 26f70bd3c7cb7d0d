"""What Telegram itself shows about the bot: its commands and its description."""

import structlog
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.domain.cards import slots_of
from bot.domain.knowledge import LANGUAGES, Knowledge, Language

log = structlog.get_logger()

COMMANDS = ("crisis", "topics", "read", "help", "language", "privacy", "start")


async def publish_menus(bot: Bot, knowledge: Knowledge) -> None:
    """Tell Telegram; the description is seen before /start, and while the bot is down."""
    try:
        await _publish(bot, knowledge, "en", None)
        for language in LANGUAGES:
            await _publish(bot, knowledge, language, language)
    except TelegramError as error:
        log.warning("menus_not_published", error=type(error).__name__)


async def _publish(bot: Bot, knowledge: Knowledge, language: Language, code: str | None) -> None:
    slots = slots_of(knowledge, "US", language)
    texts = knowledge.texts
    commands = [BotCommand(name, texts.say(f"cmd.{name}", language)) for name in COMMANDS]
    await bot.set_my_commands(commands, language_code=code)
    await bot.set_my_description(texts.say("bot.description", language, **slots), code)
    await bot.set_my_short_description(texts.say("bot.short", language, **slots), code)
