"""Checks of single values: numbers, texts, switches, and how long a text may be.

A parameter of a request may come as text (from a form) or as JSON; a field inside an object is
always JSON and is held to its type more strictly.
"""

import math
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from practice.errors import bad_request
from practice.utf16 import length

Check = Callable[[Any, str], Any]
"""Takes a value and its name; returns it in its type, or raises Refusal or TypeError."""

INTEGER = re.compile(r"[+-]?\d{1,19}", re.ASCII)
MOST = 2**63 - 1
SWITCHES = {
    "true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False,
}  # fmt: skip

LONG_NAMES = {
    "callback_data": "BUTTON_DATA_INVALID",
    "secret_token": "Secret token is too long",
}
"""What Telegram says of a value outside its limits, where that is known."""


def integer(value: Any, name: str) -> Any:
    """Return ``value`` as an int of 64 bits; digits in a text will do."""
    if isinstance(value, str) and INTEGER.fullmatch(value):
        value = int(value)
    if type(value) is not int or abs(value) > MOST:
        raise TypeError(f'Field "{name}" must be of type Number')
    return value


def peer(value: Any, name: str) -> Any:
    """Return a chat: its number, or its @name."""
    if isinstance(value, str):
        return integer(value, name) if INTEGER.fullmatch(value) else text(value, name)
    return integer(value, name)


def number(value: Any, name: str) -> Any:
    """Return ``value`` as a float."""
    if not isinstance(value, bool):
        with suppress(TypeError, ValueError):
            if math.isfinite(result := float(value)):
                return result
    raise TypeError(f'Field "{name}" must be of type Number')


def text(value: Any, name: str) -> Any:
    """Return ``value`` as a str; Telegram takes a number for one."""
    if isinstance(value, str):
        return value if value.isascii() else _encodable(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f'Field "{name}" must be of type String')


def _encodable(value: str) -> str:
    """JSON can hold half a surrogate pair; nothing else can."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise bad_request("Strings must be encoded in UTF-8") from None
    return value


def boolean(value: Any, name: str) -> Any:
    """Return a JSON truth value."""
    if isinstance(value, bool):
        return value
    raise TypeError(f'Field "{name}" must be of type Boolean')


def switch(value: Any, name: str) -> Any:
    """Return a truth value that may come from a form: true, yes, 1 and their opposites."""
    if isinstance(value, str) and value.lower() in SWITCHES:
        return SWITCHES[value.lower()]
    if isinstance(value, int) and value in {0, 1}:
        return bool(value)
    raise TypeError(f'Field "{name}" must be of type Boolean')


def limited(check: Check, limit: dict[str, Any], value: Any, name: str) -> Any:
    """Return what ``check`` makes of ``value``, if its length is within ``limit``.

    Characters are UTF-16 units, as everywhere at Telegram.
    """
    checked = check(value, name)
    size = len(checked.encode()) if limit["unit"] == "bytes" else length(checked)
    if size > limit["max"] or (size < limit.get("min", 0) and name == "secret_token"):
        prose = name.replace("_", " ")
        raise bad_request(LONG_NAMES.get(name, f"{prose} is too long"))
    return checked


def _told(check: Check) -> Check:
    def at_top(value: Any, name: str) -> Any:
        try:
            return check(value, name)
        except TypeError as error:
            raise bad_request(str(error)) from None

    return at_top


TOP: dict[tuple[str, ...], Check] = {
    ("Integer",): _told(integer),
    ("Integer", "String"): _told(peer),
    ("Float",): _told(number),
    ("String",): _told(text),
    ("Boolean",): _told(switch),
    ("InputFile", "String"): _told(text),
    ("InputFile",): _told(text),
}
"""For parameters of a request, by the sorted names of the types they may have."""

INNER: dict[tuple[str, ...], Check] = {
    ("Integer",): integer,
    ("Integer", "String"): peer,
    ("Float",): number,
    ("String",): text,
    ("Boolean",): boolean,
    ("InputFile", "String"): text,
}
"""For fields inside an object."""
