"""Copies leave no trace of who wrote; forwards do."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from practice.files import Upload
from practice.line import Line
from practice.people import Account
from tests.practice.clients import PNG, Bot, account


@pytest.fixture
def sam(line: Line) -> Account:
    """Account 103, who has written once."""
    sam = account(line, 103)
    sam.say("/start")
    return sam


async def copy(bot: Bot, message_id: int, **params: Any) -> Any:
    given = {"chat_id": 103, "from_chat_id": 101, "message_id": message_id}
    return await bot("copyMessage", **given | params)


async def test_a_copy_is_a_message_of_the_bot(bot: Bot, dana: Account, sam: Account) -> None:
    dana.say("call @sam_x", reply_to=1)
    answer = await copy(bot, 2, protect_content=True, reply_parameters={"message_id": 1})
    copied = sam.phone.messages[answer.result["message_id"]]

    assert answer.result.keys() == {"message_id"}
    assert (copied["text"], copied["entities"][0]["type"]) == ("call @sam_x", "mention")
    assert copied["from"]["is_bot"] is True
    assert copied["reply_to_message"]["message_id"] == 1
    assert "forward_origin" not in copied


@pytest.mark.parametrize(
    ("params", "caption"), [({}, "old"), ({"caption": "new"}, "new"), ({"caption": ""}, None)]
)
async def test_a_copy_may_have_another_caption(
    bot: Bot, dana: Account, sam: Account, params: dict[str, Any], caption: str | None
) -> None:
    dana.send_file("photo", Upload("a.png", "image/png", PNG), {"caption": "old"})
    answer = await copy(bot, 2, **params)
    copied = sam.phone.messages[answer.result["message_id"]]

    assert copied.get("caption") == caption
    assert copied["photo"] == dana.phone.messages[2]["photo"]


PICTURE = Upload("a.png", "image/png", PNG)
KINDS = ("photo", "voice", "video", "video_note", "animation", "document", "audio")
SENDINGS: dict[str, Callable[[Account], Any]] = {
    "text": lambda one: one.say("hello"),
    "sticker": lambda one: one.send_sticker("🌱"),
    "location": lambda one: one.share_location({"latitude": 1, "longitude": 2}),
    "contact": lambda one: one.share_contact({"own": True}),
    **{
        kind: partial(lambda kind, one: one.send_file(kind, PICTURE, {"caption": "words"}), kind)
        for kind in KINDS
    },
}


@pytest.mark.parametrize("many", [False, True], ids=["one", "many"])
@pytest.mark.parametrize("kind", SENDINGS)
async def test_every_kind_is_copied_with_its_words(
    bot: Bot, dana: Account, sam: Account, *, kind: str, many: bool
) -> None:
    sent = SENDINGS[kind](dana)
    answer = await (copies(bot, [2]) if many else copy(bot, 2))
    made = answer.result[0] if many else answer.result
    copied = sam.phone.messages[made["message_id"]]

    assert copied[kind] == sent[kind]
    assert copied.get("caption") == sent.get("caption")
    assert copied["from"]["is_bot"] is True


async def test_a_hidden_picture_stays_hidden_in_the_copy(
    bot: Bot, dana: Account, sam: Account
) -> None:
    dana.send_file("photo", PICTURE, {"has_spoiler": "1"})
    answer = await copy(bot, 2, protect_content=True)
    copied = sam.phone.messages[answer.result["message_id"]]

    assert (copied["has_media_spoiler"], copied["has_protected_content"]) == (True, True)


@pytest.mark.usefixtures("dana", "sam")
async def test_a_forward_tells_who_wrote(bot: Bot) -> None:
    answer = await bot("forwardMessage", chat_id=103, from_chat_id=101, message_id=1)

    assert answer.result["forward_origin"]["sender_user"]["first_name"] == "Dana"


@pytest.mark.usefixtures("dana", "sam")
@pytest.mark.parametrize(
    ("method", "verb"), [("copyMessage", "copy"), ("forwardMessage", "forward")]
)
async def test_the_message_must_be_there_and_free(bot: Bot, method: str, verb: str) -> None:
    await bot("sendMessage", chat_id=101, text="secret", protect_content=True)
    errors = [
        (await bot(method, chat_id=103, from_chat_id=101, message_id=number)).error
        for number in (2, 77)
    ]
    done = {"copy": "copied", "forward": "forwarded"}[verb]

    assert errors[0] == f"Bad Request: the message can't be {done}"
    assert errors[1] == f"Bad Request: message to {verb} not found"


async def copies(bot: Bot, ids: list[int], **params: Any) -> Any:
    given = {"chat_id": 103, "from_chat_id": 101, "message_ids": ids}
    return await bot("copyMessages", **given | params)


async def test_an_album_stays_one_and_the_missing_are_skipped(
    bot: Bot, dana: Account, sam: Account
) -> None:
    for _ in range(2):
        upload = Upload("a.png", "image/png", PNG)
        dana.send_file("photo", upload, {"media_group_id": "5", "caption": "x"})
    answer = await copies(bot, [1, 2, 3, 77], remove_caption=True)
    copied = [sam.phone.messages[sent["message_id"]] for sent in answer.result]
    groups = [message.get("media_group_id") for message in copied]

    assert len(copied) == 3
    assert groups[0] is None
    assert groups[1] == groups[2] != "5"
    assert not any("caption" in message for message in copied)


@pytest.mark.usefixtures("dana", "sam")
@pytest.mark.parametrize(
    ("ids", "error"),
    [
        ([], "message identifiers are not specified"),
        ([2, 1], "message identifiers must be in a strictly increasing order"),
        ([1, 1], "message identifiers must be in a strictly increasing order"),
        (list(range(1, 102)), "too many messages to copy"),
        ([77], "there are no messages to copy"),
    ],
    ids=["none", "falling", "twice", "101", "all missing"],
)
async def test_many_have_rules(bot: Bot, ids: list[int], error: str) -> None:
    assert (await copies(bot, ids)).error == f"Bad Request: {error}"


@pytest.mark.usefixtures("dana")
async def test_many_are_forwarded(bot: Bot, sam: Account) -> None:
    answer = await bot("forwardMessages", chat_id=103, from_chat_id=101, message_ids=[1])

    assert "forward_origin" in sam.phone.messages[answer.result[0]["message_id"]]
