"""Which conversation a supporter is typing into, shown in a pinned message."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.handoff.actions import Action
from bot.domain.handoff.links import Link, LinkKind
from bot.domain.handoff.requests import Request, Wanted
from bot.domain.handoff.supporters import Supporter
from bot.usecases.handoff.scene import (
    Actor,
    Button,
    Manner,
    NotAllowedError,
    Notice,
    Scene,
    reader_of,
)
from bot.usecases.handoff.talking import mark


async def talks_of(scene: Scene, supporter: Supporter) -> Sequence[Request]:
    """Return the conversations of ``supporter``: what they hold or have joined, but no calls."""
    held = await scene.handoff.requests.held_by(supporter.id)
    return [one for one in held if one.kind is Wanted.CHAT]


async def focus_on(scene: Scene, supporter: Supporter, request: Request | None) -> Supporter:
    """Let bare lines of ``supporter`` go to ``request``, or see whether they still can.

    Without ``request`` the focus stays where it is while that conversation lasts; after it the
    only one left has it, and of several none, so that they are asked. Whoever switches, or is
    switched, is unsure at first.
    """
    held = await talks_of(scene, supporter)
    now = request.id if request else _still(supporter.focus, held)
    moved = now != supporter.focus
    unsure = moved and (len(held) > 1 or supporter.focus is not None) and bool(held)
    changed = replace(supporter, focus=now, unsure=unsure or (supporter.unsure and bool(held)))
    if changed.banner is None:
        changed = await _pin(scene, changed, held)
    else:
        scene.out.change(reader_of(changed), changed.banner, banner(changed, held))
    await scene.handoff.supporters.save(changed)
    return changed


def _still(focus: int | None, held: Sequence[Request]) -> int | None:
    ids = [one.id for one in held]
    if focus in ids:
        return focus
    return ids[0] if len(ids) == 1 else None


async def _pin(scene: Scene, supporter: Supporter, held: Sequence[Request]) -> Supporter:
    link = Link(scene.handoff.new_id(), None, LinkKind.BANNER, supporter.chat_id, scene.now)
    await scene.handoff.links.add(link)
    manner = Manner(becomes=(link.id,), pinned=True)
    scene.out.say(reader_of(supporter), banner(supporter, held), manner)
    return replace(supporter, banner=link.id)


def banner(supporter: Supporter, held: Sequence[Request]) -> Notice:
    """Return what the pinned message says, with a button for each other conversation."""
    focused = next((one for one in held if one.id == supporter.focus), None)
    others = [
        Button(Action.FOCUS, str(one.id), label=mark(one)) for one in held if one is not focused
    ]
    rows = tuple(tuple(others[at : at + 3]) for at in range(0, len(others), 3))
    if focused is None:
        return Notice("banner.nobody", rows=rows)
    return Notice("banner", {"mark": mark(focused)}, rows=rows)


async def switch(scene: Scene, actor: Actor, request_id: int) -> None:
    """Turn to another conversation."""
    supporter = team_member(actor)
    held = await talks_of(scene, supporter)
    request = next((one for one in held if one.id == request_id), None)
    if request is None:
        raise NotAllowedError
    await focus_on(scene, supporter, request)


async def who(scene: Scene, actor: Actor) -> None:
    """List the conversations in the supporter's hands."""
    supporter = team_member(actor)
    held = await talks_of(scene, supporter)
    if not held:
        scene.out.say(actor.reader, Notice("who.nobody"))
        return
    lines = tuple(_one(scene, one, supporter) for one in held)
    rows = tuple((Button(Action.FOCUS, str(one.id), label=mark(one)),) for one in held)
    scene.out.say(actor.reader, Notice("who", rows=rows, more=lines))


def _one(scene: Scene, request: Request, supporter: Supporter) -> Notice:
    since = request.claimed_at or scene.now
    key = "who.focused" if request.id == supporter.focus else "who.one"
    priority = Notice(f"priority.{request.priority.name.lower()}")
    return Notice(key, {"mark": mark(request), "since": since, "priority": priority})


def team_member(actor: Actor) -> Supporter:
    """Return the supporter who acts.

    Raises:
        NotAllowedError: they are not on the team.
    """
    if actor.supporter is None or actor.supporter.removed_at is not None:
        raise NotAllowedError
    return actor.supporter


async def held_request(scene: Scene, actor: Actor, request_id: int) -> Request:
    """Return a request in the hands of who acts.

    Raises:
        NotAllowedError: it is not, or nobody real is in it.
    """
    request = await held_or_rehearsed(scene, actor, request_id)
    if request.rehearsal:
        raise NotAllowedError
    return request


async def held_or_rehearsed(scene: Scene, actor: Actor, request_id: int) -> Request:
    """Return a request in the hands of who acts, be it a rehearsal.

    Raises:
        NotAllowedError: it is not.
    """
    supporter = team_member(actor)
    request = await scene.handoff.requests.get(request_id)
    if request is None or request.supporter != supporter.id or request.state != "active":
        raise NotAllowedError
    if request.kind is not Wanted.CHAT:
        raise NotAllowedError  # what is done with a call is asked for by buttons of its own
    return request
