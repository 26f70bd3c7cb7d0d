"""What each press of a lead or an admin does."""

from bot.domain.handoff.actions import Action
from bot.domain.handoff.supporters import Role
from bot.usecases.handoff import (
    board,
    claiming,
    filling,
    team,
)
from bot.usecases.handoff.press import Answer, Doing, Press, number
from bot.usecases.handoff.scene import Notice, RefusedError


async def _board(press: Press) -> None:
    await board.show(press.scene, press.actor)


async def _view(press: Press) -> None:
    await board.view(press.scene, press.actor, press.request)


async def _assign(press: Press) -> None:
    scene = press.scene
    scene.out.say(press.actor.reader, await claiming.choose_for(scene, press.request))


async def _assign_to(press: Press) -> Answer:
    to = number(press.rest)
    await claiming.assign(press.scene, press.actor, press.request, to)
    return Notice("assign.done")


async def _raise(press: Press) -> Answer:
    level = _level(press.rest)
    return await board.raise_to(press.scene, press.actor, press.request, level)


async def _lower(press: Press) -> Answer:
    answers = {"request": str(press.request), "level": str(_level(press.rest))}
    return await filling.ask(press.scene, press.actor, "lower", answers, "board.why_lower")


def _level(word: str) -> int:
    level = number(word)
    if level > 4:
        raise RefusedError("peer.gone")
    return level


async def _join(press: Press) -> None:
    await board.join(press.scene, press.actor, press.request)


async def _part(press: Press) -> Answer:
    return await board.part(press.scene, press.actor, press.request)


async def _end_it(press: Press) -> Answer:
    return await board.end_it(press.scene, press.actor, press.request)


async def _block(press: Press) -> None:
    press.scene.out.say(press.actor.reader, board.choose_block(press.request))


async def _block_for(press: Press) -> Answer:
    answers = {"request": str(press.request), "span": press.rest}
    return await filling.ask(press.scene, press.actor, "block", answers, "block.why")


async def _unblock(press: Press) -> Answer:
    return await board.unblock(press.scene, press.actor, press.request)


async def _invite(press: Press) -> None:
    role = Role.LEAD if press.action is Action.INVITE_LEAD else Role.SUPPORTER
    await team.invite(press.scene, press.actor, role, press.new_token)


async def _team(press: Press) -> None:
    await team.show_team(press.scene, press.actor)


async def _trained(press: Press) -> None:
    await team.note_training(press.scene, press.actor, press.word)


async def _remove(press: Press) -> Answer:
    return await team.remove(press.scene, press.actor, press.request)


OF_LEAD: dict[Action, Doing] = {
    Action.BOARD: _board,
    Action.VIEW: _view,
    Action.ASSIGN: _assign,
    Action.ASSIGN_TO: _assign_to,
    Action.RAISE: _raise,
    Action.LOWER: _lower,
    Action.JOIN: _join,
    Action.PART: _part,
    Action.END_IT: _end_it,
    Action.BLOCK: _block,
    Action.BLOCK_FOR: _block_for,
    Action.UNBLOCK: _unblock,
    Action.INVITE: _invite,
    Action.INVITE_LEAD: _invite,
    Action.TEAM: _team,
    Action.TRAINED: _trained,
    Action.REMOVE: _remove,
}
