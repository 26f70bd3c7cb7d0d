"""Files: what phones and the bot uploaded, by the ids Telegram would give them."""

import mimetypes
import secrets
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from practice.errors import Refusal, bad_request

Json = dict[str, Any]

UPLOAD = 50 * 2**20
"""Bytes a bot may upload, https://core.telegram.org/bots/api#sending-files."""
PHOTO = 10 * 2**20
DOWNLOAD = 20 * 2**20

PREFIXES = {
    "photo": "AgAC", "voice": "AwAC", "video": "BAAC", "document": "BQAC", "sticker": "CAAC",
    "audio": "CQAC", "animation": "CgAC", "video_note": "DQAC",
}  # fmt: skip
"""How file ids of a kind begin at Telegram; bots must not rely on it, but people read logs."""
NAMES = {
    "photo": "Photo", "voice": "VoiceNote", "video": "Video", "document": "Document",
    "sticker": "Sticker", "audio": "Audio", "animation": "Animation", "video_note": "VideoNote",
}  # fmt: skip
ENDINGS = {
    "photo": ".jpg", "voice": ".oga", "video": ".mp4", "sticker": ".webp", "audio": ".mp3",
    "animation": ".mp4", "video_note": ".mp4", "document": ".bin",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a request."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class File:
    """A file the line keeps."""

    id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    size: int
    path: str
    """Where bots find it below ``/file/bot<token>/``."""
    details: Json
    """What Telegram tells of this kind: width, height, duration, emoji and so on."""

    def row(self) -> Json:
        """Return what is stored; the content lies in a file beside."""
        return {name: getattr(self, name) for name in self.__slots__}

    def ids(self) -> Json:
        """Return the fields all media have."""
        return {
            "file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size,
        }  # fmt: skip


class Files:
    """All files of a line; contents in memory, or in a folder if there is one."""

    def __init__(self, folder: Path | None) -> None:
        """Keep contents in ``folder``; None forgets them at the end."""
        self._folder = folder
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}
        self._contents: dict[str, bytes] = {}
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def restore(self, rows: list[Json]) -> None:
        """Take back the files of a former run."""
        for row in rows:
            self._index(File(**row))

    def add(self, kind: str, upload: Upload, details: Json) -> File:
        """Keep an upload as a file of ``kind``; a photo's size is read from it.

        Raises:
            Refusal: it is empty, too big, or no picture though it should be one.
        """
        size = len(upload.content)
        if not size:
            raise bad_request("File must be non-empty")
        if size > UPLOAD:
            raise Refusal(413)
        if kind == "photo":
            width, height = _checked_photo(upload.content)
            details = {"width": width, "height": height}
        unique = secrets.token_urlsafe(9)
        ending = Path(upload.name).suffix or mimetypes.guess_extension(upload.mime)
        path = f"{kind}s/file_{len(self._by_id)}_{unique}{ending or ENDINGS[kind]}"
        file = File(
            PREFIXES[kind] + secrets.token_urlsafe(36), unique, kind, upload.name,
            _mime(upload, kind), size, path, details,
        )  # fmt: skip
        self._save(file, upload.content)
        return file

    def find(self, file_id: str, kind: str | None = None) -> File:
        """Return the file with this id, if it may be sent as ``kind``.

        Raises:
            Refusal: nobody knows the id, or it is of another kind.
        """
        file = self._by_id.get(file_id)
        if file is None:
            raise bad_request("Wrong file identifier/HTTP URL specified")
        if kind is not None and file.kind != kind:
            raise bad_request(f"Can't use file of type {NAMES[file.kind]} as {NAMES[kind]}")
        return file

    def get(self, file_id: str) -> File | None:
        """Return the file with this id, if there is one."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> File | None:
        """Return the file a bot finds at ``path``."""
        return self._by_path.get(path)

    def content(self, file: File) -> bytes:
        """Return a file's bytes."""
        if self._folder is None:
            return self._contents[file.id]
        return (self._folder / file.unique_id).read_bytes()

    def _save(self, file: File, content: bytes) -> None:
        if self._folder is None:
            self._contents[file.id] = content
        else:
            (self._folder / file.unique_id).write_bytes(content)
        self._index(file)

    def _index(self, file: File) -> None:
        self._by_id[file.id] = file
        self._by_path[file.path] = file


def _mime(upload: Upload, kind: str) -> str:
    guessed = mimetypes.guess_type(upload.name or f"x{ENDINGS[kind]}")[0]
    vague = upload.mime in {"", "application/octet-stream"}
    return (guessed if vague else upload.mime) or "application/octet-stream"


def _checked_photo(content: bytes) -> tuple[int, int]:
    if len(content) > PHOTO:
        raise bad_request(
            f"File of size {len(content)} bytes is too big for a photo; "
            f"the maximum size is {PHOTO} bytes"
        )
    size = picture_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if not (0 < width + height <= 10_000) or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, GIF, WEBP or JPEG; None if it is none of them."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in {b"GIF87a", b"GIF89a"} and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp_size(content)
    return _jpeg_size(content) if content[:3] == b"\xff\xd8\xff" else None


def _webp_size(content: bytes) -> tuple[int, int] | None:
    if content[12:16] == b"VP8X" and len(content) >= 30:
        wide, high = (int.from_bytes(content[at : at + 3], "little") for at in (24, 27))
        return wide + 1, high + 1
    if content[12:16] == b"VP8L" and len(content) >= 25:
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if content[12:16] == b"VP8 " and len(content) >= 30:
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:
            return None
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
