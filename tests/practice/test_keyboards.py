"""Buttons: what they must be, and what they do to a phone."""

from typing import Any

import pytest

from practice.people import Account
from tests.practice.clients import Bot

Json = dict[str, Any]
PARSE = "can't parse inline keyboard button: "


async def send(bot: Bot, markup: Json) -> Any:
    return await bot("sendMessage", chat_id=101, text="Choose.", reply_markup=markup)


def inline(**button: Any) -> Json:
    return {"inline_keyboard": [[{"text": "Go", **button}]]}


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize(
    ("markup", "error"),
    [
        pytest.param(
            inline(), PARSE + "Text buttons are unallowed in the inline keyboard", id="no action"
        ),
        pytest.param(
            inline(callback_data=""),
            PARSE + "Text buttons are unallowed in the inline keyboard",
            id="empty data",
        ),
        pytest.param(
            inline(callback_data="a", url="http://a.org"),
            PARSE + "exactly one action must be specified in the inline keyboard button",
            id="two actions",
        ),
        pytest.param(inline(callback_data="é" * 33), "BUTTON_DATA_INVALID", id="66 bytes"),
        pytest.param(
            inline(url="ftp://a.org"),
            "inline keyboard button URL 'ftp://a.org' is invalid: Unsupported URL protocol",
            id="protocol",
        ),
        pytest.param(
            inline(url="http://localhost"),
            "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
            id="localhost",
        ),
        pytest.param(
            inline(text=" ", callback_data="a"),
            PARSE + "Inline keyboard button text must be non-empty",
            id="no text",
        ),
        pytest.param(
            inline(copy_text={"text": "a" * 257}), "BUTTON_COPY_TEXT_INVALID", id="long copy"
        ),
        pytest.param(inline(callback_data="a", style="pink"), "BUTTON_STYLE_INVALID", id="style"),
        pytest.param(inline(pay=True), "BUTTON_TYPE_INVALID", id="pay"),
        pytest.param(
            {"inline_keyboard": [[{"text": "a", "callback_data": "a"}] * 8] * 13},
            "reply markup is too long",
            id="104 buttons",
        ),
        pytest.param(
            {"keyboard": []}, "reply keyboard must have at least one button", id="no buttons"
        ),
        pytest.param(
            {"keyboard": [[" "]]},
            "can't parse keyboard button: text must be non-empty",
            id="blank button",
        ),
        pytest.param(
            {"force_reply": True, "input_field_placeholder": "a" * 65},
            "input field placeholder is too long",
            id="long placeholder",
        ),
    ],
)
async def test_refuses(bot: Bot, markup: Json, error: str) -> None:
    assert (await send(bot, markup)).error == f"Bad Request: {error}"


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize(
    "button",
    [
        {"callback_data": "a" * 64},
        {"url": "https://example.org"},
        {"copy_text": {"text": "988"}, "style": "danger"},
        {"switch_inline_query": ""},
    ],
)
async def test_an_inline_keyboard_comes_back_with_the_message(bot: Bot, button: Json) -> None:
    answer = await send(bot, inline(**button))

    assert answer.result["reply_markup"] == inline(**button)


@pytest.mark.usefixtures("dana")
async def test_an_inline_keyboard_without_buttons_is_none(bot: Bot) -> None:
    assert "reply_markup" not in (await send(bot, {"inline_keyboard": [[]]})).result


async def test_a_reply_keyboard_stays_until_it_is_removed(bot: Bot, dana: Account) -> None:
    keyboard = {"keyboard": [[{"text": "Talk"}]], "is_persistent": True}
    answer = await send(bot, keyboard)
    dana.say("Talk")
    kept = dana.phone.keyboard
    await send(bot, {"remove_keyboard": True})

    assert "reply_markup" not in answer.result
    assert (kept, dana.phone.keyboard) == (keyboard, None)


async def test_a_keyboard_for_one_use_can_be_unfolded_again(bot: Bot, dana: Account) -> None:
    await send(bot, {"keyboard": [["Talk"]], "one_time_keyboard": True})
    dana.say("Talk")

    assert dana.phone.keyboard == {"keyboard": [[{"text": "Talk"}]], "one_time_keyboard": True}


async def test_a_forced_reply_ends_with_the_next_message(bot: Bot, dana: Account) -> None:
    await send(bot, {"force_reply": True, "input_field_placeholder": "A name"})
    asked = (dana.phone.force_reply, dana.phone.placeholder)
    dana.say("River")

    assert asked == (True, "A name")
    assert (dana.phone.force_reply, dana.phone.placeholder) == (False, None)
