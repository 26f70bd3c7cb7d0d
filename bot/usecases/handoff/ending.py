"""How a conversation ends, on both sides, and what can be done for a day afterwards."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.handoff.actions import Action
from bot.domain.handoff.care import AFTER_EMERGENCY
from bot.domain.handoff.events import Step
from bot.domain.handoff.links import LinkKind
from bot.domain.handoff.requests import Outcome, Priority, Request, State, Wanted
from bot.domain.handoff.supporters import Duty, Supporter
from bot.usecases.callbacks.keeping import put_away
from bot.usecases.handoff.asking import ask_same, check_free, if_free
from bot.usecases.handoff.debriefing import ask_when_free
from bot.usecases.handoff.focusing import focus_on, held_or_rehearsed, team_member
from bot.usecases.handoff.offering import offer_waiting
from bot.usecases.handoff.paging import leads, page
from bot.usecases.handoff.records import Form, Timer
from bot.usecases.handoff.returning import back_in_line, give_back
from bot.usecases.handoff.scene import (
    ALOUD,
    Actor,
    Button,
    NotAllowedError,
    Notice,
    RefusedError,
    Rows,
    Scene,
)
from bot.usecases.handoff.talking import mark
from bot.usecases.handoff.waiting import begin

REOPENS = timedelta(hours=24)
"""How long an ended conversation can be taken up again."""
CLOSINGS = (Outcome.TALKED, Outcome.REFERRED, Outcome.EMERGENCY, Outcome.NO_REPLY, Outcome.MISUSE)
FEELINGS = ("better", "same", "worse")
REPORTS = ("unkind", "contact", "advice", "other")


async def choose_outcome(scene: Scene, actor: Actor, request_id: int) -> Notice:
    """Return the outcomes to close with."""
    request = await held_or_rehearsed(scene, actor, request_id)
    rows = tuple(
        (Button(Action.CLOSE_AS, f"{request.id}:{one}", f"outcome.{one}"),) for one in CLOSINGS
    )
    return Notice("close.how", {"mark": mark(request)}, rows=rows)


async def close_as(scene: Scene, actor: Actor, request_id: int, outcome: str) -> Notice:
    """End a conversation for the holder."""
    if outcome not in set(CLOSINGS):
        raise NotAllowedError
    request = await held_or_rehearsed(scene, actor, request_id)
    supporter = team_member(actor)
    await over(scene, request, outcome, actor)
    scene.tell(request, farewell(request, "end.by_supporter", supporter.name))
    if outcome == Outcome.MISUSE:
        await _tell_of_misuse(scene, request, supporter)
    return Notice(
        "close.done",
        {"mark": mark(request)},
        rows=((Button(Action.NOTE, str(request.id)),),),
    )


async def _tell_of_misuse(scene: Scene, request: Request, supporter: Supporter) -> None:
    """Let the leads decide whether somebody shall be kept from reaching peers."""
    row = (Button(Action.BLOCK, str(request.id)),)
    values = {"name": supporter.name, "alias": request.alias}
    for lead in await leads(scene):
        scene.out.say(lead, Notice("page.misuse", values, rows=(row,)), ALOUD)


async def end(scene: Scene, actor: Actor, request_id: int) -> Notice:
    """End a conversation for the person."""
    request = await own_request(scene, actor, request_id)
    await over(scene, request, Outcome.ENDED_BY_PERSON, actor)
    return farewell(request, "end.by_person", "")


async def own_request(scene: Scene, actor: Actor, request_id: int) -> Request:
    """Return the active request of the person who acts.

    Raises:
        RefusedError: it is over, or somebody else's: the answer is the same.
    """
    request = await scene.handoff.requests.get(request_id)
    mine = request is not None and request.chat_id == actor.person.chat_id
    if request is None or not mine or request.state is not State.ACTIVE or request.rehearsal:
        raise RefusedError("peer.gone")
    return request


def farewell(request: Request, key: str, name: str) -> Notice:
    """Return the last words to the person, with what they can do now."""
    word = str(request.id)
    feelings = tuple(Button(Action.RATE, f"{word}:{one}", f"rate.{one}") for one in FEELINGS)
    later = (Button(Action.REOPEN, word), Button(Action.PEER))
    return Notice(key, {"name": name}, rows=(feelings, later), more=(Notice("rate.ask"),))


async def over(scene: Scene, request: Request, outcome: str, actor: Actor | None) -> None:
    """Close ``request`` and free the hands of whoever was in it; the person is told elsewhere."""
    holders = [one for one in (request.supporter, request.joined) if one is not None]
    closed = replace(
        request,
        state=State.CLOSED,
        outcome=outcome,
        closed_at=scene.now,
        joined=None,
        asked_of=None,
        handing_over=False,
    )
    if not await scene.handoff.requests.save(request, closed):
        raise RefusedError("peer.gone")
    await scene.note(request, Step.CLOSED, actor, outcome)
    await put_away(scene, request)
    for timer in ("silence", "handover"):
        await scene.later(timer, None, request)
    for holder in holders:
        supporter = await scene.handoff.supporters.get(holder)
        if supporter is not None:
            await _freed(scene, request, supporter, actor)


async def _freed(
    scene: Scene, request: Request, supporter: Supporter, actor: Actor | None
) -> None:
    """Tell a supporter it is over, give them a breath if it was grave, and offer what waits."""
    by_themself = actor is not None and actor.supporter is not None
    if not (by_themself and actor and actor.supporter and actor.supporter.id == supporter.id):
        scene.tell_supporter(supporter, Notice("end.over", {"mark": mark(request)}), ALOUD)
    supporter = await focus_on(scene, supporter, None)
    if request.supporter == supporter.id and request.priority.grave:
        await _care(scene, request, supporter)
    await offer_waiting(scene, await scene.handoff.supporters.get(supporter.id) or supporter)


async def _care(scene: Scene, request: Request, supporter: Supporter) -> None:
    """After an emergency a break; after anything grave the four questions."""
    if request.priority is Priority.EMERGENCY and supporter.duty is Duty.ON:
        until = scene.now + AFTER_EMERGENCY
        rests = replace(
            supporter, duty=Duty.BREAK, shift_until=supporter.duty_until, duty_until=until
        )
        await scene.handoff.supporters.save(rests)
        key = f"duty:{supporter.id}"
        timer = Timer(key, until, supporter.chat_id, "duty", str(supporter.id))
        await scene.handoff.timers.set(timer)
        scene.tell_supporter(supporter, Notice("care.break", {"until": until}))
    await ask_when_free(scene, supporter, request.id)


async def someone_else(scene: Scene, actor: Actor, request_id: int) -> Notice:
    """Look for another supporter; the one of now is only told that it has ended."""
    request = await own_request(scene, actor, request_id)
    former = await scene.handoff.supporters.get(request.supporter or 0)
    if former is not None:
        scene.tell_supporter(former, Notice("end.over", {"mark": mark(request)}), ALOUD)
    await give_back(scene, actor, request, Step.CHANGED_SUPPORTER, "else.looking")
    return Notice("else.done")


def report_reasons(request_id: int) -> Notice:
    """Return what can be reported, one tap each."""
    rows: Rows = tuple(
        (Button(Action.REPORTED, f"{request_id}:{one}", f"report.{one}"),) for one in REPORTS
    )
    return Notice("report.ask", rows=rows)


async def report(scene: Scene, actor: Actor, request_id: int, reason: str) -> Notice:
    """Tell the leads about a supporter; the supporter is not told."""
    request = await scene.handoff.requests.get(request_id)
    if request is None or request.chat_id != actor.person.chat_id or reason not in REPORTS:
        raise RefusedError("peer.gone")
    holder = await scene.handoff.supporters.get(request.supporter or 0)
    name = holder.name if holder else ""
    await scene.note(request, Step.REPORTED, actor, reason)
    values = {"name": name, "reason": Notice(f"report.{reason}"), "alias": request.alias}
    await page(scene, request, Notice("page.report", values), but=request.supporter)
    row = (Button(Action.SOMEONE_ELSE, str(request.id)), Button(Action.END, str(request.id)))
    rows = (row,) if request.state is State.ACTIVE else ()
    return Notice("report.thanks", rows=rows)


async def rate(scene: Scene, actor: Actor, request_id: int, feeling: str) -> Notice:
    """Take how the person feels now; the lead is told when it is worse."""
    request = await scene.handoff.requests.get(request_id)
    mine = request is not None and request.chat_id == actor.person.chat_id
    over = request is not None and request.state is State.CLOSED
    if request is None or not mine or not over or feeling not in FEELINGS:
        raise RefusedError("peer.gone")
    await scene.note(request, Step.RATED, actor, feeling)
    if feeling == "worse":
        await page(scene, request, Notice("page.worse", {"alias": request.alias}))
    if await scene.handoff.requests.open_of(actor.person.chat_id) is not None:
        return Notice(f"rate.thanks_{feeling}")  # their next line is for somebody else
    form = Form(actor.person.chat_id, "feedback", "line", {"request": str(request.id)}, scene.now)
    await scene.handoff.forms.put(form)
    skip = (Button(Action.LEAVE_FORM, key="button.skip"),)
    reopens = (Button(Action.REOPEN, str(request.id)),) if request.kind is Wanted.CHAT else ()
    later = (*reopens, Button(Action.PEER))
    return Notice(f"rate.thanks_{feeling}", rows=(skip, later))


async def reopen(scene: Scene, actor: Actor, request_id: int) -> None:
    """Take an ended conversation up again: with the same supporter only while on shift."""
    request = await scene.handoff.requests.get(request_id)
    ended = request.closed_at if request else None
    mine = request is not None and request.chat_id == actor.person.chat_id
    if request is None or not mine or ended is None or request.state is not State.CLOSED:
        raise RefusedError("reopen.over")
    if request.kind is not Wanted.CHAT or scene.now - ended > REOPENS:
        raise RefusedError("reopen.over")
    await check_free(scene, actor)
    if await scene.handoff.requests.open_of(actor.person.chat_id) is not None:
        raise RefusedError("reopen.other_open")
    await _back(scene, actor, request)


async def _back(scene: Scene, actor: Actor, request: Request) -> None:
    again = back_in_line(request, scene.now, avoid_holder=False)
    again = replace(again, waiting_since=scene.now, outcome=None)
    waiting = replace(again, asked_of=await if_free(scene, again, request.supporter))
    if not await scene.handoff.requests.save(request, waiting):
        raise RefusedError("reopen.over")
    await scene.note(request, Step.REOPENED, actor)
    if waiting.asked_of is not None:
        await ask_same(scene, waiting)
    await begin(scene, waiting)


async def lost(scene: Scene, link_id: int, why: str) -> None:
    """A line never arrived: its sender is told, and nobody is left talking to the air."""
    link = await scene.handoff.links.get(link_id)
    if link is None or link.kind is not LinkKind.LINE or link.undone:
        return
    request = await scene.handoff.requests.get(link.request or 0)
    if request is None or request.state is not State.ACTIVE:
        return
    if link.to_chat == request.chat_id:
        await _person_unreachable(scene, request, why)
    else:
        await _team_unreachable(scene, request, link.to_chat, why)


async def _person_unreachable(scene: Scene, request: Request, why: str) -> None:
    holder = await scene.handoff.supporters.get(request.supporter or 0)
    if holder is not None:
        values = {"why": Notice(f"lost.{why}"), "mark": mark(request)}
        scene.tell_supporter(holder, Notice("line.lost_for", values), ALOUD)
    if why == "blocked":
        await over(scene, request, "unreachable", None)


async def _team_unreachable(scene: Scene, request: Request, chat: int, why: str) -> None:
    holder = await scene.handoff.supporters.get(request.supporter or 0)
    if holder is None or holder.chat_id != chat:
        return  # it was a lead who had joined: the holder has the line
    if why != "blocked":
        scene.tell(request, Notice("line.lost", {"why": Notice(f"lost.{why}")}))
        return
    away = replace(holder, duty=Duty.OFF, duty_until=None, shift_until=None)
    await scene.handoff.supporters.save(away)
    await give_back(scene, None, request, Step.RETURNED)
