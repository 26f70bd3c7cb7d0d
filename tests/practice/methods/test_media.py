"""Files of all kinds: uploaded, sent again by id, in albums."""

import json
from typing import Any

import pytest

from practice.people import Account
from tests.practice.clients import PNG, Bot

TOO_BIG = (
    "Bad Request: file of size 10485761 bytes is too big for a photo; "
    "the maximum size is 10485760 bytes"
)
KINDS = ["audio", "document", "video", "animation", "voice", "video_note", "sticker"]


def method(kind: str) -> str:
    return "send" + kind.title().replace("_", "")


async def upload(bot: Bot, kind: str, content: bytes = PNG, **params: Any) -> Any:
    return await bot.upload(method(kind), {kind: content}, chat_id="101", **params)


@pytest.mark.usefixtures("dana")
async def test_a_picture_tells_its_size(bot: Bot) -> None:
    sent = (await upload(bot, "photo", caption="<b>x</b>", parse_mode="HTML")).result

    assert (sent["photo"][-1]["width"], sent["photo"][-1]["height"]) == (1, 1)
    assert sent["caption"] == "x"
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1}]


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize("kind", KINDS)
async def test_a_file_goes_out_again_by_its_id(bot: Bot, kind: str) -> None:
    first = (await upload(bot, kind)).result[kind]
    again = await bot(method(kind), chat_id=101, **{kind: first["file_id"]})

    assert again.result[kind] == first


@pytest.mark.usefixtures("dana")
async def test_the_bot_can_fetch_what_was_sent(bot: Bot) -> None:
    sent = (await upload(bot, "document")).result["document"]
    path = (await bot("getFile", file_id=sent["file_id"])).result["file_path"]

    assert await bot.request(f"/file/bot{bot.token}/{path}") == (200, PNG)


@pytest.mark.usefixtures("dana")
async def test_details_of_an_upload_are_kept(bot: Bot) -> None:
    sent = (await upload(bot, "voice", duration="7")).result

    assert sent["voice"]["duration"] == 7


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize(
    ("kind", "content", "error"),
    [
        ("document", b"", "Bad Request: file must be non-empty"),
        ("photo", b"no picture", "Bad Request: IMAGE_PROCESS_FAILED"),
        (
            "photo",
            bytes(10 * 2**20 + 1),
            TOO_BIG,
        ),
        (
            "photo",
            PNG[:16] + b"\0\0\0\1\0\0\0\x15" + PNG[24:],
            "Bad Request: PHOTO_INVALID_DIMENSIONS",
        ),
        ("document", bytes(50 * 2**20 + 1), "Request Entity Too Large"),
    ],
    ids=["empty", "no picture", "big picture", "narrow picture", "big file"],
)
async def test_bad_uploads_are_refused(bot: Bot, kind: str, content: bytes, error: str) -> None:
    assert (await upload(bot, kind, content)).error == error


@pytest.mark.usefixtures("dana")
async def test_ids_must_be_known_and_of_the_kind(bot: Bot) -> None:
    voice = (await upload(bot, "voice")).result["voice"]["file_id"]
    errors = [
        (await bot("sendPhoto", chat_id=101, photo=photo)).error
        for photo in (voice, "nonsense", "https://example.org/a.jpg", "attach://nothing")
    ]

    assert errors == [
        "Bad Request: can't use file of type VoiceNote as Photo",
        "Bad Request: wrong file identifier/HTTP URL specified",
        "Bad Request: failed to get HTTP URL content",
        "Bad Request: there is no photo in the request",
    ]


def item(kind: str, name: str = "a", **more: Any) -> dict[str, Any]:
    return {"type": kind, "media": f"attach://{name}", **more}


async def album(bot: Bot, *items: Any) -> Any:
    files = {"a": PNG, "b": PNG}
    return await bot.upload("sendMediaGroup", files, chat_id="101", media=json.dumps(items))


@pytest.mark.usefixtures("dana")
async def test_an_album_shares_one_group(bot: Bot) -> None:
    sent = (await album(bot, item("photo", caption="x"), item("video", "b"))).result

    assert len({message["media_group_id"] for message in sent}) == 1
    assert [message.get("caption") for message in sent] == ["x", None]


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize(
    ("items", "error"),
    [
        ([], "there are no messages to send"),
        ([item("photo")], "too few messages to send as an album"),
        ([item("photo")] * 11, "too many messages to send as an album"),
        ([item("photo"), item("document")], "document can't be mixed with other media types"),
        ([item("audio"), item("video")], "audio can't be mixed with other media types"),
        ([item("photo"), item("photo", "z")], "there is no photo in the request"),
    ],
    ids=["none", "one", "eleven", "document", "audio", "missing file"],
)
async def test_albums_have_rules(bot: Bot, items: Any, error: str) -> None:
    assert (await album(bot, *items)).error == f"Bad Request: {error}"


async def test_a_refused_album_sends_nothing(bot: Bot, dana: Account) -> None:
    await album(bot, item("photo"), item("photo", "z"))

    assert list(dana.phone.messages) == [1]
