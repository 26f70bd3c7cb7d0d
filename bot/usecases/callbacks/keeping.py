"""What is kept of a callback, and how its number leaves the screens again."""

from dataclasses import replace

from bot.domain.callbacks.callbacks import Callback
from bot.domain.handoff.queue import mark
from bot.domain.handoff.requests import Request, Wanted
from bot.usecases.handoff.scene import Notice, RefusedError, Scene, When, reader_of

TIMER = "callback"


async def callback_of(scene: Scene, request: Request) -> Callback:
    """Return what belongs to ``request``.

    Raises:
        RefusedError: it is erased.
    """
    found = await scene.handoff.callbacks.get(request.id)
    if found is None:
        raise RefusedError("claim.over")
    return found


async def check_ready(scene: Scene, request: Request) -> None:
    """Let only a callback be taken that has a time.

    Raises:
        RefusedError: the person is being asked for another one.
    """
    if request.kind is Wanted.CALLBACK and (await callback_of(scene, request)).window is None:
        raise RefusedError("call.no_time")


async def put_away(scene: Scene, request: Request) -> None:
    """Let the clock of a callback that is over stand still, and hide its number.

    For a chat there is nothing to do. ``request`` names the holder of now.
    """
    if request.kind is not Wanted.CALLBACK:
        return
    await scene.later(TIMER, None, request)
    callback = await scene.handoff.callbacks.get(request.id)
    if callback is not None:
        await hide(scene, request, callback)
        closed = replace(callback, card=None, closed_at=scene.now)
        await scene.handoff.callbacks.put(closed)


async def hide(scene: Scene, request: Request, callback: Callback) -> None:
    """Take name and number off the holder's screen.

    By the message's own number, where it is known: ``/forget`` deletes the link in the same turn.
    """
    holder = await scene.handoff.supporters.get(request.supporter or 0)
    if callback.card is None or holder is None:
        return
    alias = f"{mark(request.colour)} {request.alias}"
    hidden = Notice("call.hidden", {"mark": alias})
    link = await scene.handoff.links.get(callback.card)
    if link is not None and link.to_message is not None:
        scene.out.replace(reader_of(holder), link.to_message, hidden)
    else:
        scene.out.change(reader_of(holder), callback.card, hidden)


async def times_for(scene: Scene, request: Request) -> object:
    """Return the window of a callback by the clocks of the line, for the team's screens."""
    callback = await scene.handoff.callbacks.get(request.id)
    if callback is None or callback.window is None:
        return Notice("call.waits_for_time")
    return When(callback.window, scene.peers.hours.zone)
