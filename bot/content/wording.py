"""Turn what pydantic says about a file into what a curator can act on."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.content.findings import shorten

Path = tuple[str | int, ...]

_NEEDS: Final = {
    "string_type": "text, in quotes if it begins with a sign or holds a colon and a space",
    "list_type": "a list, each item on a line of its own that begins with a dash and a space",
    "dict_type": "keys with values, like `key: value`, one a line",
    "model_type": "keys with values, like `key: value`, one a line",
}


def explain(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Path, str]]:
    """Yield where and what for each thing that ``error`` found in a file of ``model``."""
    for detail in error.errors(include_url=False, include_context=True):
        path = tuple(part for part in detail["loc"] if part != "[key]")
        yield path, _message(detail, model)


def _message(detail: ErrorDetails, model: type[BaseModel]) -> str:
    kind, value = detail["type"], detail["input"]
    match kind:
        case "missing":
            return "is missing: add it"
        case "extra_forbidden":
            return f"is not a key of this file: {_nearest(detail['loc'], model)}"
        case "literal_error":
            return f"is {_shown(value)}: write one of {_choices(detail)}"
        case "said":
            return detail["msg"]
        case _ if kind in _NEEDS:
            return f"is {_shown(value)}: it needs {_NEEDS[kind]}"
        case _:
            return f"is {_shown(value)}: {detail['msg']}"


def _choices(detail: ErrorDetails) -> str:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    return expected.replace("'", "").replace(" or ", ", ")


def _shown(value: object) -> str:
    match value:
        case "":
            return "empty"
        case str():
            return shorten(value)
        case list():
            return "a list"
        case dict():
            return f"keys ({shorten(', '.join(map(str, value)), 40)})"
        case _:
            return shorten(value)


def _nearest(loc: tuple[str | int, ...], model: type[BaseModel]) -> str:
    near = get_close_matches(str(loc[-1]), sorted(_keys(model)), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else "remove it"


def _keys(model: type[BaseModel]) -> set[str]:
    """Return the names of all keys of ``model`` and of the models in it."""
    keys: set[str] = set()
    for schema in _schemas(model.model_json_schema(mode="validation")):
        keys.update(schema.get("properties", {}))
    return keys


def _schemas(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield schema
    yield from schema.get("$defs", {}).values()
