"""What the accounts do: write, show, press, react, edit, block.  The bot hears of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from practice import keyboards
from practice.files import Upload
from practice.formatting import LONGEST_CAPTION, LONGEST_TEXT, formatted
from practice.line import Line
from practice.methods import media
from practice.methods.copying import CONTENT
from practice.methods.sending import shallow
from practice.phone import Phone
from practice.utf16 import length

Json = dict[str, Any]

LONGEST = {"text": LONGEST_TEXT, "caption": LONGEST_CAPTION}
ENTITIES = {"text": "entities", "caption": "caption_entities"}
STICKER = bytes.fromhex("524946461a000000574542505650384c0d0000002f0000001007101111888808")
"""The smallest WEBP picture: one clear dot; the page draws the emoji."""


class CannotError(Exception):
    """An account cannot do this; the text says why, for the page."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        """Say why in a sentence."""
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Account:
    """One account at its phone."""

    line: Line
    phone: Phone

    def say(
        self, text: str, entities: list[Json] | None = None, reply_to: int | None = None
    ) -> Json:
        """Send a text; commands, links and numbers in it are found by themselves."""
        return self._send(_words("text", text, entities), reply_to)

    def share_contact(self, contact: Json) -> Json:
        """Send a contact card: the account's own, or another's."""
        if contact.get("own"):
            own = {
                "phone_number": self.phone.phone_number.removeprefix("+"),
                "first_name": self.phone.first_name,
                "user_id": self.phone.id,
            }
            return self._send({"contact": own}, None)
        match contact:
            case {"phone_number": str(number), "first_name": str(name)} if number and name:
                card: Json = {"phone_number": number, "first_name": name}
            case _:
                raise CannotError("A contact has a phone_number and a first_name.")
        if isinstance(contact.get("user_id"), int):
            card["user_id"] = contact["user_id"]
        return self._send({"contact": card}, None)

    def share_location(self, location: Json) -> Json:
        """Send a place on the map."""
        try:
            place = {name: float(location[name]) for name in ("latitude", "longitude")}
        except (KeyError, TypeError, ValueError, OverflowError):
            place = {"latitude": math.nan}
        if not all(map(math.isfinite, place.values())):
            raise CannotError("A location has a latitude and a longitude.")
        return self._send({"location": place}, None)

    def send_sticker(self, emoji: str) -> Json:
        """Send a sticker that shows an emoji."""
        upload = Upload("sticker.webp", "image/webp", STICKER)
        file = media.store(self.line, "sticker", upload, {"emoji": emoji})
        return self._send(media.content(file), None)

    def forward(self, source: Phone, message_id: int) -> Json:
        """Forward a message of another phone, or of this one."""
        message = source.messages.get(message_id)
        if message is None:
            raise CannotError("There is no such message to forward.", 404)
        if message.get("has_protected_content"):
            raise CannotError("This message is protected: it cannot be forwarded.", 409)
        origin = {"type": "user", "sender_user": message["from"], "date": message["date"]}
        content = {key: value for key, value in message.items() if key in CONTENT}
        forwarded = {"forward_origin": message.get("forward_origin", origin), **content}
        return self._send(forwarded, None)

    def send_file(self, kind: str, upload: Upload, told: Mapping[str, Any]) -> Json:
        """Send a file; ``told`` holds a caption, reply_to, media_group_id, sizes, if any."""
        file = media.store(self.line, kind, upload, _numbers(told))
        content: Json = media.content(file)
        if told.get("media_group_id"):
            content = {"media_group_id": str(told["media_group_id"]), **content}
        content |= _words("caption", str(told.get("caption") or ""), None)
        reply_to = told.get("reply_to")
        return self._send(content, int(reply_to) if reply_to else None)

    def edit(self, message_id: int, text: str, entities: list[Json] | None = None) -> Json:
        """Change the words of a message this account sent."""
        message = self._own(message_id)
        key = "text" if "text" in message else "caption"
        words = _words(key, text, entities)
        kept = {name: value for name, value in message.items() if name not in {key, ENTITIES[key]}}
        edited = kept | words | {"edit_date": int(self.line.clock())}
        self.line.replace(self.phone, edited)
        self.line.queue.add("edited_message", self.phone.id, edited)
        return self.phone.as_shown(edited)

    def press(self, message_id: int, row: int, column: int) -> str:
        """Press an inline button; return the id of the callback query."""
        self._must_not_have_blocked()
        message = self.phone.messages.get(message_id, {})
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
            raise CannotError("There is no such button any more.", 404)
        button = rows[row][column]
        if "callback_data" not in button:
            raise CannotError("This button does not call the bot.")
        press = self.line.callbacks.add(self.phone.id, message_id)
        query = {
            "id": press.id,
            "from": self.phone.user,
            "message": message,
            "chat_instance": str(7_000_000_000_000_000 + self.phone.id),
            "data": button["callback_data"],
        }
        self.line.queue.add("callback_query", self.phone.id, query)
        return press.id

    def react(self, message_id: int, emoji: str | None) -> None:
        """Set or take back a reaction; a bot hears of it only if it asked to."""
        if message_id not in self.phone.messages:
            raise CannotError("There is no such message.", 404)
        old = self.phone.reactions.get(message_id, {}).get("account")
        self.line.react(self.phone, message_id, "account", emoji)
        change = {
            "chat": self.phone.chat,
            "message_id": message_id,
            "user": self.phone.user,
            "date": int(self.line.clock()),
            "old_reaction": _reaction(old),
            "new_reaction": _reaction(emoji),
        }
        self.line.queue.add("message_reaction", self.phone.id, change)

    def block(self, *, blocked: bool) -> None:
        """Block the bot, or let it write again; the bot is told either way."""
        if self.phone.blocked == blocked:
            return
        self.phone.blocked = blocked
        member, kicked = {"status": "member"}, {"status": "kicked", "until_date": 0}
        before, after = (member, kicked) if blocked else (kicked, member)
        bot = {"user": self.line.profile.user}
        change = {
            "chat": self.phone.chat,
            "from": self.phone.user,
            "date": int(self.line.clock()),
            "old_chat_member": before | bot,
            "new_chat_member": after | bot,
        }
        self.line.queue.add("my_chat_member", self.phone.id, change)
        self.line.phone_changed(self.phone)

    def read(self) -> None:
        """Have seen everything."""
        if self.phone.unread:
            self.phone.unread = 0
            self.line.phone_changed(self.phone)

    def delete(self, message_id: int) -> None:
        """Delete a message; bots are not told."""
        if message_id not in self.phone.messages:
            raise CannotError("There is no such message.", 404)
        self.line.remove(self.phone, message_id)

    def _own(self, message_id: int) -> Json:
        message = self.phone.messages.get(message_id)
        if message is None or message["from"]["id"] != self.phone.id:
            raise CannotError("Only messages of this account can be edited.", 404)
        return message

    def _must_not_have_blocked(self) -> None:
        if self.phone.blocked:
            raise CannotError("This account has blocked the bot. Unblock it first.", 409)

    def _send(self, content: Json, reply_to: int | None) -> Json:
        self._must_not_have_blocked()
        target = self.phone.messages.get(reply_to) if reply_to else None
        if target is not None:
            content = {"reply_to_message": shallow(target), **content}
        first = not self.phone.started
        self.phone.started = True
        message = self.line.post(self.phone, self.phone.user, content)
        self.line.queue.add("message", self.phone.id, message)
        self._stop_asking()
        if first:
            self.line.phone_changed(self.phone)
        return self.phone.as_shown(message)

    def _stop_asking(self) -> None:
        """A forced reply ends with the next message; a keyboard for one use only folds up."""
        if self.phone.force_reply:
            self.phone.force_reply = False
            self.phone.placeholder = None
            keyboards.tell(self.line, self.phone)


def _words(key: str, text: str, entities: list[Json] | None) -> Json:
    """Return a text or caption with its entities, as a message holds them."""
    plain, found = formatted(text, None, _checked(entities))
    if not plain and key == "text":
        raise CannotError("There is nothing to send.")
    if length(plain) > LONGEST[key]:
        raise CannotError(f"The {key} is longer than {LONGEST[key]:,} characters.")
    if not plain:
        return {}
    return {key: plain} | ({ENTITIES[key]: found} if found else {})


def _checked(entities: Any) -> list[Json] | None:
    match entities:
        case None:
            return None
        case list() if all(_is_entity(entity) for entity in entities):
            return list(entities)
        case _:
            raise CannotError("entities must be a list of objects with type, offset and length.")


def _is_entity(entity: Any) -> bool:
    match entity:
        case {"type": str(), "offset": int(), "length": int()}:
            return True
        case _:
            return False


def _numbers(told: Mapping[str, Any]) -> Json:
    names = ("duration", "width", "height", "length")
    return {name: int(float(told[name])) for name in names if told.get(name)}


def _reaction(emoji: str | None) -> list[Json]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []
