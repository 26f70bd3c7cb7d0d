"""What can still be done about a line: take it back, change it, send it elsewhere, react to it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.handoff.lines import LineKind, reveals
from bot.domain.handoff.links import Link, LinkKind
from bot.domain.handoff.requests import Request
from bot.usecases.handoff.copying import Passing, Receiver, discard, held_copies, pass_on
from bot.usecases.handoff.focusing import focus_on, talks_of, team_member
from bot.usecases.handoff.relaying import CHOSEN, heard_from, receivers, team_of
from bot.usecases.handoff.scene import (
    Actor,
    NotAllowedError,
    Notice,
    RefusedError,
    Scene,
    Written,
    reader_of,
)
from bot.usecases.handoff.talking import mark

LINES = frozenset({LinkKind.LINE, LinkKind.HEADING})
"""Everything that stands on the other side's screen for a line."""


async def take_back(scene: Scene, actor: Actor, message_id: int | None) -> Notice:
    """Take back a line and all its copies.

    Args:
        scene: the turn.
        actor: who wrote it.
        message_id: the line, by its number in their own chat; ``None`` for their last one in
            what they are in now.
    """
    chat = actor.person.chat_id
    messages = await _last_line(scene, actor) if message_id is None else [message_id]
    found = [one for each in messages for one in await scene.handoff.links.of_source(chat, each)]
    copies = [one for one in found if one.kind in LINES and not one.undone]
    if not copies:
        raise RefusedError("undo.nothing")
    for link in copies:
        if not await scene.handoff.lines.cancel(link.id):
            scene.out.delete(link.to_chat, link.id)
        await scene.handoff.links.undo(link.id)
    return Notice("undo.done")


async def _last_line(scene: Scene, actor: Actor) -> Sequence[int]:
    """Return the numbers of the last line: several for an album."""
    chat = actor.person.chat_id
    own, me = await scene.handoff.requests.open_of(chat), actor.supporter
    held = await talks_of(scene, me) if me and own is None else ()
    lines = [
        sorted({one.from_message for one in last if one.from_message is not None})
        for request in ([own] if own else held)
        if (last := await scene.handoff.links.last_line(request.id, chat))
    ]
    return max(lines, key=lambda numbers: numbers[-1:], default=[])


async def send_to(scene: Scene, actor: Actor, word: str) -> Notice:
    """Send a line that still waits to the person of another conversation."""
    message_id, request_id, chosen = _parts(word)
    supporter = team_member(actor)
    held = await talks_of(scene, supporter)
    request = next((one for one in held if one.id == request_id), None)
    if request is None:
        raise NotAllowedError
    copies = await held_copies(scene, actor.person.chat_id, message_id)
    others = [one for one in copies if one.request != request.id]
    if not chosen and not await discard(scene, others):
        raise RefusedError("line.too_late")
    sent = [await scene.handoff.lines.release(one.id) for one in copies if one not in others]
    if not any(sent):
        raise RefusedError("line.too_late")
    await discard(scene, others)
    await heard_from(scene, actor, request)
    if chosen:
        await focus_on(scene, supporter, request)
    return Notice("line.goes_to", {"mark": mark(request)})


def _parts(word: str) -> tuple[int, int, bool]:
    message_id, _, rest = word.partition(":")
    request_id, _, chosen = rest.partition(":")
    return int(message_id), int(request_id), chosen == CHOSEN


async def edited_by_person(scene: Scene, actor: Actor, request: Request, written: Written) -> None:
    """Show a changed line below the old one: the supporter goes on seeing what stood there."""
    links = await scene.handoff.links.of_source(written.chat_id, written.message_id)
    known = any(one.request == request.id and not one.undone for one in links)
    if not known or written.line.kind is LineKind.LOCATION:  # a shared place moves by itself
        return
    again = replace(written, reply_to=written.message_id, album=None)
    seen_by = [
        Receiver(reader_of(one), f"{mark(request)} ✎") for one in await team_of(scene, request)
    ]
    await pass_on(scene, Passing(request, again, actor.reader, seen_by))


async def edited_by_supporter(scene: Scene, actor: Actor, written: Written) -> None:
    """Put a supporter's new words in place of the old ones, on all screens that have them."""
    supporter = team_member(actor)
    links = await scene.handoff.links.of_source(written.chat_id, written.message_id)
    held = {one.id: one for one in await talks_of(scene, supporter)}
    copies = [one for one in links if one.kind is LinkKind.LINE and not one.undone]
    mine = [(one, held[one.request]) for one in copies if one.request in held]
    if not mine or written.line.kind is LineKind.LOCATION:
        return
    if reveals(written.line, helplines=scene.helplines) is not None:
        raise RefusedError("line.edit_held")
    for link, request in mine:
        seen_by = await receivers(scene, actor, request)
        marks = {one.reader.chat_id: one.mark for one in seen_by}
        call = scene.out.rewritten(link.to_chat, link.id, written, marks.get(link.to_chat, ""))
        scene.send(call)


async def reacted(scene: Scene, actor: Actor, message_id: int, emoji: str | None) -> None:
    """Put a reaction on the other side's message, where Telegram reports it."""
    chat = actor.person.chat_id
    copy = await scene.handoff.links.of_copy(chat, message_id)
    if copy is not None and copy.kind in LINES:
        if await _still_talking(scene, actor, copy) and copy.from_chat and copy.from_message:
            scene.out.react(copy.from_chat, copy.from_message, emoji)
        return
    for link in await scene.handoff.links.of_source(chat, message_id):
        if link.kind is LinkKind.LINE and await _still_talking(scene, actor, link):
            scene.out.react_to_link(link.to_chat, link.id, emoji)


async def _still_talking(scene: Scene, actor: Actor, link: Link) -> bool:
    """Tell whether ``actor`` is in the conversation of the link now."""
    request = await scene.handoff.requests.get(link.request or 0)
    if request is None or request.state != "active":
        return False
    me = actor.supporter
    inside = me is not None and me.id in {request.supporter, request.joined}
    return request.chat_id == actor.person.chat_id or inside


async def arrived(scene: Scene, link_id: int) -> None:
    """A line is with its receiver: mark it for its sender, or delete it if it was taken back."""
    link = await scene.handoff.links.get(link_id)
    if link is None or link.kind not in LINES:
        return
    if link.undone:
        scene.out.delete(link.to_chat, link.id)
    elif link.report and link.from_chat is not None and link.from_message is not None:
        scene.out.react(link.from_chat, link.from_message, "👌")
