"""The team: invitations, profiles, trainings, and who leaves."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.domain.handoff.actions import Action
from bot.domain.handoff.care import EXPOSURE
from bot.domain.handoff.supporters import Duty, Role, Supporter
from bot.domain.knowledge import Language
from bot.usecases.handoff.profile import ask_name, trainings
from bot.usecases.handoff.records import Invite
from bot.usecases.handoff.scene import (
    Actor,
    Button,
    NotAllowedError,
    Notice,
    Reader,
    RefusedError,
    Scene,
    reader_of,
)

INVITED_FOR = timedelta(days=3)
PRACTISED_FOR = timedelta(days=3650)


OF_SUPPORTERS = (
    "shift",
    "who",
    "undo",
    "replies",
    "send",
    "transfer",
    "release",
    "lead",
    "close",
    "profile",
    "rehearse",
    "crisis",
    "help",
)
"""Commands in the menu of somebody on the team, those of a shift first."""
OF_LEADS = ("board", "team", "invite", "training", "gaps")


def show_menu(scene: Scene, supporter: Supporter) -> None:
    """Put the commands of their role into a team member's menu."""
    lead = supporter.role >= Role.LEAD
    commands = (*OF_LEADS, *OF_SUPPORTERS) if lead else OF_SUPPORTERS
    scene.out.menu(reader_of(supporter), () if supporter.removed_at else commands)


async def invite(scene: Scene, actor: Actor, role: Role, new_token: Callable[[], str]) -> None:
    """Make an invitation: it works once, and for three days.

    Args:
        scene: the turn.
        actor: a lead or an admin.
        role: of whoever will follow it.
        new_token: makes letters that cannot be guessed; only their digest is kept.
    """
    token = new_token()
    until = scene.now + INVITED_FOR
    made = Invite(digest_of(token), role, actor.person.chat_id, until)
    await scene.handoff.invites.add(made)
    values = {"link": scene.out.deep_link(token), "until": until}
    scene.out.say(actor.reader, Notice(f"invite.{role.name.lower()}", values))


def digest_of(token: str) -> str:
    """Return what is kept of a token: enough to know it again, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


async def accept(scene: Scene, actor: Actor, token: str) -> None:
    """Join the team by an invitation; who is on it already gets the higher of both roles."""
    taken = await scene.handoff.invites.take(digest_of(token), now=scene.now)
    if taken is None:
        raise RefusedError("invite.invalid")
    language: Language = actor.person.language
    if actor.supporter is not None:
        risen = replace(actor.supporter, role=max(actor.supporter.role, taken.role))
        await scene.handoff.supporters.save(risen)
        show_menu(scene, risen)
        scene.out.say(actor.reader, Notice("invite.already"))
        return
    new = Supporter(0, actor.person.chat_id, "", role=taken.role, languages=(language,))
    kept = await scene.handoff.supporters.add(replace(new, name=await _free_name(scene)))
    if kept is None:
        raise RefusedError("invite.invalid")
    await ask_name(scene, replace(actor, supporter=kept))
    show_menu(scene, kept)
    scene.out.say(actor.reader, Notice("invite.welcome"))
    scene.out.say(Reader(taken.made_by, "en"), Notice("invite.accepted", {"name": kept.name}))


async def _free_name(scene: Scene) -> str:
    """Return a name until they choose their own."""
    number = len(await scene.handoff.supporters.all()) + 1
    return f"Peer {number}"


async def enrol(scene: Scene, actor: Actor) -> Supporter:
    """Give an admin, who needs no invitation, their place on the team."""
    if actor.supporter is not None:
        return actor.supporter
    new = Supporter(
        0,
        actor.person.chat_id,
        await _free_name(scene),
        role=Role.ADMIN,
        languages=(actor.person.language,),
    )
    kept = await scene.handoff.supporters.add(new)
    if kept is None:
        raise NotAllowedError
    show_menu(scene, kept)
    return kept


async def enrol_all(scene: Scene, members: Sequence[Mapping[str, Any]]) -> None:
    """Put a whole team in place where there is none: the practice line begins with one.

    Args:
        scene: the turn.
        members: each with ``chat_id``, ``name``, ``role`` (``SUPPORTER`` or ``LEAD``) and
            ``languages``; they count as trained and rehearsed.
    """
    if await scene.handoff.supporters.all():
        return
    valid = scene.today + PRACTISED_FOR
    for member in members:
        new = Supporter(
            0,
            member["chat_id"],
            member["name"],
            role=Role[member["role"]],
            languages=tuple(member["languages"]),
            trained={one.id: valid for one in scene.peers.trainings},
            rehearsed_at=scene.now,
        )
        kept = await scene.handoff.supporters.add(new)
        if kept is not None:
            show_menu(scene, kept)


async def note_training(scene: Scene, actor: Actor, words: str) -> None:
    """Note until when a training is valid: ``Sam crisis-response 2027-05-01``."""
    *name, training, day = words.split() if len(words.split()) >= 3 else ("", "", "")
    supporter = await scene.handoff.supporters.by_name(" ".join(name))
    known = [one.id for one in scene.peers.trainings]
    if supporter is None or training not in {*known, "all"}:
        raise RefusedError("training.how", trainings=", ".join(known))
    try:
        last = date.fromisoformat(day)
    except ValueError:
        raise RefusedError("training.how", trainings=", ".join(known)) from None
    noted = dict.fromkeys(known if training == "all" else [training], last)
    changed = replace(supporter, trained={**supporter.trained, **noted})
    await scene.handoff.supporters.save(changed)
    values = {"name": supporter.name, "trainings": trainings(scene, changed)}
    scene.out.say(actor.reader, Notice("training.noted", values))


async def show_team(scene: Scene, actor: Actor) -> None:
    """List the team: shift, load, trainings, rehearsal, exposure of the week. In order of name."""
    loads = await scene.handoff.supporters.loads()
    since = scene.now - EXPOSURE
    grave = await scene.handoff.requests.grave_counts(since=since)
    team = sorted(await scene.handoff.supporters.all(), key=lambda one: one.name.lower())
    lines = tuple(
        Notice(
            "team.one",
            {
                "name": one.name,
                "duty": Notice(f"duty.{one.duty}"),
                "load": len(loads.get(one.id, ())),
                "grave": grave.get(one.id, 0),
                "trainings": trainings(scene, one),
                "rehearsed": Notice(f"team.rehearsed_{'yes' if one.rehearsed_at else 'no'}"),
            },
        )
        for one in team
    )
    rows = tuple(
        (Button(Action.REMOVE, str(one.id), label=f"✕ {one.name}"),)
        for one in team
        if one.chat_id != actor.person.chat_id and one.role < actor.role
    )
    scene.out.say(actor.reader, Notice("team", rows=rows, more=lines))


async def remove(scene: Scene, actor: Actor, supporter_id: int) -> Notice:
    """Take somebody off the team, unless they hold a conversation or stand as high."""
    supporter = await scene.handoff.supporters.get(supporter_id)
    if supporter is None or supporter.role >= actor.role or supporter.removed_at is not None:
        raise NotAllowedError
    if await scene.handoff.requests.held_by(supporter.id):
        raise RefusedError("team.holds", name=supporter.name)
    gone = replace(supporter, removed_at=scene.now, duty=Duty.OFF, duty_until=None)
    await scene.handoff.supporters.save(gone)
    show_menu(scene, gone)
    scene.out.say(reader_of(supporter), Notice("team.you_left"))
    return Notice("team.removed", {"name": supporter.name})
