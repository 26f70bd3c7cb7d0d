"""Where an update meets the queue: commands, presses, lines, and what happens by itself."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from telegram import InlineQuery, Message, Update

from bot.domain.callbacks.terms import Terms
from bot.domain.cards import helplines_of
from bot.domain.crisis import Alarm, Tier
from bot.domain.handoff.actions import Action
from bot.domain.handoff.requests import State
from bot.domain.handoff.supporters import Role
from bot.domain.people import Person
from bot.tg.desk import Desk
from bot.tg.handoff import calling, taking
from bot.tg.handoff.inline import choices, inline_answer
from bot.tg.handoff.outward import TelegramOutward
from bot.usecases.forgetting import forget
from bot.usecases.handoff import (
    filling,
    happening,
    leaving,
    mending,
    replying,
    team,
    watching,
)
from bot.usecases.handoff.doing import do
from bot.usecases.handoff.focusing import who
from bot.usecases.handoff.press import Answer, Press
from bot.usecases.handoff.records import Place
from bot.usecases.handoff.scene import Actor, Notice, RefusedError, Scene

STILL_MEANT = timedelta(hours=1)
"""For so long after a conversation a line may still be meant for the one who was in it."""

TOKEN_BYTES = 18
"""24 letters: as many as a deep link may carry without being unwieldy."""

COMMANDS: Mapping[str, Action] = {
    "peer": Action.PEER,
    "shift": Action.SHIFT,
    "profile": Action.PROFILE,
    "rehearse": Action.REHEARSE,
    "board": Action.BOARD,
    "team": Action.TEAM,
    "training": Action.TRAINED,
    "callback": Action.CALLBACK,
    "mycallback": Action.MY_CALLBACK,
}
"""Commands that mean one action, whatever is open."""
IN_TALK: Mapping[str, Action] = {
    "close": Action.CLOSE,
    "transfer": Action.HAND_OVER,
    "release": Action.RELEASE,
    "lead": Action.CALL_LEAD,
    "replies": Action.REPLIES,
}
"""Commands of a supporter about the conversation in focus."""

PEER_COMMANDS = (*COMMANDS, *IN_TALK, "invite", "undo", "end", "who", "send")
"""Everything that is typed with a stroke before it, and has to do with peers."""


@dataclass(frozen=True, slots=True)
class Station:
    """Everything about peers that an update can be."""

    admins: tuple[int, ...]
    country: str
    username: Callable[[], str]
    """Known once the bot has said hello to Telegram."""
    terms: Terms = field(default_factory=Terms)
    """Whether and how people are called back."""

    def scene(self, desk: Desk) -> Scene:
        """Return the scene of this turn."""
        turn, knowledge = desk.turn, desk.edition.knowledge
        outward = TelegramOutward(
            turn.send, knowledge, self.country, turn.now, self.username(), self.terms.offered
        )
        return Scene(
            handoff=turn.handoff,
            out=outward,
            send=turn.send,
            now=turn.now,
            people=turn.people,
            edition=desk.edition,
            admins=self.admins,
            helplines=frozenset(
                "".join(sign for sign in line.contact["en"] if sign.isdecimal())
                for line in helplines_of(knowledge, self.country)
            ),
            country=self.country,
            terms=self.terms,
        )

    def actor(self, person: Person, place: Place) -> Actor:
        """Return who acts, with the role they have now."""
        member = place.supporter if place.supporter and not place.supporter.removed_at else None
        role = member.role if member else Role.PERSON
        return Actor(person, Role.ADMIN if person.chat_id in self.admins else role, member)

    async def press(self, desk: Desk, action: Action, word: str, message_id: int = 0) -> None:
        """Do what a button or a command asks."""
        await desk.turn.handoff.enter()
        place = await desk.turn.handoff.place(desk.person.chat_id)
        await self._do(desk, self.actor(desk.person, place), action, word, message_id)

    async def _do(
        self, desk: Desk, actor: Actor, action: Action, word: str, message_id: int
    ) -> None:
        scene = self.scene(desk)
        if actor.role is Role.ADMIN and actor.supporter is None and _needs_place(action):
            actor = Actor(actor.person, actor.role, await team.enrol(scene, actor))
        asked = Press(scene, actor, action, word, message_id, _new_token)
        try:
            answer = await do(asked)
        except RefusedError as refused:
            scene.out.say(actor.reader, refused.notice)
            return
        _answer(scene, actor, answer, message_id)

    async def command(self, desk: Desk, name: str, words: str, message: Message) -> bool:
        """Do what a command about peers asks; ``False`` if it is none, or none for this role."""
        await desk.turn.handoff.enter()
        place = await desk.turn.handoff.place(desk.person.chat_id)
        actor = self.actor(desk.person, place)
        if name in COMMANDS:
            await self._do(desk, actor, COMMANDS[name], words, 0)
        elif name == "invite":
            action = Action.INVITE_LEAD if words.strip() == "lead" else Action.INVITE
            await self._do(desk, actor, action, "", 0)
        elif name == "undo":
            await self._undo(desk, actor, message)
        elif name == "end" and place.request is not None:
            active = place.request.state is State.ACTIVE
            action = Action.END if active else Action.CANCEL
            await self._do(desk, actor, action, str(place.request.id), 0)
        elif name == "end":
            self.scene(desk).out.say(actor.reader, Notice("peer.none_open"))
        elif name in IN_TALK and actor.supporter is not None:
            await self._do(desk, actor, IN_TALK[name], str(actor.supporter.focus or 0), 0)
        elif name in {"who", "send"} and actor.supporter is not None:
            await self._for_supporter(desk, actor, name, words)
        else:
            return False
        return True

    async def _for_supporter(self, desk: Desk, actor: Actor, name: str, words: str) -> None:
        scene = self.scene(desk)
        try:
            if name == "who":
                await who(scene, actor)
            else:
                await replying.look_up(scene, actor, words)
        except RefusedError as refused:
            scene.out.say(actor.reader, refused.notice)

    async def _undo(self, desk: Desk, actor: Actor, message: Message) -> None:
        scene = self.scene(desk)
        replied = message.reply_to_message
        line = replied.message_id if replied else None
        try:
            scene.out.say(actor.reader, await mending.take_back(scene, actor, line))
        except RefusedError as refused:
            scene.out.say(actor.reader, refused.notice)

    async def invited(self, desk: Desk, token: str) -> None:
        """Let somebody in who followed an invitation."""
        await desk.turn.handoff.enter()
        place = await desk.turn.handoff.place(desk.person.chat_id)
        scene, actor = self.scene(desk), self.actor(desk.person, place)
        try:
            await team.accept(scene, actor, token)
        except RefusedError as refused:
            scene.out.say(actor.reader, refused.notice)

    async def line(self, desk: Desk, update: Update) -> bool:
        """Take a message, an edit or a reaction that belongs to a form or a conversation.

        Returns:
            ``False`` if it belongs to none: then it is a question like any other.
        """
        seen = await desk.turn.handoff.place(desk.person.chat_id)
        if seen.nowhere:
            return False
        await desk.turn.handoff.enter()
        place = await desk.turn.handoff.place(desk.person.chat_id)
        scene, actor = self.scene(desk), self.actor(desk.person, place)
        try:
            if not desk.alarmed and await calling.fill(scene, actor, place, update):
                return True
            # Words of danger are nobody's feedback: in a conversation they are a line of it.
            waits = None if desk.alarmed else place.form
            return await taking.take(scene, actor, replace(place, form=waits), update)
        except RefusedError as refused:
            scene.out.say(actor.reader, refused.notice)
            return True

    async def danger(self, desk: Desk, alarm: Alarm, shown: str) -> bool:
        """Tell the queue of an alarm; ``True`` if a conversation is open in which it was heard."""
        seen = await desk.turn.handoff.place(desk.person.chat_id)
        if seen.request is None or seen.request.rehearsal:
            return False
        await desk.turn.handoff.enter()
        place = await desk.turn.handoff.place(desk.person.chat_id)
        if place.request is None or not place.request.state.open:
            return False
        if alarm.tier < Tier.CRISIS:  # a doubtful sign: asked about, not announced
            return place.request.talks
        request = await watching.heard_danger(self.scene(desk), place.request, alarm, shown)
        return request.talks

    async def inline(self, desk: Desk, query: InlineQuery) -> None:
        """Answer a supporter's inline query with canned replies and answers; others get none."""
        place = await desk.turn.handoff.place(desk.person.chat_id)
        member = self.actor(desk.person, place).supporter
        found = choices(desk.edition, member, query.query) if member else []
        desk.turn.send(inline_answer(query.id, found))

    async def speaks_as_supporter(self, desk: Desk) -> bool:
        """Tell whether the words are a supporter's, in a conversation or in an answer to us."""
        place = await desk.turn.handoff.place(desk.person.chat_id)
        if place.supporter is None or (place.request and not place.request.rehearsal):
            return False
        if filling.awaits_words(place.form, desk.turn.now):
            return True
        await desk.turn.handoff.enter()
        return bool(await desk.turn.handoff.requests.held_by(place.supporter.id))

    async def may_be_meant_for_peers(self, desk: Desk) -> bool:
        """Tell whether words that nobody took may belong to a form, a wait or a conversation."""
        chat_id = desk.person.chat_id
        if not (await desk.turn.handoff.place(chat_id)).nowhere:
            return True
        await desk.turn.handoff.enter()
        last = await desk.turn.handoff.requests.last_of(chat_id)
        over = last.closed_at if last is not None else None
        return over is not None and desk.turn.now - over < STILL_MEANT

    async def left(self, desk: Desk) -> None:
        """Somebody blocked the bot: nobody is left talking to them, or waiting for them."""
        await desk.turn.handoff.enter()
        place = await desk.turn.handoff.place(desk.person.chat_id)
        await leaving.leave(self.scene(desk), self.actor(desk.person, place), place)

    async def forget(self, desk: Desk) -> None:
        """Erase what is kept about the person."""
        await desk.turn.handoff.enter()
        place = await desk.turn.handoff.place(desk.person.chat_id)
        scene = self.scene(desk)
        await forget(desk.turn, scene, self.actor(desk.person, place), place)

    async def happen(self, desk: Desk, event: Mapping[str, Any]) -> None:
        """Handle an update of our own."""
        try:
            await happening.happen(self.scene(desk), desk.person.chat_id, event)
        except RefusedError:
            return  # it was over before the timer rang


def _needs_place(action: Action) -> bool:
    """Tell whether an admin needs a row of their own for ``action``, to be spoken to by name."""
    return action in {Action.JOIN, Action.VIEW, Action.BOARD, Action.TEAM, Action.PROFILE,
                      Action.SHIFT, Action.SHIFT_ON, Action.REHEARSE, Action.CLAIM}  # fmt: skip


def _answer(scene: Scene, actor: Actor, answer: Answer, message_id: int) -> None:
    if answer is not None:
        scene.out.replace(actor.reader, message_id, answer)


def _new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)
