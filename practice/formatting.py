"""From what a bot sends to what a reader sees: parse, check, trim, detect."""

from typing import Any

from practice import html, markdown
from practice.detection import detect
from practice.errors import bad_request
from practice.links import complaint
from practice.utf16 import Places, length

Json = dict[str, Any]

PARSERS = {"html": html.parse, "markdownv2": markdown.parse, "markdown": markdown.parse_old}
FOUND_ANYWAY = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number",
     "bank_card_number"}
)  # fmt: skip
"""Telegram finds these itself and ignores them when given."""
GIVEN = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "blockquote",
     "expandable_blockquote", "code", "pre", "text_link", "text_mention", "custom_emoji",
     "date_time"}
)  # fmt: skip
MOST_ENTITIES = 100
"""Telegram keeps the first hundred and drops the rest without a word."""
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def formatted(text: str, mode: str | None, given: list[Json] | None) -> tuple[str, list[Json]]:
    """Return the text a reader sees and all its entities.

    Args:
        text: as the bot sent it, with marks if ``mode`` names a way to read them.
        mode: HTML, MarkdownV2, Markdown, in any letters; a mode wins over ``given``.
        given: entities in UTF-16 units.

    Raises:
        Refusal: marks or entities that are not well formed.
    """
    if mode and text and mode.lower() != "none":
        parser = PARSERS.get(mode.lower())
        if parser is None:
            raise bad_request("Unsupported parse_mode")
        text, entities = parser(text)
        entities = [entity for entity in entities if _has_good_link(entity)]
    else:
        entities = _checked(text, given) if given else []
    text, entities = _trimmed(text, entities)
    return text, detect(text, entities[:MOST_ENTITIES])


def _has_good_link(entity: Json) -> bool:
    """Marks with a bad address become plain text, entities with one are refused."""
    return "url" not in entity or complaint(entity["url"]) is None


def _checked(text: str, given: list[Json]) -> list[Json]:
    places = Places(text)
    kept = [_one(places, entity) for entity in given if entity["type"] not in FOUND_ANYWAY]
    return sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))


def _one(places: Places, entity: Json) -> Json:
    start, size = entity["offset"], entity["length"]
    if entity["type"] not in GIVEN:
        raise bad_request("Can't parse MessageEntity: Unsupported type specified")
    if start < 0:
        raise bad_request(f"Receive an entity with incorrect offset {start}")
    if size < 0:
        raise bad_request(f"Receive an entity with incorrect length {size}")
    if start + size > places.length:
        raise bad_request(
            f"Entity beginning at UTF-16 offset {start} ends after the end of the text "
            f"at UTF-16 offset {start + size}"
        )
    for unit, verb in ((start, "begins"), (start + size, "ends")):
        if places.index(unit) is None:
            raise bad_request(
                f"Entity {verb} in a middle of a UTF-16 symbol at UTF-16 offset {unit}"
            )
    _check_details(entity)
    return entity


def _check_details(entity: Json) -> None:
    match entity["type"]:
        case "text_link":
            needed = "url"
        case "text_mention":
            needed = "user"
        case "custom_emoji":
            needed = "custom_emoji_id"
        case _:
            return
    if needed not in entity:
        raise bad_request(f"Can't parse MessageEntity: Can't find field \"{needed}\"")
    wrong = complaint(entity["url"]) if needed == "url" else None
    if wrong:
        raise bad_request(f"Entity URL '{entity['url']}' is invalid: {wrong}")


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Take the white space off both ends, as the server does, and move the entities along."""
    bare = text.strip()
    if len(bare) == len(text):
        return text, entities
    shift = length(text[: len(text) - len(text.lstrip())])
    end = length(bare)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    return bare, moved


def message_text(params: Json, *, editing: bool = False) -> Json:
    """Return the ``text`` and ``entities`` of a message from a request's parameters.

    Raises:
        Refusal: nothing is left to read, or more than 4,096 units are.
    """
    source = params.get("text")
    if not source:  # an edit may leave it out for a rich message, which is not known here
        raise bad_request("Message text is empty")
    text, entities = formatted(source, params.get("parse_mode"), params.get("entities"))
    if not text:
        raise bad_request("Text must be non-empty")
    if length(text) > LONGEST_TEXT:
        # an edit goes to the server as it is, a sending is worded by the library before it
        raise bad_request("MESSAGE_TOO_LONG" if editing else "Message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption(params: Json, *, editing: bool = False) -> Json:
    """Return the ``caption`` and ``caption_entities`` of a media message, {} without one.

    Raises:
        Refusal: more than 1,024 units are left after parsing.
    """
    source = params.get("caption")
    if not source:
        return {}
    text, entities = formatted(source, params.get("parse_mode"), params.get("caption_entities"))
    if length(text) > LONGEST_CAPTION:
        raise bad_request("MEDIA_CAPTION_TOO_LONG" if editing else "Message caption is too long")
    if not text:
        return {}
    above = {"show_caption_above_media": True} if params.get("show_caption_above_media") else {}
    return {"caption": text, **({"caption_entities": entities} if entities else {}), **above}
