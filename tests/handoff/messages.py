"""Messages of every kind, as Telegram tells of them."""

from typing import Any

_FILE = {"file_id": "f", "file_unique_id": "u"}
_PICTURE = {**_FILE, "width": 90, "height": 90}
_MOVING = {**_PICTURE, "duration": 3}

PHOTO: dict[str, Any] = {"photo": [_PICTURE]}
VOICE = {"voice": {**_FILE, "duration": 3}}
VIDEO = {"video": _MOVING}
VIDEO_NOTE = {"video_note": {**_FILE, "length": 90, "duration": 3}}
STICKER = {
    "sticker": {**_PICTURE, "type": "regular", "is_animated": False, "is_video": False}
}
ANIMATION = {"animation": _MOVING, "document": _FILE}
AUDIO = {"audio": {**_FILE, "duration": 3}}
DOCUMENT = {"document": _FILE}
LOCATION = {"location": {"longitude": -73.9, "latitude": 40.7}}
VENUE = {
    **LOCATION,
    "venue": {**LOCATION, "title": "A place", "address": "1 Street"},
}
CONTACT = {"contact": {"phone_number": "15552019988", "first_name": "Aunt"}}
POLL = {
    "poll": {
        "id": "1",
        "question": "Yes?",
        "options": [{"text": "yes", "voter_count": 0, "persistent_id": "0"}],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }
}
DICE = {"dice": {"emoji": "🎲", "value": 3}}

RELAYED = {
    "photo": PHOTO | {"caption": "look"},
    "photo without words": PHOTO,
    "voice": VOICE,
    "video": VIDEO,
    "video note": VIDEO_NOTE,
    "sticker": STICKER,
    "animation": ANIMATION,
    "audio": AUDIO,
    "document": DOCUMENT,
}
"""Kinds that are passed on at once."""


def forwarded(text: str) -> dict[str, Any]:
    """Return a text forwarded from somebody who hides their account."""
    origin = {"type": "hidden_user", "date": 1_790_000_000, "sender_user_name": "Aunt"}
    return {"text": text, "forward_origin": origin}


def with_entity(text: str, kind: str, **parts: Any) -> dict[str, Any]:
    """Return a text with one entity over all of it."""
    return {"text": text, "entities": [{"type": kind, "offset": 0, "length": len(text), **parts}]}


def of_album(number: str, **parts: Any) -> dict[str, Any]:
    """Return a picture of an album."""
    return PHOTO | {"media_group_id": number} | parts
