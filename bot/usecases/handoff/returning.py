"""A request goes back to the queue with its place: given back, handed over, or taken back."""

from dataclasses import replace
from datetime import datetime

from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import Step
from bot.domain.handoff.requests import Request, State, Wanted
from bot.usecases.callbacks.keeping import callback_of, hide
from bot.usecases.handoff.focusing import focus_on
from bot.usecases.handoff.offering import offer_waiting
from bot.usecases.handoff.scene import ALOUD, Actor, Button, Notice, RefusedError, Scene
from bot.usecases.handoff.talking import mark
from bot.usecases.handoff.waiting import begin


def back_in_line(request: Request, now: datetime, *, avoid_holder: bool = True) -> Request:
    """Return ``request`` as it waits again: at the front of its priority.

    Whoever was never answered has waited all the time; after a conversation the waiting begins
    anew, and nobody is told of hours in which they were not alone.
    """
    holder = (request.supporter,) if request.supporter and avoid_holder else ()
    return replace(
        request,
        state=State.WAITING,
        waiting_since=request.waiting_since if request.answered_at is None else now,
        supporter=None,
        joined=None,
        asked_of=None,
        handing_over=False,
        front=True,
        avoid=(*request.avoid, *holder),
        claimed_at=None,
        answered_at=None,
        nudged=False,
        rung=0,
        closed_at=None,
    )


async def give_back(
    scene: Scene, actor: Actor | None, request: Request, step: Step, key: str = "back.looking"
) -> None:
    """Put ``request`` back in line, tell the person, and free the holder's hands.

    Args:
        scene: the turn.
        actor: who gives it back; ``None`` for the line itself.
        request: an active request.
        step: what is written down.
        key: what the person is told; never why.
    """
    former = await scene.handoff.supporters.get(request.supporter or 0)
    waiting = back_in_line(request, scene.now, avoid_holder=step is not Step.RETURNED)
    if not await scene.handoff.requests.save(request, waiting):
        raise RefusedError("peer.gone")
    await scene.note(request, step, actor)
    for timer in ("silence", "handover"):
        await scene.later(timer, None, request)
    if former is not None:
        await focus_on(scene, former, None)
        await offer_waiting(scene, former)
    guest = await scene.handoff.supporters.get(request.joined or 0)
    if guest is not None:
        scene.tell_supporter(guest, Notice("end.over", {"mark": mark(request)}), ALOUD)
        await focus_on(scene, guest, None)
    if request.kind is Wanted.CALLBACK:
        await hide(scene, request, await callback_of(scene, request))
    else:
        scene.tell(request, Notice(key, {"name": former.name if former else ""}))
    await begin(scene, waiting)


def empty_handed() -> Notice:
    """Return what a supporter sees after giving a conversation back."""
    return Notice("back.thanks", rows=((Button(Action.SHIFT),),))
