"""What survives the end of a line."""

import asyncio
from pathlib import Path
from typing import Any

from practice.line import Line
from practice.store import Store
from tests.practice.clients import PNG, Bot, FakeClock, account

BUTTONS = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}


async def test_a_key_holds_its_last_value(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite3")
    for body in ({"a": 1}, {"a": 2}):
        store.put("kind", 5, body)
    store.put("kind", 6, {"a": 3})
    await store.flush()
    store.put("kind", 6, None)
    store.close()

    assert Store(tmp_path / "s.sqlite3").load("kind") == [{"a": 2}]


async def test_a_cancelled_flush_loses_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite3")
    for number in range(20):
        store.put("kind", number, {"a": number})
        flush = asyncio.get_running_loop().create_task(store.flush())
        await asyncio.sleep(0)
        flush.cancel()
    store.close()

    assert len(Store(tmp_path / "s.sqlite3").load("kind")) == 20


async def test_without_a_path_nothing_is_kept() -> None:
    store = Store(None)
    store.put("kind", 5, {"a": 1})
    await store.flush()

    assert store.load("kind") == []


async def lived(folder: Path, clock: FakeClock) -> Line:
    """Let a line live a while, and end it."""
    line = Line(folder, clock)
    bot, dana = Bot(line), account(line)
    dana.say("/start")
    await bot("sendMessage", chat_id=101, text="x", reply_markup=BUTTONS)
    await bot("sendMessage", chat_id=101, text="y", reply_markup={"keyboard": [["Yes"]]})
    await bot.upload("sendPhoto", {"photo": PNG}, chat_id="101")
    await bot("setMyDescription", description="Hello")
    await bot("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    await bot("pinChatMessage", chat_id=101, message_id=2, disable_notification=True)
    await bot("setMessageReaction", chat_id=101, message_id=1,
              reaction=[{"type": "emoji", "emoji": "👍"}])  # fmt: skip
    dana.press(2, 0, 0)
    account(line, 102).block(blocked=True)
    account(line, 104).vanish()
    line.store.close()
    return line


def seen(line: Line) -> Any:
    """Return all a page could see, but for the number of the last event."""
    phones = [line.summary(phone) | {"messages": phone.shown()} for phone in line.phones.values()]
    return phones, line.bot_state() | {"connected": None}


async def test_a_line_goes_on_where_it_ended(tmp_path: Path, clock: FakeClock) -> None:
    before = await lived(tmp_path, clock)
    after = Line(tmp_path, clock)

    assert seen(after) == seen(before)
    after.store.close()


async def test_updates_files_and_presses_go_on(tmp_path: Path, clock: FakeClock) -> None:
    before = await lived(tmp_path, clock)
    line = Line(tmp_path, clock)
    bot = Bot(line)
    updates = await bot.updates()
    photo = line.phones[101].messages[4]["photo"][0]["file_id"]
    (press,) = [update["callback_query"]["id"] for update in updates if "callback_query" in update]

    assert [update["update_id"] for update in updates][-1] == before.queue.next_id - 1
    assert line.queue.next_id == before.queue.next_id
    assert line.files.content(line.files.find(photo)) == PNG
    assert (await bot("answerCallbackQuery", callback_query_id=press)).result is True
    line.store.close()


async def test_ids_are_not_given_twice_after_a_restart(tmp_path: Path, clock: FakeClock) -> None:
    line = await lived(tmp_path, clock)
    line = Line(tmp_path, clock)
    line.queue.clear()
    line.remove(line.phones[101], 5)
    line.store.close()
    again = Line(tmp_path, clock)

    assert account(again).say("z")["message_id"] == 6
    assert again.queue.next_id == line.queue.next_id + 1
    again.store.close()


async def test_the_webhook_and_the_token_go_on(tmp_path: Path, clock: FakeClock) -> None:
    line = Line(tmp_path, clock)
    await Bot(line)("setWebhook", url="http://127.0.0.1:9/", allowed_updates=["message"])
    line.store.close()
    line = Line(tmp_path, clock)

    assert (line.webhook.url, line.queue.allowed) == ("http://127.0.0.1:9/", ["message"])
    assert (await Bot(line, "5:stranger")("getMe")).status == 401
    assert b"practice" not in (tmp_path / "line.sqlite3").read_bytes().replace(b"practice_", b"")
    line.store.close()


async def test_a_removed_phone_stays_away(tmp_path: Path, clock: FakeClock) -> None:
    line = Line(tmp_path, clock)
    account(line, 105).say("hi")
    line.remove_phone(line.phones[105])
    line.store.close()
    line = Line(tmp_path, clock)

    assert 105 not in line.phones
    line.store.close()
