"""Warmline itself, tried in a browser as a newcomer would: the README's first ten minutes.

With ``SCREENSHOTS=docs/images`` in the environment the pictures of the documentation are made.
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.desk import Desk, Handset, opened
from tests.end_to_end.processes import Stage, stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FIVE = {
    "what is peer support": "What is peer support?",
    "how do i get my brother to talk to me abuot his drinking": "",
    "cuanto cuesta hablar con un par": "",
    "are you a real person": "",
    "florble wug zint": "I don't have an answer to that",
}
"""Five things to ask, one with a typo, one in Spanish, one nonsense; and how the answer begins."""


@pytest_asyncio.fixture(loop_scope="session")
async def scene(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as scene:
        await scene.start_bot()
        yield scene


@pytest_asyncio.fixture(loop_scope="session")
async def desktop(chromium: Browser, scene: Stage) -> AsyncIterator[Desk]:
    async with opened(chromium, f"{scene.line.url}/", viewport=DESKTOP) as desk:
        yield desk


async def picture(page: Page, name: str) -> None:
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        await page.screenshot(path=f"{folder}/{name}.png", animations="disabled")


async def met(phone: Handset) -> Handset:
    """Press START and the button below the first screen."""
    await phone.start()
    await phone.key("Continue").click()
    await phone.key("I'm in recovery").click()
    await expect(phone.message("You can start anywhere")).to_be_visible()
    return phone


async def test_a_newcomer_asks_five_things(desktop: Desk) -> None:
    dana = await met(desktop.phone("Dana"))
    for question, beginning in FIVE.items():
        before = await dana.area.locator(".entry").count()
        await dana.write(question)
        await expect(dana.area.locator(".entry")).to_have_count(before + 2)
        await expect(dana.area.locator(".entry").last).to_contain_text(beginning)
    await picture(desktop.page, "five-questions")


async def test_an_article_is_read_to_the_second_page_and_back(desktop: Desk) -> None:
    dana = await met(desktop.phone("Dana"))
    await dana.write("/read")
    await dana.key("What peer support is").click()
    await dana.key("Next page").click()
    await expect(dana.message("page 2 of")).to_be_visible()
    await picture(desktop.page, "article")
    await dana.key("Previous page").click()

    await expect(dana.message("page 1 of")).to_be_visible()


async def test_help_is_one_tap_away(desktop: Desk) -> None:
    dana = desktop.phone("Dana")
    await dana.start()
    await dana.key("Help now").last.click()

    await expect(dana.message("In danger right now")).to_be_in_viewport()
    await picture(desktop.page, "help-now")


async def test_the_conversation_goes_on_after_a_restart(desktop: Desk, scene: Stage) -> None:
    dana = await met(desktop.phone("Dana"))
    await scene.end_bot()
    await dana.write("what is peer support")
    await scene.start_bot()

    await expect(dana.message("someone who has lived through")).to_be_visible()


async def test_the_line_is_shown_as_it_is_on_the_readme(desktop: Desk) -> None:
    dana, marta = await met(desktop.phone("Dana")), desktop.phone("Marta")
    await dana.write("what is peer suport")
    await expect(dana.message("someone who has lived through")).to_be_visible()
    await marta.start()
    await marta.write("cómo le pongo límites a mi hijo")
    await expect(marta.message("¿Te sirvió?")).to_be_visible()
    await desktop.phone("Sam").start()
    sam = desktop.phone("Sam")
    await sam.write("my friend took too many pills and wont wake up")

    await expect(sam.message("on speaker")).to_be_in_viewport()
    await picture(desktop.page, "practice-line")


async def test_it_all_works_on_a_telephone(chromium: Browser, scene: Stage) -> None:
    async with opened(
        chromium, f"{scene.line.url}/", viewport=PHONE, has_touch=True, color_scheme="dark"
    ) as pocket:
        dana = await met(pocket.phone("Dana"))
        await dana.write("i relapsed last night")
        await expect(dana.area.locator(".entry").last).to_contain_text("Not really")
        await picture(pocket.page, "telephone")
