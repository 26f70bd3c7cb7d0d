"""The small HTTP client behind webhooks, against a server that answers what it is told."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from practice.http_post import Poster


@dataclass
class RawServer:
    """Sends prepared bytes for each request; "" closes the connection."""

    answers: list[bytes] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        while self.answers:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            size = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            self.requests.append(head + await reader.readexactly(size))
            answer = self.answers.pop(0)
            writer.write(answer)
            if not answer or b"close" in answer or b"Content-Length" not in answer:
                break
        writer.close()


@pytest.fixture
async def raw() -> AsyncIterator[RawServer]:
    raw = RawServer()
    server = await asyncio.start_server(raw.serve, "127.0.0.1", 0)
    raw.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook?a=1"
    async with server:
        yield raw


@pytest.fixture
async def poster() -> AsyncIterator[Poster]:
    poster = Poster()
    yield poster
    poster.close()


CHUNKS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n1;x\r\n!\r\n0\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        pytest.param(OK, b"ok", id="length"),
        pytest.param(
            CHUNKS,
            b"ok!",
            id="chunks",
        ),
        pytest.param(b"HTTP/1.0 200 OK\r\n\r\nok", b"ok", id="until the end"),
        pytest.param(b"HTTP/1.1 204 No Content\r\n\r\n", b"", id="nothing"),
    ],
)
async def test_reads_an_answer(raw: RawServer, poster: Poster, answer: bytes, body: bytes) -> None:
    raw.answers = [answer]
    reply = await poster.post(raw.url, {"X-A": "b"}, b"{}")

    assert reply.body == body
    assert raw.requests[0].startswith(b"POST /hook?a=1 HTTP/1.1\r\n")
    assert b"\r\nX-A: b\r\n" in raw.requests[0]
    assert raw.requests[0].endswith(b"\r\n\r\n{}")


async def test_a_connection_is_used_again(raw: RawServer, poster: Poster) -> None:
    raw.answers = [OK, OK, OK]
    for _ in range(3):
        await poster.post(raw.url, {}, b"{}")

    assert raw.connections == 1


async def test_a_connection_that_was_closed_meanwhile_is_no_failure(
    raw: RawServer, poster: Poster
) -> None:
    raw.answers = [OK, b"", OK]
    replies = [(await poster.post(raw.url, {}, b"{}")).status for _ in range(2)]

    assert (replies, raw.connections) == ([200, 200], 2)


async def test_a_server_that_hangs_up_is_a_failure(raw: RawServer, poster: Poster) -> None:
    raw.answers = [b""]
    with pytest.raises(EOFError):
        await poster.post(raw.url, {}, b"{}")


async def test_a_retry_after_is_told(raw: RawServer, poster: Poster) -> None:
    raw.answers = [b"HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"]
    reply = await poster.post(raw.url, {}, b"{}")

    assert (reply.status, reply.retry_after) == (503, 7.0)


async def test_nobody_there_is_an_os_error(poster: Poster) -> None:
    with pytest.raises(OSError, match="Connect"):
        await poster.post("http://127.0.0.1:9/", {}, b"{}")
