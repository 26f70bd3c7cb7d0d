"""Keyboards, built from rows of labelled presses."""

from collections.abc import Iterable

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from bot.domain.knowledge import Language, Texts
from bot.tg.buttons import Press, packed

Labelled = tuple[str, Press]


def inline(*rows: Iterable[Labelled]) -> InlineKeyboardMarkup:
    """Return buttons below a message, row by row."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=packed(press)) for label, press in row]
         for row in rows]
    )  # fmt: skip


def column(buttons: Iterable[Labelled]) -> list[list[Labelled]]:
    """Return one row a button."""
    return [[button] for button in buttons]


def sharing(texts: Texts, language: Language, label: str) -> ReplyKeyboardMarkup:
    """Return the keyboard with which one shares one's own number in a tap; help stays in view."""
    say = texts.by_language[language]
    return ReplyKeyboardMarkup(
        [
            [KeyboardButton(say["menu.help_now"])],
            [KeyboardButton(label, request_contact=True)],
        ],
        resize_keyboard=True,
        is_persistent=True,
        input_field_placeholder=say["menu.hint"],
    )


def menu(texts: Texts, language: Language) -> ReplyKeyboardMarkup:
    """Return the keyboard that stays in view, "Help now" first and alone in its row.

    Its buttons send plain messages. Telegram keeps a message for 24 hours, but a press on an
    inline button only for 150 seconds, so a cry for help must be a message.
    """
    say = texts.by_language[language]
    return ReplyKeyboardMarkup(
        [
            [KeyboardButton(say["menu.help_now"])],
            [KeyboardButton(say["menu.peer"])],
            [KeyboardButton(say["menu.topics"]), KeyboardButton(say["menu.read"])],
        ],
        resize_keyboard=True,
        is_persistent=True,
        input_field_placeholder=say["menu.hint"],
    )
