"""A clock that stands still, and a bot and a page that talk to a line."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from practice import spec
from practice.bot_api import BotApi
from practice.line import Line
from practice.people import Account

Json = dict[str, Any]

SPEC = spec.load()
TOKEN = "1000001:practice"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
"""A picture of one dot."""


@dataclass(slots=True)
class FakeClock:
    """A clock that moves only when told."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said to one request."""

    status: int
    body: Json

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def error(self) -> str:
        assert not self.body["ok"], self.body
        return str(self.body["description"])


@dataclass(slots=True)
class Bot:
    """A bot that calls the application itself, without a network."""

    line: Line
    token: str = TOKEN
    api: BotApi = field(init=False)

    def __post_init__(self) -> None:
        self.api = BotApi(self.line, SPEC)

    async def __call__(self, method: str, **params: Any) -> Answer:
        return await self.post(method, json.dumps(params).encode())

    async def post(
        self,
        method: str,
        body: bytes,
        kind: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        status, content = await self.request(f"/bot{self.token}/{method}", body, kind, headers)
        return Answer(status, json.loads(content))

    async def upload(self, method: str, files: Mapping[str, bytes], **params: Any) -> Answer:
        """Send a form; what is no text goes as JSON."""
        parts = [
            f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
            + (value if isinstance(value, str) else json.dumps(value)).encode()
            for name, value in params.items()
        ]
        parts += [
            f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.dat"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n".encode()
            + content
            for name, content in files.items()
        ]
        body = b"\r\n".join([*parts, b"--x--\r\n"])
        return await self.post(method, body, "multipart/form-data; boundary=x")

    async def request(
        self,
        path: str,
        body: bytes = b"",
        kind: str = "application/json",
        headers: Mapping[str, str] | None = None,
        query: str = "",
    ) -> tuple[int, bytes]:
        given = {"host": "127.0.0.1:8081", "content-type": kind, **(headers or {})}
        scope = {
            "type": "http",
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        }
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.api(scope, receive, send)
        return sent[0]["status"], sent[1]["body"]

    async def updates(self, **params: Any) -> list[Json]:
        """Fetch and confirm everything that waits."""
        updates: list[Json] = (await self("getUpdates", **params)).result
        if updates:
            await self("getUpdates", offset=updates[-1]["update_id"] + 1)
        return updates


@dataclass(frozen=True, slots=True)
class Page:
    """The page's requests, over HTTP."""

    session: aiohttp.ClientSession
    url: str

    async def __call__(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        given = {"X-Practice": "1"} | dict(headers or {})
        address = f"{self.url}line/{path}"
        async with self.session.request(method, address, json=body, headers=given) as response:
            return Answer(response.status, await response.json())


async def until(condition: Callable[[], bool]) -> None:
    """Let everything else go on until ``condition`` holds, for 5 s at most."""
    async with asyncio.timeout(5):
        for _ in iter(lambda: condition() or None, True):  # noqa: FBT003 - the value to stop at
            await asyncio.sleep(0.001)


def account(line: Line, phone_id: int = 101) -> Account:
    return Account(line, line.phones[phone_id])
