"""Somebody blocked the bot: whoever was with them is told, and nobody waits in vain."""

from dataclasses import replace

from bot.domain.handoff.events import Step
from bot.domain.handoff.requests import State, Wanted
from bot.domain.handoff.supporters import Duty
from bot.usecases.handoff.ending import over
from bot.usecases.handoff.offering import withdraw
from bot.usecases.handoff.records import Place
from bot.usecases.handoff.returning import give_back
from bot.usecases.handoff.scene import ALOUD, Actor, Notice, Scene
from bot.usecases.handoff.talking import mark


async def leave(scene: Scene, actor: Actor, place: Place) -> None:
    """End the request of a person who is gone; give back those of a supporter who is."""
    request = place.request
    if request is not None and request.kind is Wanted.CALLBACK:
        request = None  # they can still be called; deleting the chat may be what keeps them safe
    if request is not None and not request.rehearsal and request.state is State.ACTIVE:
        holder = await scene.handoff.supporters.get(request.supporter or 0)
        if holder is not None:
            scene.tell_supporter(holder, Notice("end.they_left", {"mark": mark(request)}), ALOUD)
        await over(scene, request, "unreachable", None)
    elif request is not None and request.state is State.WAITING:
        gone = replace(request, state=State.CANCELLED, closed_at=scene.now)
        await scene.handoff.requests.save(request, gone)
        await withdraw(scene, request, Notice("offer.over"))
        await scene.later("wait", None, request)
        await scene.note(request, Step.CANCELLED)
    if actor.supporter is not None:
        await _off(scene, actor)


async def _off(scene: Scene, actor: Actor) -> None:
    me = actor.supporter
    if me is None:
        return
    off = replace(me, duty=Duty.OFF, duty_until=None, shift_until=None, banner=None)
    await scene.handoff.supporters.save(off)
    for request in await scene.handoff.requests.held_by(me.id):
        if request.rehearsal:
            continue
        if request.supporter == me.id:
            await give_back(scene, None, request, Step.RETURNED)
        else:
            await scene.handoff.requests.save(request, replace(request, joined=None))
