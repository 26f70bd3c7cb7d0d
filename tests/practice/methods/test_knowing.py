"""Menus, names, chats and files a bot may ask about."""

from typing import Any

import pytest

from tests.practice.clients import Bot


async def menu(bot: Bot, *names: str, **params: Any) -> Any:
    commands = [{"command": name, "description": f"About {name}"} for name in names]
    return await bot("setMyCommands", commands=commands, **params)


async def seen_by(bot: Bot, phone_id: int) -> list[str]:
    shown = bot.line.summary(bot.line.phones[phone_id])["commands"]
    return [command["command"] for command in shown]


@pytest.mark.parametrize(
    ("command", "description", "error"),
    [
        ("Help", "x", "BOT_COMMAND_INVALID"),
        ("he-lp", "x", "BOT_COMMAND_INVALID"),
        ("", "x", "command must be non-empty"),
        ("a" * 33, "x", "command length must not exceed 32"),
        ("help", " ", "command description must be non-empty"),
        ("help", "x" * 257, "command description length must not exceed 256"),
    ],
)
async def test_commands_have_rules(bot: Bot, command: str, description: str, error: str) -> None:
    commands = [{"command": command, "description": description}]

    assert (await bot("setMyCommands", commands=commands)).error == f"Bad Request: {error}"


async def test_a_menu_has_up_to_a_hundred_commands(bot: Bot) -> None:
    names = [f"c{number}" for number in range(101)]

    assert (await menu(bot, *names[:100])).result is True
    assert (await menu(bot, *names)).error == "Bad Request: BOT_COMMANDS_TOO_MUCH"


async def test_the_narrowest_menu_wins_and_its_language_first(bot: Bot) -> None:
    await menu(bot, "start")
    await menu(bot, "inicio", language_code="es")
    await menu(bot, "shift", scope={"type": "chat", "chat_id": 103})

    assert await seen_by(bot, 101) == ["start"]
    assert await seen_by(bot, 102) == ["inicio"]
    assert await seen_by(bot, 103) == ["shift"]


async def test_a_menu_is_read_and_deleted_by_its_own_scope_and_language(bot: Bot) -> None:
    await menu(bot, "start")
    await menu(bot, "inicio", language_code="es")
    await bot("deleteMyCommands")

    assert (await bot("getMyCommands")).result == []
    assert (await bot("getMyCommands", language_code="es")).result[0]["command"] == "inicio"


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({"language_code": "english"}, "invalid language code specified"),
        ({"scope": {"type": "chat", "chat_id": 999}}, "chat not found"),
    ],
)
async def test_a_menu_needs_a_language_and_a_chat_that_exist(
    bot: Bot, params: dict[str, Any], error: str
) -> None:
    assert (await menu(bot, "start", **params)).error == f"Bad Request: {error}"


@pytest.mark.parametrize(
    ("name", "field", "most"),
    [("Name", "name", 64), ("Description", "description", 512),
     ("ShortDescription", "short_description", 120)],
)  # fmt: skip
async def test_a_bot_describes_itself_by_language(
    bot: Bot, name: str, field: str, most: int
) -> None:
    await bot(f"setMy{name}", **{field: "general"})
    await bot(f"setMy{name}", **{field: "x" * most, "language_code": "es"})
    too_long = await bot(f"setMy{name}", **{field: "x" * (most + 1)})

    assert (await bot(f"getMy{name}", language_code="de")).result == {field: "general"}
    assert (await bot(f"getMy{name}", language_code="es")).result == {field: "x" * most}
    assert too_long.error == f"Bad Request: {field.replace('_', ' ')} is too long"


async def test_an_empty_description_goes(bot: Bot) -> None:
    await bot("setMyDescription", description="x")
    await bot("setMyDescription")

    assert (await bot("getMyDescription")).result == {"description": ""}


async def test_the_menu_button_of_a_chat_or_of_all(bot: Bot) -> None:
    await bot("setChatMenuButton", menu_button={"type": "commands"}, chat_id=101)
    await bot("setChatMenuButton", menu_button={"type": "default"})

    assert (await bot("getChatMenuButton", chat_id=101)).result == {"type": "commands"}
    assert (await bot("getChatMenuButton")).result == {"type": "default"}


@pytest.mark.usefixtures("dana")
async def test_a_chat_and_its_members(bot: Bot) -> None:
    await bot("pinChatMessage", chat_id=101, message_id=1)
    chat = (await bot("getChat", chat_id=101)).result
    member = await bot("getChatMember", chat_id=101, user_id=101)
    stranger = await bot("getChatMember", chat_id=101, user_id=102)

    assert (chat["type"], chat["pinned_message"]["message_id"]) == ("private", 1)
    assert member.result["status"] == "member"
    assert stranger.error == "Bad Request: user not found"


async def test_an_unknown_file_has_no_path(bot: Bot) -> None:
    assert (await bot("getFile", file_id="x")).error == "Bad Request: invalid file_id"


async def test_nobody_has_a_picture(bot: Bot) -> None:
    assert (await bot("getUserProfilePhotos", user_id=101)).result["total_count"] == 0


@pytest.mark.parametrize("method", ["logOut", "close"])
async def test_there_is_nothing_to_log_out_of(bot: Bot, method: str) -> None:
    assert (await bot(method)).result is True
