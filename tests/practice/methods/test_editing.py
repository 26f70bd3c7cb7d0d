"""Changing what was sent, and taking it back."""

import json
from typing import Any

import pytest

from practice.people import Account
from tests.practice.clients import PNG, Bot, FakeClock

BUTTON = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


@pytest.fixture
async def sent(bot: Bot, dana: Account) -> dict[str, Any]:
    """Message 2, to Dana, with a button."""
    answer = await bot("sendMessage", chat_id=dana.phone.id, text="old", reply_markup=BUTTON)
    result: dict[str, Any] = answer.result
    return result


async def edit(bot: Bot, method: str = "editMessageText", **params: Any) -> Any:
    return await bot(method, **{"chat_id": 101, "message_id": 2} | params)


async def test_an_edit_keeps_the_place_and_drops_the_buttons(
    bot: Bot, sent: dict[str, Any], clock: FakeClock
) -> None:
    clock.advance(5)
    edited = (await edit(bot, text="new")).result

    assert (edited["message_id"], edited["text"]) == (2, "new")
    assert (edited["date"], edited["edit_date"]) == (sent["date"], int(clock.now))
    assert "reply_markup" not in edited


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("text", ["old", " old\n", "<b></b>old"])
async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, text: str) -> None:
    answer = await edit(bot, text=text, parse_mode="HTML", reply_markup=BUTTON)

    assert answer.error == SAME


@pytest.mark.usefixtures("sent")
async def test_new_buttons_alone_are_a_change(bot: Bot) -> None:
    removed = await edit(bot, "editMessageReplyMarkup")
    again = await edit(bot, "editMessageReplyMarkup")

    assert "reply_markup" not in removed.result
    assert again.error == SAME


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({"message_id": 1, "text": "x"}, "message can't be edited"),
        ({"message_id": 9, "text": "x"}, "message to edit not found"),
        ({"message_id": 0, "text": "x"}, "message identifier is not specified"),
        ({"message_id": None, "text": "x"}, "message identifier is not specified"),
        ({"chat_id": None, "text": "x"}, "chat_id is empty"),
        ({"text": " "}, "text must be non-empty"),
        ({"text": "x" * 4097}, "MESSAGE_TOO_LONG"),
        ({"text": "x", "reply_markup": {"force_reply": True}}, None),
    ],
)
async def test_edits_that_cannot_be(bot: Bot, params: dict[str, Any], error: str | None) -> None:
    answer = await edit(bot, **params)

    assert answer.status == 400
    assert error is None or answer.error == f"Bad Request: {error}"


@pytest.mark.usefixtures("sent")
async def test_words_and_captions_are_not_the_same(bot: Bot) -> None:
    await bot.upload("sendPhoto", {"photo": PNG}, chat_id="101")
    errors = [
        (await edit(bot, "editMessageCaption", caption="x")).error,
        (await edit(bot, "editMessageText", message_id=3, text="x")).error,
    ]

    assert errors == [
        "Bad Request: there is no caption in the message to edit",
        "Bad Request: there is no text in the message to edit",
    ]


@pytest.mark.usefixtures("sent")
async def test_a_caption_comes_and_goes(bot: Bot) -> None:
    await bot.upload("sendPhoto", {"photo": PNG}, chat_id="101")
    put = await edit(bot, "editMessageCaption", message_id=3, caption="x")
    taken = await edit(bot, "editMessageCaption", message_id=3)

    assert (put.result["caption"], "caption" in taken.result) == ("x", False)


@pytest.mark.usefixtures("sent")
async def test_a_text_becomes_a_picture(bot: Bot) -> None:
    media = json.dumps({"type": "photo", "media": "attach://a", "caption": "x"})
    edited = await bot.upload(
        "editMessageMedia", {"a": PNG}, chat_id="101", message_id="2", media=media
    )

    assert edited.result.keys() >= {"photo", "caption"}
    assert "text" not in edited.result


@pytest.mark.usefixtures("sent")
async def test_deleting_takes_a_message_from_both_sides(bot: Bot) -> None:
    answers = [await bot("deleteMessage", chat_id=101, message_id=2) for _ in range(2)]

    assert answers[0].result is True
    assert answers[1].error == "Bad Request: message to delete not found"


@pytest.mark.usefixtures("sent")
async def test_nothing_older_than_48_hours_can_be_deleted(
    bot: Bot, clock: FakeClock, dana: Account
) -> None:
    clock.advance(48 * 3600 + 1)
    answer = await bot("deleteMessage", chat_id=101, message_id=2)
    await bot("deleteMessages", chat_id=101, message_ids=[1, 2])

    assert answer.error == "Bad Request: message can't be deleted for everyone"
    assert list(dana.phone.messages) == [1, 2]


@pytest.mark.usefixtures("sent")
async def test_many_are_deleted_and_the_missing_skipped(bot: Bot, dana: Account) -> None:
    answer = await bot("deleteMessages", chat_id=101, message_ids=[1, 2, 77])

    assert (answer.result, dana.phone.messages) == (True, {})


@pytest.mark.usefixtures("sent")
async def test_pins_stack_up(bot: Bot, dana: Account) -> None:
    for message_id in (2, 1):
        await bot("pinChatMessage", chat_id=101, message_id=message_id)
    both = dana.phone.pinned
    await bot("unpinChatMessage", chat_id=101)
    left = dana.phone.pinned
    await bot("deleteMessage", chat_id=101, message_id=2)

    assert (both, left, dana.phone.pinned) == ([2, 1], [2], [])


@pytest.mark.usefixtures("sent")
async def test_the_bot_hears_of_its_own_pin_as_a_message(bot: Bot, dana: Account) -> None:
    for _ in range(2):  # the second changes nothing
        await bot("pinChatMessage", chat_id=101, message_id=2, disable_notification=True)
    (update,) = await bot.updates()
    told = update["message"]

    assert (told["from"]["is_bot"], told["pinned_message"]["message_id"]) == (True, 2)
    assert dana.phone.shown()[-1]["silent"] is True


@pytest.mark.usefixtures("sent", "dana")
@pytest.mark.parametrize(
    ("method", "params", "error"),
    [
        ("editMessageText", {"text": "x"}, "message can't be edited"),
        ("pinChatMessage", {}, "message can't be pinned"),
        ("copyMessage", {"from_chat_id": 101}, "the message can't be copied"),
        ("setMessageReaction", {"reaction": [{"type": "emoji", "emoji": "👍"}]},
         "REACTION_INVALID"),
    ],
)  # fmt: skip
async def test_the_note_of_a_pin_can_only_be_deleted(
    bot: Bot, method: str, params: dict[str, Any], error: str
) -> None:
    await bot("pinChatMessage", chat_id=101, message_id=2)
    refused = await bot(method, chat_id=101, message_id=3, **params)
    deleted = await bot("deleteMessage", chat_id=101, message_id=3)

    assert refused.error == f"Bad Request: {error}"
    assert deleted.result is True


@pytest.mark.usefixtures("sent")
async def test_a_pin_shows_what_its_message_became(bot: Bot) -> None:
    await bot("pinChatMessage", chat_id=101, message_id=2)
    await edit(bot, text="new")
    chat = (await bot("getChat", chat_id=101)).result

    assert chat["pinned_message"]["text"] == "new"


@pytest.mark.usefixtures("sent")
async def test_all_pins_go_at_once(bot: Bot, dana: Account) -> None:
    await bot("pinChatMessage", chat_id=101, message_id=2)
    await bot("unpinAllChatMessages", chat_id=101)

    assert dana.phone.pinned == []


@pytest.mark.usefixtures("sent")
async def test_a_reaction_is_one_known_emoji(bot: Bot, dana: Account) -> None:
    async def react(*emoji: str) -> Any:
        reaction = [{"type": "emoji", "emoji": one} for one in emoji]
        return await bot("setMessageReaction", chat_id=101, message_id=1, reaction=reaction)

    assert (await react("❤️")).result is True
    assert dana.phone.reactions[1] == {"bot": "❤"}
    assert (await react("🦖")).error == "Bad Request: REACTION_INVALID"
    assert (await react("👍", "👎")).error == "Bad Request: REACTIONS_TOO_MANY"
    assert (await react()).result is True
    assert dana.phone.reactions[1] == {}
