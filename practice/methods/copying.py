"""Copies and forwards between chats, one message or many."""

from itertools import pairwise
from typing import Any

from practice.call import Call, Handler
from practice.errors import Refusal, bad_request
from practice.formatting import caption
from practice.line import album_id
from practice.methods.editing import CAPTION, MEDIA, SERVICE
from practice.methods.sending import deliver, options, post
from practice.phone import Phone

Json = dict[str, Any]

CONTENT = frozenset({"text", "entities", "contact", "location", "venue", "dice"}) | CAPTION | MEDIA
"""What a copy takes along; buttons, replies and names stay behind."""
SPOILER = "has_media_spoiler"


def _content(message: Json) -> Json:
    return {key: value for key, value in message.items() if key in CONTENT or key == SPOILER}


def _source(call: Call, verb: str) -> tuple[Phone, Json]:
    phone = call.line.reach(call.params["from_chat_id"])
    message = call.line.message(phone, call.params["message_id"], f"message to {verb}")
    if not _is_free(message):
        done = {"copy": "copied", "forward": "forwarded"}[verb]
        raise bad_request(f"the message can't be {done}")
    return phone, message


def _is_free(message: Json) -> bool:
    return not message.get("has_protected_content") and not SERVICE & message.keys()


def copy_message(call: Call) -> Json:
    """Carry out copyMessage: a new message without a trace of the old one's sender."""
    words = caption(call.params)
    _, message = _source(call, "copy")
    content = _content(message)
    if "caption" in call.params and MEDIA & message.keys():
        content = {key: value for key, value in content.items() if key not in CAPTION} | words
    copied = deliver(call, call.phone_to_write(), content)
    return {"message_id": copied["message_id"]}


def forward_message(call: Call) -> Json:
    """Carry out forwardMessage: the sender's name goes along."""
    _, message = _source(call, "forward")
    return deliver(call, call.phone_to_write(), _forwarded(message))


def _forwarded(message: Json) -> Json:
    origin = message.get("forward_origin") or {
        "type": "user", "sender_user": message["from"], "date": message["date"],
    }  # fmt: skip
    return {"forward_origin": origin, **_content(message)}


def copy_messages(call: Call) -> list[Json]:
    """Carry out copyMessages: albums stay albums, what cannot be found is skipped."""
    bare = call.params.get("remove_caption", False)
    contents = []
    for message in _sources(call, "copy"):
        content = _content(message)
        if bare and MEDIA & message.keys():
            content = {key: value for key, value in content.items() if key not in CAPTION}
        contents.append((message.get("media_group_id"), content))
    return _send_all(call, contents)


def forward_messages(call: Call) -> list[Json]:
    """Carry out forwardMessages: albums stay albums, what cannot be found is skipped."""
    sources = _sources(call, "forward")
    return _send_all(
        call, [(message.get("media_group_id"), _forwarded(message)) for message in sources]
    )


def _sources(call: Call, verb: str) -> list[Json]:
    ids = call.params["message_ids"]
    if not ids:
        raise bad_request("Message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request(f"Too many messages to {verb}")
    if any(later <= earlier for earlier, later in pairwise(ids)):
        raise bad_request("Message identifiers must be in a strictly increasing order")
    phone = call.line.reach(call.params["from_chat_id"])
    found = [phone.messages[wanted] for wanted in ids if wanted in phone.messages]
    free = [message for message in found if _is_free(message)]
    if not free:
        raise _none_left(verb)
    return free


def _none_left(verb: str) -> Refusal:
    return bad_request(f"there are no messages to {verb}")


def _send_all(call: Call, contents: list[tuple[str | None, Json]]) -> list[Json]:
    phone = call.phone_to_write()
    extras = options(call, phone)
    albums: dict[str, str] = {}
    sent = []
    for album, content in contents:
        group = {"media_group_id": albums.setdefault(album, album_id())} if album else {}
        message = post(call, phone, {**extras, **group, **content})
        sent.append({"message_id": message["message_id"]})
    return sent


METHODS: dict[str, Handler] = {
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
    "copyMessages": copy_messages,
    "forwardMessages": forward_messages,
}
