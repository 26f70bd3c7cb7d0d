"""Presses of buttons and the bot's answers to them."""

import pytest

from practice.composing import CannotError
from practice.people import Account
from tests.practice.clients import Bot, FakeClock

BUTTONS = {
    "inline_keyboard": [
        [{"text": "a", "callback_data": "data"}, {"text": "b", "url": "https://example.org"}]
    ]
}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
async def press(bot: Bot, dana: Account) -> str:
    """Message 2 has buttons, and the first was pressed."""
    await bot("sendMessage", chat_id=101, text="x", reply_markup=BUTTONS)
    return dana.press(2, 0, 0)


async def test_the_bot_is_told_who_pressed_what(bot: Bot, press: str) -> None:
    (update,) = await bot.updates()
    query = update["callback_query"]

    assert (query["id"], query["data"], query["from"]["id"]) == (press, "data", 101)
    assert query["message"]["message_id"] == 2
    assert query["chat_instance"]


async def test_the_bot_is_told_what_the_message_with_the_button_answers(
    bot: Bot, dana: Account
) -> None:
    parameters = {"message_id": 1, "quote": "start"}
    await bot(
        "sendMessage", chat_id=101, text="x", reply_markup=BUTTONS, reply_parameters=parameters
    )
    dana.press(2, 0, 0)
    (update,) = await bot.updates()
    message = update["callback_query"]["message"]

    assert message["reply_to_message"]["message_id"] == 1
    assert message["quote"]["text"] == "start"


async def test_the_answer_reaches_the_page(bot: Bot, press: str) -> None:
    before = bot.line.hub.seq
    await bot("answerCallbackQuery", callback_query_id=press, text="ok", show_alert=True)
    ((_, kind, phone, content),) = bot.line.hub.after(before)

    assert (kind, phone) == ("answer", 101)
    assert content == {
        "callback_query_id": press, "text": "ok", "show_alert": True, "url": None,
    }  # fmt: skip


@pytest.mark.parametrize(("age", "alive"), [(149, True), (150, False)])
async def test_a_press_can_be_answered_for_150_seconds(
    bot: Bot, press: str, clock: FakeClock, age: int, *, alive: bool
) -> None:
    clock.advance(age)
    answer = await bot("answerCallbackQuery", callback_query_id=press)

    assert answer.body.get("description") == (None if alive else TOO_OLD)


async def test_an_unknown_press_cannot_be_answered(bot: Bot) -> None:
    assert (await bot("answerCallbackQuery", callback_query_id="5")).error == TOO_OLD


async def test_an_answer_has_up_to_200_units(bot: Bot, press: str) -> None:
    long = await bot("answerCallbackQuery", callback_query_id=press, text="x" * 201)

    assert long.error == "Bad Request: MESSAGE_TOO_LONG"


@pytest.mark.usefixtures("bot")
async def test_ids_do_not_come_twice(dana: Account, press: str) -> None:
    assert dana.press(2, 0, 0) != press


@pytest.mark.usefixtures("press")
@pytest.mark.parametrize("place", [(2, 0, 1), (2, 0, 9), (2, -1, 0), (1, 0, 0), (77, 0, 0)])
async def test_only_a_button_with_data_calls_the_bot(
    dana: Account, place: tuple[int, int, int]
) -> None:
    with pytest.raises(CannotError):
        dana.press(*place)
