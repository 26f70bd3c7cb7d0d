"""What an account writes, checked as its own program would check it before it is sent."""

from collections.abc import Mapping
from typing import Any

from practice.formatting import LONGEST_CAPTION, LONGEST_TEXT, formatted
from practice.utf16 import length

Json = dict[str, Any]

LONGEST = {"text": LONGEST_TEXT, "caption": LONGEST_CAPTION}
ENTITIES = {"text": "entities", "caption": "caption_entities"}


class CannotError(Exception):
    """An account cannot do this; the text says why, for the page."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        """Say why in a sentence."""
        super().__init__(sentence)
        self.status = status


def words(key: str, text: str, entities: list[Json] | None) -> Json:
    """Return a text or caption with its entities, as a message holds them."""
    plain, found = formatted(text, None, _checked(entities))
    if not plain and key == "text":
        raise CannotError("There is nothing to send.")
    if length(plain) > LONGEST[key]:
        raise CannotError(f"The {key} is longer than {LONGEST[key]:,} characters.")
    if not plain:
        return {}
    return {key: plain} | ({ENTITIES[key]: found} if found else {})


def _checked(entities: Any) -> list[Json] | None:
    match entities:
        case None:
            return None
        case list() if all(_is_entity(entity) for entity in entities):
            return list(entities)
        case _:
            raise CannotError("entities must be a list of objects with type, offset and length.")


def _is_entity(entity: Any) -> bool:
    match entity:
        case {"type": str(), "offset": int(), "length": int()}:
            return True
        case _:
            return False


def numbers(told: Mapping[str, Any]) -> Json:
    """Return the sizes and lengths that are told of a file, as whole numbers."""
    names = ("duration", "width", "height", "length")
    return {name: int(float(told[name])) for name in names if told.get(name)}


def reaction(emoji: str | None) -> list[Json]:
    """Return a reaction, or none, as an update holds it."""
    return [{"type": "emoji", "emoji": emoji}] if emoji else []
