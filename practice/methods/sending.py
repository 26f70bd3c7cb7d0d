"""sendMessage and what all sendings share: replies, keyboards, protection, the plain kinds."""

import random
from typing import Any

from practice import keyboards
from practice.call import Call, Handler
from practice.errors import bad_request
from practice.formatting import message_text
from practice.phone import Phone
from practice.utf16 import Places, length

Json = dict[str, Any]

DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
LONGEST_QUOTE = 1024
"""UTF-16 units, https://core.telegram.org/bots/api#replyparameters."""
ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
     "record_audio", "upload_audio", "upload_document", "choose_sticker", "find_location",
     "record_video_note", "upload_video_note", "cancel"}
)  # fmt: skip


def deliver(call: Call, phone: Phone, content: Json) -> Json:
    """Send ``content`` to a chat with all options of the request; return the message."""
    markup = call.params.get("reply_markup")
    keyboards.check_reply(markup)
    inline = keyboards.inline(markup)
    extras = options(call, phone)
    buttons = {"reply_markup": inline} if inline else {}
    message = post(call, phone, {**extras, **content, **buttons})
    keyboards.show(call.line, phone, markup)
    return message


def post(call: Call, phone: Phone, content: Json) -> Json:
    """Send a message as the bot; it counts as unread and ends a "typing"."""
    phone.unread += 1
    if phone.action is not None:
        phone.action = None
        call.line.hub.emit("action", phone.id, {"action": None})
    if "entities" in content or "caption_entities" in content:
        content = with_mentions(call, content)
    silent = call.params.get("disable_notification", False)
    return call.line.post(phone, call.line.profile.user, content, silent=silent)


def with_mentions(call: Call, content: Json) -> Json:
    """Fill in whom text mentions mean; those nobody knows are dropped, as Telegram does."""
    for key in ("entities", "caption_entities"):
        if key in content:
            known = [_with_user(call, entity) for entity in content[key]]
            content = {**content, key: [entity for entity in known if entity]}
    return content


def _with_user(call: Call, entity: Json) -> Json | None:
    if entity["type"] != "text_mention":
        return entity
    phone = call.line.phones.get(entity["user"]["id"])
    return {**entity, "user": phone.user} if phone else None


def options(call: Call, phone: Phone) -> Json:
    """Return the parts of a message that come from the options of the request."""
    extras = reply(call, phone)
    if call.params.get("protect_content"):
        extras["has_protected_content"] = True
    if call.params.get("has_spoiler"):
        extras["has_media_spoiler"] = True
    return extras


def reply(call: Call, phone: Phone) -> Json:
    """Return ``reply_to_message`` and ``quote``, or nothing.

    Raises:
        Refusal: the message is gone, and the request does not allow for that.
    """
    wanted = call.params.get("reply_parameters") or _old_reply(call.params)
    if not wanted:
        return {}
    if wanted.get("chat_id", phone.id) != phone.id:
        raise bad_request("Chat not found")
    target = phone.messages.get(wanted["message_id"])
    if target is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    quote = wanted.get("quote")
    return {"reply_to_message": shallow(target), **(quoted(quote, target) if quote else {})}


def _old_reply(params: Json) -> Json | None:
    """Read the two parameters that ``reply_parameters`` replaced."""
    number = str(params.get("reply_to_message_id", "0"))
    if not number.isdecimal() or int(number) == 0:
        return None
    allow = str(params.get("allow_sending_without_reply", "")).lower() in {"true", "1"}
    return {"message_id": int(number), "allow_sending_without_reply": allow}


def quoted(quote: str, target: Json) -> Json:
    """Return the ``quote`` of a reply: a part of what it answers, its place in UTF-16 units.

    Raises:
        Refusal: it is not in there word for word, or longer than 1,024 units.
    """
    words = str(target.get("text") or target.get("caption") or "")
    place = words.find(quote)
    if place < 0 or length(quote) > LONGEST_QUOTE:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"quote": {"text": quote, "position": Places(words).unit(place), "is_manual": True}}


def shallow(message: Json) -> Json:
    """Return a message as it stands inside its reply: without what it replied to."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def send_message(call: Call) -> Json:
    """Carry out sendMessage; link previews are taken and not drawn."""
    content = message_text(call.params)
    return deliver(call, call.phone_to_write(), content)


def send_location(call: Call) -> Json:
    """Carry out sendLocation; a live location does not move here."""
    return deliver(call, call.phone_to_write(), {"location": _location(call.params)})


def _location(params: Json) -> Json:
    names = ("latitude", "longitude", "horizontal_accuracy", "live_period", "heading")
    location = {name: params[name] for name in names if name in params}
    if abs(location["latitude"]) > 90 or abs(location["longitude"]) > 180:
        raise bad_request("wrong location specified")
    return location


def send_venue(call: Call) -> Json:
    """Carry out sendVenue."""
    location = _location(call.params)
    venue = {"location": location, "title": call.params["title"]}
    venue["address"] = call.params["address"]
    return deliver(call, call.phone_to_write(), {"venue": venue, "location": location})


def send_contact(call: Call) -> Json:
    """Carry out sendContact."""
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: call.params[name] for name in names if call.params.get(name)}
    return deliver(call, call.phone_to_write(), {"contact": contact})


def send_dice(call: Call) -> Json:
    """Carry out sendDice."""
    emoji = call.params.get("emoji") or "🎲"
    if emoji not in DICE:
        raise bad_request("wrong dice emoji specified")
    value = random.randint(1, DICE[emoji])  # noqa: S311 - a game
    return deliver(call, call.phone_to_write(), {"dice": {"emoji": emoji, "value": value}})


def send_chat_action(call: Call) -> bool:
    """Carry out sendChatAction; it fades after 5 s."""
    action = call.params["action"].lower()
    if action not in ACTIONS:
        raise bad_request("Wrong parameter action in request")
    phone = call.phone_to_write()
    phone.show_action(None if action == "cancel" else action, call.line.clock())
    call.line.hub.emit("action", phone.id, {"action": phone.action})
    return True


METHODS: dict[str, Handler] = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendDice": send_dice,
    "sendChatAction": send_chat_action,
}
