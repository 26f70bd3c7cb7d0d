"""What each press of a supporter does."""

from bot.domain.handoff.actions import Action
from bot.domain.handoff.requests import State
from bot.usecases.handoff import (
    claiming,
    debriefing,
    ending,
    filling,
    focusing,
    handing,
    mending,
    profile,
    rehearsing,
    replying,
    shifts,
)
from bot.usecases.handoff.press import Answer, Doing, Press, number
from bot.usecases.handoff.scene import NotAllowedError


async def _claim(press: Press) -> None:
    await claiming.claim(press.scene, press.actor, press.request)


async def _known(press: Press) -> Answer:
    return await claiming.known(press.scene, press.actor, press.request)


async def _focus(press: Press) -> None:
    await focusing.switch(press.scene, press.actor, press.request)


async def _send_to(press: Press) -> Answer:
    number(press.rest.partition(":")[0])
    number(press.word.partition(":")[0])
    return await mending.send_to(press.scene, press.actor, press.word)


async def _release(press: Press) -> Answer:
    return await handing.release(press.scene, press.actor, press.request)


async def _hand_over(press: Press) -> None:
    scene, actor = press.scene, press.actor
    scene.out.say(actor.reader, await handing.choose_colleague(scene, actor, press.request))


async def _hand_to(press: Press) -> Answer:
    to, _, go = press.rest.partition(":")
    if go:
        return await handing.hand_to(press.scene, press.actor, press.request, number(to), "")
    return await handing.ask_note(press.scene, press.actor, press.request, number(to))


async def _accept(press: Press) -> None:
    await handing.accept(press.scene, press.actor, press.request)


async def _decline(press: Press) -> Answer:
    return await handing.decline(press.scene, press.actor, press.request)


async def _close(press: Press) -> None:
    scene, actor = press.scene, press.actor
    scene.out.say(actor.reader, await ending.choose_outcome(scene, actor, press.request))


async def _close_as(press: Press) -> Answer:
    return await ending.close_as(press.scene, press.actor, press.request, press.rest)


async def _note(press: Press) -> Answer:
    request = await press.scene.handoff.requests.get(press.request)
    me = focusing.team_member(press.actor).id
    if request is None or request.supporter != me or request.state is not State.CLOSED:
        raise NotAllowedError
    answers = {"request": str(request.id)}
    return await filling.ask(press.scene, press.actor, "closing", answers, "close.note")


async def _call_lead(press: Press) -> None:
    scene, actor = press.scene, press.actor
    scene.out.say(actor.reader, await replying.call_lead(scene, actor, press.request))


async def _why_lead(press: Press) -> Answer:
    return await replying.why_lead(press.scene, press.actor, press.request, press.rest)


async def _replies(press: Press) -> None:
    scene, actor = press.scene, press.actor
    scene.out.say(actor.reader, await replying.menu(scene, actor, press.request))


async def _reply(press: Press) -> Answer:
    return await replying.reply(press.scene, press.actor, press.request, press.rest)


async def _send_entry(press: Press) -> Answer:
    return await replying.send_entry(press.scene, press.actor, press.request, press.rest)


async def _send_article(press: Press) -> Answer:
    return await replying.send_article(press.scene, press.actor, press.request, press.rest)


async def _shift(press: Press) -> None:
    await shifts.show(press.scene, press.actor)


async def _shift_on(press: Press) -> None:
    await shifts.start(press.scene, press.actor, number(press.word))


async def _pause(press: Press) -> None:
    await shifts.pause(press.scene, press.actor, number(press.word))


async def _back(press: Press) -> None:
    await shifts.come_back(press.scene, press.actor)


async def _shift_off(press: Press) -> None:
    await shifts.stop(press.scene, press.actor)


async def _hard_week(press: Press) -> None:
    await shifts.hard_week(press.scene, press.actor)


async def _debrief(press: Press) -> None:
    item, _, said = press.rest.partition(":")
    await debriefing.answer(press.scene, press.actor, f"{press.request}:{item}", said)


async def _rehearse(press: Press) -> None:
    await rehearsing.start(press.scene, press.actor)


async def _profile(press: Press) -> None:
    await profile.show_profile(press.scene, press.actor)


async def _rename(press: Press) -> None:
    notice = await profile.ask_name(press.scene, press.actor)
    press.scene.out.say(press.actor.reader, notice)


async def _unpause(press: Press) -> None:
    await shifts.unpause(press.scene, press.actor)


async def _set_trait(press: Press) -> None:
    await profile.set_trait(press.scene, press.actor, press.action, press.word, press.message_id)


OF_SUPPORTER: dict[Action, Doing] = {
    Action.CLAIM: _claim,
    Action.KNOWN: _known,
    Action.FOCUS: _focus,
    Action.SEND_TO: _send_to,
    Action.RELEASE: _release,
    Action.HAND_OVER: _hand_over,
    Action.HAND_TO: _hand_to,
    Action.ACCEPT: _accept,
    Action.DECLINE: _decline,
    Action.CLOSE: _close,
    Action.CLOSE_AS: _close_as,
    Action.NOTE: _note,
    Action.CALL_LEAD: _call_lead,
    Action.WHY_LEAD: _why_lead,
    Action.REPLIES: _replies,
    Action.REPLY: _reply,
    Action.SEND_ENTRY: _send_entry,
    Action.SEND_ARTICLE: _send_article,
    Action.SHIFT: _shift,
    Action.SHIFT_ON: _shift_on,
    Action.PAUSE: _pause,
    Action.BACK: _back,
    Action.SHIFT_OFF: _shift_off,
    Action.HARD_WEEK: _hard_week,
    Action.DEBRIEF: _debrief,
    Action.REHEARSE: _rehearse,
    Action.PROFILE: _profile,
    Action.RENAME: _rename,
    Action.UNPAUSE: _unpause,
    Action.SET_LANGUAGE: _set_trait,
    Action.SET_EXPERIENCE: _set_trait,
}
