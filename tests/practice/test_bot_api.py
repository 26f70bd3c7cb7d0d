"""Tokens, methods and doors of the Bot API."""

from typing import Any

import pytest

from practice.bot_api import BotApi
from practice.people import Account
from tests.practice.clients import SPEC, Bot


async def test_the_first_token_becomes_the_bots(bot: Bot) -> None:
    bot.token = "42:secret"
    first = await bot("getMe")
    bot.token = "43:other"
    other = await bot("getMe")

    assert first.result["id"] == 42
    assert (other.status, other.error) == (401, "Unauthorized")


@pytest.mark.parametrize("token", ["", "nonsense", "5:", "x:y"])
async def test_what_is_no_token_is_not_found(bot: Bot, token: str) -> None:
    bot.token = token

    assert ((await bot("getMe")).status, (await bot("getMe")).error) == (404, "Not Found")


async def test_an_unknown_method_is_not_found(bot: Bot) -> None:
    answer = await bot("sendTelepathy")

    assert (answer.status, answer.error) == (404, "Not Found: method not found")


async def test_a_query_will_do(bot: Bot, dana: Account) -> None:
    path = f"/bot{bot.token}/sendMessage"
    status, _ = await bot.request(path, query="chat_id=101&text=a%20b", kind="")

    assert (status, dana.phone.messages[2]["text"]) == (200, "a b")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "localhost:8081"}, 200),
        ({"host": "[::1]:8081"}, 200),
        ({"origin": "http://127.0.0.1:8081"}, 200),
        ({"host": "practice.example.org"}, 403),
        ({"host": ""}, 403),
        ({"origin": "https://example.org"}, 403),
        ({"origin": "null"}, 403),
    ],
)
async def test_only_this_machine_is_answered(
    bot: Bot, headers: dict[str, str], status: int
) -> None:
    assert (await bot.post("getMe", b"", headers=headers)).status == status


@pytest.mark.usefixtures("dana")
async def test_files_need_the_token(bot: Bot) -> None:
    sent = await bot.upload("sendDocument", {"document": b"x"}, chat_id="101")
    file = bot.line.files.find(sent.result["document"]["file_id"])
    statuses = [
        (await bot.request(path))[0]
        for path in (f"/file/bot{bot.token}/{file.path}", f"/file/bot1:x/{file.path}",
                     f"/file/bot{bot.token}/../{file.path}")
    ]  # fmt: skip

    assert statuses == [200, 404, 404]


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize("kind", ["application/json", ""])
async def test_a_webhooks_answer_is_carried_out_or_noted(bot: Bot, kind: str) -> None:
    bodies: dict[str, Any] = {
        "application/json": b'{"method":"sendMessage","chat_id":101}',
        "": b"method=sendmessage&chat_id=101",
    }
    api = BotApi(bot.line, SPEC)
    api.perform(kind, bodies[kind])
    api.perform(kind, b"ok")

    assert [entry["error"] for entry in bot.line.journal.read(0, 9)] == [
        "Bad Request: message text is empty"
    ]
