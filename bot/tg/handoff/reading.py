"""A message of Telegram, as the relay reads it."""

from telegram import Message

from bot.domain.handoff.lines import Line, LineKind
from bot.usecases.handoff.scene import Written

KINDS = (
    ("animation", LineKind.ANIMATION),  # before "document": Telegram sends both for a GIF
    ("photo", LineKind.PHOTO),
    ("voice", LineKind.VOICE),
    ("video_note", LineKind.VIDEO_NOTE),
    ("video", LineKind.VIDEO),
    ("sticker", LineKind.STICKER),
    ("audio", LineKind.AUDIO),
    ("document", LineKind.DOCUMENT),
    ("venue", LineKind.LOCATION),
    ("location", LineKind.LOCATION),
    ("contact", LineKind.CONTACT),
    ("text", LineKind.TEXT),
)
"""Attributes of a message, the first that is there says what it is."""


def written(message: Message) -> Written:
    """Return what somebody wrote, ready to be passed on."""
    replied = message.reply_to_message
    return Written(
        chat_id=message.chat_id,
        message_id=message.message_id,
        line=line(message),
        reply_to=replied.message_id if replied is not None else None,
        album=message.media_group_id,
    )


def line(message: Message) -> Line:
    """Return what the relay has to know of the message."""
    kind = next((kind for name, kind in KINDS if getattr(message, name)), LineKind.OTHER)
    entities = message.entities or message.caption_entities
    return Line(
        kind=kind,
        text=message.text or message.caption or "",
        entities=tuple(entity.to_dict() for entity in entities),
        forwarded=message.forward_origin is not None,
        contact=message.contact is not None,
    )
