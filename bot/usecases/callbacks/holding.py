"""A callback in somebody's hands: the number on a recorded tap, and how the attempt went."""

from dataclasses import replace

from bot.domain.callbacks import phones
from bot.domain.callbacks.callbacks import Callback, Ending
from bot.domain.callbacks.limits import Try
from bot.domain.callbacks.windows import second_time
from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import Step
from bot.domain.handoff.links import Link, LinkKind
from bot.domain.handoff.requests import Priority, Request, State, Wanted
from bot.domain.handoff.supporters import Supporter
from bot.usecases.callbacks.keeping import callback_of
from bot.usecases.callbacks.queueing import ask_again, holder_rows, marked, move, theirs
from bot.usecases.handoff.ending import FEELINGS, over
from bot.usecases.handoff.focusing import team_member
from bot.usecases.handoff.offering import offer_waiting, traits
from bot.usecases.handoff.paging import page
from bot.usecases.handoff.returning import give_back
from bot.usecases.handoff.scene import (
    Actor,
    Button,
    Manner,
    NotAllowedError,
    Notice,
    Rows,
    Scene,
    When,
    reader_of,
)

ATTEMPTS = 2
"""Then one message in the chat, and no more calls."""
BACK = "back"


async def taken(scene: Scene, request: Request, supporter: Supporter) -> None:
    """Show the card of a callback to whoever has just been given it, and tell the person."""
    callback = await callback_of(scene, request)
    link = Link(scene.handoff.new_id(), request.id, LinkKind.NOTICE, supporter.chat_id, scene.now)
    await scene.handoff.links.add(link)
    await scene.handoff.callbacks.put(replace(callback, card=link.id))
    manner = Manner(silent=False, becomes=(link.id,), protected=True)
    scene.tell_supporter(supporter, _card(scene, request, callback, supporter), manner)
    values = {"name": supporter.name, "when": theirs(callback)}
    rows = ((Button(Action.MY_CALLBACK, f"{request.id}:show", "button.cb_show"),),)
    scene.tell(request, Notice("callback.taken", values, rows=rows))


def _card(scene: Scene, request: Request, callback: Callback, supporter: Supporter) -> Notice:
    """Return what the holder sees before the tap: no name, no number."""
    values = traits(scene, request, supporter) | {
        "mark": marked(request),
        "when": When(callback.windows[0], scene.peers.hours.zone) if callback.windows else "",
        "theirs": theirs(callback),
        "attempt": callback.attempts + 1,
    }
    reveal = (Button(Action.CALL_NUMBER, str(request.id)),)
    rows: Rows = (reveal, *holder_rows(request))
    return Notice("call.card", values, rows=rows, more=_safety(callback))


def _safety(callback: Callback) -> tuple[Notice, ...]:
    """Return what is safe, in the order in which a caller needs to know it."""
    notes = [
        "call.may_leave" if callback.voicemail else "call.no_message",
        "call.may_name" if callback.named else "call.neutral",
    ]
    if callback.text:
        notes.insert(0, "call.text")
    if callback.minor:
        notes.append("call.minor")
    return tuple(Notice(key) for key in notes)


async def held_callback(scene: Scene, actor: Actor, request_id: int) -> Request:
    """Return a callback in the hands of who acts.

    Raises:
        NotAllowedError: it is not.
    """
    request = await scene.handoff.requests.get(request_id)
    me = team_member(actor)
    mine = request is not None and request.supporter == me.id and request.state is State.ACTIVE
    if request is None or not mine or request.kind is not Wanted.CALLBACK:
        raise NotAllowedError
    return request


async def reveal(scene: Scene, actor: Actor, request_id: int) -> None:
    """Show name and number on the card, and write down that it was done."""
    request = await held_callback(scene, actor, request_id)
    callback = await callback_of(scene, request)
    await scene.note(request, Step.REVEALED, actor)
    if request.answered_at is None:
        await scene.handoff.requests.save(request, replace(request, answered_at=scene.now))
    if callback.card is None:
        return
    values = {
        "name": callback.name,
        "number": phones.shown(callback.number) if callback.number else "–",
    }
    number = Notice("call.number", values)
    notice = Notice(
        "call.safety",
        {"mark": marked(request), "theirs": theirs(callback)},
        rows=holder_rows(request),
        more=(*_safety(callback), number),
    )
    scene.out.change(reader_of(team_member(actor)), callback.card, notice)


async def done(scene: Scene, actor: Actor, request_id: int, word: str) -> Notice | None:
    """Take how an attempt went."""
    request = await held_callback(scene, actor, request_id)
    if word == BACK:
        await give_back(scene, actor, request, Step.RELEASED)
        return Notice("back.thanks")
    if word not in set(Ending):
        raise NotAllowedError
    ending = Ending(word)
    if ending is Ending.NO_ANSWER:
        return await _no_answer(scene, actor, request)
    if ending is Ending.WRONG_NUMBER:
        await scene.handoff.callbacks.note(request.chat_id, Try.WRONG)
    if ending is Ending.EMERGENCY:
        request = await _graver(scene, actor, request)
    return await _close(scene, actor, request, ending)


async def _no_answer(scene: Scene, actor: Actor, request: Request) -> Notice:
    callback = await callback_of(scene, request)
    tried = replace(callback, attempts=callback.attempts + 1)
    await scene.note(request, Step.NO_ANSWER, actor, str(tried.attempts))
    await scene.handoff.callbacks.put(tried)
    if tried.attempts >= ATTEMPTS:
        return await _close(scene, actor, request, Ending.NO_ANSWER)
    windows = second_time(tried.windows, scene.now)
    values: dict[str, object] = {"mark": marked(request)}
    if not windows:
        await ask_again(scene, request, tried, "callback.when_else")
        await _free(scene, actor)
        return Notice("call.asked_when", values)
    await move(scene, request, tried, windows)
    await _free(scene, actor)
    return Notice("call.again", values | {"when": When(windows[0], scene.peers.hours.zone)})


async def _free(scene: Scene, actor: Actor) -> None:
    await offer_waiting(scene, team_member(actor))


async def _graver(scene: Scene, actor: Actor, request: Request) -> Request:
    """An emergency on the telephone is one: the lead hears of it, and the holder rests."""
    grave = replace(request, priority=Priority.EMERGENCY)
    await scene.handoff.requests.save(request, grave)
    values = {"alias": request.alias, "name": team_member(actor).name}
    await page(scene, grave, Notice("page.callback_emergency", values))
    return grave


async def _close(scene: Scene, actor: Actor, request: Request, ending: Ending) -> Notice:
    await over(scene, request, ending, actor)
    scene.tell(request, _farewell(request, ending))
    row = (Button(Action.NOTE, str(request.id)),)
    return Notice("close.done", {"mark": marked(request)}, rows=(row,))


def _farewell(request: Request, ending: Ending) -> Notice:
    """Return the last message in the chat: it names no number, and not what was said."""
    again = (Button(Action.CALLBACK, key="button.cb_again"), Button(Action.PEER))
    match ending:
        case Ending.NO_ANSWER:
            return Notice("callback.not_reached", rows=(again,))
        case Ending.WRONG_NUMBER:
            return Notice("callback.wrong_number", rows=(again,))
        case Ending.DECLINED:
            return Notice("callback.closed", rows=((Button(Action.PEER),),))
        case Ending.REACHED | Ending.REFERRED | Ending.EMERGENCY:
            feelings = tuple(
                Button(Action.RATE, f"{request.id}:{one}", f"rate.{one}") for one in FEELINGS
            )
            rows = (feelings, (Button(Action.PEER),))
            return Notice("callback.done", rows=rows, more=(Notice("rate.ask"),))
