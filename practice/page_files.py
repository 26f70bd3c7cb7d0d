"""Files for the page: whole or in part, and never as something that could run."""

import re

from starlette.requests import Request
from starlette.responses import Response

from practice.composing import CannotError
from practice.files import File
from practice.line import Line
from practice.page_request import Table

SAFE = ("image/", "audio/", "video/")
"""Kinds of files a browser may show; all others are offered to be saved."""
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


async def file(line: Line, request: Request) -> Response:
    """Return a file's bytes, or the part that a player wants to jump to."""
    found = line.files.get(request.path_params["file_id"])
    if found is None:
        raise CannotError("There is no such file.", 404)
    content = line.files.content(found)
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox",
        "Accept-Ranges": "bytes",
    }
    kind = _shown_as(found)
    if kind is None:
        headers["Content-Disposition"] = "attachment"
    part = _part(request.headers.get("range", ""), len(content))
    if part is None:
        return Response(content, headers=headers, media_type=kind)
    headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    return Response(content[part.start : part.stop], 206, headers, kind)


def _shown_as(file: File) -> str | None:
    """Return the kind a browser may show a file as; None if it could run there."""
    return file.mime if file.mime.startswith(SAFE) and "svg" not in file.mime else None


def _part(asked: str, size: int) -> range | None:
    """Return the bytes a Range header names; None for all of them."""
    match = RANGE.fullmatch(asked)
    if match is None or asked == "bytes=-":
        return None
    first, last = match[1], match[2]
    start = int(first) if first else max(size - int(last), 0)
    stop = min(int(last) + 1, size) if first and last else size
    return range(start, stop) if start < stop else None


TABLE: Table = [("GET", "/line/file/{file_id}", file)]
