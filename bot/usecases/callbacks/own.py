"""A person's own callback: shown, changed, cancelled, or turned into a chat."""

from dataclasses import replace

from bot.domain.callbacks import phones
from bot.domain.callbacks.callbacks import Callback
from bot.domain.callbacks.form import MistakeError, changing, written
from bot.domain.callbacks.steps import Step
from bot.domain.callbacks.zones import place_of
from bot.domain.crisis import Kind
from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import Step as Happened
from bot.domain.handoff.requests import BY_KIND, Priority, Request, State, Wanted
from bot.usecases.callbacks.drafts import FORM, go_on
from bot.usecases.callbacks.keeping import callback_of, put_away
from bot.usecases.callbacks.questions import safety_values
from bot.usecases.handoff.asking import create
from bot.usecases.handoff.ending import over
from bot.usecases.handoff.offering import withdraw
from bot.usecases.handoff.paging import covered
from bot.usecases.handoff.records import Place
from bot.usecases.handoff.scene import Actor, Button, Notice, RefusedError, Rows, Scene, When

ERASED = "callback.cancelled"


async def show(scene: Scene, actor: Actor) -> None:
    """Show what is open: a callback, a form that was begun, or nothing."""
    request = await scene.handoff.requests.open_of(actor.person.chat_id)
    if request is not None and request.kind is Wanted.CALLBACK:
        scene.out.say(actor.reader, await state_notice(scene, request))
        return
    form = await scene.handoff.forms.of(actor.person.chat_id, now=scene.now)
    if form is not None and form.name == FORM:
        scene.out.say(actor.reader, begun())
        return
    scene.out.say(actor.reader, Notice("callback.none", rows=((Button(Action.CALLBACK),),)))


def begun() -> Notice:
    """Return what is said about a form that was left in the middle."""
    rows = (
        (Button(Action.CALL_FORM, "resume", "button.cb_resume"),),
        (Button(Action.CALL_FORM, "drop", "button.cb_drop"),),
        (Button(Action.NUMBERS, key="menu.help_now"),),
    )
    return Notice("callback.begun", rows=rows)


async def state_notice(scene: Scene, request: Request) -> Notice:
    """Return how a callback stands; of the number only its end is shown."""
    callback = await callback_of(scene, request)
    values = {
        "name": callback.name,
        "ending": phones.ending(callback.number),
        "times": tuple(When(one, callback.zone) for one in callback.windows)
        or Notice("callback.no_time"),
        "zone": place_of(callback.zone),
    }
    safe = Notice("callback.safety", safety_values(_answers(callback)))
    key = "callback.open" if request.state is State.WAITING else "callback.in_hand"
    return Notice(key, values, rows=_rows(request), more=(safe,))


def _rows(request: Request) -> Rows:
    word = str(request.id)

    def mine(what: str) -> Button:
        return Button(Action.MY_CALLBACK, f"{word}:{what}", f"button.cb_{what}")

    changes = ((mine("time"), mine("number")), (mine("name"), mine("safe")))
    first = changes if request.state is State.WAITING else ()
    last = ((mine("chat"),), (mine("cancel"), Button(Action.NUMBERS, key="menu.help_now")))
    return (*first, *last)


async def act(scene: Scene, actor: Actor, request_id: int, what: str) -> Notice | None:
    """Do with one's own callback what a button says."""
    request = await _own(scene, actor, request_id)
    if what == "show":
        return await state_notice(scene, request)
    if what == "cancel":
        return await cancel(scene, actor, request)
    if what == "chat":
        await to_chat(scene, actor, request, Priority.ORDINARY)
        return Notice("callback.now_chat")
    await _change(scene, actor, request, what)
    return None


async def _own(scene: Scene, actor: Actor, request_id: int) -> Request:
    request = await scene.handoff.requests.get(request_id)
    mine = request is not None and request.chat_id == actor.person.chat_id
    if request is None or not mine or not request.state.open:
        raise RefusedError("peer.gone")
    if request.kind is not Wanted.CALLBACK:
        raise RefusedError("peer.gone")
    return request


async def _change(scene: Scene, actor: Actor, request: Request, group: str) -> None:
    """Ask for one thing anew."""
    if request.state is not State.WAITING:
        raise RefusedError("callback.not_now")
    answers = _answers(await callback_of(scene, request)) | {"request": str(request.id)}
    try:
        draft = changing(answers, group, Step.APPLY)
    except MistakeError as mistake:
        raise RefusedError(mistake.key) from None
    await go_on(scene, actor, draft)


def _answers(callback: Callback) -> dict[str, str]:
    """Return a callback as a form holds it."""
    said = {
        Step.MESSAGE: callback.voicemail,
        Step.CALLER: callback.named,
        Step.TEXT: callback.text,
    }
    return {
        "age": "minor" if callback.minor else "adult",
        "name": callback.name,
        "number": callback.number,
        "zone": callback.zone,
        "times": written(callback.windows),
        **{str(step): "yes" if yes else "no" for step, yes in said.items()},
    }


async def cancel(scene: Scene, actor: Actor, request: Request) -> Notice:
    """End a callback at the person's word: name and number are erased at once."""
    if request.state is State.ACTIVE:
        await over(scene, request, "cancelled", actor)
    else:
        ended = replace(request, state=State.CANCELLED, closed_at=scene.now)
        if not await scene.handoff.requests.save(request, ended):
            raise RefusedError("peer.gone")
        await withdraw(scene, request, Notice("offer.over"))
        await put_away(scene, request)
        await scene.note(request, Happened.CANCELLED)
    await scene.handoff.callbacks.drop(request.id)
    form = await scene.handoff.forms.of(actor.person.chat_id, now=scene.now)
    if form is not None and form.name == FORM:
        await scene.handoff.forms.drop(actor.person.chat_id)
    again = (Button(Action.CALLBACK, key="button.cb_again"), Button(Action.PEER))
    return Notice(ERASED, rows=(again,))


async def to_chat(scene: Scene, actor: Actor, request: Request, priority: Priority) -> None:
    """Reply here instead of calling: the callback ends, and a chat waits in its place."""
    if priority is Priority.EMERGENCY and not await covered(scene):
        raise RefusedError("ask.no_emergencies")
    await cancel(scene, actor, request)
    answers = {
        "priority": str(int(min(priority, request.priority))),
        "for": str(request.for_whom),
        "about": request.about or "skip",
        "language": str(request.language),
    }
    await create(scene, actor, answers)


async def wanted_peer(scene: Scene, actor: Actor, word: str) -> bool:
    """Somebody with an open callback asks for a peer: in danger they get one, in the chat.

    Args:
        scene: the turn.
        actor: who asks.
        word: the kind of the card below which the button stood, or nothing.

    Returns:
        ``False`` if they have no callback.
    """
    request = await scene.handoff.requests.open_of(actor.person.chat_id)
    if request is None or request.kind is not Wanted.CALLBACK:
        return False
    priority = BY_KIND[Kind(word)] if word in set(Kind) else Priority.ORDINARY
    if priority.grave:
        await to_chat(scene, actor, request, priority)
    else:
        scene.out.say(actor.reader, await state_notice(scene, request))
    return True


async def cancelled(scene: Scene, actor: Actor, request_id: int) -> Notice | None:
    """Cancel what the person has open, if it is a callback: "/end" is the same for all."""
    request = await scene.handoff.requests.get(request_id)
    mine = request is not None and request.chat_id == actor.person.chat_id
    if request is None or not mine or request.kind is not Wanted.CALLBACK:
        return None
    return await act(scene, actor, request_id, "cancel")


async def end_callback(scene: Scene, actor: Actor, place: Place) -> None:
    """End an open callback before its person is forgotten."""
    request = place.request
    if request is not None and request.kind is Wanted.CALLBACK and request.state.open:
        await cancel(scene, actor, request)
