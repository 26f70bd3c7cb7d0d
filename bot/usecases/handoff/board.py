"""The lead's board: who waits, who is on shift, and what a lead can do about it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import Step
from bot.domain.handoff.queue import TARGETS, standing
from bot.domain.handoff.requests import Outcome, Priority, Request, State, Wanted
from bot.usecases.callbacks.keeping import put_away, times_for
from bot.usecases.handoff.claiming import make_ready
from bot.usecases.handoff.ending import farewell, over
from bot.usecases.handoff.focusing import focus_on, team_member
from bot.usecases.handoff.offering import offer, traits, withdraw
from bot.usecases.handoff.records import Block
from bot.usecases.handoff.scene import (
    ALOUD,
    QUIET,
    Actor,
    Button,
    NotAllowedError,
    Notice,
    RefusedError,
    Scene,
)
from bot.usecases.handoff.talking import mark, opening
from bot.usecases.handoff.waiting import climb, minutes

DAY = timedelta(days=1)
SHOWN = 12
"""Rows of the board; the most urgent come first."""
BLOCKS = {"day": 1, "week": 7, "month": 30, "good": 0}
"""Days; 0 is for good."""


async def show(scene: Scene, actor: Actor) -> None:
    """Show what is open by urgency and age, and who is on shift with what load."""
    found = await scene.handoff.requests.all_open(limit=SHOWN)
    real = [one for one in found if not one.rehearsal]
    waiting = [one for one in real if one.state is State.WAITING]
    ordered = [*sorted(waiting, key=lambda one: standing(one, scene.now)),
               *(one for one in real if one.state is State.ACTIVE)]  # fmt: skip
    lines = [await _line(scene, one) for one in ordered]
    rows = tuple((Button(Action.VIEW, str(one.id), label=one.alias),) for one in ordered)
    key = "board" if ordered else "board.empty"
    notice = Notice(key, rows=rows, more=(*lines, *await _on_shift(scene)))
    scene.out.say(actor.reader, notice)


async def _line(scene: Scene, request: Request) -> Notice:
    waited = minutes(scene.now - request.waiting_since)
    values: dict[str, object] = {
        "alias": request.alias,
        "priority": Notice(f"priority.{request.priority.name.lower()}"),
        "minutes": waited,
    }
    if request.state is State.ACTIVE:
        holder = await scene.handoff.supporters.get(request.supporter or 0)
        return Notice("board.active", values | {"name": holder.name if holder else ""})
    if request.kind is Wanted.CALLBACK:
        when = await times_for(scene, request)
        return Notice("board.callback", {"alias": request.alias, "when": when})
    target = TARGETS.get(request.priority)
    late = target is not None and scene.now - request.waiting_since > target
    return Notice("board.overdue" if late else "board.waiting", values)


async def _on_shift(scene: Scene) -> Sequence[Notice]:
    team = await scene.handoff.supporters.on_duty()
    loads = await scene.handoff.supporters.loads()
    lines = [
        Notice(
            "board.supporter",
            {"name": one.name, "load": len(loads.get(one.id, ())), "until": one.duty_until},
        )
        for one in sorted(team, key=lambda one: one.name.lower())
    ]
    return lines or [Notice("board.nobody_on")]


async def view(scene: Scene, actor: Actor, request_id: int) -> None:
    """Show one request with what can be done about it."""
    request = await _open_request(scene, request_id)
    word = str(request.id)
    rows = (
        (Button(Action.ASSIGN, word), Button(Action.JOIN, word)),
        tuple(
            Button(Action.RAISE, f"{word}:{int(one)}", f"raise.{one.name.lower()}")
            for one in Priority
            if one < request.priority
        ),
        tuple(
            Button(Action.LOWER, f"{word}:{int(one)}", f"lower.{one.name.lower()}")
            for one in Priority
            if request.priority < one <= Priority.ORDINARY
        ),
        (Button(Action.END_IT, word), Button(Action.BLOCK, word)),
    )
    lead = team_member(actor)
    values = {"alias": request.alias, **traits(scene, request, lead)}
    steps = await scene.handoff.events.of(request.id)
    told = tuple(
        Notice("board.step", {"at": one.at, "step": Notice(f"step.{one.step}")})
        for one in steps[-8:]
    )
    line = await _line(scene, request)
    scene.out.say(actor.reader, Notice("board.one", values, rows=rows, more=(line, *told)))


async def _open_request(scene: Scene, request_id: int) -> Request:
    request = await scene.handoff.requests.get(request_id)
    if request is None or not request.state.open or request.rehearsal:
        raise RefusedError("claim.over")
    return request


async def raise_to(scene: Scene, actor: Actor, request_id: int, level: int) -> Notice:
    """Make a request more urgent."""
    request = await _open_request(scene, request_id)
    priority = Priority(level)
    if priority >= request.priority:
        raise RefusedError("board.not_higher")
    await _set(scene, actor, request, priority, Step.RAISED)
    return Notice("board.set", {"priority": Notice(f"priority.{priority.name.lower()}")})


async def lower_to(scene: Scene, actor: Actor, request_id: int, level: int, reason: str) -> Notice:
    """Make a request less urgent; a person did that, and says why."""
    request = await _open_request(scene, request_id)
    priority = Priority(level)
    if priority <= request.priority or not reason.strip():
        raise RefusedError("board.needs_reason")
    await _set(scene, actor, request, priority, Step.LOWERED)
    return Notice("board.set", {"priority": Notice(f"priority.{priority.name.lower()}")})


async def _set(
    scene: Scene, actor: Actor, request: Request, priority: Priority, step: Step
) -> None:
    changed = replace(request, priority=priority, rung=0)
    if not await scene.handoff.requests.save(request, changed):
        raise RefusedError("claim.over")
    await scene.note(request, step, actor, priority.name.lower())
    if changed.state is State.WAITING:
        await offer(scene, changed)
        await climb(scene, changed, told=True)


async def join(scene: Scene, actor: Actor, request_id: int) -> None:
    """Come into a conversation; the person is told who has come."""
    request = await _open_request(scene, request_id)
    lead = team_member(actor)
    if not request.talks:
        raise RefusedError("join.not_active")
    if lead.id in {request.supporter, request.joined}:
        raise RefusedError("claim.yours", mark=mark(request))
    if request.joined is not None:
        raise RefusedError("join.other")
    if await scene.handoff.requests.open_of(lead.chat_id) is not None:
        raise RefusedError("shift.own_request")
    joined = replace(request, joined=lead.id)
    if not await scene.handoff.requests.save(request, joined):
        raise RefusedError("claim.over")
    await scene.note(request, Step.JOINED, actor)
    await scene.tell_about(lead, joined, await opening(scene, joined, lead), QUIET)
    await make_ready(scene, joined, lead)
    await focus_on(scene, lead, joined)
    await _announce(scene, joined, "join.announced", lead.name)


async def part(scene: Scene, actor: Actor, request_id: int) -> Notice:
    """Leave a conversation that was joined."""
    request = await _open_request(scene, request_id)
    lead = team_member(actor)
    if request.joined != lead.id:
        raise NotAllowedError
    await scene.handoff.requests.save(request, replace(request, joined=None))
    await scene.note(request, Step.LEFT, actor)
    await focus_on(scene, lead, None)
    await _announce(scene, request, "join.left", lead.name)
    return Notice("join.you_left")


async def _announce(scene: Scene, request: Request, key: str, name: str) -> None:
    scene.tell(request, Notice(key, {"name": name}))
    holder = await scene.handoff.supporters.get(request.supporter or 0)
    if holder is not None:
        values = {"name": name, "mark": mark(request)}
        scene.tell_supporter(holder, Notice(f"{key}_holder", values), ALOUD)


async def end_it(scene: Scene, actor: Actor, request_id: int) -> Notice:
    """End a request for the lead: a conversation kindly, a wait with what else there is."""
    request = await _open_request(scene, request_id)
    if request.state is State.ACTIVE:
        await over(scene, request, Outcome.TALKED, actor)
        scene.tell(request, farewell(request, "end.by_lead", ""))
        return Notice("close.done", {"mark": request.alias})
    ended = replace(request, state=State.CLOSED, closed_at=scene.now, outcome="by_lead")
    if not await scene.handoff.requests.save(request, ended):
        raise RefusedError("claim.over")
    await withdraw(scene, request, Notice("offer.over"))
    await scene.later("wait", None, request)
    await put_away(scene, request)
    await scene.note(request, Step.CLOSED, actor, "by_lead")
    scene.tell(request, Notice("end.wait_by_lead", rows=((Button(Action.NUMBERS),),)))
    return Notice("close.done", {"mark": request.alias})


def choose_block(request_id: int) -> Notice:
    """Return for how long somebody can be kept from reaching peers."""
    rows = tuple(
        (Button(Action.BLOCK_FOR, f"{request_id}:{one}", f"block.{one}"),) for one in BLOCKS
    )
    return Notice("block.how_long", rows=rows)


async def block(scene: Scene, actor: Actor, request_id: int, span: str, reason: str) -> Notice:
    """Keep a person from reaching peers; cards and helplines go on working for them."""
    request = await scene.handoff.requests.get(request_id)
    if request is None or request.rehearsal or span not in BLOCKS or not reason.strip():
        raise RefusedError("block.needs_reason")
    days = BLOCKS[span]
    until = scene.now + days * DAY if days else None
    by = actor.supporter.id if actor.supporter else None
    await scene.handoff.blocks.put(Block(request.chat_id, reason, by, scene.now, until))
    await scene.note(request, Step.BLOCKED, actor, span)
    if request.state.open:
        await _end_blocked(scene, actor, request)
    row = (Button(Action.UNBLOCK, str(request.id)),)
    return Notice("block.done", {"alias": request.alias}, rows=(row,))


async def _end_blocked(scene: Scene, actor: Actor, request: Request) -> None:
    if request.state is State.ACTIVE:
        await over(scene, request, Outcome.MISUSE, actor)
    else:
        ended = replace(request, state=State.CLOSED, closed_at=scene.now, outcome=Outcome.MISUSE)
        await scene.handoff.requests.save(request, ended)
        await withdraw(scene, request, Notice("offer.over"))
        await scene.later("wait", None, request)
        await put_away(scene, request)
    scene.tell(request, Notice("block.told", rows=((Button(Action.NUMBERS),),)))


async def unblock(scene: Scene, actor: Actor, request_id: int) -> Notice:
    """Let a person reach peers again."""
    request = await scene.handoff.requests.get(request_id)
    if request is None:
        raise RefusedError("claim.over")
    await scene.handoff.blocks.lift(request.chat_id)
    await scene.note(request, Step.UNBLOCKED, actor)
    return Notice("block.lifted", {"alias": request.alias})
