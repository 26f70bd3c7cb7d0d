"""The few ASGI steps the Bot API needs: read a body, answer, or hang up."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
LONGEST_BODY = 60 * 2**20
"""Bytes: the largest upload and its form around it."""
HANG_UP = "practice.hang_up"
"""Where our HTTP protocol leaves, in the scope, the function that cuts the connection."""


class TooLongError(Exception):
    """A body is longer than any request may be."""


class GoneError(Exception):
    """The client went away before its request was complete."""


@dataclass(frozen=True, slots=True)
class Head:
    """The headers that matter."""

    host: str = ""
    origin: str = ""
    content_type: str = ""

    @property
    def is_local(self) -> bool:
        """Tell whether a program or page of this machine asks.

        A name that merely resolves to this machine is refused: a foreign page could own it.
        """
        return is_loopback(self.host) and (not self.origin or _is_own(self.origin))


def head(scope: Scope) -> Head:
    """Pick the headers that matter out of a request."""
    host = origin = content_type = ""
    for name, value in scope["headers"]:
        if name == b"host":
            host = value.decode("latin-1")
        elif name == b"content-type":
            content_type = value.decode("latin-1")
        elif name == b"origin":
            origin = value.decode("latin-1")
    return Head(host, origin, content_type)


def is_loopback(host: str) -> bool:
    """Tell whether a Host header, with or without a port, means this machine."""
    name, colon, port = host.rpartition(":")
    bare = name if colon and port.isdigit() else host
    return bare.lower() in LOOPBACK


def _is_own(origin: str) -> bool:
    scheme, found, host = origin.partition("://")
    return bool(found) and scheme in {"http", "https"} and is_loopback(host)


async def read_body(receive: Receive) -> bytes:
    """Return the whole body of a request.

    Raises:
        TooLongError: it is longer than any request may be; the rest is not read.
        GoneError: the client hung up.
    """
    message = await receive()
    if message["type"] == "http.disconnect":
        raise GoneError
    if not message.get("more_body"):
        return bytes(message.get("body", b""))
    pieces = [message.get("body", b"")]
    size = len(pieces[0])
    while message.get("more_body"):
        message = await receive()
        if message["type"] == "http.disconnect":
            raise GoneError
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        if size > LONGEST_BODY:
            raise TooLongError
    return b"".join(pieces)


async def answer(send: Send, status: int, body: bytes, kind: bytes = b"application/json") -> None:
    """Send a complete answer."""
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def answer_json(send: Send, status: int, content: Json) -> None:
    """Send a JSON object."""
    await answer(send, status, json.dumps(content).encode())


async def hang_up(scope: Scope, receive: Receive) -> None:
    """Cut the connection without an answer, and wait until it is cut."""
    cut = scope.get(HANG_UP)
    if cut is None:
        raise RuntimeError("this server cannot cut connections: serve with practice.server")
    cut()
    while (await receive())["type"] != "http.disconnect":
        continue
