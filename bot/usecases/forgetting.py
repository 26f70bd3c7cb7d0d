"""Erasing what is kept about somebody, at their word."""

from bot.usecases.callbacks.own import end_callback
from bot.usecases.handoff.leaving import leave
from bot.usecases.handoff.records import Place
from bot.usecases.handoff.scene import Actor, Scene
from bot.usecases.ports import Turn


async def forget(turn: Turn, scene: Scene, actor: Actor, place: Place) -> None:
    """End what is open, then erase all about the person; a block stays, see docs/privacy.md."""
    await turn.handoff.enter()
    await end_callback(scene, actor, place)
    await leave(scene, Actor(actor.person), place)
    await turn.forgetting.forget(actor.person.chat_id)
