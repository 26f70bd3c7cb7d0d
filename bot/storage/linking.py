"""Numbers in the place of links: for messages that were not sent when a call was decided."""

from collections.abc import Iterator, Mapping
from typing import Any

MARK = '{"$link":'
"""Stands in the JSON of every call that names a link; a person's words cannot bring it, for
their quotation marks are escaped there."""
_KEY = "$link"


class NoNumberError(Exception):
    """The call speaks of a message that was never sent, and means nothing without it."""


def links_in(value: Any) -> Iterator[int]:
    """Return the links that are named anywhere in ``value``."""
    match value:
        case {"$link": int(link)} if len(value) == 1:
            yield link
        case dict():
            for inner in value.values():
                yield from links_in(inner)
        case list():
            for inner in value:
                yield from links_in(inner)
        case _:
            return


def with_numbers(params: Mapping[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
    """Return ``params`` with the number of each link in its place.

    A reply to a message that was never sent is no reply then; a list goes without it.

    Raises:
        NoNumberError: the number is missing in any other place, or nothing is left of a list.
    """
    reply = params.get("reply_parameters")
    kept = {name: value for name, value in params.items() if name != "reply_parameters"}
    if reply is not None and all(link in numbers for link in links_in(reply)):
        kept["reply_parameters"] = reply
    return {name: _numbered(value, numbers) for name, value in kept.items()}


def _numbered(value: Any, numbers: Mapping[int, int]) -> Any:
    match value:
        case {"$link": int(link)} if len(value) == 1:
            if link not in numbers:
                raise NoNumberError
            return numbers[link]
        case dict():
            return {name: _numbered(inner, numbers) for name, inner in value.items()}
        case list():
            return _numbered_list(value, numbers)
        case _:
            return value


def _numbered_list(values: list[Any], numbers: Mapping[int, int]) -> list[Any]:
    there = [one for one in values if not _is_missing(one, numbers)]
    if values and not there:
        raise NoNumberError
    return [_numbered(one, numbers) for one in there]


def _is_missing(value: Any, numbers: Mapping[int, int]) -> bool:
    return isinstance(value, dict) and value.keys() == {_KEY} and value[_KEY] not in numbers
