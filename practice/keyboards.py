"""What a reply markup must be like, and what it does to a phone."""

from typing import Any

from practice.errors import bad_request
from practice.line import Line
from practice.links import complaint
from practice.phone import Phone
from practice.utf16 import length

Json = dict[str, Any]

ACTIONS = frozenset(
    {"url", "callback_data", "web_app", "login_url", "switch_inline_query",
     "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
     "callback_game", "pay"}
)  # fmt: skip
MAY_BE_EMPTY = frozenset({"switch_inline_query", "switch_inline_query_current_chat"})
MOST_BUTTONS = 100
STYLES = frozenset({"danger", "success", "primary"})
COPIED = 256
"""UTF-16 units a button may put on the clipboard."""


def inline(markup: Json | None) -> Json | None:
    """Return an inline keyboard as it is stored; None if ``markup`` is none or an empty one.

    Raises:
        Refusal: a button is not as it must be.
    """
    if markup is None or "inline_keyboard" not in markup:
        return None
    rows = [[_button(button) for button in row] for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _button(button: Json) -> Json:
    actions = [
        name for name in button.keys() & ACTIONS if button[name] != "" or name in MAY_BE_EMPTY
    ]
    if not button["text"].strip():
        raise _bad_button("Inline keyboard button text must be non-empty")
    if not actions:
        raise _bad_button("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _bad_button("exactly one action must be specified in the inline keyboard button")
    _check_action(button, actions[0])
    _check_style(button)
    return button


def _check_action(button: Json, action: str) -> None:
    match action:
        case "url":
            wrong = complaint(button["url"])
            if wrong:
                url = button["url"]
                raise bad_request(f"inline keyboard button URL '{url}' is invalid: {wrong}")
        case "copy_text" if not 0 < length(button["copy_text"]["text"]) <= COPIED:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "callback_game" | "pay":
            raise bad_request("BUTTON_TYPE_INVALID")
        case _:
            pass


def _check_style(button: Json) -> None:
    if "style" in button and button["style"] not in STYLES:
        raise bad_request("BUTTON_STYLE_INVALID")


def _bad_button(text: str) -> Exception:
    return bad_request(f"Can't parse inline keyboard button: {text}")


def check_reply(markup: Json | None) -> None:
    """Check a reply keyboard.

    Raises:
        Refusal: it has no buttons, or one of them says nothing.
    """
    if markup is None or "keyboard" not in markup:
        return
    buttons = [button for row in markup["keyboard"] for button in row]
    if not buttons:
        raise bad_request("reply keyboard must have at least one button")
    for button in buttons:
        if not button["text"].strip():
            raise bad_request("Can't parse keyboard button: text must be non-empty")
        _check_style(button)


def show(line: Line, phone: Phone, markup: Json | None) -> None:
    """Put a reply keyboard on the phone's screen, take it off, or ask for a reply."""
    if markup is None or "inline_keyboard" in markup:
        return
    if "keyboard" in markup:
        phone.keyboard = markup
    elif "remove_keyboard" in markup:
        phone.keyboard = None
    phone.force_reply = "force_reply" in markup
    phone.placeholder = markup.get("input_field_placeholder") if phone.force_reply else None
    tell(line, phone)


def tell(line: Line, phone: Phone) -> None:
    """Tell the page which keyboard a phone shows."""
    line.store.put("phone", phone.id, phone)
    shown = {name: getattr(phone, name) for name in ("keyboard", "force_reply", "placeholder")}
    line.hub.emit("keyboard", phone.id, shown)
