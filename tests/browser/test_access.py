"""For everyone: by keyboard, by ear, in the dark, on a small screen."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from practice.server import Running
from tests.browser.desk import Desk, Handset, TinyBot, opened

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DANA = 101
SAM = 103
CONTROLS = {"button", "link", "textbox", "spinbutton", "combobox", "checkbox", "menuitem"}
LANDMARKS = {"banner", "navigation", "main", "region"}
TOUCH = 44
"""CSS pixels a finger needs; WCAG 2.5.5."""
TEXT_CONTRAST = 4.5
"""WCAG 1.4.3, AA."""

TEXT_ON_GROUND = [
    *(("text", ground) for ground in ("paper", "surface", "ground", "bubble-in", "bubble-out")),
    *(("faint", ground) for ground in ("paper", "surface", "ground", "bubble-in", "bubble-out")),
    *(("accent", ground) for ground in ("surface", "bubble-in", "bubble-out", "accent-soft")),
    ("main-ink", "main"),
    ("danger", "danger-soft"),
    ("surface", "faint"),
    ("good", "good-soft"),
]


async def _named(desk: Desk) -> list[tuple[str, str]]:
    """Return role and name of everything a screen reader is told of."""
    session = await desk.page.context.new_cdp_session(desk.page)
    tree: dict[str, Any] = await session.send("Accessibility.getFullAXTree")
    nodes = [node for node in tree["nodes"] if not node["ignored"]]
    return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes]


async def test_every_control_has_a_name(dana: Handset, desk: Desk, bot: TinyBot) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Press", "callback_data": "one"}]]}
    await bot.say(DANA, "a `b` example.org /help", reply_markup=keyboard)
    await dana.message("example.org").wait_for()
    await desk.page.get_by_role("button", name="Developers").click()
    found = [(role, name) for role, name in await _named(desk) if role in CONTROLS]
    assert len(found) > 20
    assert [role for role, name in found if not name.strip()] == []


async def test_the_page_has_its_landmarks(desk: Desk) -> None:
    roles = {role for role, _ in await _named(desk)}
    assert roles >= LANDMARKS


async def test_a_new_message_is_announced_with_its_buttons(dana: Handset, bot: TinyBot) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Talk", "callback_data": "one"}]]}
    await bot.say(DANA, "What would help", reply_markup=keyboard)
    spoken = dana.page.locator('[aria-live="polite"]')
    await expect(spoken).to_contain_text("Dana’s phone")
    await expect(spoken).to_contain_text("What would help. Buttons: Talk.")


async def test_a_conversation_needs_no_mouse(desk: Desk, bot: TinyBot) -> None:
    keys = desk.page.keyboard
    await desk.page.get_by_role("navigation").get_by_role("button", name="Dana").focus()
    await keys.press("Enter")
    await expect(desk.phone("Dana").button("Start")).to_be_focused()
    await keys.press("Enter")
    await expect(desk.phone("Dana").input).to_be_focused()
    await keys.type("hello")
    await keys.press("Enter")
    await bot.next("message")
    assert (await bot.next("message"))["text"] == "hello"


async def test_arrows_walk_the_messages_and_enter_opens_the_menu(
    dana: Handset, bot: TinyBot
) -> None:
    await bot.say(DANA, "first")
    await bot.say(DANA, "second")
    await dana.message("second").focus()
    await dana.page.keyboard.press("ArrowUp")
    await expect(dana.message("first")).to_be_focused()
    await dana.page.keyboard.press("Enter")
    await expect(dana.page.get_by_role("menu")).to_be_visible()
    await dana.page.keyboard.press("Escape")
    await expect(dana.message("first")).to_be_focused()


async def test_arrow_up_in_an_empty_field_edits_the_last_line(dana: Handset, bot: TinyBot) -> None:
    await dana.write("helo")
    await dana.input.press("ArrowUp")
    await expect(dana.input).to_have_value("helo")
    await dana.write("hello")
    assert (await bot.next("edited_message"))["text"] == "hello"


async def test_the_focus_survives_the_removal_of_its_message(dana: Handset, bot: TinyBot) -> None:
    sent = await bot.say(DANA, "soon gone")
    await dana.message("soon gone").focus()
    await bot.call("deleteMessage", chat_id=DANA, message_id=sent["message_id"])
    await expect(dana.input).to_be_focused()


async def test_a_small_screen_shows_one_phone_and_marks_the_others(
    pocket: Desk, bot: TinyBot
) -> None:
    sam, dana = pocket.phone("Sam"), pocket.phone("Dana")
    switch = pocket.page.get_by_role("navigation")
    await switch.get_by_role("button", name="Sam").tap()
    await sam.button("Start").tap()
    await switch.get_by_role("button", name="Dana").tap()
    await expect(sam.area).to_be_hidden()
    await expect(dana.area).to_be_visible()
    await bot.say(SAM, "A request is waiting")
    await switch.get_by_role("button", name=re.compile(r"Sam.*1 unread")).tap()
    await expect(sam.message("A request is waiting")).to_be_in_viewport()


async def test_a_small_screen_never_scrolls_sideways(pocket: Desk, bot: TinyBot) -> None:
    await pocket.phone("Dana").start()
    await bot.say(DANA, "a" * 300)
    await pocket.phone("Dana").message("aaa").wait_for()
    width = await pocket.page.evaluate("document.documentElement.scrollWidth")
    assert width == pocket.page.viewport_size["width"]  # type: ignore[index]  # it has a size


async def test_fingers_find_every_button_on_a_small_screen(pocket: Desk, bot: TinyBot) -> None:
    await pocket.phone("Dana").start()
    keyboard = {"inline_keyboard": [[{"text": "Press", "callback_data": "one"}]]}
    await bot.say(DANA, "Choose", reply_markup=keyboard, reply_parameters={"message_id": 1})
    await pocket.phone("Dana").message("Choose").wait_for()
    await pocket.phone("Dana").search("a")
    query = await bot.next("inline_query")
    results = [
        {
            "type": "article",
            "id": "a",
            "title": "Take your time",
            "input_message_content": {"message_text": "x"},
        }
    ]
    await bot.call("answerInlineQuery", inline_query_id=query["id"], results=results)
    await pocket.phone("Dana").offers.wait_for()
    small = []
    for button in await pocket.page.locator("button:not(.words *)").all():  # words may be small
        box = await button.bounding_box()
        if box and min(box["width"], box["height"]) < TOUCH:
            small.append((await button.text_content(), box))
    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_follows_the_system_and_the_button_turns_it(
    chromium: Browser, line: Running, scheme: Any
) -> None:
    other = {"light": "dark", "dark": "light"}[scheme]
    ground = "getComputedStyle(document.documentElement).colorScheme"
    async with opened(chromium, line.url, color_scheme=scheme) as desk:
        assert await desk.page.evaluate(ground) == scheme
        await desk.page.get_by_role("button", name=f"Use {other} colours").click()
        assert await desk.page.evaluate(ground) == other
        await desk.page.reload()
        assert await desk.page.evaluate(ground) == other


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_stands_out_from_its_ground(
    chromium: Browser, line: Running, scheme: Any
) -> None:
    read = "name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`)"
    async with opened(chromium, line.url, color_scheme=scheme) as desk:
        weak = []
        for text, ground in TEXT_ON_GROUND:
            pair = [(await desk.page.evaluate(read, name)).strip() for name in (text, ground)]
            if _contrast(*pair) < TEXT_CONTRAST:
                weak.append((text, ground, pair))
        assert weak == []


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours like #a1b2c3, as WCAG 2 defines it."""
    dark, bright = sorted(map(_luminance, (one, other)))
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
