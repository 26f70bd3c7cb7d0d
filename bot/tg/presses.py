"""What each press on an inline button leads to."""

from typing import assert_never

from telegram import CallbackQuery, Update
from telegram.ext import ContextTypes

from bot.domain.knowledge import LANGUAGES, Audience
from bot.tg import care
from bot.tg.buttons import (
    AboutDanger,
    Act,
    Agree,
    AllHelplines,
    Articles,
    BelowCard,
    Curated,
    DidNotHelp,
    Forget,
    ForWhom,
    Gap,
    Helped,
    HelpNow,
    Keep,
    LiveIn,
    NoneOfThese,
    Press,
    Safe,
    ShowEntry,
    ShowGroup,
    ShowPrivacy,
    Simple,
    Speak,
    Topics,
    TurnTo,
    unpacked,
)
from bot.tg.calls import acknowledge
from bot.tg.desk import DESK, Desk
from bot.tg.gaps import GapDesk
from bot.tg.handoff.station import Station
from bot.tg.views.countries import ELSEWHERE
from bot.usecases.asking import Answered, answer
from bot.usecases.following import follow
from bot.usecases.people import agree, live_in, say_for_whom, speak


class Presses:
    """Handles callback queries; a button that nobody knows any more is said to be old."""

    def __init__(self, station: Station, gaps: GapDesk) -> None:
        """Keep what handles the presses of the queue, and those below unanswered questions."""
        self._station = station
        self._gaps = gaps

    async def __call__(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Handle one press."""
        query = update.callback_query
        if query is None:
            return
        press = unpacked(query.data or "")
        try:
            note = await self._do(press, _message_id(query)) if press else self._stale()
        except LookupError:  # what the button points to has left the knowledge
            note = self._stale()
        DESK.get().turn.send(acknowledge(query.id, note))

    @staticmethod
    def _stale() -> str:
        desk = DESK.get()
        return desk.edition.knowledge.texts.say("stale_button", desk.person.language)

    async def _do(self, press: Press, message_id: int) -> str | None:
        """Do what was asked; return a note to be shown for a moment, or ``None``."""
        desk = DESK.get()
        if isinstance(press, Gap):
            return await self._gaps.press(desk, press, message_id)
        if isinstance(press, Act):
            await self._station.press(desk, press.action, press.word, message_id)
            return None
        if isinstance(press, AboutDanger):
            await care.press_about(desk, press)
            return None
        if isinstance(press, BelowCard):
            await care.press(desk, press, message_id)
            return None
        if isinstance(press, Curated):
            return await self._worded(desk, press, message_id)
        await self._plain(desk, press, message_id)
        return None

    async def _plain(self, desk: Desk, press: Simple, message_id: int) -> None:  # noqa: C901
        match press:
            case Agree():
                desk.person = await agree(desk.turn, desk.person)
                desk.replace(message_id, desk.welcome.who())
            case ShowPrivacy():
                desk.show(desk.welcome.privacy())
            case HelpNow():
                desk.show_help_now()
            case AllHelplines():
                for screen in desk.danger().helplines():
                    desk.show(screen, urgent=True)
            case Safe():
                await care.believe(desk)
            case NoneOfThese():
                desk.replace(message_id, desk.answers().none_of_these())
            case Topics():
                desk.replace(message_id, desk.answers().topics())
            case Articles():
                desk.replace(message_id, desk.answers().articles())
            case Forget():
                await self._station.forget(desk)
                desk.replace(message_id, desk.welcome.plain("forget.done"))
            case Keep():
                desk.replace(message_id, desk.welcome.plain("forget.kept"))
            case _:
                assert_never(press)

    async def _worded(self, desk: Desk, press: Curated, message_id: int) -> str | None:
        match press:
            case ForWhom(word=word):
                await self._for_whom(desk, word, message_id)
            case ShowEntry(word=word):
                desk.show(desk.answers().reply(self._entry(desk, word)))
                await follow(desk.turn, desk.person.chat_id, word)
            case ShowGroup(word=word):
                desk.replace(message_id, desk.answers().group(word))
            case TurnTo(word=word):
                self._turn_to(desk, word, message_id)
            case Helped(word=word) | DidNotHelp(word=word):
                helped = isinstance(press, Helped)
                return await self._rate(desk, word, message_id, helped=helped)
            case Speak(word=word):
                await self._speak(desk, word)
            case LiveIn(word=word):
                await self._live_in(desk, word)
            case _:
                assert_never(press)
        return None

    @staticmethod
    async def _for_whom(desk: Desk, word: str, message_id: int) -> None:
        if word not in set(Audience):
            raise LookupError(word)
        desk.person = await say_for_whom(desk.turn, desk.person, Audience(word))
        desk.replace(message_id, desk.welcome.thanks(Audience(word)))

    @staticmethod
    async def _speak(desk: Desk, word: str) -> None:
        language = next((code for code in LANGUAGES if code == word), None)
        if language is None:
            raise LookupError(word)
        desk.person = await speak(desk.turn, desk.person, language)
        desk.show(desk.welcome.language_set())

    @staticmethod
    async def _live_in(desk: Desk, word: str) -> None:
        if word == ELSEWHERE:
            desk.show(desk.countries.without_pack(desk.person.country))
            return
        if word not in desk.edition.knowledge.packs:
            raise LookupError(word)
        desk.person = await live_in(desk.turn, desk.person, word)
        desk.show(desk.countries.chosen(word))

    @staticmethod
    def _turn_to(desk: Desk, word: str, message_id: int) -> None:
        article_id, _, number = word.rpartition(".")
        if not number.isdecimal():
            raise LookupError(word)
        article = desk.edition.knowledge.articles[article_id]
        desk.replace(message_id, desk.answers().page(article, int(number)))

    async def _rate(self, desk: Desk, word: str, message_id: int, *, helped: bool) -> str:
        found = self._entry(desk, word)
        await desk.turn.tally.feedback(word, desk.person.language, helped=helped)
        desk.replace(message_id, desk.answers().rated(found.entry, found.related))
        if helped:
            return desk.edition.knowledge.texts.say("answer.thanks_yes", desk.person.language)
        desk.show(desk.answers().did_not_help())
        return ""

    @staticmethod
    def _entry(desk: Desk, entry_id: str) -> Answered:
        return answer(desk.edition.knowledge, entry_id, desk.person.language)


def _message_id(query: CallbackQuery) -> int:
    """Return the message the button stands below.

    Raises:
        LookupError: it was sent in inline mode, which this bot does not use.
    """
    if query.message is None:
        raise LookupError("no message")
    return query.message.message_id
