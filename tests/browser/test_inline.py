"""Typing after the bot's name, links into the bot, and messages that make no sound."""

import pytest
from playwright.async_api import expect

from tests.browser.desk import Cast, Desk, Handset, Json, TinyBot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DANA = 101
SAM = 103


def articles(*titles: str) -> list[Json]:
    return [
        {
            "type": "article",
            "id": title,
            "title": title,
            "description": "a reply",
            "input_message_content": {"message_text": f"{title}, gladly"},
        }
        for title in titles
    ]


async def offered(phone: Handset, bot: TinyBot, query: str, *titles: str, **more: object) -> Json:
    """Type a query and have the bot answer it; return the query as the bot got it."""
    await phone.search(query)
    asked = await bot.next("inline_query")
    results = articles(*titles)
    await bot.call("answerInlineQuery", inline_query_id=asked["id"], results=results, **more)
    return asked


async def test_what_is_chosen_is_sent_by_way_of_the_bot(dana: Handset, bot: TinyBot) -> None:
    asked = await offered(dana, bot, "wel", "Welcome", "Well done")
    await dana.offers.filter(has_text="Well done").click()
    message = await bot.next("message")

    assert (asked["query"], asked["from"]["id"]) == ("wel", DANA)
    assert (message["text"], message["via_bot"]["is_bot"]) == ("Well done, gladly", True)
    await expect(dana.message("Well done, gladly")).to_contain_text("via @")
    await expect(dana.input).to_have_value("")
    await expect(dana.offers).to_have_count(0)


async def test_offers_need_no_mouse(dana: Handset, bot: TinyBot) -> None:
    keys = dana.page.keyboard
    await offered(dana, bot, "wel", "Welcome", "Well done")
    await dana.offers.first.wait_for()
    await keys.press("ArrowDown")
    await keys.press("ArrowDown")
    await expect(dana.offers.last).to_be_focused()
    await keys.press("Enter")

    assert (await bot.next("message"))["text"] == "Well done, gladly"
    await expect(dana.input).to_be_focused()


async def test_enter_takes_the_first_offer_and_answers_what_is_to_be_answered(
    dana: Handset, bot: TinyBot
) -> None:
    await bot.say(DANA, "How are you")
    await dana.choose("How are you", "Reply")
    await offered(dana, bot, "wel", "Welcome", "Well done")
    await dana.offers.first.wait_for()
    await dana.input.press("Enter")
    message = await bot.next("message")

    assert message["text"] == "Welcome, gladly"
    assert message["reply_to_message"]["text"] == "How are you"


async def test_escape_leaves_the_offers_and_keeps_the_words(dana: Handset, bot: TinyBot) -> None:
    await offered(dana, bot, "wel", "Welcome")
    await dana.offers.first.wait_for()
    await dana.input.press("ArrowDown")
    await dana.page.keyboard.press("Escape")

    await expect(dana.offers).to_have_count(0)
    await expect(dana.input).to_be_focused()
    await expect(dana.input).to_have_value("@practice_bot wel")


async def test_more_offers_are_fetched_with_their_offset(dana: Handset, bot: TinyBot) -> None:
    await offered(dana, bot, "wel", "Welcome", next_offset="50")
    await dana.button("More offers").click()
    asked = await bot.next("inline_query")
    results = articles("Well done")
    await bot.call("answerInlineQuery", inline_query_id=asked["id"], results=results)

    assert asked["offset"] == "50"
    await expect(dana.offers).to_have_count(2)


async def test_a_button_begins_a_search(dana: Handset, bot: TinyBot) -> None:
    keyboard = {
        "inline_keyboard": [[{"text": "Replies", "switch_inline_query_current_chat": "wel"}]]
    }
    await bot.say(DANA, "Pick one", reply_markup=keyboard)
    await dana.press("Replies")
    asked = await bot.next("inline_query")

    assert asked["query"] == "wel"
    await expect(dana.input).to_have_value("@practice_bot wel")
    await expect(dana.input).to_be_focused()


async def test_a_button_above_the_offers_starts_the_bot(dana: Handset, bot: TinyBot) -> None:
    button = {"text": "Set up", "start_parameter": "setup"}
    await offered(dana, bot, "x", button=button)
    await dana.button("Set up").click()

    assert (await bot.next("message"))["text"] == "/start setup"


@pytest.mark.parametrize("link", ["https://t.me/practice_bot?start=join_7", "join_7"])
async def test_a_pasted_link_starts_the_bot(dana: Handset, bot: TinyBot, link: str) -> None:
    await dana.open_link(link)

    assert (await bot.next("message"))["text"] == "/start join_7"


async def test_a_link_to_another_bot_is_not_followed(dana: Handset) -> None:
    await dana.open_link("https://t.me/other_bot?start=join_7")

    await expect(dana.area.get_by_text("does not lead to this bot")).to_be_visible()


async def test_a_link_in_a_message_is_opened_here(dana: Handset, bot: TinyBot) -> None:
    await bot.say(DANA, "t.me/practice_bot?start=join_7")
    await dana.area.get_by_role("link", name="t.me/practice_bot").click()

    assert (await bot.next("message"))["text"] == "/start join_7"


async def test_a_link_in_a_message_is_opened_on_another_phone(cast: Cast, bot: TinyBot) -> None:
    await bot.say(DANA, "Invite: https://t.me/practice_bot?start=join_7")
    await cast.dana.open_elsewhere("Invite", "Sam")
    message = await bot.next("message")

    assert (message["from"]["id"], message["text"]) == (SAM, "/start join_7")
    await expect(cast.dana.area.get_by_text("Opened on Sam’s phone")).to_be_visible()


async def test_what_came_without_a_sound_says_so(cast: Cast, bot: TinyBot) -> None:
    await cast.dana.input.focus()
    await bot.say(SAM, "An ordinary request", disable_notification=True)
    await expect(cast.sam.badge).to_have_text("1 unread, without a sound")
    await expect(cast.sam.message("ordinary")).to_contain_text("without a sound")
    await bot.say(SAM, "An emergency")
    await expect(cast.sam.badge).to_have_text("2 unread")
    await expect(cast.sam.message("emergency")).not_to_contain_text("without a sound")


async def test_the_page_sounds_only_when_asked_and_only_for_what_sounds(
    cast: Cast, bot: TinyBot
) -> None:
    page = cast.dana.page
    await page.evaluate(
        "window.tones = 0; const old = OscillatorNode.prototype.start;"
        "OscillatorNode.prototype.start = function () { window.tones += 1; old.call(this); }; 0"
    )
    await bot.say(SAM, "before")
    await cast.sam.sees("before")
    await page.get_by_role("button", name="Turn the sound on").click()
    await bot.say(SAM, "quiet", disable_notification=True)
    await bot.say(SAM, "loud")
    await cast.sam.sees("loud")

    assert await page.evaluate("window.tones") == 1
    await expect(page.get_by_role("button", name="Turn the sound off")).to_be_visible()


async def test_five_phones_fit_on_a_small_laptop_in_the_compact_view(
    desk: Desk, bot: TinyBot
) -> None:
    await desk.page.set_viewport_size({"width": 1100, "height": 700})
    phones = desk.page.locator("#phones")
    fits = "board => board.scrollWidth <= board.clientWidth"
    roomy = await phones.evaluate(fits)
    await desk.page.get_by_role("button", name="Compact view").click()
    await desk.phone("Dana").start()
    await bot.say(DANA, "hello")
    await desk.phone("Dana").sees("hello")
    compact = await phones.evaluate(fits)
    await desk.page.reload()
    await expect(desk.page.get_by_role("button", name="Compact view")).to_have_attribute(
        "aria-pressed", "true"
    )

    assert (roomy, compact) == (False, True)
