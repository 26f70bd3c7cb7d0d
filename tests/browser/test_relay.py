"""What a relay between two people needs: copies, replies, quotes, reactions, edits, pins."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.desk import Cast, Desk, Handset, Json, TinyBot, film, gif, picture, voice

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DANA = 101
SAM = 103
LEE = 104


async def copied(bot: TinyBot, message: Json, to: int, **more: object) -> Json:
    """Copy a person's message to another chat."""
    source = {"from_chat_id": message["chat"]["id"], "message_id": message["message_id"]}
    result: Json = await bot.call("copyMessage", chat_id=to, **source, **more)
    return result


async def test_a_line_is_carried_to_another_phone_and_a_reply_comes_back(
    cast: Cast, bot: TinyBot
) -> None:
    await cast.dana.write("is somebody there")
    there = await copied(bot, await bot.next("message"), SAM)
    await cast.sam.sees("is somebody there")
    await cast.sam.reply("is somebody there", "yes, I am")
    answer = await bot.next("message")
    await copied(bot, answer, DANA)

    assert answer["reply_to_message"]["message_id"] == there["message_id"]
    await cast.dana.sees("yes, I am")


async def test_an_album_of_pictures_arrives_as_one(
    cast: Cast, bot: TinyBot, tmp_path: Path
) -> None:
    files = [picture(tmp_path / f"{n}.png") for n in range(3)]
    await cast.dana.send_photos(*files, caption="our garden")
    album = [await bot.next("message") for _ in files]
    ids = [message["message_id"] for message in album]
    await bot.call("copyMessages", chat_id=SAM, from_chat_id=DANA, message_ids=ids)
    arrived = await cast.sam.sees("our garden")

    assert len({message["media_group_id"] for message in album}) == 1
    await expect(arrived.locator("img")).to_have_count(3)


async def test_a_reply_to_the_second_picture_of_an_album_leads_to_it(
    dana: Handset, bot: TinyBot, tmp_path: Path
) -> None:
    await dana.send_photos(*(picture(tmp_path / f"{n}.png") for n in range(2)), caption="both")
    second = [await bot.next("message") for _ in range(2)][1]
    await bot.say(DANA, "this one", reply_parameters={"message_id": second["message_id"]})
    await (await dana.sees("this one")).get_by_role("button", name="In reply to").click()

    await expect(dana.message("both")).to_be_focused()


@pytest.mark.parametrize(
    "kind", ["voice", "video_note", "animation", "sticker", "location", "document", "contact"]
)
async def test_other_kinds_are_carried_too(
    cast: Cast, bot: TinyBot, tmp_path: Path, kind: str
) -> None:
    match kind:
        case "voice":
            await cast.dana.send_voice(voice(tmp_path / "note.ogg"))
        case "video_note":
            await cast.dana.send_video_note(film(tmp_path / "wave.mp4"))
        case "animation":
            await cast.dana.send_photos(gif(tmp_path / "cat.gif"))
        case "sticker":
            await cast.dana.send_sticker("🌱")
        case "location":
            await cast.dana.send_location()
        case "document":
            await cast.dana.send_file(picture(tmp_path / "plan.png"))
        case _:
            await cast.dana.send_contact("Alex")
    message = await bot.next("message")
    await copied(bot, message, SAM)

    assert kind in message
    await expect(cast.sam.area.locator(".entry.in")).to_have_count(1)
    await expect(cast.sam.area.locator(".unknown")).to_have_count(0)


async def test_a_part_of_a_message_is_quoted_and_the_bots_quote_is_shown(
    dana: Handset, bot: TinyBot
) -> None:
    sent = await bot.say(DANA, "Breathe in. Breathe out. Then call.")
    await dana.quote("Breathe in", "Breathe out", "I try")
    answer = await bot.next("message")
    parameters = {"message_id": sent["message_id"], "quote": "Then call"}
    await bot.say(DANA, "or write", reply_parameters=parameters)

    assert answer["quote"] == {"text": "Breathe out", "position": 12, "is_manual": True}
    await expect(dana.message("I try")).to_contain_text("“Breathe out”")
    await expect(dana.message("or write")).to_contain_text("“Then call”")


async def test_a_quote_that_is_none_is_refused_with_a_note(dana: Handset, bot: TinyBot) -> None:
    await bot.say(DANA, "Breathe in")
    await dana.choose("Breathe in", "Quote a part")
    await dana.page.get_by_label("Leave only what you mean").fill("Breathe on")
    await dana.answer_dialog("Quote")

    await expect(dana.area.get_by_text("word for word")).to_be_visible()


async def test_a_reaction_is_told_if_the_bot_asked_and_its_own_is_shown(
    dana: Handset, bot: TinyBot
) -> None:
    sent = await bot.say(DANA, "One day at a time")
    kinds = ["message", "message_reaction"]
    await bot.call("getUpdates", allowed_updates=kinds)
    await dana.react("One day", "🕊")
    change = await bot.next("message_reaction")
    heart = [{"type": "emoji", "emoji": "❤"}]
    await bot.call("setMessageReaction", chat_id=DANA, message_id=1, reaction=heart)

    assert change["message_id"] == sent["message_id"]
    assert change["new_reaction"] == [{"type": "emoji", "emoji": "🕊"}]
    await expect(dana.button("Reaction 🕊, yours")).to_be_visible()
    await expect(dana.button("Reaction ❤")).to_be_visible()


async def test_a_picture_is_replaced_with_its_caption(
    dana: Handset, bot: TinyBot, tmp_path: Path
) -> None:
    await dana.send_photos(picture(tmp_path / "a.png"), caption="the wrong one")
    first = await bot.next("message")
    await dana.replace_file("the wrong one", picture(tmp_path / "b.png"), "the right one")
    edited = await bot.next("edited_message")

    assert (edited["message_id"], edited["caption"]) == (first["message_id"], "the right one")
    assert edited["photo"][0]["file_id"] != first["photo"][0]["file_id"]
    await expect(dana.message("the right one")).to_contain_text("edited")


async def test_a_copy_follows_an_edit_and_goes_with_a_deletion(cast: Cast, bot: TinyBot) -> None:
    await cast.dana.write("see you tomorow")
    there = await copied(bot, await bot.next("message"), SAM)
    await cast.dana.edit("see you tomorow", "see you tomorrow")
    edited = await bot.next("edited_message")
    place = {"chat_id": SAM, "message_id": there["message_id"]}
    await bot.call("editMessageText", **place, text=edited["text"])
    await cast.sam.sees("see you tomorrow")
    await bot.call("deleteMessage", **place)

    await expect(cast.sam.answer("see you")).to_have_count(0)


async def test_a_hidden_picture_is_seen_after_a_press(
    dana: Handset, bot: TinyBot, tmp_path: Path
) -> None:
    await dana.send_photos(picture(tmp_path / "a.png"), caption="hard to look at", hidden=True)
    message = await bot.next("message")
    lift = dana.button("Show the hidden photo")
    await expect(dana.area.locator(".veiled img")).to_be_visible()
    await lift.click()

    assert message["has_media_spoiler"] is True
    await expect(dana.area.locator(".veiled")).to_have_count(0)
    await expect(dana.area.locator("button.photo")).to_be_focused()


async def test_a_protected_file_can_be_neither_saved_nor_forwarded(
    cast: Cast, bot: TinyBot, tmp_path: Path
) -> None:
    await cast.dana.send_file(picture(tmp_path / "plan.png"))
    await copied(bot, await bot.next("message"), SAM, protect_content=True)
    await cast.sam.sees("plan.png")
    await cast.sam.message("plan.png").focus()
    await cast.sam.message("plan.png").press("Enter")

    await expect(cast.sam.page.get_by_role("menuitem", name="Reply")).to_be_visible()
    await expect(cast.sam.page.get_by_role("menuitem", name="Forward")).to_have_count(0)
    await expect(cast.sam.area.get_by_role("link")).to_have_count(0)


async def test_a_stranger_s_words_are_forwarded(dana: Handset, bot: TinyBot) -> None:
    await dana.pass_on("Alex", "call me on this number")
    message = await bot.next("message")

    assert message["forward_origin"]["sender_user_name"] == "Alex"
    await expect(dana.message("call me on")).to_contain_text("Forwarded from Alex")


async def test_a_pin_is_a_banner_that_follows_its_message_and_leaves(
    dana: Handset, bot: TinyBot
) -> None:
    sent = await bot.say(DANA, "You are talking with Ash")
    place = {"chat_id": DANA, "message_id": sent["message_id"]}
    await bot.call("pinChatMessage", **place, disable_notification=True)
    note = await bot.next("message")
    await bot.call("editMessageText", **place, text="You are talking with River")
    await expect(dana.pinned).to_contain_text("with River")
    await bot.call("unpinChatMessage", **place)

    assert note["pinned_message"]["message_id"] == sent["message_id"]
    await expect(dana.pinned).to_be_hidden()


async def test_two_phones_press_at_once_and_both_get_their_answer(
    cast: Cast, desk: Desk, bot: TinyBot
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Take it", "callback_data": "take"}]]}
    for phone_id in (SAM, LEE):
        await bot.say(phone_id, "A request", reply_markup=keyboard)
    hands = (cast.sam, cast.lee)
    for phone in hands:
        await phone.sees("A request")
    await desk.press_at_once(*(phone.key("Take it") for phone in hands))
    presses = [await bot.next("callback_query") for _ in hands]
    for press, answer in zip(presses, ("It is yours", "Somebody has it"), strict=True):
        await bot.call("answerCallbackQuery", callback_query_id=press["id"], text=answer)
        await expect(desk.page.get_by_text(answer)).to_be_visible()

    assert {press["from"]["id"] for press in presses} == {SAM, LEE}


async def test_a_deleted_account_cannot_write_any_more(dana: Handset, bot: TinyBot) -> None:
    await dana.menu("Delete the account")
    await dana.answer_dialog("Delete")
    await expect(dana.area.get_by_text("account was deleted")).to_be_visible()
    answer = await bot.session.post(
        f"{bot.url}bot1000001:practice/sendMessage", json={"chat_id": DANA, "text": "hi"}
    )

    assert (await answer.json())["description"] == "Forbidden: user is deactivated"
    await expect(dana.input).to_be_hidden()
