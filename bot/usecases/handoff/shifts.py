"""A supporter's shift: on, a break, off, and what keeps them well."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.handoff.actions import Action
from bot.domain.handoff.care import (
    ExpiredTraining,
    MissingTraining,
    NotRehearsed,
    Paused,
    WhyNot,
    why_not_on,
)
from bot.domain.handoff.supporters import Duty, Supporter
from bot.usecases.handoff.focusing import team_member
from bot.usecases.handoff.offering import offer_waiting
from bot.usecases.handoff.paging import leads
from bot.usecases.handoff.records import Timer
from bot.usecases.handoff.rehearsing import leave_rehearsal
from bot.usecases.handoff.scene import (
    Actor,
    Button,
    NotAllowedError,
    Notice,
    RefusedError,
    Scene,
)

LENGTHS = (1, 2, 4, 8)
"""Hours a shift may be started for."""
BREAKS = (10, 30)
"""Minutes."""
HARD_WEEK = timedelta(days=7)


async def show(scene: Scene, actor: Actor) -> None:
    """Show the shift as it is, with what can be done about it."""
    supporter = team_member(actor)
    rows = {
        Duty.OFF: _starts(),
        Duty.ON: (
            tuple(Button(Action.PAUSE, str(at), f"button.break_{at}") for at in BREAKS),
            (Button(Action.SHIFT_OFF),),
        ),
        Duty.BREAK: ((Button(Action.BACK), Button(Action.SHIFT_OFF)),),
    }[supporter.duty]
    values = {"until": supporter.duty_until or scene.now, "name": supporter.name}
    last = (Button(Action.PROFILE), Button(Action.REHEARSE))
    paused = supporter.paused_until is not None and supporter.paused_until > scene.now
    hard = (Button(Action.UNPAUSE if paused else Action.HARD_WEEK),)
    notice = Notice(f"shift.{supporter.duty}", values, rows=(*rows, last, hard))
    scene.out.say(actor.reader, notice)


def _starts() -> tuple[tuple[Button, ...], ...]:
    return (tuple(Button(Action.SHIFT_ON, str(hours), f"button.on_{hours}") for hours in LENGTHS),)


async def start(scene: Scene, actor: Actor, hours: int) -> None:
    """Come on shift, with the boundary card first, and then what waits."""
    supporter = team_member(actor)
    if hours not in LENGTHS:
        raise NotAllowedError
    why = why_not_on(supporter, scene.peers.required, scene.today, scene.now)
    if why:
        raise _refusal(why[0])
    if await scene.handoff.requests.open_of(supporter.chat_id) is not None:
        raise RefusedError("shift.own_request")
    await leave_rehearsal(scene, supporter)
    until = scene.now + timedelta(hours=hours)
    on = replace(supporter, duty=Duty.ON, duty_until=until, shift_until=None)
    await _set(scene, on, until)
    scene.out.say(actor.reader, Notice("boundary", {"text": scene.peers.boundary}))
    scene.out.say(actor.reader, Notice("shift.started", {"until": until}))
    await offer_waiting(scene, on)


def _refusal(why: WhyNot) -> RefusedError:
    match why:
        case MissingTraining(ids=ids):
            return RefusedError("shift.training_missing", trainings=", ".join(ids))
        case ExpiredTraining(ids=ids):
            return RefusedError("shift.training_expired", trainings=", ".join(ids))
        case NotRehearsed():
            return RefusedError("shift.rehearse_first")
        case Paused(until=until):
            return RefusedError("shift.paused", until=until)


async def _set(scene: Scene, supporter: Supporter, at: datetime | None) -> None:
    """Keep a supporter's duty, and when it changes by itself."""
    await scene.handoff.supporters.save(supporter)
    key = f"duty:{supporter.id}"
    if at is None:
        await scene.handoff.timers.cancel(key)
    else:
        timer = Timer(key, at, supporter.chat_id, "duty", str(supporter.id))
        await scene.handoff.timers.set(timer)


async def pause(scene: Scene, actor: Actor, minutes: int) -> None:
    """Take a break: nothing is offered, conversations go on."""
    supporter = team_member(actor)
    if supporter.duty is not Duty.ON or minutes not in BREAKS:
        raise RefusedError("shift.not_on")
    until = scene.now + timedelta(minutes=minutes)
    rests = replace(supporter, duty=Duty.BREAK, duty_until=until, shift_until=supporter.duty_until)
    await _set(scene, rests, until)
    scene.out.say(actor.reader, Notice("shift.on_break", {"until": until}))


async def come_back(scene: Scene, actor: Actor) -> None:
    """End a break."""
    supporter = team_member(actor)
    if supporter.duty is not Duty.BREAK:
        raise RefusedError("shift.not_on_break")
    await _resume(scene, supporter)


async def _resume(scene: Scene, supporter: Supporter) -> None:
    until = supporter.shift_until
    if until is None or until <= scene.now:
        await _finish(scene, supporter, Notice("shift.ended"))
        return
    on = replace(supporter, duty=Duty.ON, duty_until=until, shift_until=None)
    await _set(scene, on, until)
    scene.tell_supporter(on, Notice("shift.back", {"until": until}))
    await offer_waiting(scene, on)


async def stop(scene: Scene, actor: Actor) -> None:
    """Go off shift; whoever holds somebody in an emergency or a crisis hands them over first."""
    supporter = team_member(actor)
    if supporter.duty is Duty.OFF:
        raise RefusedError("shift.not_on")
    held = await scene.handoff.requests.held_by(supporter.id)
    if any(one.priority.grave and not one.rehearsal for one in held):
        raise RefusedError("shift.grave_open")
    await _finish(scene, supporter, Notice("shift.ended_open" if held else "shift.ended"))


async def _finish(scene: Scene, supporter: Supporter, notice: Notice) -> None:
    off = replace(supporter, duty=Duty.OFF, duty_until=None, shift_until=None)
    await _set(scene, off, None)
    scene.tell_supporter(off, notice)


async def on_duty_timer(scene: Scene, supporter_id: int) -> None:
    """A break or a shift is over by the clock."""
    supporter = await scene.handoff.supporters.get(supporter_id)
    if supporter is None or supporter.duty_until is None or supporter.duty_until > scene.now:
        return
    if supporter.duty is Duty.BREAK:
        await _resume(scene, supporter)
    elif supporter.duty is Duty.ON:
        held = await scene.handoff.requests.held_by(supporter.id)
        key = "shift.over_grave" if any(one.priority.grave for one in held) else "shift.over"
        await _finish(scene, supporter, Notice(key))


async def unpause(scene: Scene, actor: Actor) -> None:
    """Take requests again before the pause is over."""
    supporter = team_member(actor)
    back = replace(supporter, paused_until=None)
    await scene.handoff.supporters.save(back)
    scene.out.say(actor.reader, Notice("care.unpaused"))
    await offer_waiting(scene, back)


async def hard_week(scene: Scene, actor: Actor) -> None:
    """Pause offers for a week, privately; conversations in hand go on."""
    supporter = team_member(actor)
    until = scene.now + HARD_WEEK
    await scene.handoff.supporters.save(replace(supporter, paused_until=until))
    scene.out.say(actor.reader, Notice("care.paused", {"until": until}))
    for lead in await leads(scene):
        if lead.chat_id != supporter.chat_id:
            scene.out.say(lead, Notice("page.paused", {"name": supporter.name, "until": until}))
