"""A waiting request is shown to everybody who could take it, and taken off their screens again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.callbacks.moments import at_its_window
from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import Step
from bot.domain.handoff.links import Link, LinkKind
from bot.domain.handoff.queue import fit, obstacle, standing
from bot.domain.handoff.requests import Priority, Request, Wanted
from bot.domain.handoff.supporters import Supporter
from bot.usecases.callbacks.keeping import times_for
from bot.usecases.handoff.scene import Button, Manner, Notice, Scene, reader_of

AT_ONCE = 3
"""Offers shown to somebody who comes on shift; the rest is in ``/queue``."""
LOOKED_AT = 50
"""Waiting requests that are looked through for them."""


async def offer(scene: Scene, request: Request) -> int:
    """Show ``request`` to all who can take it and have not been shown it; return how many."""
    team = await scene.handoff.supporters.on_duty()
    loads = await scene.handoff.supporters.loads()
    shown = {link.to_chat for link in await scene.handoff.links.offers_of(request.id)}
    ready = [one for one in team if can_take(scene, one, request, loads)]
    new = [one for one in ready if one.chat_id not in shown]
    await _show(scene, request, sorted(new, key=lambda one: -fit(one, request)))
    if ready:
        await scene.note(request, Step.OFFERED, word=str(len(ready)))
    return len(ready)


def can_take(
    scene: Scene, supporter: Supporter, request: Request, loads: Mapping[int, Sequence[Priority]]
) -> bool:
    """Tell whether nothing stands between ``supporter`` and ``request``."""
    return (
        obstacle(
            supporter,
            request,
            loads.get(supporter.id, ()),
            required=scene.peers.required,
            today=scene.today,
            now=scene.now,
        )
        is None
    )


async def _show(scene: Scene, request: Request, team: Sequence[Supporter]) -> None:
    """Show ``request`` to all of ``team``, in their order."""
    links = [
        Link(scene.handoff.new_id(), request.id, LinkKind.OFFER, one.chat_id, scene.now)
        for one in team
    ]
    await scene.handoff.links.add(*links)
    when = await times_for(scene, request) if request.kind is Wanted.CALLBACK else None
    for supporter, link in zip(team, links, strict=True):
        manner = Manner(silent=not request.priority.grave, becomes=(link.id,))
        notice = offer_notice(scene, request, supporter)
        if when is not None:
            values = {**notice.values, "when": when}
            notice = replace(notice, key="offer.callback", values=values)
        scene.out.say(reader_of(supporter), notice, manner)


def offer_notice(scene: Scene, request: Request, supporter: Supporter) -> Notice:
    """Return what a supporter sees of a waiting request: never who it is, no words of theirs."""
    word = str(request.id)
    alone = request.asked_of == supporter.id
    return Notice(
        "offer.alone" if alone else "offer",
        traits(scene, request, supporter),
        rows=((Button(Action.CLAIM, word),), (Button(Action.KNOWN, word, "button.known_offer"),)),
    )


def traits(scene: Scene, request: Request, reader: Supporter) -> dict[str, object]:
    """Return what may be known of a request before and after the claim."""
    language = reader.languages[0]
    return {
        "priority": Notice(f"priority.{request.priority.name.lower()}"),
        "about": scene.peers.topic(request.about, language) or Notice("offer.not_said"),
        "whom": Notice(f"offer.for_{request.for_whom}"),
        "wishes": ", ".join(scene.peers.wishes_named(request.wishes, language))
        or Notice("offer.no_wishes"),
        "language": Notice(f"language.{request.language}"),
        "since": request.waiting_since if request.kind is Wanted.CHAT else request.asked_at,
    }


def _at_its_window(scene: Scene, request: Request) -> bool:
    """Tell whether a callback may be offered yet; one without a time stands far back in line."""
    return at_its_window(request.waiting_since, scene.now)


async def withdraw(scene: Scene, request: Request, notice: Notice, *, but: int = 0) -> None:
    """Put ``notice`` in place of every offer of ``request``, except in the chat ``but``."""
    team = {one.chat_id: one for one in await scene.handoff.supporters.all()}
    offers = await scene.handoff.links.offers_of(request.id)
    await scene.handoff.links.undo(*(link.id for link in offers))
    for link in offers:
        supporter = team.get(link.to_chat)
        if supporter is not None and link.to_chat != but:
            scene.out.change(reader_of(supporter), link.id, notice)


async def offer_waiting(scene: Scene, supporter: Supporter) -> int:
    """Show what waits longest and most to somebody who has room now; return how many."""
    found = await scene.handoff.requests.waiting(supporter.languages, limit=LOOKED_AT)
    loads = await scene.handoff.supporters.loads()
    ready = [one for one in found if one.kind is Wanted.CHAT or _at_its_window(scene, one)]
    fitting = [one for one in ready if can_take(scene, supporter, one, loads)]
    shown = 0
    for request in sorted(fitting, key=lambda one: standing(one, scene.now))[:AT_ONCE]:
        live = await scene.handoff.links.offers_of(request.id)
        if all(link.to_chat != supporter.chat_id for link in live):
            await _show(scene, request, [supporter])
            shown += 1
    return shown
