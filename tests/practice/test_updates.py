"""The queue of updates: what is wanted, how long it lives, what confirms it."""

import pytest

from practice.line import Line
from practice.people import Account
from tests.practice.clients import Bot, FakeClock


@pytest.mark.usefixtures("line")
async def test_numbers_grow_and_start_by_chance(dana: Account, bot: Bot) -> None:
    for word in "ab":
        dana.say(word)
    first, second = await bot.updates()

    assert second["update_id"] == first["update_id"] + 1
    assert Line().queue.next_id != Line().queue.next_id


@pytest.mark.parametrize(("age", "alive"), [(86_399, 1), (86_400, 0)])
async def test_a_message_waits_a_day(
    bot: Bot, dana: Account, clock: FakeClock, age: int, alive: int
) -> None:
    dana.say("hello")
    clock.advance(age)

    assert len(await bot.updates()) == alive


@pytest.mark.parametrize(("age", "alive"), [(149, 1), (150, 0)])
async def test_a_press_waits_150_seconds(
    bot: Bot, dana: Account, clock: FakeClock, age: int, alive: int
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    await bot("sendMessage", chat_id=101, text="x", reply_markup=keyboard)
    dana.press(2, 0, 0)
    clock.advance(age)

    assert len(await bot.updates()) == alive


async def test_reactions_come_only_when_asked_for(bot: Bot, dana: Account) -> None:
    dana.react(1, "👍")
    before = await bot.updates(allowed_updates=["message", "message_reaction"])
    dana.react(1, "👎")
    (update,) = await bot.updates()

    assert before == []
    assert update["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👎"}]


async def test_the_wish_for_kinds_sticks_until_it_changes(bot: Bot, dana: Account) -> None:
    await bot.updates(allowed_updates=["callback_query"])
    dana.say("unwanted")
    unwanted = await bot.updates()
    await bot.updates(allowed_updates=[])
    dana.say("wanted")

    assert (unwanted, len(await bot.updates())) == ([], 1)
