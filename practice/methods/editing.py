"""Changing and taking back what was sent: edits, deletions, pins, reactions."""

from typing import Any

from practice import keyboards
from practice.call import Call, Handler
from practice.errors import bad_request
from practice.formatting import caption, message_text
from practice.methods import media
from practice.methods.sending import shallow, with_mentions
from practice.phone import Phone

Json = dict[str, Any]

DELETABLE = 48 * 3600
"""Seconds after which a message stays for ever."""
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
TEXT = frozenset({"text", "entities"})
CAPTION = frozenset({"caption", "caption_entities", "show_caption_above_media"})
MEDIA = frozenset(
    {"photo", "video", "animation", "audio", "document", "voice", "video_note", "sticker"}
)
SERVICE = frozenset({"pinned_message"})
"""What marks a message that nobody wrote: it can be deleted, and nothing else."""
EMOJI = frozenset(
    (
        "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 "
        "⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 "
        "🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
    ).split()
)
"""The reactions Telegram knows, https://core.telegram.org/bots/api#reactiontypeemoji."""


def edit_text(call: Call) -> Json:
    """Carry out editMessageText."""
    content = message_text(call.params, editing=True)
    phone, message = _own_message(call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _replace(call, phone, message, content, TEXT)


def edit_caption(call: Call) -> Json:
    """Carry out editMessageCaption; without a caption the old one goes."""
    content = caption(call.params, editing=True)
    phone, message = _own_message(call)
    if not MEDIA & message.keys():
        raise bad_request("there is no caption in the message to edit")
    return _replace(call, phone, message, content, CAPTION)


def edit_media(call: Call) -> Json:
    """Carry out editMessageMedia; a text becomes a picture, too."""
    content = media.from_input(call, call.params["media"])
    phone, message = _own_message(call)
    if "media_group_id" in message and not (content.keys() & {"photo", "video", "document"}):
        raise bad_request("Can't use the media of the specified type in the album")
    return _replace(call, phone, message, content, TEXT | CAPTION | MEDIA)


def edit_markup(call: Call) -> Json:
    """Carry out editMessageReplyMarkup."""
    phone, message = _own_message(call)
    return _replace(call, phone, message, {}, frozenset())


def _own_message(call: Call) -> tuple[Phone, Json]:
    if "chat_id" not in call.params or "message_id" not in call.params:
        if call.params.get("inline_message_id"):
            raise bad_request("MESSAGE_ID_INVALID")  # nothing was ever sent inline here
        missing = "chat_id" if "message_id" in call.params else ""
        raise bad_request(f"{missing} is empty" if missing else _NO_ID)
    phone = call.phone_to_write()
    message = call.line.message(phone, call.params["message_id"], "message to edit")
    if message["from"]["id"] == phone.id or message.keys() & UNEDITABLE:
        raise bad_request("message can't be edited")
    return phone, message


UNEDITABLE = SERVICE | {"forward_origin"}
_NO_ID = "Message identifier is not specified"


def _replace(
    call: Call, phone: Phone, message: Json, content: Json, cleared: frozenset[str]
) -> Json:
    markup = call.params.get("reply_markup")
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    inline = keyboards.inline(markup)
    gone = cleared | {"reply_markup"}
    kept = {key: value for key, value in message.items() if key not in gone}
    buttons = {"reply_markup": inline} if inline else {}
    edited = kept | with_mentions(call, content) | buttons
    if edited == message:
        raise bad_request(NOT_MODIFIED)
    edited["edit_date"] = int(call.line.clock())
    return call.line.replace(phone, edited)


def delete_message(call: Call) -> bool:
    """Carry out deleteMessage: own and received messages of the last 48 hours."""
    phone = call.phone()
    message = call.line.message(phone, call.params["message_id"], "message to delete")
    if call.line.clock() - message["date"] > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    call.line.remove(phone, message["message_id"])
    return True


def delete_messages(call: Call) -> bool:
    """Carry out deleteMessages; those that cannot be found are skipped."""
    phone = call.phone()
    for message_id in _checked_ids(call.params["message_ids"]):
        message = phone.messages.get(message_id)
        if message and call.line.clock() - message["date"] <= DELETABLE:
            call.line.remove(phone, message_id)
    return True


def _checked_ids(ids: list[int]) -> list[int]:
    if not ids:
        raise bad_request("Message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request("Too many message identifiers specified")
    return ids


def pin(call: Call) -> bool:
    """Carry out pinChatMessage; as at Telegram, the bot hears of its own pin as a message."""
    phone = call.phone_to_write()
    message = call.line.message(phone, call.params["message_id"], "message to pin")
    if SERVICE & message.keys():
        raise bad_request("message can't be pinned")
    others = [other for other in phone.pinned if other != message["message_id"]]
    if phone.pinned[-1:] != [message["message_id"]]:
        call.line.pin(phone, [*others, message["message_id"]])
        _tell_of_pin(call, phone, message)
    return True


def _tell_of_pin(call: Call, phone: Phone, message: Json) -> None:
    content = {"pinned_message": shallow(message)}
    silent = call.params.get("disable_notification", False)
    told = call.line.post(phone, call.line.profile.user, content, silent=silent)
    call.line.queue.add("message", phone.id, told)


def unpin(call: Call) -> bool:
    """Carry out unpinChatMessage; without an id the latest pin goes."""
    phone = call.phone_to_write()
    wanted = call.params.get("message_id")
    if wanted is None:
        call.line.pin(phone, phone.pinned[:-1])
        return True
    message = call.line.message(phone, wanted, "message to unpin")
    call.line.pin(phone, [kept for kept in phone.pinned if kept != message["message_id"]])
    return True


def unpin_all(call: Call) -> bool:
    """Carry out unpinAllChatMessages."""
    call.line.pin(call.phone_to_write(), [])
    return True


def set_reaction(call: Call) -> bool:
    """Carry out setMessageReaction: one emoji of Telegram's list, or none."""
    phone = call.phone_to_write()
    message = call.line.message(phone, call.params["message_id"], "message to react")
    reactions = call.params.get("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = _emoji(reactions[0]) if reactions else None
    if SERVICE & message.keys():
        raise bad_request("REACTION_INVALID")
    call.line.react(phone, message["message_id"], "bot", emoji)
    return True


def _emoji(reaction: Json) -> str:
    emoji = known_emoji(str(reaction.get("emoji", "")))
    if emoji is None:
        raise bad_request("REACTION_INVALID")
    return emoji


def known_emoji(emoji: str) -> str | None:
    """Return a reaction as Telegram writes it; None if it has no such reaction."""
    bare = emoji.replace("\ufe0f", "")
    return bare if bare in EMOJI else None


METHODS: dict[str, Handler] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin,
    "unpinChatMessage": unpin,
    "unpinAllChatMessages": unpin_all,
    "setMessageReaction": set_reaction,
}
