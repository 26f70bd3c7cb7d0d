"""The crisis card and the helplines: whatever breaks, something with a number is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.cards import LAST_RESORT, card_text, helplines_of, pack_of
from bot.domain.crisis import Alarm, Kind
from bot.domain.handoff.actions import Action
from bot.domain.knowledge import Helpline, Knowledge, Language
from bot.tg.buttons import Act, AllHelplines, HelpNow, Safe
from bot.tg.calls import Screen
from bot.tg.markup import html
from bot.tg.views.keyboards import Labelled, column, inline


@dataclass(frozen=True, slots=True)
class DangerViews:
    """Screens with numbers to call, in one language for one country."""

    knowledge: Knowledge
    language: Language
    country: str
    callbacks: bool = False
    """Whether people can be called here."""

    def card(self, alarm: Alarm) -> Screen:
        """Show the card of the alarm; the bare numbers if the card itself is broken."""
        try:
            return self._card(alarm)
        except Exception:  # noqa: BLE001  # see the module's first line
            return self._last_resort()

    def _card(self, alarm: Alarm) -> Screen:
        text = card_text(self.knowledge, alarm, self.country, self.language)
        say = self.knowledge.texts.by_language[self.language]
        kind = alarm.kinds[0] if alarm.kinds else Kind.HELP
        buttons: list[Labelled] = [
            (say["button.peer"], Act(Action.PEER, kind)),
            (say["card.more"], AllHelplines()),
            (say["card.safe"], Safe()),
        ]
        if self.callbacks:
            buttons.insert(2, (say["button.cb_me"], Act(Action.CALLBACK)))
        return Screen(html(text), inline(*column(buttons)))

    def about_you(self) -> Screen:
        """Offer the numbers to a supporter, in case words of danger were about them."""
        say = self.knowledge.texts.by_language[self.language]
        return Screen(html(say["alarm.your_words"]), inline([(say["menu.help_now"], HelpNow())]))

    def helplines(self) -> tuple[Screen, ...]:
        """Show every verified helpline of the country, in as many messages as they need."""
        try:
            return self._helplines()
        except Exception:  # noqa: BLE001  # see the module's first line
            return (self._last_resort(),)

    def _last_resort(self) -> Screen:
        return Screen(html(LAST_RESORT[self.language]))

    def _helplines(self) -> tuple[Screen, ...]:
        name = pack_of(self.knowledge, self.country).name[self.language]
        heading = self.knowledge.texts.say("card.helplines", self.language, country=name)
        lines = helplines_of(self.knowledge, self.country)
        if not lines:
            return (self._last_resort(),)
        elsewhere = self.knowledge.texts.say("country.unknown", self.language, country=name)
        blocks = [f"<b>{html(heading)}</b>", *map(self._helpline, lines), html(elsewhere)]
        return tuple(Screen(text) for text in packed_blocks(blocks))

    def _helpline(self, line: Helpline) -> str:
        """Show how to reach it, when and in which languages, then what it is; a line each."""
        when = [both[self.language] for both in (line.hours, line.languages) if both]
        ways = [both[self.language] for both in (line.contact, *line.other_ways)]
        lines = [*ways, _sentence(" · ".join(when)), line.about[self.language]]
        return "\n".join([f"<b>{html(line.name)}</b>", *(html(one) for one in lines if one)])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def packed_blocks(blocks: Iterable[str], limit: int = 4000) -> list[str]:
    """Put whole blocks together into messages of at most ``limit`` characters each.

    The limit is below Telegram's 4096, which counts UTF-16 units after formatting.
    """
    messages = [""]
    for block in blocks:
        joined = f"{messages[-1]}\n\n{block}".strip()
        if len(joined) > limit:
            messages.append(block)
        else:
            messages[-1] = joined
    return messages
