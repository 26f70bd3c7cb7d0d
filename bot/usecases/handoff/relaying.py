"""The conversation: each line goes to whom it is meant for, and to nobody else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import Step
from bot.domain.handoff.focus import UNDO, Ask, Gone, NoOne, Straight, Waiting, route
from bot.domain.handoff.lines import LineKind, reveals
from bot.domain.handoff.requests import Request
from bot.domain.handoff.supporters import Supporter
from bot.usecases.handoff.copying import (
    KEEP_HELD,
    Passing,
    Receiver,
    keep_aside,
    keep_for_album,
    pass_album,
    pass_on,
    remember_to_drop,
)
from bot.usecases.handoff.focusing import talks_of, team_member
from bot.usecases.handoff.rehearsing import rehearse_on
from bot.usecases.handoff.scene import (
    Actor,
    Button,
    Manner,
    Notice,
    RefusedError,
    Scene,
    Written,
    reader_of,
)
from bot.usecases.handoff.talking import mark

CHOSEN = "c"
"""Marks buttons of a line that is held only because nobody knows yet for whom it is."""
TIME_TO_CHOOSE = 2 * UNDO
"""After which the copies for all the others are dropped: by then the line is out."""


async def from_person(scene: Scene, actor: Actor, request: Request, written: Written) -> None:
    """Pass a person's line to the holder, and to a lead who has joined."""
    _check_kind(written)
    team = await team_of(scene, request)
    if written.album is not None:
        await _album(scene, actor, request, written)
    else:
        receivers = [Receiver(reader_of(one), mark(request)) for one in team]
        await pass_on(scene, Passing(request, written, actor.reader, receivers))
    nudged = request.nudged and request.answered_at is None
    await scene.handoff.requests.save(request, replace(request, heard_at=scene.now, nudged=nudged))
    for one in team:
        await _unsettle(scene, one, request)


def _check_kind(written: Written) -> None:
    if written.line.kind is LineKind.OTHER:
        raise RefusedError("line.cannot")


async def team_of(scene: Scene, request: Request, *, but: int | None = None) -> list[Supporter]:
    """Return the holder and the lead who has joined, without the one whose id is ``but``."""
    ids = [one for one in (request.supporter, request.joined) if one not in {None, but}]
    found = [await scene.handoff.supporters.get(one or 0) for one in ids]
    return [one for one in found if one is not None]


async def _unsettle(scene: Scene, supporter: Supporter, request: Request) -> None:
    """Whoever was typing to somebody else may now mean this person: their next line waits."""
    if supporter.focus not in {None, request.id} and not supporter.unsure:
        await scene.handoff.supporters.save(replace(supporter, unsure=True))


async def _album(scene: Scene, actor: Actor, request: Request, written: Written) -> None:
    if await keep_for_album(scene, request, written):
        scene.out.say(actor.reader, Notice("held.caption"), Manner(reply_to=written.message_id))


async def from_supporter(scene: Scene, actor: Actor, written: Written) -> None:
    """Pass a supporter's line to the person it is meant for; never by guessing."""
    supporter = team_member(actor)
    _check_kind(written)
    held = await talks_of(scene, supporter)
    quoted = await quoted_request(scene, written)
    by_id = {one.id: one for one in held}
    # Whoever replies to a message that is no line may mean anybody: a notice, or a copy of a line
    # that Telegram took and whose number was lost when this process died.
    unclear = quoted is None and written.reply_to is not None and len(held) > 1
    focus = None if unclear else supporter.focus
    match route(quoted=quoted, focus=focus, held=list(by_id), unsure=supporter.unsure):
        case Straight(request=chosen):
            await _speak(scene, actor, by_id[chosen], written)
        case Waiting(request=chosen):
            await _speak_in_a_while(scene, actor, written, by_id, chosen)
        case Ask():
            await _ask_whom(scene, actor, written, held)
        case Gone():
            raise RefusedError("line.gone")
        case NoOne():
            raise RefusedError("line.nobody")
    if quoted is None and supporter.unsure:
        await scene.handoff.supporters.save(replace(supporter, unsure=False))


async def quoted_request(scene: Scene, written: Written) -> int | None:
    """Return the request of the line replied to; ``None`` if it replies to no line."""
    if written.reply_to is None:
        return None
    copy = await scene.handoff.links.of_copy(written.chat_id, written.reply_to)
    if copy is not None:
        return copy.request
    own = await scene.handoff.links.of_source(written.chat_id, written.reply_to)
    sent = [one for one in own if one.to_message is not None]
    return next((one.request for one in (*sent, *own)), None)


async def _speak(scene: Scene, actor: Actor, request: Request, written: Written) -> None:
    if request.rehearsal:
        await rehearse_on(scene, team_member(actor), request)
        return
    if written.album is not None:
        await _album(scene, actor, request, written)
    else:
        seen_by = await receivers(scene, actor, request)
        await pass_on(scene, Passing(request, written, actor.reader, seen_by))
    await heard_from(scene, actor, request)


async def _speak_in_a_while(
    scene: Scene, actor: Actor, written: Written, held: dict[int, Request], chosen: int
) -> None:
    """Send a line in five seconds, and keep it aside for each of the others it may be for."""
    request = held[chosen]
    _check_can_wait(scene, request, written)
    for one in held.values():
        passing = Passing(one, written, actor.reader, await receivers(scene, actor, one), UNDO)
        if one.id == chosen:
            await pass_on(scene, passing)
        elif not one.rehearsal:
            await keep_aside(scene, replace(passing, delay=timedelta()))
    await remember_to_drop(scene, written.chat_id, written.message_id, TIME_TO_CHOOSE)
    _tell_where(scene, actor, written, held, chosen)
    await heard_from(scene, actor, request)


def _check_can_wait(scene: Scene, request: Request, written: Written) -> None:
    """Refuse what cannot lie here until its receiver is clear.

    Raises:
        RefusedError: it is part of an album, belongs to a rehearsal, or gives somebody away.
    """
    risky = reveals(written.line, helplines=scene.helplines) is not None
    if risky or written.album is not None or request.rehearsal:
        raise RefusedError("line.whom_first")


async def receivers(scene: Scene, actor: Actor, request: Request) -> list[Receiver]:
    """Return who sees a line of the holder or of a lead who has joined: the person first."""
    me = team_member(actor)
    name = me.name if me.id == request.joined else ""  # the person knows who else is there
    person = Receiver(scene.reader(request), name, report=True)
    colleagues = [
        Receiver(reader_of(one), f"{mark(request)} ← {me.name}")
        for one in await team_of(scene, request, but=me.id)
    ]
    return [person, *colleagues]


async def heard_from(scene: Scene, actor: Actor, request: Request) -> None:
    """Note that the holder, or a lead who has joined, has written."""
    first = request.answered_at is None and request.supporter == team_member(actor).id
    answered = scene.now if first else request.answered_at
    spoken = replace(request, heard_at=scene.now, answered_at=answered, nudged=False)
    await scene.handoff.requests.save(request, spoken)
    if first:
        await scene.note(request, Step.ANSWERED, actor)
        await scene.later("silence", scene.now + timedelta(hours=1), request)


def _tell_where(
    scene: Scene, actor: Actor, written: Written, held: dict[int, Request], chosen: int
) -> None:
    """Show for whom a waiting line is, with "undo" and "to somebody else"."""
    word = str(written.message_id)
    others = [
        Button(Action.SEND_TO, f"{word}:{one.id}", label=f"→ {mark(one)}")
        for one in held.values()
        if one.id != chosen
    ]
    rows = ((Button(Action.TAKE_BACK, word), *others),)
    notice = Notice("line.waits", {"mark": mark(held[chosen])}, rows=rows)
    scene.out.say(actor.reader, notice, Manner(reply_to=written.message_id))


async def _ask_whom(scene: Scene, actor: Actor, written: Written, held: Sequence[Request]) -> None:
    """Keep a line that could be for several, and ask."""
    for one in held:
        _check_can_wait(scene, one, written)
        seen_by = await receivers(scene, actor, one)
        await keep_aside(scene, Passing(one, written, actor.reader, seen_by))
    await remember_to_drop(scene, written.chat_id, written.message_id, KEEP_HELD)
    word = str(written.message_id)
    rows = tuple(
        (Button(Action.SEND_TO, f"{word}:{one.id}:{CHOSEN}", label=mark(one)),) for one in held
    )
    last = ((Button(Action.DROP_HELD, word),),)
    scene.out.say(
        actor.reader, Notice("line.whom", rows=(*rows, *last)), Manner(reply_to=written.message_id)
    )


async def on_album_timer(scene: Scene, album: str) -> None:
    """Pass a complete album on, to whoever holds the conversation now."""
    items = await scene.handoff.albums.take(album)
    request = await scene.handoff.requests.get(items[0].request) if items else None
    if request is None or request.state != "active":
        return
    sender, team = items[0].chat_id, await team_of(scene, request)
    if sender not in {request.chat_id, *(one.chat_id for one in team)}:
        return  # they have left the conversation meanwhile
    if sender != request.chat_id:
        await pass_album(scene, items, Receiver(scene.reader(request), report=True))
    for one in team:
        if one.chat_id != sender:
            await pass_album(scene, items, Receiver(reader_of(one), mark(request)))
