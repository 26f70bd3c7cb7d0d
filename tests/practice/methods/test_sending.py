"""Sending: whom a bot may write to, replies, and the plain kinds."""

from typing import Any

import pytest

from practice.line import Line
from practice.people import Account
from practice.phone import Phone
from tests.practice.clients import Bot, FakeClock, account


@pytest.mark.usefixtures("dana")
async def test_a_message_comes_back_as_telegram_shows_it(bot: Bot, clock: FakeClock) -> None:
    sent = (await bot("sendMessage", chat_id=101, text="Hello, /help")).result

    assert sent == {
        "message_id": 2,
        "from": bot.line.profile.user,
        "chat": {"id": 101, "first_name": "Dana", "type": "private"},
        "date": int(clock.now),
        "text": "Hello, /help",
        "entities": [{"type": "bot_command", "offset": 7, "length": 5}],
    }


@pytest.mark.parametrize("chat", [999, -100123, "@nobody", "abc"])
async def test_an_unknown_chat_is_not_found(bot: Bot, chat: Any) -> None:
    answer = await bot("sendMessage", chat_id=chat, text="x")

    assert (answer.status, answer.error) == (400, "Bad Request: chat not found")


async def test_a_bot_cannot_write_first(bot: Bot) -> None:
    answer = await bot("sendMessage", chat_id=101, text="x")

    assert answer.status == 403
    assert answer.error == "Forbidden: bot can't initiate conversation with a user"


async def test_a_bot_cannot_write_to_who_blocked_it(bot: Bot, dana: Account) -> None:
    dana.block(blocked=True)
    refused = await bot("sendMessage", chat_id=101, text="x")
    dana.block(blocked=False)

    assert (refused.status, refused.error) == (403, "Forbidden: bot was blocked by the user")
    assert (await bot("sendMessage", chat_id=101, text="x")).status == 200


async def test_ids_grow_within_a_chat_whoever_writes(bot: Bot, dana: Account) -> None:
    ids = [(await bot("sendMessage", chat_id=101, text="x")).result["message_id"]]
    ids.append(dana.say("y")["message_id"])
    await bot("deleteMessage", chat_id=101, message_id=ids[-1])
    ids.append((await bot("sendMessage", chat_id=101, text="z")).result["message_id"])

    assert ids == [2, 3, 4]


async def test_ids_above_32_bits_are_fine(bot: Bot, line: Line) -> None:
    line.add_phone(Phone(2**40 + 1, "Ash"))
    account(line, 2**40 + 1).say("hi")

    assert (await bot("sendMessage", chat_id=2**40 + 1, text="x")).status == 200


@pytest.mark.usefixtures("dana")
async def test_a_reply_shows_what_it_answers_one_level_deep(bot: Bot) -> None:
    await bot("sendMessage", chat_id=101, text="a", reply_parameters={"message_id": 1})
    reply = await bot("sendMessage", chat_id=101, text="b", reply_parameters={"message_id": 2})

    assert reply.result["reply_to_message"]["text"] == "a"
    assert "reply_to_message" not in reply.result["reply_to_message"]


@pytest.mark.usefixtures("dana")
async def test_a_reply_needs_its_message_unless_it_says_otherwise(bot: Bot) -> None:
    gone = {"message_id": 99}
    allowed = gone | {"allow_sending_without_reply": True}
    refused = await bot("sendMessage", chat_id=101, text="x", reply_parameters=gone)
    sent = await bot("sendMessage", chat_id=101, text="x", reply_parameters=allowed)

    assert refused.error == "Bad Request: message to be replied not found"
    assert "reply_to_message" not in sent.result


@pytest.mark.usefixtures("dana")
async def test_the_older_way_to_reply_still_works(bot: Bot) -> None:
    sent = await bot("sendMessage", chat_id=101, text="x", reply_to_message_id=1)

    assert sent.result["reply_to_message"]["message_id"] == 1


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize(
    ("quote", "found"),
    [("start", {"text": "start", "position": 1, "is_manual": True}), ("no", None)],
)
async def test_a_quote_must_be_in_the_message(bot: Bot, quote: str, found: Any) -> None:
    parameters = {"message_id": 1, "quote": quote}
    answer = await bot("sendMessage", chat_id=101, text="x", reply_parameters=parameters)

    assert answer.body.get("result", {}).get("quote") == found


@pytest.mark.usefixtures("dana")
async def test_protected_messages_say_so(bot: Bot) -> None:
    sent = await bot("sendMessage", chat_id=101, text="x", protect_content=True)

    assert sent.result["has_protected_content"] is True


@pytest.mark.usefixtures("dana")
async def test_a_text_mention_of_a_stranger_is_dropped(bot: Bot) -> None:
    mentions = [
        {"type": "text_mention", "offset": place, "length": 1, "user": {"id": user}}
        for place, user in ((0, 102), (1, 999))
    ]
    sent = await bot("sendMessage", chat_id=101, text="ab", entities=mentions)

    assert [entity["user"]["first_name"] for entity in sent.result["entities"]] == ["Marta"]


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize(
    ("method", "params", "field"),
    [
        ("sendLocation", {"latitude": 1.5, "longitude": "2"}, "location"),
        ("sendVenue", {"latitude": 1, "longitude": 2, "title": "a", "address": "b"}, "venue"),
        ("sendContact", {"phone_number": "+1", "first_name": "a"}, "contact"),
        ("sendDice", {}, "dice"),
    ],
)
async def test_the_plain_kinds(bot: Bot, method: str, params: dict[str, Any], field: str) -> None:
    assert field in (await bot(method, chat_id=101, **params)).result


async def test_typing_fades_after_five_seconds(bot: Bot, dana: Account, clock: FakeClock) -> None:
    await bot("sendChatAction", chat_id=101, action="typing")
    clock.advance(4.9)
    shown = bot.line.summary(dana.phone)["action"]
    clock.advance(0.2)

    assert (shown, bot.line.summary(dana.phone)["action"]) == ("typing", None)


async def test_a_message_ends_typing(bot: Bot, dana: Account) -> None:
    await bot("sendChatAction", chat_id=101, action="typing")
    await bot("sendMessage", chat_id=101, text="x")

    assert bot.line.summary(dana.phone)["action"] is None


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({"business_connection_id": "x"}, "business connection not found"),
        ({"message_thread_id": 5}, "message thread not found"),
    ],
)
async def test_what_is_not_on_the_line_is_not_found(
    bot: Bot, params: dict[str, Any], error: str
) -> None:
    answer = await bot("sendMessage", chat_id=101, text="x", **params)

    assert answer.error == f"Bad Request: {error}"
