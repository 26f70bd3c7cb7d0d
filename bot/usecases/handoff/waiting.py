"""Waiting, told as it is: who is on shift, how many are ahead, and what else there is."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import Step
from bot.domain.handoff.hours import next_opening
from bot.domain.handoff.ladder import Rung, due
from bot.domain.handoff.queue import usual_wait
from bot.domain.handoff.requests import Request, State, Wanted
from bot.usecases.callbacks import queueing
from bot.usecases.handoff.offering import offer, withdraw
from bot.usecases.handoff.paging import page
from bot.usecases.handoff.scene import QUIET, Actor, Button, Notice, RefusedError, Scene

MOST_COUNTED = 20
"""Beyond this the place in line is told as "more than"."""
WAITS_LOOKED_AT = 20
"""Claims from which the usual wait is taken."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The truth about a wait."""

    on_shift: int
    """Supporters on shift who speak the language, whether or not they have room now."""
    ahead: int
    usual: timedelta | None
    opens: datetime | None
    """When the next scheduled shift starts; ``None`` when none is planned."""


async def standing_of(scene: Scene, request: Request) -> Standing:
    """Gather the truth about the wait of ``request``."""
    team = await scene.handoff.supporters.on_duty()
    waits = await scene.handoff.requests.recent_waits(request.priority, limit=WAITS_LOOKED_AT)
    return Standing(
        on_shift=sum(request.language in one.languages for one in team),
        ahead=await scene.handoff.requests.ahead_of(request, most=MOST_COUNTED),
        usual=usual_wait(waits),
        opens=next_opening(scene.peers.hours, scene.now),
    )


async def begin(scene: Scene, request: Request) -> None:
    """Put ``request`` in line: offer it, tell the person where they stand, start the ladder."""
    if request.kind is Wanted.CALLBACK:
        await queueing.wait(scene, request)
        return
    await offer(scene, request)
    scene.tell(request, await state_notice(scene, request))
    await climb(scene, request, told=True)


async def state_notice(scene: Scene, request: Request) -> Notice:
    """Return where the person stands, and what they can do meanwhile."""
    stands = await standing_of(scene, request)
    return Notice(
        "wait.nobody" if stands.on_shift == 0 else "wait.place",
        {"on_shift": stands.on_shift, "place": stands.ahead + 1, "alias": request.alias},
        rows=_meanwhile(request),
        more=_more(stands),
    )


async def still_notice(scene: Scene, request: Request) -> Notice:
    """Return how things stand a while later, in fewer words."""
    stands = await standing_of(scene, request)
    values = {"on_shift": stands.on_shift, "place": stands.ahead + 1,
              "minutes": minutes(scene.now - request.waiting_since)}  # fmt: skip
    key = "wait.still" if stands.on_shift else "wait.still_nobody"
    return Notice(key, values, rows=_meanwhile(request), more=_more(stands)[:-1])


def _more(stands: Standing) -> tuple[Notice, ...]:
    lines = []
    if stands.on_shift == 0 and stands.opens is not None:
        lines.append(Notice("wait.opens", {"opens": stands.opens}))
    if stands.on_shift and stands.usual is not None:
        lines.append(Notice("wait.usual", {"minutes": minutes(stands.usual)}))
    return (*lines, Notice("wait.meanwhile"))


def _meanwhile(request: Request) -> tuple[tuple[Button, ...], ...]:
    word = str(request.id)
    return (
        call_instead(),
        (Button(Action.NUMBERS), Button(Action.READ)),
        (Button(Action.CANCEL, word),),
    )


def call_instead() -> tuple[Button, ...]:
    """Return what leads to a call instead of a chat: nothing while nobody can take calls."""
    return ()


def minutes(wait: timedelta) -> int:
    """Return whole minutes, rounded up: a wait is never told shorter than it is."""
    return max(1, -(-int(wait.total_seconds()) // 60))


async def climb(scene: Scene, request: Request, *, told: bool = False) -> None:
    """Take the rungs of the ladder that are due, and set the timer for the next one.

    ``told`` when the person has just been told how things stand.
    """
    if request.kind is Wanted.CALLBACK:
        return  # it has moments of its own
    rungs, at = due(request, scene.now)
    if rungs:
        risen = replace(request, rung=request.rung + len(rungs))
        await scene.handoff.requests.save(request, risen)
        for rung in sorted(frozenset().union(*rungs) - ({Rung.TELL_PERSON} if told else set())):
            await _step(scene, risen, rung)
    if not any(Rung.EXPIRE in rung for rung in rungs):
        await scene.later("wait", at, request)


async def _step(scene: Scene, request: Request, rung: Rung) -> None:
    waited = {"minutes": minutes(scene.now - request.waiting_since), "alias": request.alias}
    match rung:
        case Rung.TELL_PERSON:
            scene.tell(request, await still_notice(scene, request), QUIET)
        case Rung.SHOW_CARD:
            await scene.show_numbers(request)
        case Rung.PAGE_LEADS:
            await page(scene, request, Notice("page.waits", waited))
        case Rung.PAGE_ADMINS:
            await page(scene, request, Notice("page.waits", waited), admins=True)
        case Rung.OFFER_CALLBACK:
            scene.tell(request, Notice("wait.long", rows=_meanwhile(request)))
        case Rung.EXPIRE:
            await _expire(scene, request)


async def on_timer(scene: Scene, request_id: int) -> None:
    """Do what is due for a waiting request; nothing if it no longer waits."""
    request = await scene.handoff.requests.get(request_id)
    if request is not None and request.state is State.WAITING:
        await offer(scene, request)
        await climb(scene, request)


async def _expire(scene: Scene, request: Request) -> None:
    over = replace(request, state=State.EXPIRED, closed_at=scene.now)
    if await scene.handoff.requests.save(request, over):
        await withdraw(scene, request, Notice("offer.over"))
        await scene.note(request, Step.EXPIRED)
        scene.tell(request, Notice("wait.expired", rows=_meanwhile(request)[:-1]))


async def cancel(scene: Scene, actor: Actor, request_id: int) -> Notice:
    """Take the person's own waiting request out of line."""
    request = await scene.handoff.requests.get(request_id)
    if request is None or request.chat_id != actor.person.chat_id:
        raise RefusedError("peer.gone")
    over = replace(request, state=State.CANCELLED, closed_at=scene.now)
    if request.state is not State.WAITING or not await scene.handoff.requests.save(request, over):
        raise RefusedError("peer.gone")
    await withdraw(scene, request, Notice("offer.over"))
    await scene.later("wait", None, request)
    await scene.note(request, Step.CANCELLED)
    return Notice("wait.cancelled", rows=((Button(Action.PEER),),))
