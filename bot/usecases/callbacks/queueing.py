"""A callback in the queue: offered at its window, watched over, and mended when it is missed."""

from dataclasses import replace

from bot.domain.callbacks.callbacks import Callback
from bot.domain.callbacks.moments import ANSWER_WITHIN, Moment, due
from bot.domain.callbacks.windows import Window, stands
from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import Step
from bot.domain.handoff.queue import mark
from bot.domain.handoff.requests import Request, State
from bot.usecases.callbacks.keeping import TIMER, callback_of, hide, put_away
from bot.usecases.handoff.offering import offer, withdraw
from bot.usecases.handoff.paging import page
from bot.usecases.handoff.scene import (
    ALOUD,
    Button,
    Notice,
    RefusedError,
    Rows,
    Scene,
    When,
    reader_of,
)

AFTERWARDS = ANSWER_WITHIN * 2
"""A callback without a time stands so far back in line that nobody comes to it."""


async def wait(scene: Scene, request: Request) -> None:
    """Put a callback in line for its window: also one that somebody has given back."""
    callback = await callback_of(scene, request)
    await watch(scene, request, replace(callback, taken=0, card=None))


async def watch(scene: Scene, request: Request, callback: Callback) -> None:
    """Do what is due, and set the timer for what is due next."""
    moment, taken, at = due(callback, scene.now)
    seen = replace(callback, taken=taken)
    await scene.handoff.callbacks.put(seen)
    await scene.later(TIMER, at, request)
    if moment is not None:
        await _step(scene, request, seen, moment)


async def on_timer(scene: Scene, request_id: int) -> None:
    """A moment of a callback has come."""
    request = await scene.handoff.requests.get(request_id)
    callback = await scene.handoff.callbacks.get(request_id)
    if request is None or callback is None or not request.state.open:
        return
    if callback.window is None:
        await _lapse(scene, request)
    else:
        await watch(scene, request, callback)


async def _step(scene: Scene, request: Request, callback: Callback, moment: Moment) -> None:
    if moment is Moment.OVERDUE:
        await _miss(scene, request, callback)
    elif request.state is State.ACTIVE:
        await _remind_holder(scene, request, callback, moment)
    elif moment is Moment.OVER:
        await _miss(scene, request, callback)
    elif callback.window is not None and not stands(scene.peers.hours, callback.window):
        await ask_again(scene, request, callback, "callback.hours_changed")
    else:
        await _offer(scene, request, callback, moment)


async def _offer(scene: Scene, request: Request, callback: Callback, moment: Moment) -> None:
    match moment:
        case Moment.SOON:
            shown = await offer(scene, request)
            if not shown:
                await page(scene, request, _to_lead("page.callback_soon", request, callback))
        case Moment.OPEN:
            await offer(scene, request)
        case Moment.CLOSING:
            await offer(scene, request)
            await _remind_all(scene, request, callback)
            await page(scene, request, _to_lead("page.callback_closing", request, callback))
        case _:
            return


async def _remind_all(scene: Scene, request: Request, callback: Callback) -> None:
    team = {one.chat_id: one for one in await scene.handoff.supporters.all()}
    row = (Button(Action.CLAIM, str(request.id)),)
    for link in await scene.handoff.links.offers_of(request.id):
        supporter = team.get(link.to_chat)
        if supporter is not None:
            values = {"when": _ours(scene, callback)}
            scene.tell_supporter(supporter, Notice("call.closing", values, rows=(row,)), ALOUD)


async def _remind_holder(
    scene: Scene, request: Request, callback: Callback, moment: Moment
) -> None:
    keys = {
        Moment.SOON: "call.soon",
        Moment.OPEN: "call.open",
        Moment.CLOSING: "call.closing_yours",
        Moment.OVER: "call.over",
    }
    holder = await scene.handoff.supporters.get(request.supporter or 0)
    if holder is not None and moment in keys:
        values = {"mark": marked(request), "when": _ours(scene, callback)}
        rows = holder_rows(request)
        scene.tell_supporter(holder, Notice(keys[moment], values, rows=rows), ALOUD)


def holder_rows(request: Request) -> Rows:
    """Return how an attempt can have gone."""
    word = str(request.id)

    def done(outcome: str) -> Button:
        return Button(Action.CALL_DONE, f"{word}:{outcome}", f"call.as_{outcome}")

    return (
        (done("reached"), done("no_answer")),
        (done("wrong_number"), done("declined")),
        (done("referred"), done("emergency")),
        (Button(Action.CALL_LEAD, word), done("back")),
    )


def marked(request: Request) -> str:
    """Return how a callback is marked on its holder's screen."""
    return f"{mark(request.colour)} {request.alias}"


def _ours(scene: Scene, callback: Callback) -> object:
    """Return the window by the clocks of the line."""
    window = callback.window
    return When(window, scene.peers.hours.zone) if window else ""


def theirs(callback: Callback) -> object:
    """Return the window by the clocks of the person."""
    return When(callback.window, callback.zone) if callback.window else ""


def _to_lead(key: str, request: Request, callback: Callback) -> Notice:
    return Notice(key, {"alias": request.alias, "when": theirs(callback)})


async def _miss(scene: Scene, request: Request, callback: Callback) -> None:
    """Say sorry, tell the lead, and look for another time."""
    await scene.note(request, Step.MISSED)
    await page(scene, request, _to_lead("page.callback_missed", request, callback))
    window = callback.window
    later = tuple(one for one in callback.windows if window and one.start >= window.end)
    if not later:
        await ask_again(scene, request, callback, "callback.missed")
        return
    await move(scene, request, callback, later)
    values = {"when": When(later[0], callback.zone)}
    scene.tell(request, Notice("callback.missed_next", values, rows=choices(request)))


async def move(
    scene: Scene, request: Request, callback: Callback, windows: tuple[Window, ...]
) -> None:
    """Let a callback wait for other times, out of everybody's hands; without any it is parked."""
    parked = scene.now + AFTERWARDS
    waiting = replace(
        request,
        state=State.WAITING,
        supporter=None,
        joined=None,
        asked_of=None,
        handing_over=False,
        front=False,
        claimed_at=None,
        answered_at=None,
        waiting_since=windows[0].start if windows else parked,
    )
    if not await scene.handoff.requests.save(request, waiting):
        raise RefusedError("peer.gone")
    await hide(scene, request, callback)
    await withdraw(scene, request, Notice("offer.over"))
    await _tell_holder(scene, request)
    await scene.handoff.callbacks.put(replace(callback, windows=windows, taken=0, card=None))
    if windows:
        await wait(scene, waiting)


async def _tell_holder(scene: Scene, request: Request) -> None:
    holder = await scene.handoff.supporters.get(request.supporter or 0)
    if holder is not None and request.state is State.ACTIVE:
        notice = Notice("call.moved", {"mark": marked(request)})
        scene.out.say(reader_of(holder), notice)


async def ask_again(scene: Scene, request: Request, callback: Callback, key: str) -> None:
    """Ask the person for another time; meanwhile nobody calls."""
    await move(scene, request, callback, ())
    await scene.later(TIMER, scene.now + ANSWER_WITHIN, request)
    scene.tell(request, Notice(key, rows=choices(request)))


def choices(request: Request) -> Rows:
    """Return what somebody can do whose callback did not come about."""
    word = str(request.id)
    return (
        (Button(Action.MY_CALLBACK, f"{word}:time", "button.cb_time"),),
        (Button(Action.MY_CALLBACK, f"{word}:chat", "button.cb_chat"),),
        (Button(Action.MY_CALLBACK, f"{word}:cancel", "button.cb_cancel"), Button(Action.NUMBERS)),
    )


async def _lapse(scene: Scene, request: Request) -> None:
    """Nobody said when else: it is closed, and name and number go in due time."""
    over = replace(request, state=State.EXPIRED, closed_at=scene.now)
    if await scene.handoff.requests.save(request, over):
        await put_away(scene, request)
        await scene.note(request, Step.EXPIRED)
        scene.tell(request, Notice("callback.lapsed", rows=((Button(Action.CALLBACK),),)))
