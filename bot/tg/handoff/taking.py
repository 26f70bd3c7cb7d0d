"""Lines, edits and reactions, each given to the form or the conversation it belongs to."""

from telegram import Message, Update

from bot.tg.handoff.reading import written
from bot.usecases.handoff import filling, mending, relaying
from bot.usecases.handoff.records import Place
from bot.usecases.handoff.scene import Actor, RefusedError, Scene


async def take(scene: Scene, actor: Actor, place: Place, update: Update) -> bool:
    """Give an update to the form or the conversation it belongs to.

    Returns:
        ``False`` if it belongs to none.

    Raises:
        RefusedError: it belongs to one that cannot take it.
    """
    if update.message_reaction is not None:
        return await _reaction(scene, actor, update)
    if update.edited_message is not None:
        return await _edit(scene, actor, place, update.edited_message)
    if update.message is None:
        return False
    return await _message(scene, actor, place, update.message)


async def _message(scene: Scene, actor: Actor, place: Place, message: Message) -> bool:
    form, said = place.form, message.text or ""
    asked = form if said and filling.awaits_words(form, scene.now) else None
    # Whoever replies to a line means its sender, whatever else was asked.
    if asked is not None and await relaying.quoted_request(scene, written(message)) is None:
        await filling.fill(scene, actor, asked, said)
        return True
    request = place.request
    if request is not None and request.talks:
        _check_no_command(message)
        await relaying.from_person(scene, actor, request, written(message))
        return True
    if actor.supporter is None or not await _talks(scene, actor, message):
        return False
    _check_no_command(message)
    await relaying.from_supporter(scene, actor, written(message))
    return True


def _check_no_command(message: Message) -> None:
    """Refuse a mistyped command: it is meant for the bot, not for the other side."""
    first = next(iter(message.entities), None)
    if first is not None and first.type == first.BOT_COMMAND and first.offset == 0:
        raise RefusedError("unknown_command")


async def _talks(scene: Scene, actor: Actor, message: Message) -> bool:
    """Tell whether a supporter's line is meant for somebody: they hold one, or quote one."""
    me = actor.supporter
    if me is None:
        return False
    if await scene.handoff.requests.held_by(me.id):
        return True
    quoted = message.reply_to_message
    if quoted is None:
        return False
    return await scene.handoff.links.of_copy(message.chat_id, quoted.message_id) is not None


async def _edit(scene: Scene, actor: Actor, place: Place, message: Message) -> bool:
    request = place.request
    if request is not None and request.talks:
        await mending.edited_by_person(scene, actor, request, written(message))
        return True
    if actor.supporter is not None:
        await mending.edited_by_supporter(scene, actor, written(message))
        return True
    return False


async def _reaction(scene: Scene, actor: Actor, update: Update) -> bool:
    change = update.message_reaction
    if change is None:
        return False
    emojis = [getattr(one, "emoji", None) for one in change.new_reaction]
    await mending.reacted(scene, actor, change.message_id, next(iter(emojis), None))
    return True
