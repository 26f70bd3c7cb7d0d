"""Exactly one supporter takes a request, however many press at once."""

from dataclasses import replace

from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import Step
from bot.domain.handoff.ladder import silence_at
from bot.domain.handoff.queue import first_colour, obstacle
from bot.domain.handoff.requests import Request, State, Wanted
from bot.domain.handoff.supporters import Supporter
from bot.usecases.callbacks import holding
from bot.usecases.callbacks.keeping import callback_of, check_ready, hide
from bot.usecases.handoff.asking import open_to_all
from bot.usecases.handoff.focusing import focus_on, held_request, team_member
from bot.usecases.handoff.offering import offer_waiting, withdraw
from bot.usecases.handoff.rehearsing import leave_rehearsal
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
from bot.usecases.handoff.talking import greeting, mark, opening


async def claim(scene: Scene, actor: Actor, request_id: int) -> None:
    """Take a waiting request; whoever is too late is told kindly who has it."""
    supporter = team_member(actor)
    request = await scene.handoff.requests.get(request_id)
    if request is None or request.rehearsal:
        raise RefusedError("claim.over")
    if request.state is not State.WAITING:
        raise await _too_late(scene, request, supporter)
    await check_ready(scene, request)
    held = await scene.handoff.requests.held_by(supporter.id)
    load = [one.priority for one in held if one.supporter == supporter.id]
    why = obstacle(
        supporter, request, load, required=scene.peers.required, today=scene.today, now=scene.now
    )
    if why is not None:
        raise RefusedError(f"claim.{why}")
    colour = first_colour([one.colour for one in held])
    if not await scene.handoff.requests.claim(request.id, supporter.id, colour, at=scene.now):
        raise await _too_late(scene, request, supporter)
    await scene.note(request, Step.CLAIMED, actor)
    await taken(scene, request.id, supporter)


async def _too_late(scene: Scene, request: Request, supporter: Supporter) -> RefusedError:
    if request.state is not State.ACTIVE or request.supporter is None:
        return RefusedError("claim.over")
    if request.supporter == supporter.id:
        return RefusedError("claim.yours", mark=mark(request))
    holder = await scene.handoff.supporters.get(request.supporter)
    return RefusedError("claim.taken", name=holder.name if holder else "")


async def taken(scene: Scene, request_id: int, supporter: Supporter) -> Request:
    """Begin the conversation that ``supporter`` has just been given, on all screens."""
    request = await scene.handoff.requests.get(request_id)
    if request is None:
        raise RefusedError("claim.over")
    await withdraw(scene, request, Notice("claim.taken", {"name": supporter.name}))
    await make_ready(scene, request, supporter)
    for timer in ("wait", "alone", "handover"):
        await scene.later(timer, None, request)
    if request.kind is Wanted.CALLBACK:
        await holding.taken(scene, request, supporter)
        return request
    await scene.later("silence", silence_at(request), request)
    await scene.tell_about(supporter, request, await opening(scene, request, supporter))
    await focus_on(scene, supporter, request if supporter.focus is None else None)
    scene.tell(request, greeting(request, supporter))
    return request


async def make_ready(scene: Scene, request: Request, supporter: Supporter) -> None:
    """Close what would swallow the first line of either side: open questions, a rehearsal."""
    await scene.handoff.forms.drop(supporter.chat_id)
    await scene.handoff.forms.drop(request.chat_id)
    await leave_rehearsal(scene, supporter)


async def known(scene: Scene, actor: Actor, request_id: int) -> Notice:
    """Decline because they know the person: no reason is kept, and the person sees no trace."""
    supporter = team_member(actor)
    request = await scene.handoff.requests.get(request_id)
    if request is None or not request.state.open:
        raise RefusedError("claim.over")
    if request.state is State.ACTIVE:
        await give_back(scene, actor, await held_request(scene, actor, request_id), Step.DECLINED)
        return Notice("known.thanks")
    avoided = replace(request, avoid=(*request.avoid, supporter.id))
    await scene.handoff.requests.save(request, avoided)
    await scene.note(request, Step.DECLINED, actor)
    for link in await scene.handoff.links.offers_of(request.id):
        if link.to_chat == supporter.chat_id:
            await scene.handoff.links.undo(link.id)
    if request.asked_of == supporter.id:
        await open_to_all(scene, avoided)
    return Notice("known.thanks")


async def assign(scene: Scene, actor: Actor, request_id: int, supporter_id: int) -> None:
    """Put a request into the hands of a supporter; the lead takes it upon themself."""
    supporter = await scene.handoff.supporters.get(supporter_id)
    request = await scene.handoff.requests.get(request_id)
    if request is None or not request.state.open or request.rehearsal:
        raise RefusedError("claim.over")
    if supporter is None or not await _may_be_given(scene, request, supporter):
        raise NotAllowedError
    await check_ready(scene, request)
    before = request.supporter if request.state is State.ACTIVE else None
    if before == supporter.id:
        raise RefusedError("claim.yours", mark=mark(request))
    held = await scene.handoff.requests.held_by(supporter.id)
    given = replace(
        request,
        state=State.ACTIVE,
        supporter=supporter.id,
        joined=None if request.joined == supporter.id else request.joined,
        colour=first_colour([one.colour for one in held if one.id != request.id]),
        claimed_at=scene.now,
        answered_at=None,
        nudged=False,
        asked_of=None,
        handing_over=False,
    )
    if not await scene.handoff.requests.save(request, given):
        raise RefusedError("claim.over")
    await scene.note(request, Step.ASSIGNED, actor, word=str(supporter.id))
    await _take_away(scene, request, before)
    await taken(scene, request.id, supporter)


async def _may_be_given(scene: Scene, request: Request, supporter: Supporter) -> bool:
    """Tell whether a lead may give it to them: they may be busy, but not avoid each other."""
    own = await scene.handoff.requests.open_of(supporter.chat_id)
    return supporter.removed_at is None and supporter.id not in request.avoid and own is None


async def _take_away(scene: Scene, request: Request, before: int | None) -> None:
    """Tell the former holder, whose hands are free again."""
    former = await scene.handoff.supporters.get(before) if before else None
    if request.kind is Wanted.CALLBACK:
        await hide(scene, request, await callback_of(scene, request))
    if former is not None:
        scene.tell_supporter(former, Notice("assign.taken_away", {"mark": mark(request)}), ALOUD)
        await focus_on(scene, former, None)
        await offer_waiting(scene, former)


async def choose_for(scene: Scene, request_id: int) -> Notice:
    """Return who is on shift and speaks the language, to be assigned to."""
    request = await scene.handoff.requests.get(request_id)
    if request is None or not request.state.open or request.rehearsal:
        raise RefusedError("claim.over")
    team = [
        one
        for one in await scene.handoff.supporters.on_duty()
        if one.id not in {request.supporter, *request.avoid} and request.language in one.languages
    ]
    if not team:
        raise RefusedError("assign.nobody")
    rows = tuple(
        (Button(Action.ASSIGN_TO, f"{request_id}:{one.id}", label=one.name),) for one in team
    )
    return Notice("assign.whom", rows=rows)
