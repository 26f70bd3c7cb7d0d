"""A small HTTP client for webhooks on this machine: POST, with connections kept open."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE = 60.0
"""Seconds Telegram waits for an answer."""
IDLE = 16
"""Connections kept for an address."""
LONGEST_ANSWER = 60 * 2**20

Wire = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a web server answered."""

    status: int
    retry_after: float | None
    content_type: str
    body: bytes


class Poster:
    """Posts JSON; remembers open connections by host and port."""

    def __init__(self) -> None:
        """Start without connections."""
        self._idle: dict[tuple[str, int], list[Wire]] = {}

    async def post(self, url: str, headers: dict[str, str], body: bytes) -> Reply:
        """Post a JSON body.

        Raises:
            OSError, EOFError, TimeoutError, ValueError: there was no answer that could be read.
        """
        parts = urlsplit(url)
        address = (parts.hostname or "", parts.port or 80)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        request = _request(target, parts.netloc, headers, body)
        async with asyncio.timeout(PATIENCE):
            return await self._exchange(address, request)

    async def _exchange(self, address: tuple[str, int], request: bytes) -> Reply:
        idle = self._idle.setdefault(address, [])
        while idle:
            wire = idle.pop()
            try:
                return await self._on(wire, address, request)
            except (OSError, EOFError):
                continue  # the server closed an idle connection: that is no failure yet
        return await self._on(await asyncio.open_connection(*address), address, request)

    async def _on(self, wire: Wire, address: tuple[str, int], request: bytes) -> Reply:
        reader, writer = wire
        kept = False
        try:
            writer.write(request)
            await writer.drain()
            reply, reusable = await _read(reader)
            idle = self._idle.setdefault(address, [])
            if reusable and len(idle) < IDLE:
                idle.append(wire)
                kept = True
            return reply
        finally:
            if not kept:
                writer.close()

    def close(self) -> None:
        """Close all connections."""
        for wires in self._idle.values():
            for _, writer in wires:
                writer.close()
        self._idle.clear()


def _request(target: str, host: str, headers: dict[str, str], body: bytes) -> bytes:
    lines = [f"POST {target} HTTP/1.1", f"Host: {host}", "Content-Type: application/json"]
    lines += [
        f"Content-Length: {len(body)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


async def _read(reader: asyncio.StreamReader) -> tuple[Reply, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split(" ", 2)[1])
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in head[1:] if line)
    }
    body, whole = await _body(reader, status, headers)
    retry = headers.get("retry-after", "")
    reply = Reply(
        status, float(retry) if retry.isdecimal() else None, headers.get("content-type", ""), body
    )
    return reply, whole and headers.get("connection", "").lower() != "close"


async def _body(
    reader: asyncio.StreamReader, status: int, headers: dict[str, str]
) -> tuple[bytes, bool]:
    """Return a body, and whether the connection may be used again after it."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        return await _chunks(reader), True
    if "content-length" in headers:
        size = int(headers["content-length"])
        if size > LONGEST_ANSWER:
            raise ValueError("the answer to a webhook is too long")
        return await reader.readexactly(size), True
    if status in {204, 304}:
        return b"", True
    return await reader.read(LONGEST_ANSWER), False


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    pieces = []
    while size := int((await reader.readline()).partition(b";")[0], 16):
        pieces.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readline()
    return b"".join(pieces)
