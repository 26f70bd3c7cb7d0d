"""Silence in a conversation: pointed out first, then mended; and danger heard in it."""

from dataclasses import replace

from bot.domain.crisis import Alarm
from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import Step
from bot.domain.handoff.ladder import Silence, after_word, silence, silence_at
from bot.domain.handoff.requests import Request, State, Wanted, priority_of
from bot.usecases.handoff.ending import farewell, over
from bot.usecases.handoff.offering import offer
from bot.usecases.handoff.paging import page
from bot.usecases.handoff.returning import give_back
from bot.usecases.handoff.scene import ALOUD, QUIET, Button, Notice, Scene
from bot.usecases.handoff.talking import mark


async def on_silence_timer(scene: Scene, request_id: int) -> None:
    """Do what the silence of a conversation calls for, and look again when it may call next."""
    request = await scene.handoff.requests.get(request_id)
    if request is None or request.state is not State.ACTIVE:
        return
    match silence(request, scene.now):
        case Silence.NUDGE:
            await _nudge(scene, request)
        case Silence.RETURN:
            await _take_back(scene, request)
        case Silence.ASK_BOTH:
            await _ask_both(scene, request)
        case Silence.CLOSE:
            await _close(scene, request)
        case None:
            await scene.later("silence", silence_at(request), request)


async def _nudge(scene: Scene, request: Request) -> None:
    holder = await scene.handoff.supporters.get(request.supporter or 0)
    if holder is not None:
        row = (Button(Action.RELEASE, str(request.id)),)
        notice = Notice("silence.nudge", {"mark": mark(request)}, rows=(row,))
        await scene.tell_about(holder, request, notice)
    await scene.note(request, Step.NUDGED)
    await _nudged(scene, request)


async def _nudged(scene: Scene, request: Request) -> None:
    nudged = replace(request, nudged=True)
    await scene.handoff.requests.save(request, nudged)
    await scene.later("silence", after_word(nudged, scene.now), request)


async def _take_back(scene: Scene, request: Request) -> None:
    """A claim that stays silent goes back to the queue with its place (it is nobody's fault)."""
    holder = await scene.handoff.supporters.get(request.supporter or 0)
    if holder is not None:
        notice = Notice("silence.taken_back", {"mark": mark(request)})
        scene.tell_supporter(holder, notice, ALOUD)
    await give_back(scene, None, request, Step.RETURNED)


async def _ask_both(scene: Scene, request: Request) -> None:
    here = (Button(Action.STILL_HERE, str(request.id)), Button(Action.END, str(request.id)))
    scene.tell(request, Notice("silence.ask", rows=(here,)))
    holder = await scene.handoff.supporters.get(request.supporter or 0)
    if holder is not None:
        row = (Button(Action.STILL_HERE, str(request.id)), Button(Action.CLOSE, str(request.id)))
        notice = Notice("silence.ask_holder", {"mark": mark(request)}, rows=(row,))
        await scene.tell_about(holder, request, notice, QUIET)
    await _nudged(scene, request)


async def still_here(scene: Scene, chat_id: int, request_id: int, holder: int | None) -> Notice:
    """Keep a quiet conversation open."""
    request = await scene.handoff.requests.get(request_id)
    if request is not None and request.state is State.ACTIVE:
        inside = holder is not None and holder in {request.supporter, request.joined}
        if request.chat_id == chat_id or inside:
            kept = replace(request, heard_at=scene.now, nudged=False)
            await scene.handoff.requests.save(request, kept)
            await scene.later("silence", silence_at(kept), kept)
    return Notice("silence.kept")


async def _close(scene: Scene, request: Request) -> None:
    await over(scene, request, "silence", None)
    scene.tell(request, farewell(request, "end.by_silence", ""))


async def heard_danger(scene: Scene, request: Request, alarm: Alarm, shown: str) -> Request:
    """Raise a request after an alarm in it, show the holder what the bot has told, page the lead.

    Args:
        scene: the turn.
        request: the person's open request.
        alarm: what triage found; the person has been shown the card already.
        shown: kind of the card that was shown.
    """
    raised = min(request.priority, priority_of(alarm))
    told = request.told if shown in request.told else (*request.told, shown)
    changed = replace(
        request,
        priority=raised,
        told=told,
        rung=request.rung if raised == request.priority else 0,
    )
    await scene.handoff.requests.save(request, changed)
    await scene.note(request, Step.ALARM, word=f"{alarm.tier.name.lower()}:{shown}")
    if changed.state is State.WAITING:
        await _wait_anew(scene, request, changed)
    else:
        await _tell_team(scene, changed, shown)
    return changed


async def _wait_anew(scene: Scene, before: Request, request: Request) -> None:
    """A waiting request that became graver climbs a steeper ladder, and is offered anew."""
    if request.priority == before.priority:
        return
    if request.kind is Wanted.CALLBACK:
        await _tell_team(scene, request, request.told[-1])
        return
    await scene.note(request, Step.RAISED, word=request.priority.name.lower())
    await offer(scene, request)
    await scene.later("wait", scene.now, request)


async def _tell_team(scene: Scene, request: Request, shown: str) -> None:
    holder = await scene.handoff.supporters.get(request.supporter or 0)
    kind = Notice(f"kind.{shown}")
    if holder is not None:
        row = (Button(Action.CALL_LEAD, str(request.id)),)
        values = {"mark": mark(request), "kind": kind}
        await scene.tell_about(holder, request, Notice("alarm.banner", values, rows=(row,)))
    values = {"kind": kind, "name": holder.name if holder else "", "alias": request.alias}
    await page(scene, request, Notice("page.alarm", values))
