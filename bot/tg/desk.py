"""The desk at which one update is handled: the turn, the person, and the words for them."""

from contextvars import ContextVar
from dataclasses import dataclass

from bot.domain.crisis import Alarm, Kind, Tier
from bot.domain.knowledge import Language
from bot.domain.people import Person
from bot.tg.calls import Screen, edit, message
from bot.tg.views.answers import AnswerViews
from bot.tg.views.countries import CountryViews
from bot.tg.views.danger import DangerViews
from bot.tg.views.welcome import WelcomeViews
from bot.usecases.edition import Edition
from bot.usecases.ports import Turn


@dataclass(slots=True)
class Desk:
    """What the handlers of one update share; it lives as long as the turn."""

    turn: Turn
    person: Person
    edition: Edition
    callbacks: bool = False
    """Whether people can be called here."""
    alarmed: bool = False
    """Whether danger was heard in this update: then it is no answer to a question of ours."""
    heard: Tier = Tier.NONE
    """How grave the words of this update are: of grave ones nothing is kept for curators."""
    untold: Alarm | None = None
    """A cry for help by a button or a command, of which the queue has to be told."""

    def show(self, screen: Screen, *, urgent: bool = False) -> None:
        """Queue ``screen`` as a new message."""
        self.turn.send(message(self.person.chat_id, screen, urgent=urgent))

    def replace(self, message_id: int, screen: Screen) -> None:
        """Queue ``screen`` in place of an earlier message."""
        self.turn.send(edit(self.person.chat_id, message_id, screen))

    def show_card(self, alarm: Alarm, language: Language | None = None) -> None:
        """Queue the crisis card ahead of everything else."""
        views = self.danger(language)
        self.show(views.card(alarm), urgent=alarm.tier >= Tier.CRISIS)

    def show_help_now(self) -> None:
        """Queue the card behind "Help now"."""
        self.untold = Alarm(Tier.CRISIS, (Kind.HELP,))
        self.show_card(self.untold)

    def danger(self, language: Language | None = None) -> DangerViews:
        """Return the screens with numbers."""
        person = self.person
        return DangerViews(
            self.edition.knowledge,
            language or person.language,
            person.country,
            self.callbacks,
        )

    def answers(self, language: Language | None = None) -> AnswerViews:
        """Return the screens with the curators' words."""
        speaks = language or self.person.language
        country = self.person.country
        return AnswerViews(self.edition.knowledge, speaks, self.callbacks, country)

    @property
    def countries(self) -> CountryViews:
        """The screens about the country."""
        return CountryViews(self.edition.knowledge, self.person.language)

    @property
    def welcome(self) -> WelcomeViews:
        """The screens about the bot itself."""
        return WelcomeViews.of(self.edition.knowledge, self.person)


DESK: ContextVar[Desk] = ContextVar("desk")
"""The desk of the update being handled; handlers of python-telegram-bot find it here."""
