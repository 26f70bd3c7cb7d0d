"""Sending pictures, voices, files and albums: uploaded, or again by their ``file_id``."""

from functools import partial
from typing import Any

from practice.call import Call, Handler
from practice.errors import bad_request
from practice.files import File, Upload
from practice.formatting import caption
from practice.line import Line, album_id
from practice.methods.sending import deliver, options, post

Json = dict[str, Any]

ALBUM = (2, 10)
"""Messages in an album."""
ALONE = frozenset({"audio", "document"})
"""Kinds an album may not mix with others."""
NAMED = frozenset({"audio", "document", "video", "animation"})
WITHOUT_MIME = frozenset({"photo", "sticker", "video_note"})
WITHOUT_CAPTION = frozenset({"sticker", "video_note"})
DETAILS: dict[str, Json] = {
    "photo": {},
    "voice": {"duration": 1},
    "audio": {"duration": 1},
    "document": {},
    "video": {"width": 640, "height": 360, "duration": 1},
    "animation": {"width": 320, "height": 240, "duration": 1},
    "video_note": {"length": 240, "duration": 1},
    "sticker": {
        "type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False,
    },
}  # fmt: skip
"""What is told of a file when nobody says better; nothing here decodes sound or film."""
TOLD = frozenset({"width", "height", "duration", "length", "performer", "title", "emoji"})


def store(line: Line, kind: str, upload: Upload, told: Json) -> File:
    """Keep an upload with what is known of it."""
    known = DETAILS[kind]
    more = {key: told[key] for key in TOLD & told.keys() if key in known or kind == "audio"}
    if kind == "sticker":
        more["emoji"] = told.get("emoji", "🙂")
    file = line.files.add(kind, upload, known | more)
    line.store.put("file", file.id, file)
    return file


def content(file: File) -> Json:
    """Return the part of a message that shows ``file``."""
    body: Json = {**file.ids(), **file.details}
    if file.kind in NAMED and file.name:
        body["file_name"] = file.name
    if file.kind not in WITHOUT_MIME:
        body["mime_type"] = file.mime
    if file.kind == "photo":
        return {"photo": [body]}
    if file.kind == "animation":
        return {"animation": body, "document": body}  # for readers from before animations
    return {file.kind: body}


def _resolve(call: Call, kind: str, value: str, field: str, told: Json) -> File:
    """Return the file a request means by an upload, ``attach://``, an address or a file id."""
    upload = call.files.get(value.removeprefix("attach://") if value else field)
    if value.startswith("attach://") or not value:
        if upload is None:
            raise bad_request(f"There is no {kind.replace('_', ' ')} in the request")
        return store(call.line, kind, upload, told)
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # nothing here leaves the machine
    return call.line.files.find(value, kind)


def send_file(kind: str, call: Call) -> Json:
    """Carry out sendPhoto and its like."""
    words = {} if kind in WITHOUT_CAPTION else caption(call.params)
    phone = call.phone_to_write()
    file = _resolve(call, kind, call.params.get(kind, ""), kind, call.params)
    return deliver(call, phone, content(file) | words)


def from_input(call: Call, media: Json) -> Json:
    """Return the part of a message that an InputMedia describes."""
    if media["type"] == "live_photo":
        raise bad_request("can't parse InputMedia: live photos are not on the practice line")
    words = caption(media, editing=call.method.startswith("edit"))
    value = media["media"]
    if not value:
        raise bad_request("can't parse InputMedia: media not found")
    file = _resolve(call, media["type"], value, "", media)
    spoiler = {"has_media_spoiler": True} if media.get("has_spoiler") else {}
    return content(file) | words | spoiler


def send_album(call: Call) -> list[Json]:
    """Carry out sendMediaGroup."""
    items = call.params["media"]
    _check_album(items)
    phone = call.phone_to_write()
    contents = [from_input(call, item) for item in items]
    extras = options(call, phone) | {"media_group_id": album_id()}
    return [post(call, phone, extras | content) for content in contents]


def _check_album(items: list[Json]) -> None:
    least, most = ALBUM
    if not items:
        raise bad_request("There are no messages to send")
    if len(items) < least:
        raise bad_request("Too few messages to send as an album")
    if len(items) > most:
        raise bad_request("Too many messages to send as an album")
    kinds = {item["type"] for item in items}
    for kind in sorted(kinds & ALONE):
        if len(kinds) > 1:
            raise bad_request(f"{kind.capitalize()} can't be mixed with other media types")


METHODS: dict[str, Handler] = {
    f"send{name}": partial(send_file, kind)
    for name, kind in {
        "Photo": "photo",
        "Audio": "audio",
        "Document": "document",
        "Video": "video",
        "Animation": "animation",
        "Voice": "voice",
        "VideoNote": "video_note",
        "Sticker": "sticker",
    }.items()
} | {"sendMediaGroup": send_album}
