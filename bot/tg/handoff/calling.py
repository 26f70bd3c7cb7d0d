"""Lines and contact cards that answer the form of a callback."""

from telegram import Update

from bot.usecases.callbacks import filling
from bot.usecases.handoff.records import Place
from bot.usecases.handoff.scene import Actor, Scene


async def fill(scene: Scene, actor: Actor, place: Place, update: Update) -> bool:
    """Take a message if the form waits for it; what is said in a conversation stays there."""
    form, message = place.form, update.message
    if form is None or message is None:
        return False
    if place.request is not None and place.request.talks:
        return False
    contact, text = message.contact, message.text or ""
    if contact is not None and filling.awaits_card(form):
        own = contact.user_id == message.chat_id and message.forward_origin is None
        await filling.card(scene, actor, form, contact.phone_number, own=own)
        return True
    if text and filling.awaits(form, text):
        await filling.words(scene, actor, form, text)
        return True
    return False
