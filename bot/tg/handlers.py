"""What each command and each message leads to; the presses are in ``presses``."""

from collections.abc import Sequence
from typing import Any

from telegram import ChatMember, Update
from telegram.constants import ChatType
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.tg.calls import Screen
from bot.tg.desk import DESK
from bot.tg.gaps import GapDesk
from bot.tg.presses import Presses
from bot.usecases.asking import Answering, Asked
from bot.usecases.following import note_gap, remember, shown_last
from bot.usecases.people import lose, speak, welcome

Context = ContextTypes.DEFAULT_TYPE
Bot = Application[Any, Any, Any, Any, Any, Any]

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


class Handlers:
    """The bot's side of a conversation."""

    def __init__(self, ask: Answering, admin_ids: Sequence[int] = ()) -> None:
        """Keep what answers questions."""
        self._ask = ask
        self._gaps = GapDesk(admin_ids)
        self._presses = Presses(self._gaps)

    def register(self, application: Bot) -> None:
        """Tell ``application`` what to call for what."""
        for command, handler in {
            "start": self.start,
            "help": self.help,
            "crisis": self.crisis,
            "topics": self.topics,
            "read": self.read,
            "language": self.language,
            "privacy": self.privacy,
            "gaps": self._gaps.show,
        }.items():
            application.add_handler(CommandHandler(command, handler, PRIVATE))
        application.add_handler(CallbackQueryHandler(self._presses))
        application.add_handler(ChatMemberHandler(self.membership))
        application.add_handler(MessageHandler(PRIVATE & filters.TEXT, self.question))
        application.add_handler(MessageHandler(PRIVATE, self.something_else))
        application.add_handler(MessageHandler(filters.COMMAND, self.in_a_group))

    async def start(self, _update: Update, _context: Context) -> None:
        """Show the first screens; they say the same however often they are asked for."""
        await greet()

    async def help(self, _update: Update, _context: Context) -> None:
        """List what can be done."""
        desk = DESK.get()
        desk.show(desk.welcome.help())

    async def crisis(self, _update: Update, _context: Context) -> None:
        """Show the crisis card."""
        DESK.get().show_help_now()

    async def topics(self, _update: Update, _context: Context) -> None:
        """Show the shelves."""
        desk = DESK.get()
        desk.show(desk.answers().topics())

    async def read(self, _update: Update, _context: Context) -> None:
        """Show the articles."""
        desk = DESK.get()
        desk.show(desk.answers().articles())

    async def language(self, _update: Update, _context: Context) -> None:
        """Offer the languages."""
        desk = DESK.get()
        desk.show(desk.welcome.languages())

    async def privacy(self, _update: Update, _context: Context) -> None:
        """Tell what is kept."""
        desk = DESK.get()
        desk.show(desk.welcome.privacy())

    async def question(self, update: Update, _context: Context) -> None:
        """Answer, after the first screen if they have never seen it."""
        desk = DESK.get()
        screen = await self._screen((update.message.text or "") if update.message else "")
        if desk.person.welcomed_at is None:
            await greet()
        desk.show(screen)

    async def _screen(self, text: str) -> Screen:
        """Return what the menu's button opens, or else an answer."""
        desk = DESK.get()
        match _menu_key(text):
            case "menu.topics":
                return desk.answers().topics()
            case "menu.read":
                return desk.answers().articles()
            case _:
                return await self._answer(text)

    async def _answer(self, text: str) -> Screen:
        """Answer in the language of the question, and go on in it."""
        desk = DESK.get()
        person = desk.person
        shown = await shown_last(desk.turn, person.chat_id)
        asked = Asked(text, person.language, shown.entry_id, shown.asked_again)
        reply = self._ask(asked, turn=desk.turn.update.seq)
        await remember(desk.turn, shown, reply)
        await note_gap(desk.turn, text, reply, desk.edition.vocabulary)
        if reply.language != desk.person.language:
            desk.person = await speak(desk.turn, desk.person, reply.language)
        return desk.answers().reply(reply)

    async def something_else(self, _update: Update, _context: Context) -> None:
        """Say that only text is understood."""
        desk = DESK.get()
        desk.show(desk.welcome.plain("not_text"))

    async def in_a_group(self, _update: Update, _context: Context) -> None:
        """Ask to be written to in private: a group is no place for this."""
        desk = DESK.get()
        desk.show(desk.welcome.plain("group"))

    async def membership(self, update: Update, _context: Context) -> None:
        """Note that a person blocked the bot."""
        desk = DESK.get()
        change = update.my_chat_member
        if change is None or change.chat.type != ChatType.PRIVATE:
            return
        if change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}:
            desk.person = await lose(desk.turn, desk.person)


async def greet() -> None:
    """Bring the keyboard, and show the first screen."""
    desk = DESK.get()
    desk.show(desk.welcome.keyboard())
    desk.show(desk.welcome.first_screen())
    desk.person = await welcome(desk.turn, desk.person)


def _menu_key(text: str) -> str | None:
    """Return which button of the menu was sent, in whatever language it was labelled."""
    for says in DESK.get().edition.knowledge.texts.by_language.values():
        for key in ("menu.topics", "menu.read"):
            if text.strip() == says[key]:
                return key
    return None
