"""Every action of the queue: who may do it, and what does it."""

from bot.domain.handoff.actions import Action, allowed
from bot.usecases.callbacks.doing import OF_CALLBACKS
from bot.usecases.handoff.doing_lead import OF_LEAD
from bot.usecases.handoff.doing_person import OF_PERSON
from bot.usecases.handoff.doing_supporter import OF_SUPPORTER
from bot.usecases.handoff.press import Answer, Doing, Press
from bot.usecases.handoff.scene import NotAllowedError

DOINGS: dict[Action, Doing] = {**OF_PERSON, **OF_SUPPORTER, **OF_LEAD, **OF_CALLBACKS}


async def do(press: Press) -> Answer:
    """Do what was asked, if the role allows it.

    Raises:
        RefusedError: it cannot be done now.
        NotAllowedError: the role does not allow it.
    """
    await press.scene.handoff.enter()
    if not allowed(press.actor.role, press.action):
        raise NotAllowedError
    doing = DOINGS.get(press.action)
    if doing is None:  # a forgery: its buttons lead elsewhere
        raise NotAllowedError
    return await doing(press)
