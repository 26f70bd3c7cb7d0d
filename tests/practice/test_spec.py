"""What is required, known, and of which type, with the server's own complaints."""

from typing import Any

import pytest

from practice.bot_api import GET_UPDATES, HANDLERS
from practice.spec import common_prefix
from tests.practice.clients import SPEC, Bot

OK = {"chat_id": 101, "text": "hello"}
INLINE = "can't parse inline keyboard button: "


def keyboard(*buttons: Any) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": [list(buttons)]}}


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize(
    ("params", "error"),
    [
        pytest.param({"text": "x"}, "chat_id is empty", id="no chat"),
        pytest.param({"chat_id": 101}, "message text is empty", id="no text"),
        pytest.param({"chat_id": "", "text": "x"}, "chat_id is empty", id="empty chat"),
        pytest.param(OK | {"tekst": "x"}, 'unknown parameter "tekst"', id="unknown parameter"),
        pytest.param(
            OK | {"protect_content": "perhaps"},
            'field "protect_content" must be of type Boolean',
            id="a switch that is none",
        ),
        pytest.param(
            OK | {"text": ["x"]}, 'field "text" must be of type String', id="a list for a text"
        ),
        pytest.param(
            OK | {"chat_id": 1.5}, 'field "chat_id" must be of type Number', id="half a chat"
        ),
        pytest.param(
            OK | {"chat_id": 2**63}, 'field "chat_id" must be of type Number', id="over 64 bits"
        ),
        pytest.param(
            OK | {"text": "\ud800"}, "strings must be encoded in UTF-8", id="half a character"
        ),
        pytest.param(OK | {"reply_markup": "[]"}, "object expected as reply markup", id="markup"),
        pytest.param(
            OK | {"reply_markup": {}}, "object expected as reply markup", id="empty markup"
        ),
        pytest.param(
            OK | {"reply_markup": "{nonsense"},
            "can't parse reply keyboard markup JSON object",
            id="broken JSON",
        ),
        pytest.param(
            OK | {"reply_markup": {"inline_keyboard": 5}},
            'field "inline_keyboard" of the reply markup must be an Array of Arrays',
            id="rows",
        ),
        pytest.param(
            OK | keyboard({"callback_data": "x"}), INLINE + 'Can\'t find field "text"', id="button"
        ),
        pytest.param(
            OK | keyboard({"text": True, "callback_data": "x"}),
            INLINE + 'Field "text" must be of type String',
            id="a button's text",
        ),
        pytest.param(
            OK | keyboard({"text": "x", "data": "x"}), INLINE + 'unknown field "data"', id="field"
        ),
        pytest.param(
            OK | keyboard("x"), INLINE + "InlineKeyboardButton must be an Object", id="no object"
        ),
        pytest.param(
            OK | {"entities": [{"type": "bold", "length": 1}]},
            "can't parse MessageEntity: Can't find field \"offset\"",
            id="an entity's place",
        ),
        pytest.param(
            OK | {"entities": [{"type": "bold", "offset": "a", "length": 1}]},
            'can\'t parse MessageEntity: Field "offset" must be of type Number',
            id="an entity's number",
        ),
        pytest.param(
            OK | {"entities": {"type": "bold"}}, "expected an Array of MessageEntity", id="no list"
        ),
        pytest.param(
            OK | {"reply_parameters": {}},
            "can't parse reply parameters: Can't find field \"message_id\"",
            id="reply without a message",
        ),
    ],
)
async def test_refuses(bot: Bot, params: dict[str, Any], error: str) -> None:
    answer = await bot("sendMessage", **params)

    assert (answer.status, answer.error) == (400, f"Bad Request: {error}")


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize(
    ("method", "params", "error"),
    [
        pytest.param(
            "sendPhoto", {"chat_id": 101}, "there is no photo in the request", id="photo"
        ),
        pytest.param(
            "copyMessage",
            {"chat_id": 101, "message_id": 1},
            'parameter "from_chat_id" is required',
            id="a parameter without words of its own",
        ),
        pytest.param(
            "deleteMessage", {"chat_id": 101}, "message identifier is not specified", id="message"
        ),
        pytest.param(
            "sendChatAction", {"chat_id": 101}, "wrong parameter action in request", id="action"
        ),
        pytest.param(
            "editMessageMedia",
            {"chat_id": 101, "message_id": 1, "media": {"type": "hologram", "media": "x"}},
            'can\'t parse InputMedia: type "hologram" is unsupported',
            id="a union's kind",
        ),
        pytest.param(
            "sendMediaGroup",
            {"chat_id": 101, "media": [{"type": "animation", "media": "x"}]},
            "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
            id="a kind albums cannot hold",
        ),
        pytest.param(
            "setMyCommands",
            {"commands": [], "scope": {"chat_id": 101}},
            "can't parse bot command scope: Can't find field \"type\"",
            id="a scope without a type",
        ),
        pytest.param(
            "copyMessages",
            {"chat_id": 101, "from_chat_id": 101, "message_ids": ["a"]},
            'field "message_ids" must be of type Number',
            id="a list of numbers",
        ),
        pytest.param(
            "sendLocation",
            {"chat_id": 101, "latitude": "nan", "longitude": 1},
            'field "latitude" must be of type Number',
            id="no number at all",
        ),
    ],
)
async def test_refuses_in_other_methods(
    bot: Bot, method: str, params: dict[str, Any], error: str
) -> None:
    assert (await bot(method, **params)).error == f"Bad Request: {error}"


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize(
    "params",
    [
        pytest.param({"chat_id": "101"}, id="a number as text"),
        pytest.param({"protect_content": "True"}, id="a switch as text"),
        pytest.param({"reply_markup": '{"force_reply":true}'}, id="an object as text"),
        pytest.param({"entities": None, "parse_mode": None}, id="nothing"),
        pytest.param({"reply_markup": ""}, id="an empty object"),
        pytest.param(
            {"reply_markup": {"keyboard": [["Yes", {"text": "No"}]]}}, id="plain buttons"
        ),
        pytest.param({"disable_web_page_preview": True}, id="a parameter of old"),
        pytest.param({"text": 5}, id="a number for a text"),
    ],
)
async def test_takes_what_telegram_takes(bot: Bot, params: dict[str, Any]) -> None:
    assert (await bot("sendMessage", **OK | params)).status == 200


async def test_finds_methods_in_any_letters(bot: Bot) -> None:
    assert (await bot("GETME")).result["is_bot"] is True


def test_every_method_of_the_specification_has_a_handler() -> None:
    assert SPEC.methods.keys() == HANDLERS.keys() | {GET_UPDATES}


@pytest.mark.parametrize(
    ("names", "prefix"),
    [(["InputMediaA", "InputMediaB"], "InputMedia"), (["ForceReply", "ReplyKeyboard"], "")],
)
def test_a_union_is_called_by_what_its_members_share(names: list[str], prefix: str) -> None:
    assert common_prefix(names) == prefix
