"""Notices made into screens: sentences of the curators, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardMarkup

from bot.domain.callbacks.windows import clock
from bot.domain.cards import slots_of
from bot.domain.handoff.actions import Action
from bot.domain.knowledge import Knowledge, Language
from bot.tg.buttons import Act, AllHelplines, Articles, Press, TurnTo
from bot.tg.calls import Screen
from bot.tg.markup import html
from bot.tg.views.keyboards import inline
from bot.usecases.handoff.scene import Button, Notice, When


@dataclass(frozen=True, slots=True)
class Renderer:
    """Says notices in one language; moments are told in the line's own time zone."""

    knowledge: Knowledge
    language: Language
    country: str
    now: datetime
    callbacks: bool = False
    """Whether people can be called here."""

    def screen(self, notice: Notice) -> Screen:
        """Return the message with its buttons."""
        found = (self._offered(row) for row in notice.rows)
        rows = [row for row in found if row]
        return Screen(html(self.text(notice)), self._keyboard(rows) if rows else None)

    def _offered(self, row: Sequence[Button]) -> list[Button]:
        """Leave out what is not offered here."""
        return [one for one in row if self.callbacks or one.action is not Action.CALLBACK]

    def text(self, notice: Notice) -> str:
        """Return the sentence, and those that follow it, a paragraph each."""
        told = [self._say(notice), *(self._say(one) for one in notice.more)]
        return "\n\n".join(told)

    def _say(self, notice: Notice) -> str:
        slots = slots_of(self.knowledge, self.country, self.language)
        values = {key: self._value(value) for key, value in notice.values.items()}
        told: Mapping[str, Any] = {**slots, **values}
        return self.knowledge.texts.say(notice.key, self.language, **told)

    def _value(self, value: object) -> object:
        if isinstance(value, Notice):
            return self._say(value)
        if isinstance(value, datetime):
            return self._moment(value)
        if isinstance(value, When):
            return self._span(value)
        if isinstance(value, tuple):
            return "; ".join(str(self._value(one)) for one in value)
        return value[self.language] if isinstance(value, Mapping) else value

    def _span(self, when: When) -> str:
        """Tell a time from, to, as the clocks of its own zone show it."""
        zone = ZoneInfo(when.zone)
        day = when.window.start.astimezone(zone).date()
        time = clock(when.window, when.zone)
        near = {0: "when.span_today", 1: "when.span_tomorrow"}
        away = (day - self.now.astimezone(zone).date()).days
        if away in near:
            return self._text(near[away], time=time)
        named = self._text(f"when.day_{day.weekday()}") if 1 < away < 7 else f"{day:%Y-%m-%d}"
        return self._text("when.span_day", day=named, time=time)

    def _moment(self, at: datetime) -> str:
        zone = ZoneInfo(self.knowledge.peers.hours.zone)
        local, today = at.astimezone(zone), self.now.astimezone(zone).date()
        days = (local.date() - today).days
        time = f"{local:%H:%M}"
        if days == 0:
            return time
        if days == 1:
            return self._text("when.tomorrow", time=time)
        if 1 < days < 7:
            day = self._text(f"when.day_{local.weekday()}")
            return self._text("when.on_day", day=day, time=time)
        return f"{local:%Y-%m-%d} {time}"

    def _text(self, key: str, **values: object) -> str:
        return self.knowledge.texts.say(key, self.language, **values)

    def _keyboard(self, rows: list[Any]) -> InlineKeyboardMarkup:
        return inline(*([(self._label(one), press_of(one)) for one in row] for row in rows))

    def _label(self, button: Button) -> str:
        return button.label or self._text(button.key or f"button.{button.action}")


def press_of(button: Button) -> Press:
    """Return what a button carries; some lead out of the queue, to screens that were there."""
    match button.action:
        case Action.NUMBERS:
            return AllHelplines()
        case Action.READ:
            return TurnTo(f"{button.word}.1") if button.word else Articles()
        case action:
            return Act(action, button.word)
