"""Calling the lead, and whoever stands behind the lead."""

from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import Step
from bot.domain.handoff.requests import Request
from bot.domain.handoff.supporters import Duty, Role
from bot.usecases.handoff.scene import ALOUD, Button, Notice, Reader, Scene, reader_of


async def leads(scene: Scene, *, but: int | None = None) -> list[Reader]:
    """Return the leads, those on shift first; without the one of whom it is about."""
    team = [
        one
        for one in await scene.handoff.supporters.all()
        if one.role >= Role.LEAD and one.id != but
    ]
    return [reader_of(one) for one in sorted(team, key=lambda one: one.duty is not Duty.ON)]


async def covered(scene: Scene) -> bool:
    """Tell whether anybody could be paged at all."""
    return bool(scene.admins) or bool(await leads(scene))


async def page(
    scene: Scene,
    request: Request,
    notice: Notice,
    *,
    admins: bool = False,
    but: int | None = None,
) -> None:
    """Tell every lead, with a sound; or the admins, when asked, or when there is no lead.

    ``but`` is the id of a lead who is not told: it is about them.
    """
    team = await leads(scene, but=but)
    known = {one.chat_id for one in team}
    behind = [Reader(chat, "en") for chat in scene.admins if chat not in known]
    called = behind if admins else team or behind
    for reader in called:
        scene.out.say(reader, _with_buttons(notice, request), ALOUD)
    await scene.note(request, Step.PAGED, word=f"{notice.key}:{len(called)}")


def _with_buttons(notice: Notice, request: Request) -> Notice:
    word = str(request.id)
    row = (Button(Action.VIEW, word), Button(Action.ASSIGN, word), Button(Action.JOIN, word))
    rows = (row,) if request.state.open else ()
    return Notice(notice.key, notice.values, rows=rows, more=notice.more)
