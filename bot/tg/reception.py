"""One turn, station by station: danger first, then whatever else the update asks."""

import json
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext

from bot.domain.care import Step
from bot.domain.crisis import Alarm, Tier
from bot.domain.knowledge import Language
from bot.domain.languages import language_of
from bot.tg.care import face, follow_up
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
        if not seen.private:
            await self._aside(turn, seen)
        alarm = self.listen(seen.words) if seen.private else Alarm()
        language = language_of(" ".join(seen.words)) or desk.person.language
        step = await self._danger_first(desk, alarm, seen, language)
        if step in {Step.CARD, Step.BELIEVED}:
            return
        if not seen.edited:
            await self._handle(desk, update)
        elif seen.private and any(words.startswith("/crisis") for words in seen.words):
            desk.show_help_now()
        follow_up(desk, step, language)

    async def _danger_first(
        self, desk: Desk, alarm: Alarm, seen: Incoming, language: Language
    ) -> Step:
        """Show what comes before anything else if there is danger; tell what else there is."""
        if alarm.tier >= Tier.ELEVATED:
            await desk.turn.tally.alarm(alarm, language)
        if not seen.private or not seen.words:
            return Step.NOTHING
        return await face(desk, alarm, " ".join(seen.words), language)

    async def _aside(self, turn: Turn, seen: Incoming) -> None:
        """Show the card of danger written in a group to its writer, and to nobody else."""
        alarm = self.listen(seen.words)
        if seen.sender_id is None or alarm.tier < Tier.CRISIS:
            return
        person = await self.recognise(turn, seen.sender_id, seen.language_code)
        desk = Desk(turn, person, self.editions.current())
        language = language_of(" ".join(seen.words)) or person.language
        await turn.tally.alarm(alarm, language)
        await face(desk, alarm, "", language)

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
