"""What each press about a callback does."""

from bot.domain.handoff.actions import Action
from bot.usecases.callbacks import filling, holding, own
from bot.usecases.handoff.press import Answer, Doing, Press


async def _begin(press: Press) -> None:
    await filling.begin(press.scene, press.actor)


async def _form(press: Press) -> None:
    await filling.press(press.scene, press.actor, press.word, press.message_id)


async def _mine(press: Press) -> Answer:
    if not press.word:
        await own.show(press.scene, press.actor)
        return None
    return await own.act(press.scene, press.actor, press.request, press.rest)


async def _number(press: Press) -> None:
    await holding.reveal(press.scene, press.actor, press.request)


async def _done(press: Press) -> Answer:
    return await holding.done(press.scene, press.actor, press.request, press.rest)


OF_CALLBACKS: dict[Action, Doing] = {
    Action.CALLBACK: _begin,
    Action.CALL_FORM: _form,
    Action.MY_CALLBACK: _mine,
    Action.CALL_NUMBER: _number,
    Action.CALL_DONE: _done,
}
