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
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from bot.domain.care import is_calm
from bot.domain.crisis import Tier
from bot.domain.handoff.actions import Action
from bot.tg.calls import Screen, delete
from bot.tg.desk import DESK, Desk
from bot.tg.gaps import GapDesk
from bot.tg.handoff.station import PEER_COMMANDS, Station
from bot.tg.presses import Presses
from bot.usecases.asking import Answering, Asked, Courteous, NotKnown, Reply, Suggested
from bot.usecases.following import note_gap, remember, shown_last
from bot.usecases.people import lose, speak, welcome

Context = ContextTypes.DEFAULT_TYPE
Bot = Application[Any, Any, Any, Any, Any, Any]

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


class Handlers:
    """The bot's side of a conversation."""

    def __init__(self, ask: Answering, station: Station, admin_ids: Sequence[int] = ()) -> None:
        """Keep what answers questions, and what knows the queue."""
        self._ask = ask
        self._station = station
        self._gaps = GapDesk(admin_ids)
        self._presses = Presses(station, self._gaps)

    def register(self, application: Bot) -> None:
        """Tell ``application`` what to call for what."""
        for command, handler in {
            "start": self.start,
            "help": self.help,
            "crisis": self.crisis,
            "topics": self.topics,
            "read": self.read,
            "language": self.language,
            "country": self.country,
            "privacy": self.privacy,
            "gaps": self._gaps.show,
            "forget": self.forget,
        }.items():
            application.add_handler(CommandHandler(command, handler, PRIVATE))
        for command in PEER_COMMANDS:
            application.add_handler(CommandHandler(command, self.about_peers, PRIVATE))
        application.add_handler(CallbackQueryHandler(self._presses))
        application.add_handler(InlineQueryHandler(self.inline))
        application.add_handler(MessageReactionHandler(self.reaction))
        application.add_handler(ChatMemberHandler(self.membership))
        application.add_handler(MessageHandler(filters.StatusUpdate.ALL, self.service_message))
        application.add_handler(MessageHandler(PRIVATE & filters.TEXT, self.question))
        application.add_handler(MessageHandler(PRIVATE, self.something_else))
        application.add_handler(MessageHandler(filters.COMMAND, self.in_a_group))

    async def start(self, _update: Update, context: Context) -> None:
        """Show the first screens; a link may bring an invitation, or lead straight to a peer."""
        word = next(iter(context.args or []), "")
        if word and word != "peer":
            await self._station.invited(DESK.get(), word)
            return
        await greet()
        if word == "peer":
            await self._station.press(DESK.get(), Action.PEER, "")

    async def about_peers(self, update: Update, context: Context) -> None:
        """Do what a command of the queue asks; to others it is an unknown command."""
        message = update.message
        if message is None or message.text is None:
            return
        if DESK.get().person.welcomed_at is None:
            await greet()
        name = message.text.split()[0].lstrip("/").partition("@")[0].lower()
        words = " ".join(context.args or [])
        if not await self._station.command(DESK.get(), name, words, message):
            desk = DESK.get()
            desk.show(desk.welcome.plain("unknown_command"))

    async def inline(self, update: Update, _context: Context) -> None:
        """Offer ready-made replies to a supporter who types the bot's name."""
        if update.inline_query is not None:
            await self._station.inline(DESK.get(), update.inline_query)

    async def reaction(self, update: Update, _context: Context) -> None:
        """Carry a reaction to the other side."""
        await self._station.line(DESK.get(), update)

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

    async def country(self, _update: Update, _context: Context) -> None:
        """Offer the countries there are helplines for."""
        desk = DESK.get()
        desk.show(desk.countries.ask())

    async def privacy(self, _update: Update, _context: Context) -> None:
        """Tell what is kept."""
        desk = DESK.get()
        desk.show(desk.welcome.privacy())

    async def forget(self, _update: Update, _context: Context) -> None:
        """Ask whether everything shall be erased."""
        desk = DESK.get()
        desk.show(desk.welcome.forget())

    async def question(self, update: Update, _context: Context) -> None:
        """Answer, after the first screen if they have never seen it."""
        desk = DESK.get()
        text = (update.message.text or "") if update.message else ""
        if _menu_key(text) is None and await self._station.line(desk, update):
            return
        if _menu_key(text) == "menu.peer":
            await self._station.press(desk, Action.PEER, "")
            return
        screen = await self._screen(text)
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
        if await self._is_for_curators(desk, reply):
            await note_gap(desk.turn, text, reply, desk.edition.vocabulary)
        if reply.language != desk.person.language:
            desk.person = await speak(desk.turn, desk.person, reply.language)
        if isinstance(reply, Courteous | Suggested) and is_calm(desk.person.care, desk.turn.now):
            return desk.danger(reply.language).calm()
        return desk.answers().reply(reply)

    async def _is_for_curators(self, desk: Desk, reply: Reply) -> bool:
        """Tell whether a question may be kept: not what may have been meant for a peer."""
        if not isinstance(reply, NotKnown) or desk.heard > Tier.NONE:
            return False
        return not await self._station.may_be_meant_for_peers(desk)

    async def something_else(self, update: Update, _context: Context) -> None:
        """Pass it on in a conversation; else say that only text is understood."""
        desk = DESK.get()
        if await self._station.line(desk, update):
            return
        desk.show(desk.welcome.plain("not_text"))

    async def service_message(self, update: Update, _context: Context) -> None:
        """Clear away Telegram's note that the bot has pinned its banner; pass over all others."""
        message, desk = update.message, DESK.get()
        if message is not None and message.pinned_message is not None:
            desk.turn.send(delete(desk.person.chat_id, message.message_id))

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
            await self._station.left(desk)


async def greet() -> None:
    """Bring the keyboard, and show the first screen."""
    desk = DESK.get()
    desk.show(desk.welcome.keyboard())
    desk.show(desk.welcome.first_screen())
    desk.person = await welcome(desk.turn, desk.person)


def _menu_key(text: str) -> str | None:
    """Return which button of the menu was sent, in whatever language it was labelled."""
    for says in DESK.get().edition.knowledge.texts.by_language.values():
        for key in ("menu.peer", "menu.topics", "menu.read"):
            if text.strip() == says[key]:
                return key
    return None
