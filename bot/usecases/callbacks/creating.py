"""The last press of the form: a callback is made, or changed."""

from dataclasses import replace

from bot.domain.callbacks.callbacks import Callback
from bot.domain.callbacks.form import Answers, Draft, Step, times_of
from bot.domain.callbacks.limits import LIMITS, Try
from bot.domain.callbacks.terms import CONSENT_VERSION, Consent
from bot.domain.callbacks.windows import STILL, Window, stands
from bot.domain.handoff.aliases import pick
from bot.domain.handoff.events import Step as Happened
from bot.domain.handoff.requests import ForWhom, Request, State, Wanted
from bot.domain.knowledge import Audience
from bot.usecases.callbacks.drafts import drop, go_on
from bot.usecases.callbacks.keeping import callback_of
from bot.usecases.callbacks.own import state_notice
from bot.usecases.callbacks.queueing import wait
from bot.usecases.handoff.asking import SOME
from bot.usecases.handoff.offering import withdraw
from bot.usecases.handoff.scene import Actor, Notice, RefusedError, Scene
from bot.usecases.handoff.waiting import cancel as cancel_chat


async def check_limits(scene: Scene, actor: Actor) -> None:
    """Let nobody ask for more calls than anybody needs.

    Raises:
        RefusedError: too many today, or too many numbers at which nobody knew of it.
    """
    chat = actor.person.chat_id
    for what, key in ((Try.NEW, "callback.too_many"), (Try.WRONG, "callback.pause")):
        limit = LIMITS[what]
        since = scene.now - limit.within
        if await scene.handoff.callbacks.tries(chat, what, since=since) >= limit.most:
            raise RefusedError(key)


async def confirm(scene: Scene, actor: Actor, draft: Draft, stamp: str, message_id: int) -> None:
    """Make the callback that the summary showed, if it was agreed to in today's wording."""
    times = _still(scene, draft.answers)
    if stamp != scene.terms.stamp:
        await go_on(scene, actor, draft, message_id)
        return
    if len(times) < len(times_of(draft.answers)):
        await _choose_anew(scene, actor, draft)
        return
    await check_limits(scene, actor)
    await _clear_the_way(scene, actor)
    request = await _new_request(scene, actor, draft.answers, times[0])
    if not await scene.handoff.requests.add(request):
        raise RefusedError("callback.talking")
    await drop(scene, actor, draft)
    consent = Consent(CONSENT_VERSION, scene.terms.days, scene.terms.payer, scene.now)
    made = Callback(
        request.id,
        request.chat_id,
        name=draft.answers["name"],
        number=draft.answers["number"],
        zone=draft.answers["zone"],
        consent=consent,
        minor=draft.answers["age"] == "minor",
    )
    await scene.handoff.callbacks.put(_said(made, draft.answers, times))
    await scene.handoff.callbacks.note(request.chat_id, Try.NEW)
    await scene.note(request, Happened.ASKED, word="callback")
    scene.out.replace(actor.reader, message_id, Notice("callback.made"))
    scene.out.say(actor.reader, await state_notice(scene, request))
    await wait(scene, request)


def _still(scene: Scene, answers: Answers) -> tuple[Window, ...]:
    """Return the chosen times that have not passed, and at which the line will be there."""
    return tuple(
        one
        for one in times_of(answers)
        if one.end - scene.now >= STILL and stands(scene.peers.hours, one)
    )


async def _choose_anew(scene: Scene, actor: Actor, draft: Draft) -> None:
    """A time has passed while somebody thought it over."""
    scene.out.say(actor.reader, Notice("callback.time_gone"))
    anew = Draft(Step.DAY, {**draft.answers, "times": "", "then": str(Step.SUMMARY)})
    await go_on(scene, actor, anew)


async def _clear_the_way(scene: Scene, actor: Actor) -> None:
    """A chat that still waits gives way to the call; one that goes on does not."""
    other = await scene.handoff.requests.open_of(actor.person.chat_id)
    if other is None:
        return
    if other.kind is Wanted.CALLBACK or other.state is not State.WAITING:
        raise RefusedError("callback.talking")
    await cancel_chat(scene, actor, other.id)


async def _new_request(scene: Scene, actor: Actor, answers: Answers, first: Window) -> Request:
    taken = [one.alias for one in await scene.handoff.requests.all_open(limit=SOME)]
    speaks = answers.get("language") or actor.person.language
    family = actor.person.audience is Audience.FAMILY
    return Request(
        id=scene.handoff.new_id(),
        chat_id=actor.person.chat_id,
        alias=pick(scene.peers.aliases, taken, scene.handoff.new_id()),
        language="es" if speaks == "es" else "en",
        asked_at=scene.now,
        waiting_since=first.start,
        kind=Wanted.CALLBACK,
        for_whom=ForWhom.OTHER if family else ForWhom.ME,
        about=answers.get("about") or None,
    )


def _said(callback: Callback, answers: Answers, times: tuple[Window, ...]) -> Callback:
    """Return ``callback`` with what the form says."""
    return replace(
        callback,
        name=answers["name"],
        number=answers["number"],
        zone=answers["zone"],
        windows=times,
        voicemail=answers.get(Step.MESSAGE) == "yes",
        named=answers.get(Step.CALLER) == "yes",
        text=answers.get(Step.TEXT) == "yes",
    )


async def apply(scene: Scene, actor: Actor, draft: Draft) -> None:
    """Change an open callback as the form says; another time puts it in line anew."""
    request = await scene.handoff.requests.get(int(draft.answers["request"]))
    await drop(scene, actor, draft)
    if request is None or request.state is not State.WAITING:
        raise RefusedError("callback.not_now")
    callback = await callback_of(scene, request)
    times = _still(scene, draft.answers)
    changed = _said(callback, draft.answers, times)
    moved = times != callback.windows
    start = times[0].start if times else request.waiting_since
    later = replace(request, waiting_since=start)
    if not await scene.handoff.requests.save(request, later):
        raise RefusedError("callback.not_now")
    await scene.handoff.callbacks.put(changed)
    await scene.note(request, Happened.CHANGED)
    scene.out.say(actor.reader, Notice("callback.changed"))
    scene.out.say(actor.reader, await state_notice(scene, later))
    if moved and times:
        await withdraw(scene, request, Notice("offer.over"))
        await wait(scene, later)
