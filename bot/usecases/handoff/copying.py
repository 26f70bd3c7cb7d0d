"""One line becomes a copy for each who is to see it; what gives somebody away waits for a yes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.delivery import Call
from bot.domain.handoff.actions import Action
from bot.domain.handoff.lines import reveals
from bot.domain.handoff.links import Link, LinkKind
from bot.domain.handoff.requests import Request
from bot.usecases.handoff.records import AlbumItem, Timer
from bot.usecases.handoff.scene import (
    Button,
    Manner,
    Notice,
    Reader,
    RefusedError,
    Scene,
    Written,
)

ALBUM_PAUSE = timedelta(seconds=1)
"""Pictures of an album come as messages of their own, within a moment of each other."""
KEEP_HELD = timedelta(hours=24)
"""How long a line waits for its sender's yes; then it is dropped, and they are told."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who is to see a line."""

    reader: Reader
    mark: str = ""
    """What stands before it on their screen."""
    report: bool = False
    """Whether the sender is to see that it arrived."""


@dataclass(frozen=True, slots=True)
class Passing:
    """A line on its way: in which conversation, from whom, to whom, and how soon."""

    request: Request
    written: Written
    sender: Reader
    receivers: Sequence[Receiver]
    delay: timedelta = timedelta()


async def pass_on(scene: Scene, passing: Passing) -> None:
    """Queue the copies, or hold them all and ask first if the line gives something away."""
    reveal = reveals(passing.written.line, helplines=scene.helplines)
    if reveal is not None:
        await keep_aside(scene, passing)
        await _ask_first(scene, passing, str(reveal))
        return
    for receiver in passing.receivers:
        for call in await _copies(scene, passing, receiver):
            scene.send(call)


async def keep_aside(scene: Scene, passing: Passing) -> None:
    """Hold the copies until somebody says what becomes of them."""
    for receiver in passing.receivers:
        for call in await _copies(scene, passing, receiver):
            await scene.handoff.lines.hold(call)


async def _copies(scene: Scene, passing: Passing, receiver: Receiver) -> Sequence[Call]:
    written, to = passing.written, receiver.reader
    link = Link(
        id=scene.handoff.new_id(),
        request=passing.request.id,
        kind=LinkKind.LINE,
        to_chat=to.chat_id,
        made_at=scene.now,
        from_chat=written.chat_id,
        from_message=written.message_id,
        report=receiver.report,
    )
    heading = replace(link, id=scene.handoff.new_id(), kind=LinkKind.HEADING, report=False)
    replied, reply_link = await _replied(scene, written, to.chat_id)
    manner = Manner(
        silent=False,
        becomes=(link.id,),
        reply_to=replied,
        reply_to_link=reply_link,
        delay=passing.delay,
    )
    calls = scene.out.passed_on(to, written, receiver.mark, manner, heading.id)
    await scene.handoff.links.add(link, *([heading] if len(calls) > 1 else []))
    return calls


async def _replied(scene: Scene, written: Written, to_chat: int) -> tuple[int | None, int | None]:
    """Find what the line replies to as the receiver knows it: their own message, or our copy."""
    if written.reply_to is None:
        return None, None
    copy = await scene.handoff.links.of_copy(written.chat_id, written.reply_to)
    if copy is not None and copy.from_chat == to_chat:
        return copy.from_message, None
    source = (written.chat_id, written.reply_to)
    if copy is not None and copy.from_chat is not None and copy.from_message is not None:
        source = (copy.from_chat, copy.from_message)
    copies = [one for one in await scene.handoff.links.of_source(*source) if not one.undone]
    return None, next((one.id for one in copies if one.to_chat == to_chat), None)


async def _ask_first(scene: Scene, passing: Passing, reveal: str) -> None:
    word = str(passing.written.message_id)
    rows = ((Button(Action.SEND_HELD, word), Button(Action.DROP_HELD, word)),)
    notice = Notice("held", {"what": Notice(f"held.{reveal}")}, rows=rows)
    scene.out.say(passing.sender, notice, Manner(reply_to=passing.written.message_id))
    chat, message = passing.sender.chat_id, passing.written.message_id
    await remember_to_drop(scene, chat, message, KEEP_HELD)


async def release(scene: Scene, sender: Reader, message_id: int) -> Notice:
    """Send a held line after all, if both sides are still in the conversation."""
    sent = False
    for link in await held_copies(scene, sender.chat_id, message_id):
        if await _both_still_in(scene, link):
            sent = await scene.handoff.lines.release(link.id) or sent
    await scene.handoff.timers.cancel(f"held:{sender.chat_id}:{message_id}")
    if not sent:
        await discard(scene, await held_copies(scene, sender.chat_id, message_id))
        raise RefusedError("held.over")
    return Notice("held.sent")


async def held_copies(scene: Scene, chat_id: int, message_id: int) -> list[Link]:
    """Return the copies of a line that were not taken back, what stands before one first."""
    links = await scene.handoff.links.of_source(chat_id, message_id)
    live = [one for one in links if not one.undone]
    return sorted(live, key=lambda one: one.kind is not LinkKind.HEADING)


async def _both_still_in(scene: Scene, link: Link) -> bool:
    request = await scene.handoff.requests.get(link.request or 0)
    if request is None or request.state != "active":
        return False
    team = [await scene.handoff.supporters.get(one) for one in (request.supporter, request.joined)
            if one is not None]  # fmt: skip
    inside = {request.chat_id, *(one.chat_id for one in team if one is not None)}
    return {link.from_chat, link.to_chat} <= inside


async def discard(scene: Scene, links: Sequence[Link]) -> bool:
    """Forget those copies that are not out yet; tell whether that is all of them."""
    stopped = [one for one in links if await scene.handoff.lines.cancel(one.id)]
    for link in stopped:
        await scene.handoff.links.undo(link.id)
    return len(stopped) == len(links)


async def drop(scene: Scene, sender: Reader, message_id: int) -> Notice:
    """Forget a held line."""
    await expire(scene, sender.chat_id, message_id)
    await scene.handoff.timers.cancel(f"held:{sender.chat_id}:{message_id}")
    return Notice("held.dropped")


async def expire(scene: Scene, chat_id: int, message_id: int) -> None:
    """Drop a line that waited in vain for its sender's word."""
    await discard(scene, await held_copies(scene, chat_id, message_id))


async def remember_to_drop(scene: Scene, chat_id: int, message_id: int, after: timedelta) -> None:
    """Let ``expire`` happen, unless somebody says what becomes of the line."""
    word, until = str(message_id), scene.now + after
    await scene.handoff.timers.set(Timer(f"held:{chat_id}:{word}", until, chat_id, "held", word))


async def keep_for_album(scene: Scene, request: Request, written: Written) -> bool:
    """Keep one picture until its album is complete; tell whether its caption stays behind."""
    album = f"{request.id}:{written.chat_id}:{written.album}"
    bare = reveals(written.line, helplines=scene.helplines) is not None
    item = AlbumItem(album, written.chat_id, written.message_id, request.id, bare=bare)
    await scene.handoff.albums.add(item)
    at = scene.now + ALBUM_PAUSE
    await scene.handoff.timers.set(Timer(f"album:{album}", at, written.chat_id, "album", album))
    return bare


async def pass_album(scene: Scene, items: Sequence[AlbumItem], receiver: Receiver) -> None:
    """Queue the copy of a complete album for one receiver."""
    links = [
        Link(
            id=scene.handoff.new_id(),
            request=item.request,
            kind=LinkKind.LINE,
            to_chat=receiver.reader.chat_id,
            made_at=scene.now,
            from_chat=item.chat_id,
            from_message=item.message_id,
            report=receiver.report,
        )
        for item in items
    ]
    await scene.handoff.links.add(*links)
    if receiver.mark:
        heading = replace(links[0], id=scene.handoff.new_id(), kind=LinkKind.HEADING, report=False)
        await scene.handoff.links.add(heading)
        notice = Notice("line.album", {"mark": receiver.mark})
        scene.out.say(receiver.reader, notice, Manner(becomes=(heading.id,)))
    manner = Manner(silent=False, becomes=tuple(link.id for link in links))
    ids = [item.message_id for item in items]
    bare = any(item.bare for item in items)
    scene.send(scene.out.album(receiver.reader, items[0].chat_id, ids, manner, bare=bare))
