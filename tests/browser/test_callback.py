"""A confidential callback from end to end, on the practice line in a real browser.

Hours pass by moving what the database has planned, while the bot is down.
"""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect
from sqlalchemy import create_engine, select, update

from bot.storage.handoff.tables import callbacks, requests, timers
from tests.browser.conftest import DESKTOP
from tests.browser.desk import Handset
from tests.browser.shift import Shift, come_on, played, press
from tests.end_to_end.processes import Stage, stage
from tests.end_to_end.team import part, say

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

GOOD = "+1 212-555-0123"
BETTER = "+1 212-555-0144"
ALWAYS = "zone: America/New_York\nweekly:\n{days}holidays: {{}}\n"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@pytest_asyncio.fixture(loop_scope="session")
async def shift(chromium: Browser, tmp_path: Path) -> AsyncIterator[Shift]:
    """A line that is planned to be there day and night, and a supporter on shift."""
    knowledge = tmp_path / "knowledge"
    shutil.copytree("knowledge", knowledge)
    spans = "".join(f"  {day}:\n    - 00:00-24:00\n" for day in DAYS)
    (knowledge / "peers" / "hours.yaml").write_text(ALWAYS.format(days=spans), encoding="utf-8")
    async with stage(tmp_path) as scene:
        scene.settings |= {
            "KNOWLEDGE_DIR": str(knowledge),
            "CALLBACKS": "yes",
            "CALLBACKS_PAYER": "Example Foundation",
        }
        async with played(chromium, scene, viewport=DESKTOP) as shift:
            await come_on(shift.cast.sam)
            yield shift


async def choose_first(phone: Handset, question: str) -> None:
    """Press the first button below the newest message that asks so."""
    message = await phone.sees(part(question))
    await message.locator(".key").first.click()


async def begin(phone: Handset) -> None:
    """Come to where the number is asked for."""
    await phone.write("/callback")
    await press(phone, "callback.age_adult")
    await phone.sees(part("callback.name"))
    await phone.write("Skyfall")
    await phone.sees(part("callback.number"))


async def finish(phone: Handset, *, times: int) -> None:
    """Choose the first times there are, skip what can be skipped, and say yes."""
    await press(phone, "callback.zone_eastern")
    for number in range(times):
        if number:
            await press(phone, "callback.more_more")
        await choose_first(phone, "callback.day")
        await choose_first(phone, "callback.time")
        await phone.sees("Safe times so far")
    await press(phone, "callback.more_done")
    for question in ("message", "caller", "text", "language", "about"):
        await phone.sees(part(f"callback.{question}"))
        await press(phone, "button.skip")
    await phone.sees("Example Foundation")
    await press(phone, "button.cb_confirm")
    await phone.sees(part("callback.made"))


async def until_its_window(scene: Stage) -> None:
    """Let time pass until a minute into the next window."""
    await scene.end_bot()
    engine = create_engine(f"sqlite:///{scene.folder}/bot/warmline.sqlite3")
    with engine.begin() as connection:
        request, windows = connection.execute(
            select(callbacks.c.request, callbacks.c.windows)
        ).one()
        now = datetime.now(UTC)
        passed = max(0, int(windows[0] - now.timestamp()) + 60)
        moved = tuple(at - passed for at in windows)
        connection.execute(update(callbacks).values(windows=moved, taken=0))
        start = datetime.fromtimestamp(moved[0], UTC)
        mine = requests.c.id == request
        connection.execute(update(requests).where(mine).values(waiting_since=start))
        soon = timers.c.name == "callback"
        connection.execute(update(timers).where(soon).values(at=now - timedelta(seconds=1)))
    engine.dispose()
    await scene.start_bot()


async def give_number(phone: Handset) -> None:
    """Write a number without its area code, then a whole one."""
    await phone.write("555-0123")
    await phone.sees(say("callback.number_no_area"))
    await phone.write("(212) 555-0123")
    await phone.sees(GOOD)
    await press(phone, "callback.check_yes")


async def change_number(phone: Handset) -> None:
    """Change the number of the call that is planned."""
    await press(phone, "button.cb_number")
    await phone.write("212 555 0144")
    await phone.sees(BETTER)
    await press(phone, "callback.check_yes")
    await phone.sees("ending in 44")


async def attempt(phone: Handset, number: int, outcome: str) -> None:
    """Take the call, look at the number, and say how it went; then it is hidden again."""
    await phone.sees("A call")
    await press(phone, "button.claim")
    await phone.sees(f"Attempt {number} of 2")
    await expect(phone.answer(BETTER)).to_have_count(0)
    await press(phone, "button.cbr")
    await phone.sees(BETTER)
    await expect(phone.answer(BETTER)).to_contain_text(say("call.no_message"))
    await press(phone, outcome)
    await expect(phone.answer(BETTER)).to_have_count(0)


async def test_a_call_after_a_bad_number_a_change_and_a_second_attempt(shift: Shift) -> None:
    dana, sam = shift.cast.dana, shift.cast.sam
    await begin(dana)
    await give_number(dana)
    await finish(dana, times=2)
    await change_number(dana)
    await until_its_window(shift.scene)
    await attempt(sam, 1, "call.as_no_answer")
    await until_its_window(shift.scene)
    await attempt(sam, 2, "call.as_reached")

    await dana.sees(part("callback.done"))
    for other in (shift.cast.lee, shift.cast.robin, shift.cast.marta):
        await expect(other.message("555-01")).to_have_count(0)


async def test_a_call_that_is_cancelled(shift: Shift) -> None:
    dana, sam = shift.cast.dana, shift.cast.sam
    await begin(dana)
    await press(dana, "callback.share_button")
    await dana.answer_dialog("Share")
    await press(dana, "callback.check_yes")
    await finish(dana, times=1)
    await until_its_window(shift.scene)
    await sam.sees("A call")
    await dana.write("/mycallback")
    await press(dana, "button.cb_cancel")

    await dana.sees(part("callback.cancelled"))
    await expect(sam.key(say("button.claim"))).to_have_count(0)
    await sam.sees(part("offer.over"))
