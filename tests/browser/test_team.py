"""Who is on the team: how somebody joins it, and that accounts stay unknown to each other."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from tests.browser.conftest import DESKTOP
from tests.browser.desk import Handset, picture
from tests.browser.shift import Shift, ask, come_on, heard, played, press, take
from tests.end_to_end.processes import Stage, stage
from tests.end_to_end.team import knowledge, part, say

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_nothing_of_an_account_is_ever_on_the_other_sides_phone(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(tmp_path) as scene, strangers(chromium, scene) as (ilse, tobias, shift):
        await come_on(tobias)
        await ask(ilse)
        await take(tobias)
        await ilse.sees(say("talk.begins", name="Sol", emergency="911").split("\n", 1)[0])
        await ilse.send_photos(picture(tmp_path / "a.png"), caption="my balcony")
        await heard(tobias, "my balcony")
        await tobias.reply("my balcony", "that is green")
        await heard(ilse, "that is green")
        await ilse.pass_on("Alex", "words of somebody else")
        await press(ilse, "button.send")
        await heard(tobias, "words of somebody else")
        await ilse.write("/end")
        await tobias.sees(part("end.over"))

        for reader, other in ((ILSE_ID, TOBIAS), (TOBIAS_ID, ILSE)):
            on_screen = json.dumps(without_owner(await scene.line.messages(reader)))
            assert [one for one in other.values() if str(one) in on_screen] == []
        assert await shift.cast.dana.answer("green").count() == 0


ILSE_ID, TOBIAS_ID = 7_000_000_201, 7_000_000_202
ILSE = {"id": ILSE_ID, "first_name": "Ilse", "last_name": "Quant", "username": "ilse_q"}
TOBIAS = {"id": TOBIAS_ID, "first_name": "Tobias", "last_name": "Lund", "username": "tob_l"}


@asynccontextmanager
async def strangers(
    chromium: Browser, scene: Stage
) -> AsyncIterator[tuple[Handset, Handset, Shift]]:
    """Let two come who have surnames and @names: Ilse, and Tobias, who is Sol on the team."""
    for account in (ILSE, TOBIAS):
        await scene.line.post("/line/phones", account)
    sol = {"chat_id": TOBIAS_ID, "name": "Sol", "role": "SUPPORTER", "languages": ["en"]}
    async with played(chromium, scene, sol, viewport=DESKTOP) as shift:
        ilse, tobias = shift.desk.phone("Ilse"), shift.desk.phone("Tobias")
        await ilse.start()
        await tobias.start()
        yield ilse, tobias, shift


def without_owner(messages: Any) -> Any:
    """Return the messages without the sender and the chat, which Telegram puts there itself."""
    if isinstance(messages, list):
        return [without_owner(one) for one in messages]
    if isinstance(messages, dict):
        kept = {key: one for key, one in messages.items() if key not in {"from", "chat"}}
        return {key: without_owner(one) for key, one in kept.items()}
    return messages


async def test_a_supporter_joins_by_link_rehearses_and_comes_on_shift(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(tmp_path) as scene:
        await scene.line.post("/line/phones", TOBIAS)
        async with played(chromium, scene, viewport=DESKTOP) as shift:
            robin, tobias = shift.cast.robin, shift.desk.phone("Tobias")
            await robin.write("/invite")
            await robin.sees("It works once")
            await robin.open_elsewhere("It works once", "Tobias")
            await tobias.sees(part("invite.welcome"))
            await robin.sees(part("invite.accepted"))
            await tobias.write("Sol")
            await tobias.sees(part("profile"))
            await robin.write("/training Sol all 2099-12-31")
            await robin.sees("Sol: ")
            await rehearse(tobias)
            await robin.sees(say("page.rehearsed", name="Sol"))
            await come_on(tobias)


async def rehearse(phone: Handset) -> None:
    """Answer the scripted person until the rehearsal is over."""
    await phone.write("/rehearse")
    for number, line in enumerate(knowledge().peers.story.lines):
        await heard(phone, line.says["en"].strip())
        await phone.write(f"my answer {number}")
    await phone.sees(say("rehearse.done", text="").strip())
