"""/gaps: the questions that nobody wrote an answer for, one by one, for those who lead."""

from collections.abc import Sequence
from typing import assert_never

from telegram import Update
from telegram.ext import ContextTypes

from bot.domain.gaps import Listed, State
from bot.domain.handoff.supporters import Role
from bot.domain.knowledge import Entry
from bot.tg.buttons import AttachGap, FinishGap, Gap, IgnoreGap, LaterGap
from bot.tg.calls import Screen
from bot.tg.desk import DESK, Desk
from bot.tg.markup import html
from bot.tg.views.keyboards import Labelled, column, inline

_MANY = 50


async def is_lead(desk: Desk, admin_ids: Sequence[int]) -> bool:
    """Tell whether a person may see the work list: a lead of the team, or an admin."""
    place = await desk.turn.handoff.place(desk.person.chat_id)
    role = place.supporter.role if place.supporter else Role.PERSON
    return role >= Role.LEAD or desk.person.chat_id in admin_ids


class GapDesk:
    """Shows the work list and does what is pressed below it."""

    def __init__(self, admin_ids: Sequence[int]) -> None:
        """Serve these people only."""
        self._admin_ids = admin_ids

    async def show(self, _update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the question that was asked most."""
        desk = DESK.get()
        desk.show(await self._next(desk, after=None))

    async def press(self, desk: Desk, press: Gap, message_id: int) -> str | None:
        """Do what was pressed, and show the next question in its place.

        Raises:
            LookupError: the button names no question, or an entry that is no more.
        """
        if not await is_lead(desk, self._admin_ids):
            return self._say(desk, "gaps.only_leads")
        number, _, entry_id = press.word.partition(".")
        if not number.isdecimal():
            raise LookupError(press.word)
        note = await self._settle(desk, press, int(number), entry_id)
        desk.replace(message_id, await self._next(desk, after=int(number)))
        return note

    async def _settle(self, desk: Desk, press: Gap, number: int, entry_id: str) -> str | None:
        match press:
            case AttachGap():
                question = desk.edition.knowledge.entries[entry_id].text[desk.person.language]
                await desk.turn.gaps.settle(number, State.ATTACHED, entry_id)
                return self._say(desk, "gaps.attached", words="…", question=question.question)
            case IgnoreGap():
                await desk.turn.gaps.settle(number, State.IGNORED)
            case FinishGap():
                await desk.turn.gaps.settle(number, State.DONE)
            case LaterGap():
                pass
            case _:
                assert_never(press)
        return None

    async def _next(self, desk: Desk, *, after: int | None) -> Screen:
        if not await is_lead(desk, self._admin_ids):
            return Screen(html(self._say(desk, "gaps.only_leads")))
        listed = await desk.turn.gaps.list(State.NEW, singles=False, limit=_MANY)
        places = [at for at, one in enumerate(listed) if one.id == after]
        left = listed[places[0] + 1 :] if places else listed
        if not left:
            return Screen(html(self._say(desk, "gaps.none")))
        return self._item(desk, left[0])

    def _item(self, desk: Desk, one: Listed) -> Screen:
        rows: list[list[Labelled]] = column(
            (entry.text[desk.person.language].question, AttachGap(f"{one.id}.{entry.id}"))
            for entry in self._near(desk, one)
        )
        rows.append(
            [
                (self._say(desk, "gaps.ignore"), IgnoreGap(str(one.id))),
                (self._say(desk, "gaps.done"), FinishGap(str(one.id))),
                (self._say(desk, "gaps.next"), LaterGap(str(one.id))),
            ]
        )
        told = self._say(desk, "gaps.item", words=one.gap.words, count=one.count)
        return Screen(html(told), inline(*rows))

    @staticmethod
    def _near(desk: Desk, one: Listed) -> Sequence[Entry]:
        ranking = desk.edition.matcher.consider(one.gap.words, one.gap.language, limit=3)
        entries = desk.edition.knowledge.entries
        return [entries[match.entry_id] for match in ranking.matches]

    @staticmethod
    def _say(desk: Desk, key: str, **values: object) -> str:
        return desk.edition.knowledge.texts.say(key, desk.person.language, **values)
