"""Reading an update before anybody parses it: whose it is, and every word in it.

Danger has to be seen in updates that python-telegram-bot cannot parse as well, and while the
database is away, so this reads plain JSON and expects nothing of it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.usecases.ports import Received

MESSAGES = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_message",
    "edited_business_message",
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What can be told of an update without knowing its kind."""

    chat_id: int | None
    """Where an answer would go."""
    private: bool
    language_code: str
    """The language of the sender's Telegram; empty if unknown."""
    words: tuple[str, ...]
    """Everything in it that a person wrote: text, caption, contact name, query, poll…"""
    edited: bool
    sender_id: int | None = None
    """Who wrote it: in a group only they are answered, in private."""


def received(update: dict[str, Any]) -> Received:
    """Wrap an update as Telegram sent it for the inbox."""
    return Received(
        update_id=int(update["update_id"]),
        lane=_lane(update),
        body=json.dumps(update, ensure_ascii=False, separators=(",", ":")),
    )


def is_genuine(update: dict[str, Any]) -> bool:
    """Tell whether Telegram can have sent it: negative numbers are for what happens by itself."""
    number = update.get("update_id")
    return isinstance(number, int) and number >= 0


def incoming(update: dict[str, Any]) -> Incoming:
    """Read whatever is there; never raises on an odd update."""
    message = _message(update)
    press = _dict(update.get("callback_query"))
    sender = _sender(update, message, press)
    chat = _dict((message or _dict(press.get("message"))).get("chat")) or _any_chat(update)
    words = tuple(_words(message)) + tuple(_words(_dict(update.get("inline_query"))))
    return Incoming(
        chat_id=_id(chat) or _id(sender),
        private=not chat or chat.get("type") == "private",
        language_code=str(sender.get("language_code") or ""),
        words=words,
        edited="edited_message" in update,
        sender_id=None if sender.get("is_bot") else _id(sender),
    )


def _lane(update: dict[str, Any]) -> str:
    chat_id = incoming(update).chat_id
    return f"chat:{chat_id}" if chat_id is not None else f"update:{update['update_id']}"


def _any_chat(update: dict[str, Any]) -> dict[str, Any]:
    """Return the chat of an update that is no message, such as a reaction."""
    chats = (_dict(_dict(part).get("chat")) for part in update.values())
    return next((chat for chat in chats if chat), {})


def _message(update: dict[str, Any]) -> dict[str, Any]:
    return next((_dict(update[kind]) for kind in MESSAGES if kind in update), {})


def _sender(
    update: dict[str, Any], message: dict[str, Any], press: dict[str, Any]
) -> dict[str, Any]:
    for part in (message, press, *update.values()):
        sender = _dict(_dict(part).get("from"))
        if sender:
            return sender
    return {}


def _words(part: dict[str, Any]) -> Iterator[str]:
    for key in ("text", "caption", "query"):
        if isinstance(part.get(key), str):
            yield part[key]
    contact, poll = _dict(part.get("contact")), _dict(part.get("poll"))
    for value in (contact.get("first_name"), contact.get("last_name"), poll.get("question")):
        if isinstance(value, str):
            yield value


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _id(part: dict[str, Any]) -> int | None:
    """Return an id of at most 64 bits: a longer one could be stored nowhere."""
    value = part.get("id")
    return value if isinstance(value, int) and value.bit_length() < 64 else None
