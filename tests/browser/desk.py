"""What a test of the page has in its hands: a bot that does as told, phones, a picture."""

import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from playwright.async_api import Browser, ConsoleMessage, Locator, Page

from tests.browser.handset import Handset

__all__ = [
    "Cast",
    "Desk",
    "Handset",
    "Json",
    "TinyBot",
    "film",
    "gif",
    "opened",
    "picture",
    "voice",
]

Json = dict[str, Any]

PATIENCE = 10_000
"""Milliseconds for anything on the page; it all happens on this machine."""


@dataclass(slots=True)
class TinyBot:
    """A bot without a library: it asks for updates when a test wants one, and never by itself."""

    session: aiohttp.ClientSession
    url: str
    _offset: int = 0
    _waiting: list[Json] = field(default_factory=list)

    async def call(self, method: str, **params: Any) -> Any:
        """Return the ``result`` of a Bot API call."""
        answer = await self.session.post(f"{self.url}bot1000001:practice/{method}", json=params)
        content = await answer.json()
        assert content["ok"], content
        return content["result"]

    async def next(self, kind: str) -> Json:
        """Return the next update of this kind, passing over others."""
        while True:
            while self._waiting:
                update = self._waiting.pop(0)
                self._offset = update["update_id"] + 1
                if kind in update:
                    found: Json = update[kind]
                    return found
            self._waiting = await self.call("getUpdates", offset=self._offset, timeout=10)

    async def say(self, chat_id: int, text: str, **more: Any) -> Json:
        """Send a text and return it as Telegram's message."""
        sent: Json = await self.call("sendMessage", chat_id=chat_id, text=text, **more)
        return sent


@dataclass(frozen=True, slots=True)
class Cast:
    """The five phones of a fresh line, by what their owners do in most plays."""

    dana: Handset
    """A person."""
    marta: Handset
    """Another person, in Spanish."""
    sam: Handset
    """A supporter."""
    lee: Handset
    """Another supporter, in Spanish."""
    robin: Handset
    """A lead."""

    async def start(self) -> None:
        """Press START on all phones, one after the other."""
        for phone in (self.dana, self.marta, self.sam, self.lee, self.robin):
            await phone.start()


@dataclass(slots=True)
class Desk:
    """The whole page, as a test uses it."""

    page: Page
    complaints: list[str]
    """Console errors so far; a test that provokes some clears them."""

    def phone(self, name: str) -> Handset:
        return Handset(self.page, name)

    async def press_at_once(self, *keys: Locator) -> None:
        """Press buttons of several phones in one breath, as in a race between their owners."""
        handles = [await key.element_handle() for key in keys]
        await self.page.evaluate("keys => keys.forEach((key) => key.click())", handles)

    def cast(self) -> Cast:
        return Cast(*(self.phone(name) for name in ("Dana", "Marta", "Sam", "Lee", "Robin")))


@asynccontextmanager
async def opened(browser: Browser, url: str, **screen: Any) -> AsyncIterator[Desk]:
    """Open the page in a window of its own; at the end it must not have complained."""
    context = await browser.new_context(locale="en-GB", **screen)
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(url)
    await page.get_by_role("region", name="Dana", exact=True).wait_for()
    yield Desk(page, complaints)
    await context.close()
    assert complaints == []


def voice(path: Path) -> Path:
    """Write something that passes for a sound file, and return its path."""
    path.write_bytes(b"OggS" + bytes(200))
    return path


def film(path: Path) -> Path:
    """Write something that passes for a film, and return its path."""
    path.write_bytes(bytes(4) + b"ftypisom" + bytes(200))
    return path


def gif(path: Path) -> Path:
    """Write a picture that moves, as far as its name tells, and return its path."""
    path.write_bytes(b"GIF89a" + bytes(200))
    return path


def picture(path: Path) -> Path:
    """Write a small PNG, sandy brown, and return its path."""
    side = 48
    rows = (b"\0" + bytes((217, 167, 124)) * side) * side
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    chunks = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    ]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    return path
