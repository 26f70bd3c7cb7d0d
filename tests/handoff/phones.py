"""Phones that remember: what each person has on their screen, as Telegram would show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.delivery import Call
from bot.domain.handoff.actions import Action
from bot.tg.buttons import ACT

Shown = dict[str, Any]
"""A message on a screen: ``mine``, ``text``, ``keyboard``, ``reply_to``, ``protected``, ..."""


@dataclass
class Phone:
    """One person's screen: messages of theirs and of the bot, by number."""

    chat_id: int
    messages: dict[int, Shown] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    """Every text that the bot ever showed, also those that were changed or deleted since."""
    reactions: dict[int, str | None] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    sounds: list[int] = field(default_factory=list)
    """Numbers of the messages that made a sound."""
    blocked: bool = False
    last: int = 0

    def new_id(self) -> int:
        self.last += 1
        return self.last

    @property
    def texts(self) -> list[str]:
        """What the bot's messages say now, oldest first."""
        return [one["text"] for one in self.messages.values() if not one["mine"]]

    @property
    def newest(self) -> int:
        """The number of the newest message of the bot."""
        return max(number for number, one in self.messages.items() if not one["mine"])

    def find(self, text: str) -> int:
        """Return the number of the newest message of the bot that holds ``text``."""
        found = [n for n, one in self.messages.items() if not one["mine"] and text in one["text"]]
        assert found, f"nobody sees {text!r}"
        return max(found)

    def button(self, action: Action, label: str = "") -> tuple[int, str]:
        """Find the newest button for ``action``: its message, and what it carries."""
        for number, data in self._buttons(action, label):
            return number, data
        raise AssertionError(f"no button {action!r} {label!r} on the screen")

    def has_button(self, action: Action, label: str = "") -> bool:
        return any(True for _ in self._buttons(action, label))

    def labels(self, action: Action) -> list[str]:
        """Return what stands on the buttons for ``action`` in the newest message with one."""
        for one in reversed(self.messages.values()):
            found = [
                button["text"]
                for row in one.get("keyboard", [])
                for button in row
                if button["callback_data"].startswith(f"{ACT}{action}:")
            ]
            if found:
                return found
        return []

    def _buttons(self, action: Action, label: str) -> list[tuple[int, str]]:
        return [
            (number, button["callback_data"])
            for number, one in reversed(self.messages.items())
            for row in one.get("keyboard", [])
            for button in row
            if button["callback_data"].startswith(f"{ACT}{action}:") and label in button["text"]
        ]


@dataclass
class Phones:
    """Everybody's phones; carries out the calls of the bot as Telegram would."""

    of: dict[int, Phone]

    def take(self, call: Call) -> list[int]:
        """Carry out ``call``; return the numbers of the messages it made."""
        phone = self.of.get(call.chat_id or 0)
        if phone is None:
            return []
        params = call.params
        match call.method:
            case "sendMessage":
                return [self._show(phone, params, {"text": params["text"]})]
            case "copyMessage":
                source = self.of[params["from_chat_id"]].messages[params["message_id"]]
                return [self._show(phone, params, _copied(source, params))]
            case "copyMessages":
                messages = self.of[params["from_chat_id"]].messages
                found = [messages[number] for number in params["message_ids"]]
                return [self._show(phone, params, _copied(one, params)) for one in found]
            case _:
                _change(phone, call.method, params)
        return []

    @staticmethod
    def _show(phone: Phone, params: Mapping[str, Any], content: Shown) -> int:
        number = phone.new_id()
        phone.log.append(content["text"])
        phone.messages[number] = {
            **content,
            "mine": False,
            "keyboard": params.get("reply_markup", {}).get("inline_keyboard", []),
            "reply_to": params.get("reply_parameters", {}).get("message_id"),
            "protected": params.get("protect_content", False),
        }
        if not params.get("disable_notification"):
            phone.sounds.append(number)
        return number


def _change(phone: Phone, method: str, params: Mapping[str, Any]) -> None:
    match method:
        case "editMessageText" | "editMessageCaption":
            shown = phone.messages.get(params["message_id"])
            if shown is not None:
                shown["text"] = params.get("text") or params.get("caption", "")
                shown["keyboard"] = params.get("reply_markup", {}).get("inline_keyboard", [])
                phone.log.append(shown["text"])
        case "deleteMessage":
            phone.messages.pop(params["message_id"], None)
        case "setMessageReaction":
            emojis = [one["emoji"] for one in params["reaction"]]
            phone.reactions[params["message_id"]] = next(iter(emojis), None)
        case "pinChatMessage":
            phone.pinned.append(params["message_id"])
        case _:
            pass  # nothing of it stays on a screen


def _copied(source: Shown, params: Mapping[str, Any]) -> Shown:
    kept = {k: v for k, v in source.items() if k not in {"mine", "keyboard", "reply_to"}}
    text = params.get("caption", source.get("caption") or source.get("text", ""))
    return kept | {"text": "" if params.get("remove_caption") else text}
