"""The line behind the page: restarts, more phones, faults, the journal."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, expect

from practice.server import Running
from tests.browser.desk import Desk, Handset, TinyBot, opened

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DANA = 101


@asynccontextmanager
async def process(state: Path, port: int) -> AsyncIterator[str]:
    """Run a practice line as people do, and yield its address."""
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "practice", "--port", str(port), "--state", str(state)),
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdout is not None
    try:
        yield (await program.stdout.readline()).decode().split()[-1]
    finally:
        program.terminate()
        await program.communicate()


async def test_the_page_reconnects_after_a_restart_of_the_line(
    chromium: Browser, tmp_path: Path
) -> None:
    async with AsyncExitStack() as end, process(tmp_path, 0) as url:
        desk = await end.enter_async_context(opened(chromium, url))
        dana = desk.phone("Dana")
        await dana.start()
        await dana.input.fill("half a thought")
        end.push_async_callback(_meanwhile, tmp_path, urlsplit(url).port or 0, desk)


async def _meanwhile(state: Path, port: int, desk: Desk) -> None:
    """Go on with a page whose line has just been stopped."""
    dana, notice = desk.phone("Dana"), desk.page.get_by_text("Reconnecting…")
    await expect(notice).to_be_visible()
    async with process(state, port):
        await expect(notice).to_be_hidden()
        await expect(dana.input).to_have_value("half a thought")
        await dana.write("the rest of it")
        await desk.page.close()
    desk.complaints.clear()  # Chromium itself reports the refused connections


async def test_a_bot_that_was_away_answers_what_was_written_meanwhile(
    desk: Desk, bot: TinyBot
) -> None:
    dana = desk.phone("Dana")
    await dana.start()
    await dana.write("are you back")
    returned = TinyBot(bot.session, bot.url)
    await returned.next("message")
    assert (await returned.next("message"))["text"] == "are you back"
    await returned.say(DANA, "Yes, I am")
    await expect(dana.message("Yes, I am")).to_be_visible()


async def test_the_header_says_whether_a_bot_is_there(chromium: Browser, line: Running) -> None:
    async with opened(chromium, line.url) as desk:
        await expect(desk.page.get_by_text("Nothing you write here leaves it")).to_be_visible()
        await expect(desk.page.locator("#bot-state")).to_have_text("No bot connected")


async def test_the_header_names_a_bot_that_asks_for_updates(desk: Desk, bot: TinyBot) -> None:
    await bot.call("setMyName", name="Harbour")
    await expect(desk.page.locator("#bot-state")).to_have_text("Harbour is connected")


async def test_a_phone_is_added_and_taken_away(desk: Desk) -> None:
    await desk.page.get_by_role("button", name="Add a phone").click()
    await desk.page.get_by_label("First name").fill("Noor")
    await desk.page.get_by_role("dialog").get_by_role("button", name="Add").click()
    noor = desk.phone("Noor")
    await expect(noor.button("Start")).to_be_focused()
    await noor.button("Menu of Noor").click()
    await desk.page.get_by_role("menuitem", name="Remove this phone").click()
    await desk.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    await expect(noor.area).to_have_count(0)


@pytest.mark.usefixtures("dana")
async def test_faults_are_set_from_the_panel(desk: Desk, bot: TinyBot) -> None:
    await desk.page.get_by_role("button", name="Developers").click()
    panel = desk.page.get_by_role("complementary", name="For developers")
    await panel.get_by_label("Method").fill("sendMessage")
    await panel.get_by_role("button", name="Add").click()
    await expect(panel.get_by_text("1 × sendMessage 429")).to_be_visible()
    answer = await bot.session.post(
        f"{bot.url}bot1000001:practice/sendMessage", json={"chat_id": DANA, "text": "hi"}
    )
    assert answer.status == 429


@pytest.mark.usefixtures("dana")
async def test_the_journal_lists_what_the_bot_asked_for(desk: Desk, bot: TinyBot) -> None:
    await desk.page.get_by_role("button", name="Developers").click()
    await bot.say(DANA, "hello")
    journal = desk.page.get_by_role("region", name="Request journal")
    await expect(journal.get_by_role("row", name="sendMessage").first).to_contain_text("Dana")


async def test_two_windows_show_the_same_chat(
    chromium: Browser, line: Running, dana: Handset
) -> None:
    async with opened(chromium, line.url) as second:
        await dana.write("seen twice")
        await expect(second.phone("Dana").message("seen twice")).to_be_visible()
