"""Parameters and files out of a request: query, urlencoded, multipart or JSON."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl, unquote

from practice.errors import bad_request
from practice.files import Upload

Json = dict[str, Any]

BOUNDARY = re.compile(r"boundary=(?:\"([^\"]+)\"|([^;\s]+))", re.IGNORECASE)
FIELD = re.compile(r"[;\s]name=(?:\"((?:[^\"\\]|\\.)*)\"|([^;\s]+))", re.IGNORECASE)
FILENAME = re.compile(
    r"filename\*?=(?:utf-8'')?(?:\"((?:[^\"\\]|\\.)*)\"|([^;\s]+))", re.IGNORECASE
)


def read(query: str, content_type: str, body: bytes) -> tuple[Json, dict[str, Upload]]:
    """Return all parameters and files; what the body says wins over the query.

    Raises:
        Refusal: the body is not what its type says.
    """
    params: Json = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    if not body:
        return params, {}
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        return params | _json(body), {}
    if kind == "multipart/form-data":
        fields, files = multipart(content_type, body)
        return params | fields, files
    return params | _urlencoded(body), {}


def _json(body: bytes) -> Json:
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("Can't parse JSON object") from None
    if not isinstance(parsed, dict):
        raise bad_request("Can't parse JSON object: expected an Object")
    return parsed


def _urlencoded(body: bytes) -> Json:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    except (UnicodeDecodeError, ValueError):
        raise bad_request("strings must be encoded in UTF-8") from None


def multipart(content_type: str, body: bytes) -> tuple[Json, dict[str, Upload]]:
    """Return the fields and the files of a multipart body.

    Raises:
        Refusal: it has no boundary.
    """
    match = BOUNDARY.search(content_type)
    if match is None:
        raise bad_request("boundary is not specified")
    mark = b"--" + (match[1] or match[2]).encode()
    fields: Json = {}
    files: dict[str, Upload] = {}
    for part in (b"\r\n" + body).split(b"\r\n" + mark)[1:]:
        head, found, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        if found:
            _part(head.decode("utf-8", "replace"), content, fields, files)
    return fields, files


def _part(head: str, content: bytes, fields: Json, files: dict[str, Upload]) -> None:
    disposition = mime = ""
    for line in head.split("\r\n"):
        name, _, value = line.partition(":")
        match name.strip().lower():
            case "content-disposition":
                disposition = value
            case "content-type":
                mime = value.strip()
            case _:
                pass
    field = FIELD.search(disposition)
    if field is None:
        return
    key = _plain(field)
    filename = FILENAME.search(disposition)
    if filename is not None:
        files[key] = Upload(unquote(_plain(filename)), mime, content)
        return
    try:
        fields[key] = content.decode()
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _plain(match: re.Match[str]) -> str:
    return re.sub(r"\\(.)", r"\1", match[1]) if match[1] is not None else match[2]
