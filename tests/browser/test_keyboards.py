"""The bot's buttons: under a message, and under the place to write."""

import pytest
from playwright.async_api import expect

from tests.browser.desk import Handset, Json, TinyBot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DANA = 101


def inline(**button: object) -> Json:
    return {"inline_keyboard": [[{"text": "Press", **button}]]}


def below(*buttons: Json, **options: object) -> Json:
    return {"keyboard": [list(buttons)], **options}


async def test_a_press_reaches_the_bot_and_its_answer_is_a_note(
    dana: Handset, bot: TinyBot
) -> None:
    await bot.say(DANA, "Choose", reply_markup=inline(callback_data="one"))
    await dana.button("Press").click()
    query = await bot.next("callback_query")
    assert query["data"] == "one"
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Noted")
    await expect(dana.area.get_by_text("Noted")).to_be_visible()
    await expect(dana.button("Press")).not_to_have_attribute("aria-busy", "true")


async def test_an_alert_waits_for_escape_and_gives_the_focus_back(
    dana: Handset, bot: TinyBot
) -> None:
    await bot.say(DANA, "Choose", reply_markup=inline(callback_data="one"))
    await dana.button("Press").focus()
    await dana.page.keyboard.press("Enter")
    query = await bot.next("callback_query")
    await bot.call(
        "answerCallbackQuery", callback_query_id=query["id"], text="Please read", show_alert=True
    )
    await expect(dana.page.get_by_role("dialog")).to_contain_text("Please read")
    await dana.page.keyboard.press("Escape")
    await expect(dana.button("Press")).to_be_focused()


async def test_a_message_edited_by_the_bot_keeps_the_focus_on_its_button(
    dana: Handset, bot: TinyBot
) -> None:
    sent = await bot.say(DANA, "Page 1", reply_markup=inline(callback_data="on"))
    await dana.button("Press").focus()
    await bot.call(
        "editMessageText",
        chat_id=DANA,
        message_id=sent["message_id"],
        text="Page 2",
        reply_markup=inline(callback_data="on"),
    )
    await expect(dana.message("Page 2")).to_be_visible()
    await expect(dana.button("Press")).to_be_focused()


async def test_a_link_is_opened_only_after_a_question(dana: Handset, bot: TinyBot) -> None:
    await bot.say(DANA, "Read on", reply_markup=inline(url="https://example.org/guide"))
    await dana.button("Press, opens a link").click()
    dialog = dana.page.get_by_role("dialog", name="Open this link?")
    await expect(dialog).to_contain_text("https://example.org/guide")
    await dialog.get_by_role("button", name="Cancel").click()
    await expect(dialog).to_have_count(0)


async def test_a_deep_link_to_the_bot_starts_it(dana: Handset, bot: TinyBot) -> None:
    name = (await bot.call("getMe"))["username"]
    await bot.say(DANA, "Join", reply_markup=inline(url=f"https://t.me/{name}?start=join_7"))
    await dana.button("Press").click()
    assert (await bot.next("message"))["text"] == "/start join_7"


async def test_a_copy_button_fills_the_clipboard(dana: Handset, bot: TinyBot) -> None:
    await dana.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await bot.say(DANA, "Number", reply_markup=inline(copy_text={"text": "024"}))
    await dana.button("Press, copies text").click()
    await expect(dana.area.get_by_text("Copied")).to_be_visible()
    assert await dana.page.evaluate("navigator.clipboard.readText()") == "024"


@pytest.mark.parametrize("style", ["primary", "success", "danger"])
async def test_a_button_wears_its_style(dana: Handset, bot: TinyBot, style: str) -> None:
    await bot.say(DANA, "Choose", reply_markup=inline(callback_data="one", style=style))
    plain = await dana.button("Attach").evaluate("one => getComputedStyle(one).borderColor")
    await expect(dana.button("Press")).not_to_have_css("border-color", plain)
    await expect(dana.button("Press")).to_have_class(f"key style-{style}")


async def test_a_button_below_writes_its_text(dana: Handset, bot: TinyBot) -> None:
    await bot.say(DANA, "Choose", reply_markup=below({"text": "Talk to someone"}))
    await dana.key("Talk to someone").click()
    assert (await bot.next("message"))["text"] == "Talk to someone"
    await expect(dana.key("Talk to someone")).to_be_visible()


async def test_a_keyboard_brings_its_placeholder_and_leaves_with_it(
    dana: Handset, bot: TinyBot
) -> None:
    markup = below({"text": "Back"}, is_persistent=True, input_field_placeholder="Your words")
    await bot.say(DANA, "Choose", reply_markup=markup)
    await expect(dana.input).to_have_attribute("placeholder", "Your words")
    await bot.say(DANA, "Gone", reply_markup={"remove_keyboard": True})
    await expect(dana.button("Back")).to_have_count(0)
    await expect(dana.input).to_have_attribute("placeholder", "Message")


async def test_a_one_time_keyboard_hides_after_use_and_can_be_brought_back(
    dana: Handset, bot: TinyBot
) -> None:
    await bot.say(DANA, "Choose", reply_markup=below({"text": "Yes"}, one_time_keyboard=True))
    await dana.key("Yes").click()
    await expect(dana.key("Yes")).to_be_hidden()
    await dana.button("Keyboard of the bot").click()
    await expect(dana.key("Yes")).to_be_visible()


async def test_the_number_is_shared_after_a_question(dana: Handset, bot: TinyBot) -> None:
    await bot.say(
        DANA, "Call you", reply_markup=below({"text": "My no.", "request_contact": True})
    )
    await dana.button("My no., shares your phone number").click()
    await dana.page.get_by_role("dialog").get_by_role("button", name="Share").click()
    assert (await bot.next("message"))["contact"]["user_id"] == DANA
    await expect(dana.area.locator(".out .card")).to_be_visible()


async def test_a_location_is_shared_from_its_button(dana: Handset, bot: TinyBot) -> None:
    await bot.say(DANA, "Where", reply_markup=below({"text": "Here", "request_location": True}))
    await dana.button("Here, shares a location").click()
    await dana.page.get_by_label("Latitude").fill("52.52")
    await dana.page.get_by_role("dialog").get_by_role("button", name="Share").click()
    assert (await bot.next("message"))["location"]["latitude"] == pytest.approx(52.52)


async def test_a_forced_reply_answers_the_bot_without_more_ado(
    dana: Handset, bot: TinyBot
) -> None:
    asked = await bot.say(DANA, "Your name", reply_markup={"force_reply": True})
    await expect(dana.area.get_by_text("Reply to: Your name")).to_be_visible()
    await dana.write("River")
    answer = await bot.next("message")
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]


async def test_the_bots_commands_are_a_menu(dana: Handset, bot: TinyBot) -> None:
    commands = [{"command": "crisis", "description": "Help right now"}]
    await bot.call("setMyCommands", commands=commands)
    await dana.button("Commands").click()
    await dana.page.get_by_role("menuitem", name="/crisis").click()
    assert (await bot.next("message"))["text"] == "/crisis"
