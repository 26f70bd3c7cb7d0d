"""A practice line, a Chromium that looks at its page, and a bot that does what a test says."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from practice.server import Running
from tests.browser.desk import Cast, Desk, Handset, TinyBot, opened

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A microphone that beeps, and a yes to the question whether the page may use it.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest_asyncio.fixture(loop_scope="session")
async def line(tmp_path: Path) -> AsyncIterator[Running]:
    """A practice line of its own, with a state that outlives it."""
    async with Running(tmp_path / "practice") as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def bot(line: Running) -> AsyncIterator[TinyBot]:
    """A bot on this line that has already asked once, so that the page calls it connected."""
    async with aiohttp.ClientSession() as session:
        tiny = TinyBot(session, line.url)
        await tiny.call("getMe")
        await tiny.call("getUpdates")
        yield tiny


@pytest_asyncio.fixture(loop_scope="session")
async def dana(desk: Desk, bot: TinyBot) -> Handset:
    """Dana's phone after START, on a wide screen."""
    phone = desk.phone("Dana")
    await phone.start()
    await bot.next("message")
    return phone


@pytest_asyncio.fixture(loop_scope="session")
async def cast(desk: Desk, bot: TinyBot) -> Cast:
    """All five phones after START, on a wide screen; the bot has read the five greetings."""
    cast = desk.cast()
    await cast.start()
    for _ in range(5):
        await bot.next("message")
    return cast


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The Chromium of this machine, started once; without one the tests are skipped."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip("no Chromium on the PATH")  # in CI a skip is a failure
    async with async_playwright() as tool:
        browser = await tool.chromium.launch(executable_path=path, args=_ARGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(chromium: Browser, line: Running) -> AsyncIterator[Desk]:
    """The page on a wide screen; the test fails if the page complained."""
    async with opened(chromium, line.url, viewport=DESKTOP) as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="session")
async def pocket(chromium: Browser, line: Running) -> AsyncIterator[Desk]:
    """The page on the screen of a telephone."""
    async with opened(chromium, line.url, viewport=PHONE, has_touch=True) as desk:
        yield desk
