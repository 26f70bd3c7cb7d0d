"""A shift on the practice line: its five phones, and what their owners do again and again."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, Locator, expect

from bot.domain.knowledge import Language
from tests.browser.desk import Cast, Desk, Handset, opened
from tests.end_to_end.processes import Stage
from tests.end_to_end.team import Member, enrol_team, part, say

ROBIN = 105
"""The lead's phone, who is an admin, too, as on the practice line."""
PATIENT = 20_000
"""Milliseconds for what the bot itself keeps back for five seconds, on a busy machine."""


@dataclass(frozen=True, slots=True)
class Shift:
    """The stage, the page, and everybody on it."""

    scene: Stage
    desk: Desk
    cast: Cast


@asynccontextmanager
async def played(
    chromium: Browser, scene: Stage, *more: Member, **screen: Any
) -> AsyncIterator[Shift]:
    """Start the bot with the practice line's team, and press START on every phone."""
    scene.settings["ADMIN_IDS"] = str(ROBIN)
    await enrol_team(scene, *more)
    await scene.start_bot()
    async with opened(chromium, f"{scene.line.url}/", **screen) as desk:
        cast = desk.cast()
        await cast.start()
        for phone in (cast.dana, cast.marta, cast.sam, cast.lee, cast.robin):
            await expect(phone.area.locator(".entry.in")).to_have_count(2)
        yield Shift(scene, desk, cast)


def key(phone: Handset, label: str) -> Locator:
    """Return the last button of the bot that says this and nothing else."""
    whole = re.compile(rf"^\s*{re.escape(label)}\s*$")
    return phone.area.locator(".key").filter(has_text=whole).last


async def press(phone: Handset, name: str, language: Language = "en") -> None:
    """Press the last button with this label, by the label's name among the texts."""
    await key(phone, say(name, language)).click()


async def come_on(*phones: Handset) -> None:
    """Start a shift of two hours on each phone."""
    for phone in phones:
        await phone.write("/shift")
        await press(phone, "button.on_2")
        await phone.sees(part("shift.started"))


async def ask(phone: Handset, language: Language = "en") -> None:
    """Ask for a peer, for oneself, and skip what can be skipped."""
    await phone.write("/peer")
    await press(phone, "ask.for_me", language)
    await press(phone, "button.skip", language)
    await press(phone, "button.wished", language)
    await phone.sees(part("wait.place", language))


async def take(phone: Handset) -> str:
    """Claim the newest request; return the person's colour and alias, as lines are marked."""
    opening = phone.answer(part("talk.opening"))
    before = await opening.count()
    await press(phone, "button.claim")
    await expect(opening).to_have_count(before + 1)
    return await opening.last.locator("strong").first.inner_text()


async def bring_together(person: Handset, supporter: Handset, language: Language = "en") -> str:
    """Let a person ask and a supporter on shift take it; return the person's mark."""
    await ask(person, language)
    await supporter.sees(part("offer"))
    mark = await take(supporter)
    await person.sees(part("talk.begins", language))
    return mark


async def heard(phone: Handset, text: str) -> None:
    """Wait until a line is on a phone, once."""
    await expect(phone.answer(text)).to_have_count(1, timeout=PATIENT)


async def not_heard(phone: Handset, text: str) -> None:
    """Check that a line is not there; ask after something later has arrived."""
    await expect(phone.answer(text)).to_have_count(0)


async def arrived(phone: Handset, text: str) -> None:
    """Wait until the bot has put its mark on a line: it is with its receiver."""
    await expect(phone.message(text).last.get_by_role("button", name="👌")).to_be_visible(
        timeout=PATIENT
    )
