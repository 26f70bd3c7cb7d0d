"""One turn, station by station: danger first, then whatever else the update asks."""

import json
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext

from bot.domain.crisis import Tier
from bot.domain.languages import language_of
from bot.tg.desk import DESK, Desk
from bot.tg.raw import Incoming, incoming
from bot.usecases.danger import Listen
from bot.usecases.edition import Editions
from bot.usecases.people import Recognise
from bot.usecases.ports import Turn


class UnreadableUpdateError(Exception):
    """The update is of a form that the library cannot read; trying again changes nothing."""


@dataclass(frozen=True, slots=True)
class Reception:
    """Handles updates, one a call; everything it changes goes through the turn."""

    editions: Editions
    recognise: Recognise
    listen: Listen
    application: Application[Any, Any, Any, Any, Any, Any]

    async def __call__(self, turn: Turn) -> None:
        """Handle the update of ``turn``.

        Raises:
            UnreadableUpdateError: nobody can parse it.
            Exception: whatever a handler raised; the turn is to be dropped.
        """
        update = json.loads(turn.update.body)
        seen = incoming(update)
        if seen.chat_id is None:
            return
        person = await self.recognise(
            turn, seen.chat_id, seen.language_code, remember=seen.private
        )
        desk = Desk(turn, person, self.editions.current())
        if seen.private and await self._danger_first(desk, seen):
            return
        if not seen.edited:
            await self._handle(desk, update)
        elif seen.private and any(words.startswith("/crisis") for words in seen.words):
            desk.show_help_now()

    async def _danger_first(self, desk: Desk, seen: Incoming) -> bool:
        """Show the card if there is danger; tell whether that is all there is to do."""
        alarm = self.listen(seen.words)
        if alarm.tier < Tier.ELEVATED:
            return False
        language = language_of(" ".join(seen.words)) or desk.person.language
        desk.show_card(alarm, language)
        await desk.turn.tally.alarm(alarm, language)
        return alarm.tier >= Tier.CRISIS

    async def _handle(self, desk: Desk, update: dict[str, Any]) -> None:
        try:
            parsed = Update.de_json(update, self.application.bot)
        except Exception as error:
            raise UnreadableUpdateError(type(error).__name__) from error
        token = DESK.set(desk)
        try:
            await self._dispatch(parsed)
        finally:
            DESK.reset(token)

    async def _dispatch(self, update: Update) -> None:
        """Let the first handler that wants the update have it.

        ``Application.process_update`` does that too, but it lets no error out, may log a whole
        update, and keeps the id of everybody who ever wrote.
        """
        for handler in self.application.handlers[0]:
            wanted = handler.check_update(update)
            if wanted is not None and wanted is not False:
                context = CallbackContext.from_update(update, self.application)
                await handler.handle_update(update, self.application, wanted, context)
                return
