"""A rehearsal: a scripted person, plainly marked, before the first real conversation."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.handoff.actions import Action
from bot.domain.handoff.links import Link, LinkKind
from bot.domain.handoff.requests import Outcome, Request, State
from bot.domain.handoff.supporters import Duty, Supporter
from bot.usecases.handoff.focusing import focus_on, team_member
from bot.usecases.handoff.paging import leads
from bot.usecases.handoff.scene import (
    Actor,
    Button,
    Manner,
    Notice,
    RefusedError,
    Scene,
    reader_of,
)
from bot.usecases.handoff.talking import mark

PAUSE = timedelta(seconds=2)
"""The scripted person seems to think before they answer."""


async def start(scene: Scene, actor: Actor) -> None:
    """Open a rehearsal for a supporter who is not talking to anybody real."""
    supporter = team_member(actor)
    held = await scene.handoff.requests.held_by(supporter.id)
    if held or supporter.duty is Duty.ON:
        raise RefusedError("rehearse.not_now")
    request = Request(
        id=scene.handoff.new_id(),
        chat_id=supporter.chat_id,
        alias=scene.peers.story.alias,
        language=supporter.languages[0],
        asked_at=scene.now,
        waiting_since=scene.now,
        state=State.ACTIVE,
        supporter=supporter.id,
        claimed_at=scene.now,
        answered_at=scene.now,
        rehearsal=True,
    )
    await scene.handoff.requests.add(request)
    scene.out.say(actor.reader, Notice("rehearse.begins", {"text": scene.peers.story.intro}))
    await focus_on(scene, supporter, request)
    await _next_line(scene, supporter, request)


async def leave_rehearsal(scene: Scene, supporter: Supporter) -> None:
    """End a rehearsal in the middle: what is written from now on is meant for real people."""
    for request in await scene.handoff.requests.held_by(supporter.id):
        if request.rehearsal:
            over = replace(request, state=State.CLOSED, closed_at=scene.now)
            await scene.handoff.requests.save(request, over)


async def rehearse_on(scene: Scene, supporter: Supporter, request: Request) -> None:
    """Answer a supporter's line with the next one of the script."""
    await _next_line(scene, supporter, request)


async def _next_line(scene: Scene, supporter: Supporter, request: Request) -> None:
    script = scene.peers.story.lines
    if request.rung >= len(script):
        await _finish(scene, supporter, request)
        return
    await scene.handoff.requests.save(request, replace(request, rung=request.rung + 1))
    link = Link(scene.handoff.new_id(), request.id, LinkKind.LINE, supporter.chat_id, scene.now)
    await scene.handoff.links.add(link)
    line, to = script[request.rung], reader_of(supporter)
    values = {"mark": mark(request), "text": line.says}
    manner = Manner(becomes=(link.id,), delay=PAUSE)
    scene.out.say(to, Notice("rehearse.line", values), manner)
    scene.out.say(to, Notice("rehearse.hint", {"text": line.note}))


async def _finish(scene: Scene, supporter: Supporter, request: Request) -> None:
    over = replace(request, state=State.CLOSED, outcome=Outcome.TALKED, closed_at=scene.now)
    await scene.handoff.requests.save(request, over)
    first = supporter.rehearsed_at is None
    done = replace(supporter, rehearsed_at=scene.now)
    await focus_on(scene, done, None)
    row = (Button(Action.SHIFT), Button(Action.REHEARSE))
    scene.out.say(
        reader_of(done),
        Notice("rehearse.done", {"text": scene.peers.story.outro}, rows=(row,)),
    )
    for lead in await leads(scene) if first else ():
        if lead.chat_id != done.chat_id:
            scene.out.say(lead, Notice("page.rehearsed", {"name": done.name}))
