"""What each press of a person does."""

from bot.domain.handoff.actions import Action
from bot.usecases.callbacks import own
from bot.usecases.handoff import (
    asking,
    copying,
    ending,
    mending,
    waiting,
    watching,
)
from bot.usecases.handoff.press import Answer, Doing, Press
from bot.usecases.handoff.scene import RefusedError


async def _ask(press: Press) -> None:
    if not await own.wanted_peer(press.scene, press.actor, press.word):
        await asking.ask(press.scene, press.actor, press.word)


async def _choose(press: Press) -> None:
    await asking.choose(press.scene, press.actor, press.action, press.word, press.message_id)


async def _leave(press: Press) -> None:
    await asking.leave(press.scene, press.actor, press.message_id)


async def _state(press: Press) -> None:
    if not await asking.show_open(press.scene, press.actor):
        raise RefusedError("peer.none_open")


async def _cancel(press: Press) -> Answer:
    answer = await own.cancelled(press.scene, press.actor, press.request)
    return answer or await waiting.cancel(press.scene, press.actor, press.request)


async def _end(press: Press) -> Answer:
    answer = await own.cancelled(press.scene, press.actor, press.request)
    return answer or await ending.end(press.scene, press.actor, press.request)


async def _someone_else(press: Press) -> Answer:
    return await ending.someone_else(press.scene, press.actor, press.request)


async def _report(press: Press) -> Answer:
    await ending.own_request(press.scene, press.actor, press.request)
    press.scene.out.say(press.actor.reader, ending.report_reasons(press.request))
    return None


async def _reported(press: Press) -> Answer:
    return await ending.report(press.scene, press.actor, press.request, press.rest)


async def _send_held(press: Press) -> Answer:
    return await copying.release(press.scene, press.actor.reader, press.request)


async def _drop_held(press: Press) -> Answer:
    return await copying.drop(press.scene, press.actor.reader, press.request)


async def _take_back(press: Press) -> Answer:
    return await mending.take_back(press.scene, press.actor, press.request)


async def _rate(press: Press) -> Answer:
    return await ending.rate(press.scene, press.actor, press.request, press.rest)


async def _reopen(press: Press) -> None:
    await ending.reopen(press.scene, press.actor, press.request)


async def _still_here(press: Press) -> Answer:
    me = press.actor.supporter
    chat = press.actor.person.chat_id
    return await watching.still_here(press.scene, chat, press.request, me.id if me else None)


OF_PERSON: dict[Action, Doing] = {
    Action.PEER: _ask,
    Action.FOR_WHOM: _choose,
    Action.ABOUT: _choose,
    Action.WISH: _choose,
    Action.WISHED: _choose,
    Action.SAME: _choose,
    Action.SPEAK: _choose,
    Action.LEAVE_FORM: _leave,
    Action.STATE: _state,
    Action.CANCEL: _cancel,
    Action.END: _end,
    Action.SOMEONE_ELSE: _someone_else,
    Action.REPORT: _report,
    Action.REPORTED: _reported,
    Action.SEND_HELD: _send_held,
    Action.DROP_HELD: _drop_held,
    Action.TAKE_BACK: _take_back,
    Action.RATE: _rate,
    Action.REOPEN: _reopen,
    Action.STILL_HERE: _still_here,
}
