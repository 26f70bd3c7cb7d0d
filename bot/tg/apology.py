"""What a person is told when their message could not be handled, or could not even be kept."""

import json
from dataclasses import dataclass
from typing import Any

from bot.domain.cards import LAST_RESORT, slots_of
from bot.domain.crisis import Alarm, Kind, Tier
from bot.domain.delivery import Call
from bot.domain.knowledge import Language
from bot.domain.languages import language_of
from bot.tg.calls import Screen, message
from bot.tg.markup import html
from bot.tg.raw import Incoming, incoming
from bot.tg.views.danger import DangerViews
from bot.usecases.danger import Listen
from bot.usecases.edition import Editions
from bot.usecases.people import first_language
from bot.usecases.ports import OpenUpdate

HELP = Alarm(Tier.CRISIS, (Kind.HELP,))
HELP_COMMANDS = ("/crisis", "/help")


@dataclass(frozen=True, slots=True)
class Apology:
    """Speaks from memory: it needs neither the database nor a person's record."""

    editions: Editions
    listen: Listen
    country: str
    admins: tuple[int, ...]

    async def for_dead_letter(self, update: OpenUpdate) -> list[Call]:
        """Say sorry with the crisis card, and tell the admins that it happened."""
        try:
            seen = incoming(json.loads(update.body))
        except ValueError:  # a body that a damaged disk or a lost key made unreadable
            return [self._tell_admin(admin) for admin in self.admins]
        calls = [self._tell_admin(admin) for admin in self.admins]
        if seen.chat_id is not None and seen.private:
            calls = [self._card(seen, self.listen(seen.words)), self._say(seen, "sorry"), *calls]
        return calls

    def for_outage(self, update: dict[str, Any]) -> list[Call]:
        """Show numbers to call while messages cannot be kept.

        Returns:
            The card for somebody in danger or asking for help; else one plain line.
        """
        seen = incoming(update)
        if seen.chat_id is None or not seen.private:
            return []
        alarm = self.listen(seen.words)
        asked = any(words.startswith(HELP_COMMANDS) for words in seen.words)
        if alarm.tier >= Tier.CRISIS or asked or _pressed_help(update):
            return [self._card(seen, alarm)]
        return [self._say(seen, "outage")]

    def _card(self, seen: Incoming, alarm: Alarm) -> Call:
        shown = alarm if alarm.tier >= Tier.CRISIS else HELP
        views = DangerViews(self.editions.current().knowledge, _language(seen), self.country)
        return message(seen.chat_id or 0, views.card(shown), urgent=True)

    def _say(self, seen: Incoming, key: str) -> Call:
        return message(seen.chat_id or 0, Screen(html(self._sentence(key, seen))))

    def _sentence(self, key: str, seen: Incoming) -> str:
        language = _language(seen)
        try:
            knowledge = self.editions.current().knowledge
            slots = slots_of(knowledge, self.country, language)
            return knowledge.texts.say(key, language, **slots)
        except LookupError:
            return LAST_RESORT[language]

    def _tell_admin(self, admin: int) -> Call:
        texts = self.editions.current().knowledge.texts
        return message(admin, Screen(html(texts.say("admin.dead_letter", "en", count=1))))


def _language(seen: Incoming) -> Language:
    return language_of(" ".join(seen.words)) or first_language(seen.language_code)


def _pressed_help(update: dict[str, Any]) -> bool:
    press = update.get("callback_query")
    return isinstance(press, dict) and press.get("data") in {"sos", "hl"}
