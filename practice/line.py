"""The line itself: one bot, its phones, their chats, and what is on the way between them."""

import random
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from practice.callbacks import Callbacks, Press
from practice.errors import Refusal, bad_request
from practice.events import Hub
from practice.faults import Faults
from practice.files import Files
from practice.inline_queries import InlineQueries
from practice.journal import Journal
from practice.phone import CAST, Phone
from practice.polling import Poller
from practice.profile import Profile
from practice.store import Store
from practice.updates import Queue, Update
from practice.webhook import Webhook

Json = dict[str, Any]
Clock = Callable[[], float]

LINK_LASTS = 60.0
"""Seconds after its last poll for which a bot counts as connected."""


class Line:
    """All state of a practice line; everything happens in one event loop."""

    def __init__(self, folder: Path | None = None, clock: Clock = time.time) -> None:
        """Open the line that ``folder`` holds, or a fresh one that is forgotten at the end."""
        self.clock = clock
        self.store = Store(folder / "line.sqlite3" if folder else None)
        self.files = Files(folder / "files" if folder else None)
        self.hub = Hub(int(clock() * 1000))
        self.queue = Queue(clock, self._update_changed)
        self.profile = Profile()
        self.phones: dict[int, Phone] = {}
        self.faults = Faults(clock, random.Random())  # noqa: S311 - no secret hangs on it
        self.journal = Journal()
        self.callbacks = Callbacks(clock, self._press_changed)
        self.inline = InlineQueries(clock)
        self.poller = Poller(self.queue, clock)
        self.webhook = Webhook(self.queue, clock)
        self._was_connected = False
        self._restore()

    def _restore(self) -> None:
        for row in self.store.load("profile"):
            self.profile = Profile(**row)
        self.files.restore(self.store.load("file"))
        for row in self.store.load("phone"):
            self.phones[row["id"]] = Phone.from_row(row)
        if not self.phones:
            for member in CAST:
                self.add_phone(Phone.from_row(member.row()))
        messages = self.store.load("message")
        for message in sorted(messages, key=lambda message: message["message_id"]):
            if message["chat"]["id"] in self.phones:
                self.phones[message["chat"]["id"]].keep(message)
        self._restore_updates()
        self.callbacks.restore([Press(**row) for row in self.store.load("press")])

    def _restore_updates(self) -> None:
        self.queue.restore([Update(**row) for row in self.store.load("update")])
        for row in self.store.load("queue"):
            self.queue.next_id = row["next_id"]
            self.queue.allowed = row["allowed"]
        for row in self.store.load("webhook"):
            self.webhook.restore(row)

    def _update_changed(self, update_id: int, update: Update | None) -> None:
        self.store.put("update", update_id, update)
        self.store.put("queue", "", self.queue)

    def _press_changed(self, press_id: str, press: Press | None) -> None:
        self.store.put("press", press_id, press)

    def save_settings(self) -> None:
        """Have the store write the bot's settings with the next batch."""
        self.store.put("profile", "", self.profile)
        self.store.put("webhook", "", self.webhook)
        self.store.put("queue", "", self.queue)

    def add_phone(self, phone: Phone) -> Phone:
        """Put a phone on the line and tell the page."""
        self.phones[phone.id] = phone
        self.phone_changed(phone)
        return phone

    def remove_phone(self, phone: Phone) -> None:
        """Take a phone and all its messages off the line."""
        del self.phones[phone.id]
        for message_id in phone.messages:
            self.store.put("message", f"{phone.id}:{message_id}", None)
        self.store.put("phone", phone.id, None)
        self.hub.emit("phone", phone.id, {"phone_state": None})

    def phone_changed(self, phone: Phone) -> None:
        """Store a phone and tell the page how it looks now."""
        self.store.put("phone", phone.id, phone)
        self.hub.emit("phone", phone.id, {"phone_state": self.summary(phone)})

    def summary(self, phone: Phone) -> Json:
        """Return a phone without its messages, for the page."""
        menu = self.profile.menu_seen_by(phone.id, phone.language_code)
        return phone.summary(menu, self.clock())

    def reach(self, chat_id: int | str) -> Phone:
        """Return the chat a bot names.

        Raises:
            Refusal: there is none.
        """
        phone = self.phones.get(chat_id) if isinstance(chat_id, int) else None
        if phone is None:
            raise bad_request("Chat not found")
        return phone

    def reach_to_write(self, chat_id: int | str) -> Phone:
        """Return the chat a bot wants to write to.

        Raises:
            Refusal: there is none, it never began, or its account is gone or has blocked the bot.
        """
        phone = self.reach(chat_id)
        if phone.gone:
            raise Refusal(403, "user is deactivated")
        if phone.blocked:
            raise Refusal(403, "bot was blocked by the user")
        if not phone.started:
            raise Refusal(403, "bot can't initiate conversation with a user")
        return phone

    def message(self, phone: Phone, message_id: int, purpose: str) -> Json:
        """Return a message of a chat; ``purpose`` is "message to edit" and the like.

        Raises:
            Refusal: there is none with this id.
        """
        message = phone.messages.get(message_id)
        if message is None:
            if message_id <= 0:
                raise bad_request("Message identifier is not specified")
            raise bad_request(f"{purpose} not found")
        return message

    def post(self, phone: Phone, sender: Json, content: Json, *, silent: bool = False) -> Json:
        """Add a message to a chat, store it, tell the page, and return it.

        ``silent``: the phone makes no sound for it.
        """
        phone.last_message_id += 1
        if silent:
            phone.silent.add(phone.last_message_id)
        message = {
            "message_id": phone.last_message_id,
            "from": sender,
            "chat": phone.chat,
            "date": int(self.clock()),
            **content,
        }
        for forgotten in phone.keep(message):
            self.store.put("message", f"{phone.id}:{forgotten}", None)
        self._store_message(phone, message)
        self.store.put("phone", phone.id, phone)
        self.hub.emit("message", phone.id, {"message": phone.as_shown(message)})
        return message

    def replace(self, phone: Phone, message: Json) -> Json:
        """Put an edited message in the place of its former self, tell the page, return it."""
        phone.messages[message["message_id"]] = message
        self._store_message(phone, message)
        self.hub.emit("edited", phone.id, {"message": phone.as_shown(message)})
        return message

    def remove(self, phone: Phone, message_id: int) -> None:
        """Take a message out of a chat, for both sides."""
        phone.messages.pop(message_id, None)
        phone.reactions.pop(message_id, None)
        phone.silent.discard(message_id)
        self.store.put("message", f"{phone.id}:{message_id}", None)
        self.hub.emit("deleted", phone.id, {"message_id": message_id})
        if message_id in phone.pinned:
            self.pin(phone, [kept for kept in phone.pinned if kept != message_id])

    def pin(self, phone: Phone, pinned: list[int]) -> None:
        """Set which messages are pinned, the latest last."""
        phone.pinned = pinned
        self.store.put("phone", phone.id, phone)
        self.hub.emit("pinned", phone.id, {"pinned": list(pinned)})

    def react(self, phone: Phone, message_id: int, who: str, emoji: str | None) -> None:
        """Set or take back the one reaction of the "bot" or the "account"."""
        by = dict(phone.reactions.get(message_id, {}))
        by.pop(who, None)
        phone.reactions[message_id] = by | ({who: emoji} if emoji else {})
        self.store.put("phone", phone.id, phone)
        shown = phone.as_shown(phone.messages[message_id])["reactions"]
        self.hub.emit("reaction", phone.id, {"message_id": message_id, "reactions": shown})

    def _store_message(self, phone: Phone, message: Json) -> None:
        self.store.put("message", f"{phone.id}:{message['message_id']}", message)

    def bot_state(self) -> Json:
        """Return the bot as the page shows it."""
        return {
            **self.profile.user,
            "connected": self.connected(),
            "description": self.profile.text("description", ""),
            "descriptions": self.profile.texts_by_language("description"),
            "short_description": self.profile.text("short_description", ""),
        }

    def bot_changed(self) -> None:
        """Store the bot's settings and tell the page."""
        self.save_settings()
        commands = self.profile.menu(None, "")
        self.hub.emit("bot", None, {"bot": self.bot_state(), "commands": commands})

    def connected(self) -> bool:
        """Tell whether a bot polls or has a webhook."""
        polled = self.clock() - self.poller.last_seen < LINK_LASTS
        return polled or self.poller.waiting or bool(self.webhook.url)

    def notice_connection(self) -> None:
        """Tell the page when the bot came or went; called now and then."""
        if self.connected() != self._was_connected:
            self._was_connected = not self._was_connected
            self.bot_changed()

    def close(self) -> None:
        """End all that waits."""
        self.poller.close()
        self.hub.close()


def album_id() -> str:
    """Return a new ``media_group_id``."""
    return str(10**16 + secrets.randbelow(9 * 10**16))
