"""What accounts do at their phones, as the bot and the page hear of it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from practice.composing import CannotError
from practice.files import Upload
from practice.line import Line
from practice.people import Account
from tests.practice.clients import PNG, Bot, FakeClock

Json = dict[str, Any]

PICTURE = Upload("a.png", "image/png", PNG)
TWO_DAYS = 48 * 3600


def last_update(line: Line) -> Json:
    update: Json = json.loads(line.queue.first(99)[-1].body)
    return update


@pytest.mark.parametrize(
    "send",
    [
        pytest.param(lambda one: one.say("x"), id="text"),
        pytest.param(lambda one: one.send_sticker("🙂"), id="sticker"),
        pytest.param(lambda one: one.send_file("voice", PICTURE, {}), id="voice"),
        pytest.param(lambda one: one.share_contact({"own": True}), id="contact"),
        pytest.param(
            lambda one: one.share_location({"latitude": 1, "longitude": 2}), id="location"
        ),
    ],
)
async def test_everything_can_be_a_reply(dana: Account, send: Callable[[Account], Json]) -> None:
    send(dana.answering(1))

    assert last_update(dana.line)["message"]["reply_to_message"]["text"] == "/start"


async def test_a_quote_has_its_place_in_utf_16(bot: Bot, dana: Account) -> None:
    await bot("sendMessage", chat_id=101, text="🌱 one day at a time")
    dana.answering(2, "one day").say("today")
    message = last_update(dana.line)["message"]

    assert message["quote"] == {"text": "one day", "position": 3, "is_manual": True}
    assert message["reply_to_message"]["message_id"] == 2


async def test_a_quote_must_be_word_for_word(dana: Account) -> None:
    with pytest.raises(CannotError, match="word for word"):
        dana.answering(1, "stop").say("x")


async def test_an_edit_that_changes_nothing_is_not_told(dana: Account) -> None:
    dana.edit(1, "/start")

    assert len(dana.line.queue) == 0


@pytest.mark.parametrize(("age", "allowed"), [(TWO_DAYS, True), (TWO_DAYS + 1, False)])
async def test_an_edit_is_possible_for_48_hours(
    dana: Account, clock: FakeClock, *, age: int, allowed: bool
) -> None:
    clock.advance(age)
    if allowed:
        dana.edit(1, "late")
    else:
        with pytest.raises(CannotError, match="48 hours"):
            dana.edit(1, "late")

    assert dana.phone.messages[1]["text"] == ("late" if allowed else "/start")


async def test_a_picture_is_replaced_and_keeps_its_place(dana: Account) -> None:
    told = {"caption": "old", "media_group_id": "7"}
    sent = dana.answering(1).send_file("photo", PICTURE, told)
    dana.swap_file(2, "video", Upload("b.mp4", "video/mp4", b"film"), {"caption": "new"})
    edited = last_update(dana.line)["edited_message"]

    assert "photo" in sent
    assert (edited["message_id"], edited["caption"], "photo" in edited) == (2, "new", False)
    assert edited["video"]["file_size"] == 4
    assert (edited["media_group_id"], edited["reply_to_message"]["message_id"]) == ("7", 1)


@pytest.mark.parametrize(("kind", "swap"), [("voice", "photo"), ("photo", "voice")])
async def test_a_voice_cannot_be_replaced(dana: Account, kind: str, swap: str) -> None:
    dana.send_file(kind, PICTURE, {})

    with pytest.raises(CannotError, match="can be replaced"):
        dana.swap_file(2, swap, PICTURE, {})


async def test_a_picture_may_be_hidden_at_first(dana: Account) -> None:
    assert dana.send_file("photo", PICTURE, {"has_spoiler": "1"})["has_media_spoiler"] is True


async def test_a_reaction_is_one_of_telegrams_and_is_told_once(bot: Bot, dana: Account) -> None:
    await bot.updates(allowed_updates=["message_reaction"])
    for _ in range(2):
        dana.react(1, "❤\ufe0f")
    with pytest.raises(CannotError, match="no such reaction"):
        dana.react(1, "🦖")
    (update,) = await bot.updates()

    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "❤"}]


async def test_words_of_a_stranger_are_passed_on_without_an_account(dana: Account) -> None:
    dana.pass_on("Alex", "call me")
    message = last_update(dana.line)["message"]

    assert message["text"] == "call me"
    assert message["forward_origin"]["type"] == "hidden_user"
    assert message["forward_origin"]["sender_user_name"] == "Alex"


async def test_a_deleted_account_is_silent_and_the_bot_hears_it_when_it_writes(
    bot: Bot, dana: Account
) -> None:
    dana.vanish()
    answer = await bot("sendMessage", chat_id=101, text="x")

    assert (answer.status, answer.error) == (403, "Forbidden: user is deactivated")
    assert len(dana.line.queue) == 0
    with pytest.raises(CannotError, match="deleted"):
        dana.say("x")
