"""Checks of every request against ``spec.json``: what is required, known, and of which type.

The file lists the methods and types of the Bot API that the practice line knows, with their
fields, types and length limits.  It is compiled once into plain functions, so that a request
costs a few microseconds.  Telegram ignores parameters it does not know; here they are refused,
because a misspelt parameter is a bug its author wants to hear of.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from practice.errors import bad_request
from practice.scalars import INNER, TOP, Check, limited

Json = dict[str, Any]

SPEC = Path(__file__).with_name("spec.json")

LEGACY = frozenset(
    {"reply_to_message_id", "allow_sending_without_reply", "disable_web_page_preview", "thumb"}
)
"""Parameters that newer ones replaced; Telegram still takes them, so do we."""

PROSE = {
    "InlineKeyboardButton": "inline keyboard button",
    "KeyboardButton": "keyboard button",
    "ReplyParameters": "reply parameters",
    "BotCommandScope": "bot command scope",
    "MenuButton": "menu button",
    "LinkPreviewOptions": "link preview options",
    "InlineQueryResult": "inline query result",
    "InlineQueryResultArticle": "inline query result",
    "InputMessageContent": "input message content",
    "InputTextMessageContent": "input message content",
}
"""How Telegram calls a type in its errors, where that is not the type's own name."""

MISSING = {
    "chat_id": "chat_id is empty",
    "text": "Message text is empty",
    "message_id": "Message identifier is not specified",
    "message_ids": "Message identifiers are not specified",
    "user_id": "Invalid user_id specified",
    "action": "Wrong parameter action in request",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
}
FILES = frozenset(
    {"photo", "audio", "document", "video", "animation", "voice", "video_note", "sticker"}
)
CHECKED_LATER = frozenset({"text", "caption", "command", "description", "message_text"})
"""Their limits count after entities are parsed, or have words of their own."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One compiled parameter or field."""

    check: Check
    required: bool
    value: str | None = None
    """The only value it may have: the ``type`` of a member of a union."""


@dataclass(frozen=True, slots=True)
class Method:
    """One compiled method."""

    name: str
    parameters: Mapping[str, Parameter]
    required: tuple[str, ...]

    def check(self, raw: Json, files: Mapping[str, object]) -> Json:
        """Return the parameters in their right types, without those that say nothing.

        Raises:
            Refusal: 400 with what is wrong, in Telegram's words where it has some.
        """
        checked: Json = {}
        for name, value in raw.items():
            result = None if value is None else self._checked(name, value, files)
            if result is not None:
                checked[name] = result
        for name in self.required:
            if checked.get(name, "") == "" and name not in files:
                self._refuse_missing(name)
        return checked

    def _checked(self, name: str, value: Any, files: Mapping[str, object]) -> Any:
        parameter = self.parameters.get(name)
        if parameter is not None:
            return parameter.check(value, name)
        if name in LEGACY or name in files:
            return value
        raise bad_request(f'unknown parameter "{name}"')

    def _refuse_missing(self, name: str) -> None:
        if name in FILES:
            raise bad_request(f"There is no {name.replace('_', ' ')} in the request")
        if name != "url":  # an empty webhook address removes the webhook
            raise bad_request(MISSING.get(name, f'Parameter "{name}" is required'))


class Spec:
    """All methods by their lower-case names, as Telegram finds them."""

    def __init__(self, source: Json) -> None:
        """Compile ``source``, the parsed ``spec.json``."""
        self._types: Json = source["types"]
        self._compiled: dict[str, Mapping[str, Parameter]] = {}
        self.methods = {
            name.lower(): self._method(name, fields) for name, fields in source["methods"].items()
        }

    def _method(self, name: str, fields: Json) -> Method:
        parameters = {
            field: Parameter(self._top(field, spec), spec.get("required", False))
            for field, spec in fields.items()
        }
        required = tuple(field for field, spec in fields.items() if spec.get("required"))
        return Method(name, parameters, required)

    def _top(self, field: str, spec: Json) -> Check:
        types = spec["types"]
        scalar = _scalar(types, TOP)
        if scalar is not None:
            return _with_limit(field, scalar, spec)
        return partial(_decoded, self._check(types), _prose_of_parameter(field))

    def _check(self, types: list[str]) -> Check:
        scalar = _scalar(types, INNER)
        if scalar is not None:
            return scalar
        depths = {_depth(type_) for type_ in types}
        if len(depths) != 1:
            raise ValueError(f"mixed depths: {types}")
        check = self._object([_base(type_) for type_ in types])
        for _ in range(depths.pop()):
            check = partial(_array, check, _base(types[0]))
        return check

    def _object(self, names: list[str]) -> Check:
        scalar = _scalar(names, INNER)
        if scalar is not None:
            return scalar
        if len(names) > 1:
            return self._union(names, common_prefix(names))
        members = self._types[names[0]].get("one_of")
        return self._union(members, names[0]) if members else self._one(names[0])

    def _union(self, names: list[str], title: str) -> Check:
        tagged = [self._types[name]["fields"].get("type", {}).get("value") for name in names]
        checks = [self._one(name) for name in names]
        if all(tagged):
            return partial(_by_type, dict(zip(tagged, checks, strict=True)), title)
        keys = [next(iter(self._types[name]["fields"])) for name in names]
        return partial(_by_key, dict(zip(keys, checks, strict=True)), title)

    def _one(self, name: str) -> Check:
        if name not in self._compiled:
            parameters: dict[str, Parameter] = {}
            self._compiled[name] = parameters  # before its fields: types may contain themselves
            for field, spec in self._types[name]["fields"].items():
                check = _with_limit(field, self._check(spec["types"]), spec)
                parameters[field] = Parameter(
                    check, spec.get("required", False), spec.get("value")
                )
        return partial(_fields, self._compiled[name], PROSE.get(name, name))


def common_prefix(names: list[str]) -> str:
    """Return the letters that all names begin with; "" for a reply markup's four."""
    first, last = min(names), max(names)
    same = [a == b for a, b in zip(first, last, strict=False)]
    return first[: same.index(False)] if False in same else first


def load(path: Path = SPEC) -> Spec:
    """Compile the specification in ``path``."""
    return Spec(json.loads(path.read_text(encoding="utf-8")))


def _scalar(types: list[str], checks: Mapping[tuple[str, ...], Check]) -> Check | None:
    return checks.get(tuple(sorted(types)))


def _with_limit(field: str, check: Check, spec: Json) -> Check:
    limit = spec.get("limit")
    if limit is None or field in CHECKED_LATER or spec["types"] != ["String"]:
        return check
    return partial(limited, check, limit)


def _depth(type_: str) -> int:
    return type_.count("Array of ")


def _base(type_: str) -> str:
    return type_.removeprefix("Array of ").removeprefix("Array of ")


def _prose_of_parameter(name: str) -> str:
    return "reply keyboard markup" if name == "reply_markup" else name.replace("_", " ")


def _decoded(check: Check, prose: str, value: Any, name: str) -> Any:
    if isinstance(value, str):
        if value == "":
            return None
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            raise bad_request(f"Can't parse {prose} JSON object") from None
    try:
        return check(value, name)
    except TypeError as error:
        raise bad_request(str(error)) from None


def _array(check: Check, title: str, value: Any, name: str) -> Any:
    if not isinstance(value, list):
        if name in {"keyboard", "inline_keyboard"}:
            raise bad_request(f'Field "{name}" of the reply markup must be an Array of Arrays')
        raise bad_request(f"Expected an Array of {title}")
    return [check(item, name) for item in value]


def _fields(parameters: Mapping[str, Parameter], title: str, value: Any, name: str) -> Any:
    if title == "keyboard button" and isinstance(value, str):
        return {"text": value}  # a plain text is a button, too
    if not isinstance(value, dict):
        raise bad_request(_not_an_object(title, name))
    checked: Json = {}
    for key, item in value.items():
        if item is None:
            continue
        parameter = parameters.get(key)
        if parameter is None:
            raise bad_request(f'Can\'t parse {title}: unknown field "{key}"')
        checked[key] = _inner(parameter, title, item, key)
    for key, parameter in parameters.items():
        if parameter.required and key not in checked:
            raise bad_request(f"Can't parse {title}: Can't find field \"{key}\"")
    return checked


def _inner(parameter: Parameter, title: str, item: Any, key: str) -> Any:
    try:
        return parameter.check(item, key)
    except TypeError as error:  # a scalar of the wrong type does not know where it stands
        raise bad_request(f"Can't parse {title}: {error}") from None


def _not_an_object(title: str, name: str) -> str:
    if name == "reply_markup":
        return "Object expected as reply markup"
    if title == "inline keyboard button":
        return "Can't parse inline keyboard button: InlineKeyboardButton must be an Object"
    return f"Can't parse {title}: expected an Object"


def _by_type(checks: Mapping[str, Check], title: str, value: Any, name: str) -> Any:
    prose = PROSE.get(title, title)
    if not isinstance(value, dict):
        raise bad_request(f"Can't parse {prose}: expected an Object")
    kind = value.get("type")
    if kind is None:
        raise bad_request(f"Can't parse {prose}: Can't find field \"type\"")
    check = checks.get(kind) if isinstance(kind, str) else None
    if check is None:
        where = " can't be used in sendMediaGroup" if kind == "animation" else " is unsupported"
        raise bad_request(f'Can\'t parse {prose}: type "{kind}"{where}')
    return check(value, name)


def _by_key(checks: Mapping[str, Check], title: str, value: Any, name: str) -> Any:
    if isinstance(value, dict):
        for key, check in checks.items():
            if key in value:
                return check(value, name)
    if title:
        raise bad_request(f"Can't parse {PROSE.get(title, title)}: none of its kinds is known")
    raise bad_request("Object expected as reply markup")
