"""What the accounts do: write, show, press, react, edit, block.  The bot hears of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from practice import keyboards
from practice.composing import ENTITIES, CannotError, numbers, reaction, words
from practice.errors import Refusal
from practice.files import Upload
from practice.line import Line
from practice.methods import media
from practice.methods.copying import CONTENT
from practice.methods.editing import CAPTION, DELETABLE, MEDIA, SERVICE, known_emoji
from practice.methods.sending import quoted, shallow
from practice.phone import Phone

Json = dict[str, Any]

SWAPPED = frozenset({"photo", "video", "animation", "audio", "document"})
"""Kinds of files one may put in the place of each other."""
STICKER = bytes.fromhex("524946461a000000574542505650384c0d0000002f0000001007101111888808")
"""The smallest WEBP picture: one clear dot; the page draws the emoji."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account at its phone."""

    line: Line
    phone: Phone
    reply_to: int | None = None
    """The message that the next one answers."""
    quote: str | None = None
    """The part of it that is meant, word for word."""

    def answering(self, message_id: int | None, quote: str | None = None) -> Self:
        """Return the account with its thumb on a message: what it sends is a reply to that."""
        return replace(self, reply_to=message_id, quote=quote)

    def say(
        self, text: str, entities: list[Json] | None = None, reply_to: int | None = None
    ) -> Json:
        """Send a text; commands, links and numbers in it are found by themselves."""
        account = self.answering(reply_to) if reply_to else self
        return account.send(words("text", text, entities))

    def share_contact(self, contact: Json) -> Json:
        """Send a contact card: the account's own, or another's."""
        if contact.get("own"):
            own = {
                "phone_number": self.phone.phone_number.removeprefix("+"),
                "first_name": self.phone.first_name,
                "user_id": self.phone.id,
            }
            return self.send({"contact": own})
        match contact:
            case {"phone_number": str(number), "first_name": str(name)} if number and name:
                card: Json = {"phone_number": number, "first_name": name}
            case _:
                raise CannotError("A contact has a phone_number and a first_name.")
        if isinstance(contact.get("user_id"), int):
            card["user_id"] = contact["user_id"]
        return self.send({"contact": card})

    def share_location(self, location: Json) -> Json:
        """Send a place on the map."""
        try:
            place = {name: float(location[name]) for name in ("latitude", "longitude")}
        except (KeyError, TypeError, ValueError, OverflowError):
            place = {"latitude": math.nan}
        if not all(map(math.isfinite, place.values())):
            raise CannotError("A location has a latitude and a longitude.")
        return self.send({"location": place})

    def send_sticker(self, emoji: str) -> Json:
        """Send a sticker that shows an emoji."""
        upload = Upload("sticker.webp", "image/webp", STICKER)
        file = media.store(self.line, "sticker", upload, {"emoji": emoji})
        return self.send(media.content(file))

    def forward(self, source: Phone, message_id: int) -> Json:
        """Forward a message of another phone, or of this one."""
        message = source.messages.get(message_id)
        if message is None:
            raise CannotError("There is no such message to forward.", 404)
        if message.get("has_protected_content") or SERVICE & message.keys():
            raise CannotError("This message is protected: it cannot be forwarded.", 409)
        origin = {"type": "user", "sender_user": message["from"], "date": message["date"]}
        content = {key: value for key, value in message.items() if key in CONTENT}
        forwarded = {"forward_origin": message.get("forward_origin", origin), **content}
        return self.send(forwarded)

    def pass_on(self, name: str, text: str) -> Json:
        """Forward words of somebody who is not on the line and hides their account."""
        if not name.strip():
            raise CannotError("A forward needs the name of who wrote it.")
        origin = {
            "type": "hidden_user",
            "sender_user_name": name.strip(),
            "date": int(self.line.clock()),
        }
        return self.send({"forward_origin": origin, **words("text", text, None)})

    def send_file(self, kind: str, upload: Upload, told: Mapping[str, Any]) -> Json:
        """Send a file.

        ``told`` holds a caption, media_group_id, has_spoiler, reply_to, quote, sizes, if any.
        """
        file = media.store(self.line, kind, upload, numbers(told))
        content: Json = media.content(file)
        if told.get("media_group_id"):
            content = {"media_group_id": str(told["media_group_id"]), **content}
        if told.get("has_spoiler"):
            content = content | {"has_media_spoiler": True}
        content |= words("caption", str(told.get("caption") or ""), None)
        if told.get("reply_to"):
            return self.answering(int(told["reply_to"]), told.get("quote")).send(content)
        return self.send(content)

    def edit(self, message_id: int, text: str, entities: list[Json] | None = None) -> Json:
        """Change the words of a message this account sent; the same words change nothing."""
        message = self._own(message_id)
        key = "text" if "text" in message else "caption"
        fresh = words(key, text, entities)
        kept = {name: value for name, value in message.items() if name not in {key, ENTITIES[key]}}
        return self._edited(message, kept | fresh)

    def swap_file(
        self, message_id: int, kind: str, upload: Upload, told: Mapping[str, Any]
    ) -> Json:
        """Put another file, and the caption in ``told``, in the place of a sent one."""
        message = self._own(message_id)
        if not SWAPPED & message.keys() or kind not in SWAPPED:
            raise CannotError("Only pictures, films, music and documents can be replaced.")
        file = media.store(self.line, kind, upload, numbers(told))
        fresh = words("caption", str(told.get("caption") or ""), None)
        kept = {name: value for name, value in message.items() if name not in MEDIA | CAPTION}
        return self._edited(message, kept | media.content(file) | fresh)

    def _edited(self, message: Json, now: Json) -> Json:
        if now != message:
            now = now | {"edit_date": int(self.line.clock())}
            self.line.replace(self.phone, now)
            self.line.queue.add("edited_message", self.phone.id, now)
        return self.phone.as_shown(now)

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
        self._must_not_have_blocked()
        if message_id not in self.phone.messages:
            raise CannotError("There is no such message.", 404)
        if emoji is not None and (emoji := known_emoji(emoji)) is None:
            raise CannotError("Telegram has no such reaction.")
        old = self.phone.reactions.get(message_id, {}).get("account")
        if emoji == old:
            return
        self.line.react(self.phone, message_id, "account", emoji)
        change = {
            "chat": self.phone.chat,
            "message_id": message_id,
            "user": self.phone.user,
            "date": int(self.line.clock()),
            "old_reaction": reaction(old),
            "new_reaction": reaction(emoji),
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

    def vanish(self) -> None:
        """Delete the account for good: its phone falls silent, and the bot is not told."""
        self.phone.gone = True
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
        self._must_not_have_blocked()
        if self.line.clock() - message["date"] > DELETABLE:
            raise CannotError("A message can be edited for 48 hours.", 409)
        return message

    def _must_not_have_blocked(self) -> None:
        if self.phone.gone:
            raise CannotError("This account was deleted.", 409)
        if self.phone.blocked:
            raise CannotError("This account has blocked the bot. Unblock it first.", 409)

    def send(self, content: Json) -> Json:
        """Send what a message consists of, as a reply if it is to be one."""
        self._must_not_have_blocked()
        content = self._reply() | content
        first = not self.phone.started
        self.phone.started = True
        message = self.line.post(self.phone, self.phone.user, content)
        self.line.queue.add("message", self.phone.id, message)
        self._stop_asking()
        if first:
            self.line.phone_changed(self.phone)
        return self.phone.as_shown(message)

    def _reply(self) -> Json:
        target = self.phone.messages.get(self.reply_to) if self.reply_to else None
        if target is None:
            return {}
        try:
            part = quoted(self.quote, target) if self.quote else {}
        except Refusal:
            raise CannotError("The quote must be a part of the message, word for word.") from None
        return {"reply_to_message": shallow(target), **part}

    def _stop_asking(self) -> None:
        """A forced reply ends with the next message; a keyboard for one use only folds up."""
        if self.phone.force_reply:
            self.phone.force_reply = False
            self.phone.placeholder = None
            keyboards.tell(self.line, self.phone)
