"""The first screens, and what the bot says about itself."""

from dataclasses import dataclass

from bot.domain.cards import slots_of
from bot.domain.knowledge import LANGUAGES, Audience, Knowledge, Language
from bot.domain.people import Person
from bot.tg.buttons import Agree, Forget, ForWhom, HelpNow, Keep, ShowPrivacy, Speak
from bot.tg.calls import Screen
from bot.tg.markup import html
from bot.tg.views.keyboards import Labelled, column, inline, menu

ANSWERS = {
    Audience.RECOVERY: "who.recovery",
    Audience.FAMILY: "who.family",
    Audience.ALL: "who.looking",
}
THANKS = {
    Audience.RECOVERY: "who.thanks.recovery",
    Audience.FAMILY: "who.thanks.family",
    Audience.ALL: "who.thanks.looking",
}


@dataclass(frozen=True, slots=True)
class WelcomeViews:
    """Screens around /start, in the language and for the country of one person."""

    knowledge: Knowledge
    language: Language
    country: str

    @classmethod
    def of(cls, knowledge: Knowledge, person: Person) -> "WelcomeViews":
        """Return the screens for ``person``."""
        return cls(knowledge, person.language, person.country)

    def _say(self, key: str, **values: object) -> str:
        slots = slots_of(self.knowledge, self.country, self.language)
        return self.knowledge.texts.say(key, self.language, **{**slots, **values})

    def keyboard(self) -> Screen:
        """Bring the keyboard that stays."""
        return Screen(html(self._say("menu.ready")), menu(self.knowledge.texts, self.language))

    def first_screen(self) -> Screen:
        """Say what this is and is not, before anything is asked."""
        return Screen(
            html(self._say("first_screen")),
            inline(
                [(self._say("first_screen.continue"), Agree())],
                [
                    (self._say("first_screen.privacy"), ShowPrivacy()),
                    (self._say("first_screen.help_now"), HelpNow()),
                ],
            ),
        )

    def who(self) -> Screen:
        """Ask for whom they are here."""
        choices = [(self._say(key), ForWhom(audience)) for audience, key in ANSWERS.items()]
        return Screen(html(self._say("who.ask")), inline(*column(choices)))

    def thanks(self, audience: Audience) -> Screen:
        """Say what can be done from here."""
        return Screen(html(self._say(THANKS[audience])))

    def help(self) -> Screen:
        """List what the bot can do and what it cannot."""
        return Screen(html(self._say("help")), menu(self.knowledge.texts, self.language))

    def privacy(self) -> Screen:
        """Tell what is kept; from the first screen one can go straight on."""
        return Screen(
            html(self._say("privacy")),
            inline([(self._say("first_screen.continue"), Agree())]),
        )

    def forget(self) -> Screen:
        """Say what would be erased and what would stay, and ask."""
        choices: list[Labelled] = [
            (self._say("forget.yes"), Forget()),
            (self._say("forget.no"), Keep()),
        ]
        return Screen(html(self._say("forget.ask")), inline(choices))

    def languages(self) -> Screen:
        """Offer the languages, each by its own name."""
        names = self.knowledge.texts.by_language
        choices = [(names[code]["language.name"], Speak(code)) for code in LANGUAGES]
        return Screen(html(self._say("language.ask")), inline(choices))

    def language_set(self) -> Screen:
        """Confirm the language, and bring the keyboard in it."""
        return Screen(html(self._say("language.set")), menu(self.knowledge.texts, self.language))

    def plain(self, key: str) -> Screen:
        """Say one sentence of ``knowledge/texts``."""
        return Screen(html(self._say(key)))
