"""The crisis card and the helplines: whatever breaks, something with a number is shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.cards import LAST_RESORT, card_text, filled, helplines_of, pack_of, slots_of
from bot.domain.crisis import Alarm, Kind
from bot.domain.handoff.actions import Action
from bot.domain.knowledge import Helpline, Knowledge, Language
from bot.tg.buttons import (
    Act,
    AllHelplines,
    Awake,
    Barrier,
    CannotCall,
    HelpNow,
    Hide,
    ItsMe,
    NotSure,
    Safe,
    SomebodyElse,
)
from bot.tg.calls import Screen
from bot.tg.markup import html
from bot.tg.views.keyboards import Labelled, column, inline

BARRIERS = ("useless", "aloud", "police", "money")
"""What people say when a number alone is no help: the last parts of their texts' keys."""


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
        return Screen(html(text), inline(*column(self._below(alarm))))

    def _below(self, alarm: Alarm) -> Iterator[Labelled]:
        """Yield the buttons below a card, those for this very minute first."""
        say = self.knowledge.texts.by_language[self.language]
        kind = alarm.kinds[0] if alarm.kinds else Kind.HELP
        helper_at_overdose = kind is Kind.OVERDOSE and alarm.third_person
        if helper_at_overdose:
            yield say["card.awake"], Awake()
        yield say["button.peer"], Act(Action.PEER, kind)
        if not alarm.third_person:
            yield say["card.someone_else"], SomebodyElse(kind)
        else:
            yield say["card.its_me" if helper_at_overdose else "card.about_me"], ItsMe(kind)
        yield say["card.cannot_call"], CannotCall()
        yield say["card.more"], AllHelplines()
        if self.callbacks:
            yield say["button.cb_me"], Act(Action.CALLBACK)
        if kind is Kind.VIOLENCE:
            yield say["card.hide"], Hide()
        yield say["card.safe"], Safe()

    def check_in(self) -> Screen:
        """Ask whether they are safe right now."""
        say = self.knowledge.texts.by_language[self.language]
        rows: list[list[Labelled]] = [
            [(say["card.safe"], Safe()), (say["check_in.not_sure"], NotSure())],
            [(say["check_in.help"], HelpNow())],
        ]
        return Screen(html(self._filled("check_in.ask")), inline(*rows))

    def footer(self) -> Screen:
        """Say one soft line."""
        return Screen(html(self._filled("card.footer")))

    def calm(self) -> Screen:
        """Stay serious in the day after an alarm: no small talk, no guesses."""
        say = self.knowledge.texts.by_language[self.language]
        return Screen(html(self._filled("calm.here")), inline([(say["menu.help_now"], HelpNow())]))

    def awake(self) -> Screen:
        """Say what to do once they are awake."""
        return Screen(html(self._filled("overdose.awake")))

    def still(self) -> Screen:
        """Ask how it stands, and say what comes next if they still do not breathe."""
        say = self.knowledge.texts.by_language[self.language]
        row: list[Labelled] = [(say["card.awake"], Awake())]
        return Screen(html(self._filled("overdose.still")), inline(row))

    def barriers(self) -> Screen:
        """Ask what stands between the person and a number."""
        say = self.knowledge.texts.by_language[self.language]
        buttons: list[Labelled] = [(say[f"barrier.{one}"], Barrier(one)) for one in BARRIERS]
        return Screen(html(self._filled("barrier.ask")), inline(*column(buttons)))

    def barrier(self, word: str) -> Screen:
        """Answer one of ``BARRIERS``; a line whose number this country lacks is left out.

        Raises:
            LookupError: there is no such barrier.
        """
        if word not in BARRIERS:
            raise LookupError(word)
        return Screen(html(self._filled(f"barrier.{word}.answer")))

    def _filled(self, key: str) -> str:
        text = self.knowledge.texts.by_language[self.language][key]
        return filled(text, slots_of(self.knowledge, self.country, self.language))

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
