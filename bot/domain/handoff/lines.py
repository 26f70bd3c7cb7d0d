"""What a relayed line gives away of its sender, and which marks may stay on it.

Entities are Telegram's, as it sends them; their places are counted in UTF-16 units.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from bot.domain.handoff import traces

Entity = Mapping[str, Any]


class LineKind(StrEnum):
    """What kind of message somebody sent."""

    TEXT = "text"
    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    STICKER = "sticker"
    ANIMATION = "animation"
    AUDIO = "audio"
    DOCUMENT = "document"
    LOCATION = "location"
    """Also a venue."""
    CONTACT = "contact"
    OTHER = "other"
    """Nothing that the relay carries: a poll, a game, a payment."""


class Reveal(StrEnum):
    """What a line would give away; its sender is asked first."""

    CONTACT_CARD = "contact_card"
    FORWARDED = "forwarded"
    LOCATION = "location"
    USERNAME = "username"
    LINK = "link"
    """A link that names an account."""
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Line:
    """What the relay has to know of a message; its file stays with Telegram."""

    kind: LineKind
    text: str = ""
    """Or the caption."""
    entities: tuple[Entity, ...] = ()
    forwarded: bool = False
    contact: bool = False
    """Whether a contact card comes with it, whatever its kind."""


_KEPT: Final = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "pre",
        "blockquote",
        "expandable_blockquote",
        "url",
    }
)
"""Kinds that change how words look and name nobody; a ``url`` shows where it leads."""
_PARTS: Final = ("type", "offset", "length", "language")


def reveals(line: Line, *, helplines: Collection[str] = ()) -> Reveal | None:
    """Return the first thing that ``line`` would give away, or ``None``.

    It asks once too often rather than once too seldom. It cannot see what is in a picture, nor a
    number that is spelled out.

    Args:
        line: what somebody is about to send.
        helplines: telephone numbers that may always be passed on, digits only; numbers of fewer
            than seven digits (911, 988, 741741) and toll-free ones may be in any case.
    """
    if line.contact or line.kind is LineKind.CONTACT:
        return Reveal.CONTACT_CARD
    if line.forwarded:
        return Reveal.FORWARDED
    if line.kind is LineKind.LOCATION:
        return Reveal.LOCATION
    return _in_entities(line.entities) or _in_text(line.text, helplines)


def _in_entities(entities: Iterable[Entity]) -> Reveal | None:
    found = (_in_entity(entity) for entity in entities)
    return next((one for one in found if one), None)


def _in_entity(entity: Entity) -> Reveal | None:
    match entity.get("type"):
        case "mention" | "text_mention":
            return Reveal.USERNAME
        case "email":
            return Reveal.EMAIL
        case "text_link":
            return _in_text(str(entity.get("url", "")), ())
        case _:
            return None


def _in_text(text: str, helplines: Collection[str]) -> Reveal | None:
    plain = traces.plain(text)
    if traces.has_map(plain):
        return Reveal.LOCATION
    if traces.has_account_link(plain):
        return Reveal.LINK
    if traces.has_email(plain):
        return Reveal.EMAIL
    if traces.has_username(plain):
        return Reveal.USERNAME
    return Reveal.PHONE if traces.has_phone(plain, helplines) else None


def clean_entities(entities: Iterable[Entity]) -> list[dict[str, Any]]:
    """Return what only changes how the words look: no mentions, hidden links or custom emoji."""
    return [
        {part: entity[part] for part in _PARTS if part in entity}
        for entity in entities
        if entity.get("type") in _KEPT
    ]


def shifted(entities: Sequence[Entity], by: int) -> list[dict[str, Any]]:
    """Return ``entities`` as they stand once ``by`` UTF-16 units were put before their text."""
    return [{**entity, "offset": entity["offset"] + by} for entity in entities]
