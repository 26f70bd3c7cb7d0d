"""A conversation changes hands: to one colleague who says yes, or back to the queue."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import Step
from bot.domain.handoff.ladder import silence_at
from bot.domain.handoff.queue import first_colour, obstacle
from bot.domain.handoff.requests import Request, State
from bot.domain.handoff.supporters import Supporter
from bot.usecases.handoff.claiming import make_ready
from bot.usecases.handoff.focusing import focus_on, held_request, team_member
from bot.usecases.handoff.offering import can_take, offer_waiting, traits
from bot.usecases.handoff.records import Form, Note
from bot.usecases.handoff.returning import give_back
from bot.usecases.handoff.scene import (
    ALOUD,
    Actor,
    Button,
    NotAllowedError,
    Notice,
    RefusedError,
    Scene,
)
from bot.usecases.handoff.talking import conversation_rows, mark, opening

ANSWER_IN = timedelta(minutes=3)
"""How long a colleague may think before the conversation stays where it is."""
FORM = "handover"


async def release(scene: Scene, actor: Actor, request_id: int) -> Notice:
    """Give a conversation back: front of its priority, no reason asked."""
    request = await held_request(scene, actor, request_id)
    await give_back(scene, actor, request, Step.RELEASED)
    return Notice("back.thanks")


async def choose_colleague(scene: Scene, actor: Actor, request_id: int) -> Notice:
    """Return who could take the conversation over."""
    request = await held_request(scene, actor, request_id)
    me = team_member(actor)
    team = await scene.handoff.supporters.on_duty()
    ready = [one for one in team if one.id != me.id and await _could(scene, one, request)]
    rows = [(Button(Action.HAND_TO, f"{request.id}:{one.id}", label=one.name),) for one in ready]
    queue = (Button(Action.HAND_TO, f"{request.id}:0", "hand.to_queue"),)
    return Notice("hand.whom", {"mark": mark(request)}, rows=(*rows, queue))


async def _could(scene: Scene, colleague: Supporter, request: Request) -> bool:
    loads = await scene.handoff.supporters.loads()
    return can_take(scene, colleague, replace(request, asked_of=None), loads)


async def ask_note(scene: Scene, actor: Actor, request_id: int, to: int) -> Notice:
    """Remember to whom, and ask for a few words for the colleague."""
    request = await held_request(scene, actor, request_id)
    answers = {"request": str(request.id), "to": str(to)}
    chat = actor.person.chat_id
    await scene.handoff.forms.put(Form(chat, FORM, "note", answers, scene.now))
    skip = (Button(Action.HAND_TO, f"{request.id}:{to}:go", "button.skip"),)
    rows = (skip, (Button(Action.LEAVE_FORM),))
    return Notice("hand.note", {"mark": mark(request)}, rows=rows)


async def hand_to(scene: Scene, actor: Actor, request_id: int, to: int, note: str) -> Notice:
    """Offer a conversation to one colleague, who sees the note; the holder keeps it until then."""
    request = await held_request(scene, actor, request_id)
    await scene.handoff.forms.drop(actor.person.chat_id)
    if note:
        me = team_member(actor).id
        await scene.handoff.notes.add(Note(request.id, "transfer", note, me, scene.now))
    if to == 0:
        await give_back(scene, actor, request, Step.RELEASED)
        return Notice("back.thanks")
    colleague = await scene.handoff.supporters.get(to)
    if colleague is None or colleague.id == team_member(actor).id:
        raise NotAllowedError
    if not await _could(scene, colleague, request):
        raise RefusedError("hand.declined", name=colleague.name, mark=mark(request))
    offered = replace(request, asked_of=colleague.id, handing_over=True)
    if not await scene.handoff.requests.save(request, offered):
        raise RefusedError("peer.gone")
    await scene.note(request, Step.HANDED_OVER, actor, str(colleague.id))
    await scene.later("handover", scene.now + ANSWER_IN, request)
    _offer_to(scene, offered, colleague, team_member(actor), note)
    return Notice("hand.asked", {"name": colleague.name, "mark": mark(request)})


def _offer_to(
    scene: Scene, request: Request, colleague: Supporter, me: Supporter, note: str
) -> None:
    word = str(request.id)
    row = (Button(Action.ACCEPT, word), Button(Action.DECLINE, word))
    values = {"name": me.name, "note": note or "–", **traits(scene, request, colleague)}
    scene.tell_supporter(colleague, Notice("hand.offer", values, rows=(row,)), ALOUD)


async def _asked(scene: Scene, actor: Actor, request_id: int) -> Request:
    request = await scene.handoff.requests.get(request_id)
    if request is None or request.state is not State.ACTIVE or not request.handing_over:
        raise RefusedError("claim.over")
    if request.asked_of != team_member(actor).id:
        raise NotAllowedError
    return request


async def accept(scene: Scene, actor: Actor, request_id: int) -> None:
    """Take a conversation over from a colleague."""
    request = await _asked(scene, actor, request_id)
    me = team_member(actor)
    held = await scene.handoff.requests.held_by(me.id)
    load = [one.priority for one in held if one.supporter == me.id]
    required = scene.peers.required
    if why := obstacle(me, request, load, required, scene.today, scene.now):
        raise RefusedError(f"claim.{why}")
    mine = replace(
        request,
        supporter=me.id,
        joined=None if request.joined == me.id else request.joined,
        colour=first_colour([one.colour for one in held if one.id != request.id]),
        asked_of=None,
        handing_over=False,
        claimed_at=scene.now,
        answered_at=None,
        nudged=False,
    )
    if not await scene.handoff.requests.save(request, mine):
        raise RefusedError("claim.over")
    await scene.note(request, Step.ACCEPTED, actor)
    await _change_hands(scene, request, mine, me)


async def _change_hands(scene: Scene, before: Request, now: Request, me: Supporter) -> None:
    await scene.later("handover", None, now)
    await scene.later("silence", silence_at(now), now)
    former = await scene.handoff.supporters.get(before.supporter or 0)
    if former is not None:
        values = {"name": me.name, "mark": mark(before)}
        scene.tell_supporter(former, Notice("hand.accepted", values), ALOUD)
        await focus_on(scene, former, None)
        await offer_waiting(scene, former)
    await scene.tell_about(me, now, await opening(scene, now, me))
    await make_ready(scene, now, me)
    await focus_on(scene, me, now if me.focus is None else None)
    values = {"name": me.name, "former": former.name if former else ""}
    scene.tell(now, Notice("talk.handed_over", values, rows=conversation_rows(now)))


async def decline(scene: Scene, actor: Actor, request_id: int) -> Notice:
    """Leave a conversation where it is."""
    request = await _asked(scene, actor, request_id)
    await _stays(scene, request, "hand.declined", team_member(actor).name, actor)
    return Notice("hand.you_declined")


async def on_handover_timer(scene: Scene, request_id: int) -> None:
    """Nobody answered: the conversation stays where it is."""
    request = await scene.handoff.requests.get(request_id)
    if request is None or request.state is not State.ACTIVE or not request.handing_over:
        return
    colleague = await scene.handoff.supporters.get(request.asked_of or 0)
    await _stays(scene, request, "hand.no_answer", colleague.name if colleague else "", None)


async def _stays(scene: Scene, request: Request, key: str, name: str, actor: Actor | None) -> None:
    kept = replace(request, asked_of=None, handing_over=False)
    if not await scene.handoff.requests.save(request, kept):
        return
    await scene.later("handover", None, request)
    await scene.note(request, Step.REFUSED, actor)
    holder = await scene.handoff.supporters.get(request.supporter or 0)
    if holder is not None:
        scene.tell_supporter(holder, Notice(key, {"name": name, "mark": mark(request)}), ALOUD)
