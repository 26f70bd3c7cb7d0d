"""One turn, station by station: danger first, then whatever else the update asks."""

import json
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext

from bot.domain.care import Step
from bot.domain.crisis import Alarm, Kind, Tier
from bot.domain.knowledge import Language
from bot.domain.languages import language_of
from bot.domain.people import Person
from bot.tg.care import face, follow_up
from bot.tg.desk import DESK, Desk
from bot.tg.handoff.station import Station
from bot.tg.raw import Incoming, incoming
from bot.usecases.danger import HELP_ASKED, Listen
from bot.usecases.edition import Editions
from bot.usecases.people import Recognise
from bot.usecases.ports import Meter, StorageError, Turn


class UnreadableUpdateError(Exception):
    """The update is of a form that the library cannot read; trying again changes nothing."""


@dataclass(frozen=True, slots=True)
class Reception:
    """Handles updates, one a call; everything it changes goes through the turn."""

    editions: Editions
    recognise: Recognise
    listen: Listen
    application: Application[Any, Any, Any, Any, Any, Any]
    station: Station
    meter: Meter

    async def __call__(self, turn: Turn) -> None:
        """Handle the update of ``turn``.

        Raises:
            UnreadableUpdateError: nobody can parse it.
            Exception: whatever a handler raised; the turn is to be dropped.
        """
        update = json.loads(turn.update.body)
        if turn.update.update_id < 0:
            await self._happen(turn, update["warmline"])
            return
        seen = incoming(update)
        if seen.chat_id is None:
            return
        person = await self.recognise(
            turn, seen.chat_id, seen.language_code, remember=seen.private
        )
        desk = self._desk(turn, person)
        if not seen.private:
            await self._aside(turn, seen)
        language = language_of(" ".join(seen.words)) or desk.person.language
        step = await self._danger_first(desk, seen, language)
        if step in {Step.CARD, Step.BELIEVED}:
            return
        if seen.edited:
            await self._edited(desk, seen, update)
        else:
            await self._handle(desk, update)
        if desk.untold is not None:
            await self._queue_hears(desk, desk.untold)
        follow_up(desk, step, language)

    def _desk(self, turn: Turn, person: Person) -> Desk:
        return Desk(turn, person, self.editions.current(), self.station.terms.offered)

    async def _happen(self, turn: Turn, event: dict[str, Any]) -> None:
        """Handle an update of our own: a timer, a line that arrived or was lost."""
        chat_id = int(turn.update.lane.rpartition(":")[2])
        person = await self.recognise(turn, chat_id, "", remember=False)
        await self.station.happen(self._desk(turn, person), event)

    async def _danger_first(self, desk: Desk, seen: Incoming, language: Language) -> Step:
        """Show what comes before anything else if there is danger; tell what else there is."""
        if not seen.private or not seen.words:
            return Step.NOTHING
        alarm = self.listen(seen.words)
        desk.heard = alarm.tier
        if alarm.tier >= Tier.ELEVATED:
            await desk.turn.tally.alarm(alarm, language)
            if alarm != HELP_ASKED and await self._supporter_says(desk):
                return Step.NOTHING
        step = await face(desk, alarm, " ".join(seen.words), language)
        desk.alarmed = step in {Step.CARD, Step.CARD_THEN_ANSWER}
        if step is Step.CARD and alarm.tier < Tier.CRISIS:
            alarm = HELP_ASKED  # a bare "no" to "Are you safe right now?"
        if step is not Step.NOTHING and await self._queue_hears(desk, alarm):
            # A conversation goes on: the line is passed on as well.
            return Step.NOTHING if step in {Step.CARD, Step.BELIEVED} else step
        return step

    async def _aside(self, turn: Turn, seen: Incoming) -> None:
        """Show the card of danger written in a group to its writer, and to nobody else."""
        alarm = self.listen(seen.words)
        if seen.sender_id is None or alarm.tier < Tier.CRISIS:
            return
        person = await self.recognise(turn, seen.sender_id, seen.language_code)
        language = language_of(" ".join(seen.words)) or person.language
        await turn.tally.alarm(alarm, language)
        await face(self._desk(turn, person), alarm, "", language)

    async def _supporter_says(self, desk: Desk) -> bool:
        """Supporters ask about danger; they get one quiet line, in case it was about them."""
        try:
            if not await self.station.speaks_as_supporter(desk):
                return False
        except StorageError:
            raise
        except Exception:  # noqa: BLE001  # a bug must not stand between a person and help
            self.meter.count("handoff_errors")
            return False
        desk.show(desk.danger().about_you())
        return True

    async def _queue_hears(self, desk: Desk, alarm: Alarm) -> bool:
        """Tell the queue; whatever goes wrong there, the card goes out."""
        shown = alarm.kinds[0] if alarm.kinds else Kind.HELP
        try:
            return await self.station.danger(desk, alarm, shown)
        except StorageError:
            raise
        except Exception:  # noqa: BLE001  # see above
            self.meter.count("handoff_errors")
            return False

    async def _edited(self, desk: Desk, seen: Incoming, update: dict[str, Any]) -> None:
        """Carry a change into a conversation; else only danger and /crisis are looked for."""
        if seen.private and any(words.startswith("/crisis") for words in seen.words):
            desk.show_help_now()
        elif seen.private:
            await self.station.line(desk, self._parsed(update))

    async def _handle(self, desk: Desk, update: dict[str, Any]) -> None:
        parsed = self._parsed(update)
        token = DESK.set(desk)
        try:
            await self._dispatch(parsed)
        finally:
            DESK.reset(token)

    def _parsed(self, update: dict[str, Any]) -> Update:
        try:
            return Update.de_json(update, self.application.bot)
        except Exception as error:
            raise UnreadableUpdateError(type(error).__name__) from error

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
