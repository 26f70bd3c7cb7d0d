"""Talking: what a person does on a phone reaches the bot, and its answers are shown."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk, Handset, TinyBot, picture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DANA = 101
SAM = 103


async def test_a_written_line_reaches_the_bot_and_its_answer_is_shown(
    dana: Handset, bot: TinyBot
) -> None:
    await dana.write("is somebody there")
    assert (await bot.next("message"))["text"] == "is somebody there"
    await bot.say(DANA, "Yes, we are")
    await expect(dana.message("Yes, we are")).to_be_visible()


async def test_before_the_first_contact_the_bot_describes_itself_and_start_starts_it(
    desk: Desk, bot: TinyBot
) -> None:
    await bot.call("setMyDescription", description="A quiet line")
    dana = desk.phone("Dana")
    await expect(dana.area.get_by_text("A quiet line")).to_be_visible()
    await dana.start()
    assert (await bot.next("message"))["text"] == "/start"
    await expect(dana.input).to_be_focused()


async def test_signs_for_bold_and_spoiler_become_entities(dana: Handset, bot: TinyBot) -> None:
    await dana.input.fill("so **very** ||hidden||")
    await dana.input.press("Enter")
    message = await bot.next("message")
    assert message["text"] == "so very hidden"
    assert [(e["type"], e["offset"], e["length"]) for e in message["entities"]] == [
        ("bold", 3, 4),
        ("spoiler", 8, 6),
    ]


@pytest.mark.parametrize(
    ("html", "selector"),
    [
        pytest.param("<b>word</b>", "strong", id="bold"),
        pytest.param("<i>word</i>", "em", id="italic"),
        pytest.param("<u>word</u>", "u", id="underline"),
        pytest.param("<s>word</s>", "s", id="strikethrough"),
        pytest.param("<code>word</code>", "code", id="code"),
        pytest.param('<pre><code class="language-python">word</code></pre>', "pre", id="pre"),
        pytest.param("<blockquote>word</blockquote>", "blockquote", id="quote"),
        pytest.param("<blockquote expandable>word</blockquote>", "blockquote", id="long quote"),
        pytest.param('<a href="https://example.org">word</a>', "a", id="text link"),
        pytest.param("see example.org", 'a[href="https://example.org"]', id="bare link"),
        pytest.param("call +34 600 000 000", 'a[href="tel:+34600000000"]', id="phone number"),
        pytest.param("<tg-spoiler>word</tg-spoiler>", "button.spoiler", id="spoiler"),
        pytest.param("try /help", "button.text-button", id="command"),
        pytest.param("ask @sam_rivers", "button.text-button", id="mention"),
    ],
)
async def test_formatting_is_drawn(dana: Handset, bot: TinyBot, html: str, selector: str) -> None:
    await bot.say(DANA, html, parse_mode="HTML")
    await expect(dana.area.locator(".in .words").locator(selector)).to_be_visible()


async def test_a_spoiler_is_read_after_a_press_and_not_before(dana: Handset, bot: TinyBot) -> None:
    await bot.say(DANA, "it was <tg-spoiler>the butler</tg-spoiler>", parse_mode="HTML")
    await dana.area.get_by_role("button", name="Hidden text").click()
    await expect(dana.area.locator(".spoiler-shown")).to_have_text("the butler")


async def test_a_command_in_a_text_is_sent_by_a_press(dana: Handset, bot: TinyBot) -> None:
    await bot.say(DANA, "try /help")
    await dana.button("Send /help").click()
    assert (await bot.next("message"))["text"] == "/help"


async def test_markup_in_a_message_stays_text(dana: Handset, bot: TinyBot) -> None:
    await bot.say(DANA, "<img src=x onerror=alert(1)>")
    await expect(dana.message("<img src=x onerror=alert(1)>")).to_be_visible()
    await expect(dana.area.locator(".words img")).to_have_count(0)


async def test_an_edit_reaches_the_bot_and_is_marked(dana: Handset, bot: TinyBot) -> None:
    await dana.write("tomorow")
    await dana.choose("tomorow", "Edit")
    await dana.write("tomorrow")
    assert (await bot.next("edited_message"))["text"] == "tomorrow"
    await expect(dana.message("tomorrow")).to_contain_text("edited")


async def test_a_deleted_message_disappears(dana: Handset) -> None:
    await dana.write("never mind")
    await dana.choose("never mind", "Delete here")
    await dana.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await expect(dana.message("never mind")).to_have_count(0)


async def test_a_reply_carries_what_it_answers(dana: Handset, bot: TinyBot) -> None:
    asked = await bot.say(DANA, "How are you")
    await dana.choose("How are you", "Reply")
    await dana.write("so so")
    answer = await bot.next("message")
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]
    await expect(dana.message("so so")).to_contain_text("How are you")


async def test_escape_takes_a_reply_back(dana: Handset, bot: TinyBot) -> None:
    await bot.say(DANA, "How are you")
    await dana.choose("How are you", "Reply")
    await expect(dana.area.get_by_text("Reply to: How are you")).to_be_visible()
    await dana.input.press("Escape")
    await expect(dana.area.get_by_text("Reply to: How are you")).to_be_hidden()
    await expect(dana.input).to_be_focused()


async def test_a_photo_is_sent_with_its_caption_and_shown(
    dana: Handset, bot: TinyBot, tmp_path: Path
) -> None:
    async with dana.page.expect_file_chooser() as chooser:
        await dana.button("Attach").click()
        await dana.page.get_by_role("menuitem", name="Photo or video").click()
    await (await chooser.value).set_files(picture(tmp_path / "sand.png"))
    await dana.page.get_by_label("Caption").fill("a beach")
    await dana.page.get_by_role("dialog").get_by_role("button", name="Send").click()
    message = await bot.next("message")
    assert (message["caption"], len(message["photo"]) > 0) == ("a beach", True)
    shown = dana.area.get_by_role("img", name="Photo: a beach")
    await expect(shown).to_have_js_property("complete", value=True)
    await expect(shown).not_to_have_js_property("naturalWidth", 0)


async def test_several_photos_become_one_album(
    dana: Handset, bot: TinyBot, tmp_path: Path
) -> None:
    files = [picture(tmp_path / f"{name}.png") for name in ("one", "two")]
    async with dana.page.expect_file_chooser() as chooser:
        await dana.button("Attach").click()
        await dana.page.get_by_role("menuitem", name="Photo or video").click()
    await (await chooser.value).set_files(files)
    await dana.page.get_by_role("dialog").get_by_role("button", name="Send").click()
    groups = [(await bot.next("message"))["media_group_id"] for _ in files]
    assert groups[0] == groups[1]
    await expect(dana.area.locator(".album img")).to_have_count(2)


async def test_a_voice_message_is_recorded_with_the_microphone(
    dana: Handset, bot: TinyBot
) -> None:
    await dana.button("Record a voice message").click()
    recording = dana.area.locator(".record-bar")
    await expect(recording).to_contain_text("0:01")
    await recording.get_by_role("button", name="Send").click()
    assert (await bot.next("message"))["voice"]["file_size"] > 0
    await expect(dana.area.locator("audio")).to_be_visible()


async def test_a_blocked_bot_learns_of_it_and_of_the_end_of_it(
    dana: Handset, bot: TinyBot
) -> None:
    await dana.button("Menu of Dana").click()
    await dana.page.get_by_role("menuitem", name="Block the bot").click()
    assert (await bot.next("my_chat_member"))["new_chat_member"]["status"] == "kicked"
    await dana.button("Unblock the bot").click()
    assert (await bot.next("my_chat_member"))["new_chat_member"]["status"] == "member"
    await expect(dana.input).to_be_focused()


async def test_a_reaction_reaches_the_message_and_can_be_taken_back(
    dana: Handset, bot: TinyBot
) -> None:
    await bot.say(DANA, "One day at a time")
    await dana.message("One day").focus()
    await dana.message("One day").press("Enter")
    await dana.page.get_by_role("menuitemradio", name="React with 🙏").click()
    await dana.button("Reaction 🙏, yours").click()
    await expect(dana.button("Reaction 🙏, yours")).to_have_count(0)


async def test_what_a_phone_not_in_use_receives_is_marked_until_it_is_looked_at(
    dana: Handset, desk: Desk, bot: TinyBot
) -> None:
    sam = desk.phone("Sam")
    await sam.start()
    await dana.input.focus()
    await bot.say(SAM, "A request is waiting")
    await expect(sam.area.locator(".badge")).to_have_text("1 unread")
    await expect(sam.area.get_by_text("New", exact=True)).to_be_visible()
    await sam.input.focus()
    await expect(sam.area.locator(".badge")).to_be_hidden()


async def test_protected_content_is_marked_and_cannot_be_copied(
    dana: Handset, bot: TinyBot
) -> None:
    await bot.say(DANA, "for you only", protect_content=True)
    await expect(dana.message("for you only")).to_contain_text("protected, no copying")
    await dana.message("for you only").focus()
    await dana.message("for you only").press("Enter")
    await expect(dana.page.get_by_role("menuitem", name="Reply")).to_be_visible()
    await expect(dana.page.get_by_role("menuitem", name="Copy text")).to_have_count(0)


async def test_a_pinned_message_is_shown_above_the_chat(dana: Handset, bot: TinyBot) -> None:
    sent = await bot.say(DANA, "You are talking with River")
    await bot.call("pinChatMessage", chat_id=DANA, message_id=sent["message_id"])
    await expect(dana.button("Pinned message: You are talking")).to_be_visible()


async def test_typing_is_shown_until_the_message_comes(dana: Handset, bot: TinyBot) -> None:
    await bot.call("sendChatAction", chat_id=DANA, action="typing")
    await expect(dana.area.get_by_text("is typing")).to_be_visible()
    await bot.say(DANA, "Here I am")
    await expect(dana.area.get_by_text("is typing")).to_be_hidden()


async def test_reading_further_up_is_not_disturbed(dana: Handset, bot: TinyBot) -> None:
    for number in range(30):
        await bot.say(DANA, f"line {number}\nof a long chat")
    await expect(dana.message("line 29")).to_be_in_viewport()
    log = dana.area.locator(".log")
    await log.evaluate("log => { log.scrollTop = 40; }")
    await bot.say(DANA, "something new")
    await dana.button("1 new").click()
    await expect(dana.message("something new")).to_be_in_viewport()


async def test_without_a_microphone_a_sound_file_is_asked_for(
    dana: Handset, bot: TinyBot, tmp_path: Path
) -> None:
    sound = tmp_path / "voice.ogg"
    sound.write_bytes(b"OggS" + bytes(200))
    await dana.page.evaluate("delete Navigator.prototype.mediaDevices")
    async with dana.page.expect_file_chooser() as chooser:
        await dana.button("Record a voice message").click()
    await (await chooser.value).set_files(sound)
    assert (await bot.next("message"))["voice"]["file_size"] == 204


async def test_the_mark_of_new_messages_stays_while_they_are_read(
    dana: Handset, desk: Desk, bot: TinyBot
) -> None:
    mark = dana.area.get_by_text("New", exact=True)
    await desk.page.get_by_role("button", name="Developers").focus()
    await desk.phone("Sam").area.click()
    await bot.say(DANA, "Good morning")
    await expect(dana.message("Good morning")).to_be_visible()
    await dana.input.focus()
    await expect(mark).to_be_visible()
    await dana.write("Hello")
    await expect(mark).to_be_hidden()


async def test_of_an_answer_too_tall_for_the_screen_the_first_line_is_in_view(
    dana: Handset, bot: TinyBot
) -> None:
    await dana.write("help")
    await bot.say(DANA, "Do this first.\n" + "And then this.\n" * 60)
    tall = dana.message("Do this first.")
    await expect(tall).to_be_visible()
    log = await dana.area.locator(".log").bounding_box()
    box = await tall.bounding_box()
    assert log is not None
    assert box is not None
    assert log["y"] - 1 <= box["y"] < log["y"] + 60


async def test_of_an_answer_a_little_too_tall_the_first_line_stays_in_view(
    dana: Handset, bot: TinyBot
) -> None:
    log = dana.area.locator(".log")
    heights = []
    for lines in (5, 10):
        await bot.say(DANA, f"Of {lines}.\n" + "And more.\n" * (lines - 1))
        heights.append(await dana.message(f"Of {lines}.").evaluate("node => node.offsetHeight"))
    line = (heights[1] - heights[0]) / 5
    room = await log.evaluate("log => log.clientHeight")
    lines = 10 + int((room - heights[1]) / line) + 1
    await bot.say(DANA, "Do this first.\n" + "And then this.\n" * (lines - 1))
    tall = dana.message("Do this first.")
    await expect(tall).to_be_in_viewport()
    await dana.page.set_viewport_size({"width": 1440, "height": 899})
    await dana.page.wait_for_function("() => new Promise(requestAnimationFrame)")
    assert await tall.evaluate("node => node.offsetHeight - node.closest('.log').clientHeight") > 0
    assert await log.evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight") > 20


async def test_a_page_turned_by_a_press_begins_with_its_first_line(
    dana: Handset, bot: TinyBot
) -> None:
    keys = {"inline_keyboard": [[{"text": "Next page", "callback_data": "next"}]]}
    sent = await bot.say(DANA, "Page one.\n" + "More of one.\n" * 60, reply_markup=keys)
    await dana.key("Next page").click()
    await bot.call(
        "editMessageText",
        chat_id=DANA,
        message_id=sent["message_id"],
        text="Page two.\n" + "More of two.\n" * 60,
        reply_markup=keys,
    )
    log = await dana.area.locator(".log").bounding_box()
    await expect(dana.message("Page two.")).to_be_visible()
    box = await dana.message("Page two.").bounding_box()
    assert log is not None
    assert box is not None
    assert log["y"] - 1 <= box["y"] < log["y"] + 60


async def test_a_phone_shows_the_description_in_its_own_language(desk: Desk, bot: TinyBot) -> None:
    await bot.call("setMyDescription", description="I answer questions.")
    await bot.call("setMyDescription", description="Respondo preguntas.", language_code="es")
    await expect(desk.phone("Marta").area.get_by_text("Respondo preguntas.")).to_be_visible()
    await expect(desk.phone("Sam").area.get_by_text("I answer questions.")).to_be_visible()
