"""Screens made into calls of the Bot API."""

from dataclasses import dataclass
from typing import Any

from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup

from bot.domain.delivery import Call, answer_lane, chat_lane


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person is to see: text in Telegram's HTML, and the buttons below it."""

    html: str
    keyboard: InlineKeyboardMarkup | ReplyKeyboardMarkup | None = None


def message(chat_id: int, screen: Screen, *, urgent: bool = False) -> Call:
    """Show ``screen`` as a new message."""
    return _chat_call("sendMessage", chat_id, _params(screen), urgent=urgent)


def edit(chat_id: int, message_id: int, screen: Screen) -> Call:
    """Show ``screen`` in place of an earlier one."""
    return _chat_call("editMessageText", chat_id, {"message_id": message_id, **_params(screen)})


def delete(chat_id: int, message_id: int) -> Call:
    """Delete a message."""
    return _chat_call("deleteMessage", chat_id, {"message_id": message_id})


def acknowledge(callback_query_id: str, text: str | None = None) -> Call:
    """Answer a press, so that its button stops waiting; ``text`` is shown for a moment."""
    params: dict[str, Any] = {"callback_query_id": callback_query_id}
    if text:
        params["text"] = text[:200]
    return Call("answerCallbackQuery", params, answer_lane(callback_query_id), None)


def _params(screen: Screen) -> dict[str, Any]:
    params: dict[str, Any] = {
        "text": screen.html,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if screen.keyboard is not None:
        params["reply_markup"] = screen.keyboard.to_dict()
    return params


def _chat_call(method: str, chat_id: int, params: dict[str, Any], *, urgent: bool = False) -> Call:
    return Call(method, {"chat_id": chat_id, **params}, chat_lane(chat_id), chat_id, urgent)
