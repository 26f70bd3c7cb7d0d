"""A bot written with aiogram, unmodified, lives on the line: by polling and by webhook.

The line must be shaped like Telegram, not like one bot; so this bot is another library's.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from practice import typing_ahead
from practice.files import Upload
from practice.people import Account
from practice.server import Running
from tests.practice.aiogram_relay import SUPPORTER, dispatcher
from tests.practice.clients import PNG, account
from tests.practice.clients import until as settled


@asynccontextmanager
async def aiogram_bot(url: str) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url.rstrip("/")))
    bot = Bot("42:practice", session=session, default=DefaultBotProperties(parse_mode="HTML"))
    try:
        yield bot
    finally:
        await session.close()


@asynccontextmanager
async def polling(running: Running) -> AsyncIterator[Bot]:
    async with aiogram_bot(running.url) as bot, asyncio.TaskGroup() as tasks:
        served = dispatcher()
        tasks.create_task(served.start_polling(bot, handle_signals=False, polling_timeout=20))
        yield bot
        running.line.close()
        with suppress(RuntimeError):  # it ended before we asked
            await served.stop_polling()


@asynccontextmanager
async def webhook(running: Running) -> AsyncIterator[Bot]:
    async with aiogram_bot(running.url) as bot:
        served = dispatcher()
        site = web.Application()
        handler = SimpleRequestHandler(
            served, bot, handle_in_background=False, secret_token="s3cret"
        )
        handler.register(site, path="/hook")
        runner = web.AppRunner(site)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        await served.emit_startup(bot=bot, bots=[bot])
        kinds = served.resolve_used_update_types()
        await bot.set_webhook(
            f"http://127.0.0.1:{port}/hook", secret_token="s3cret", allowed_updates=kinds
        )
        yield bot
        await bot.delete_webhook()
        await runner.cleanup()


@pytest.fixture(params=[polling, webhook], ids=["polling", "webhook"])
async def bot(request: pytest.FixtureRequest, running: Running) -> AsyncIterator[Bot]:
    async with request.param(running) as bot:
        yield bot


async def until(running: Running, condition: Callable[[], Any]) -> Any:
    """Wait for an event after which ``condition`` holds, and return what it returned."""
    stream = running.line.hub.stream(None)
    async with asyncio.timeout(5):
        async for _ in stream:
            found = condition()
            if found:
                return found
    return None


async def message(running: Running, phone: int, number: int) -> Any:
    """Wait for a message of a chat."""
    messages = running.line.phones[phone].messages
    return await until(running, lambda: messages.get(number))


@pytest.fixture
def dana(running: Running) -> Account:
    account(running.line, SUPPORTER).say("hello")
    return account(running.line)


@pytest.mark.usefixtures("bot")
async def test_a_talk_with_buttons(running: Running, dana: Account) -> None:
    dana.say("/start")
    hello = await message(running, 101, 2)
    before = running.line.hub.seq
    dana.press(2, 0, 0)
    edited = await until(running, lambda: dana.phone.messages[2].get("edit_date"))
    kinds = [kind for _, kind, phone, _ in running.line.hub.after(before) if phone == 101]

    assert hello["entities"] == [{"type": "bold", "offset": 0, "length": 6}]
    assert (edited, dana.phone.messages[2]["text"]) == (edited, "Then let us talk.")
    assert kinds == ["answer", "edited"]


@pytest.mark.usefixtures("bot")
async def test_pictures_and_albums(running: Running, dana: Account) -> None:
    dana.say("/photo")
    photo = await message(running, 101, 2)
    dana.say("/album")
    last = await message(running, 101, 6)

    assert (photo["photo"][0]["width"], photo["caption"]) == (1, "One dot.")
    assert dana.phone.messages[4]["media_group_id"] == last["media_group_id"]


@pytest.mark.usefixtures("bot")
async def test_a_relay_by_copies(running: Running, dana: Account) -> None:
    dana.say("I slept badly")
    copied = await message(running, SUPPORTER, 2)
    dana.edit(1, "I slept well")
    told = await message(running, SUPPORTER, 3)

    assert (copied["text"], copied["has_protected_content"]) == ("I slept badly", True)
    assert "forward_origin" not in copied
    assert told["text"] == "Changed: I slept well"


@pytest.mark.usefixtures("bot")
async def test_a_picture_can_be_fetched(running: Running, dana: Account) -> None:
    dana.send_file("photo", Upload("dot.png", "image/png", PNG), {})
    answer = await message(running, 101, 2)

    assert answer["text"] == f"{len(PNG)} bytes"
    assert answer["reply_to_message"]["message_id"] == 1


@pytest.mark.usefixtures("bot")
async def test_a_pin_is_told_to_the_bot_that_made_it(running: Running, dana: Account) -> None:
    dana.say("/pin")
    told = await message(running, 101, 3)

    assert told["text"] == "True: /pin"


@pytest.mark.usefixtures("bot")
async def test_what_is_offered_inline_can_be_chosen(running: Running, dana: Account) -> None:
    query = typing_ahead.ask(dana, "well")
    await until(running, lambda: running.line.inline.content(query.id, "1"))
    chosen = typing_ahead.choose(dana, query.id, "1")
    told = await message(running, 101, 2)

    assert chosen["entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert told["text"] == "well via 42"


@pytest.mark.usefixtures("bot")
async def test_a_reaction_is_told_and_given_back(running: Running, dana: Account) -> None:
    dana.say("hi")
    await message(running, SUPPORTER, 2)
    dana.react(1, "🙏")
    both = await until(running, lambda: len(dana.phone.reactions[1]) == 2)

    assert both
    assert dana.phone.reactions[1] == {"account": "🙏", "bot": "🙏"}


@pytest.mark.usefixtures("bot")
async def test_a_block_is_told(running: Running, dana: Account) -> None:
    dana.say("hi")
    dana.block(blocked=True)
    texts = [(await message(running, SUPPORTER, number))["text"] for number in (2, 3)]

    assert sorted(texts) == ["Dana is kicked", "hi"]


@pytest.mark.usefixtures("dana")
async def test_the_library_understands_the_refusals(running: Running, bot: Bot) -> None:
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation"):
        await bot.send_message(102, "x")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(999, "x")
    running.line.faults.set({"next": [{"method": "sendMessage", "status": 429, "retry_after": 7}]})
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(SUPPORTER, "x")

    assert caught.value.retry_after == 7


@pytest.mark.usefixtures("dana")
async def test_the_library_understands_what_it_may_ask(running: Running, bot: Bot) -> None:
    await settled(lambda: len(running.line.queue) == 0)
    me, chat = await bot.get_me(), await bot.get_chat(101)
    member = await bot.get_chat_member(101, 101)
    commands, info = await bot.get_my_commands(), await bot.get_webhook_info()

    assert (me.id, chat.first_name, member.status) == (42, "Dana", "member")
    assert (commands[0].command, info.pending_update_count) == ("start", 0)
