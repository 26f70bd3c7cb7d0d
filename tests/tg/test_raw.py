"""Reading updates before anybody parses them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tg.raw import incoming, received
from tests.builders import CHAT, message, press

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["message", "from", "chat", "id", "text", "contact", "callback_query"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def test_messages_and_presses_of_one_chat_share_a_lane() -> None:
    assert received(message("hello")).lane == received(press("go")).lane == f"chat:{CHAT}"


def test_an_update_of_nobody_has_a_lane_of_its_own() -> None:
    assert received({"update_id": 9, "poll": {"id": "5"}}).lane == "update:9"


def test_an_id_that_no_table_could_hold_is_none() -> None:
    chat = {"id": 1 << 63, "type": "private"}

    assert received({"update_id": 9, "message": {"chat": chat}}).lane == "update:9"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        pytest.param({"text": "hello"}, ("hello",), id="text"),
        pytest.param({"photo": [], "caption": "look"}, ("look",), id="caption"),
        pytest.param(
            {"contact": {"first_name": "Ann", "last_name": "Bee"}}, ("Ann", "Bee"), id="contact"
        ),
        pytest.param({"poll": {"question": "how?"}}, ("how?",), id="poll"),
        pytest.param({"sticker": {}}, (), id="no words"),
    ],
)
def test_every_word_is_read(parts: dict[str, Any], words: tuple[str, ...]) -> None:
    assert incoming({"update_id": 1, "message": parts}).words == words


def test_inline_queries_are_read_too() -> None:
    update = {"update_id": 1, "inline_query": {"from": {"id": 5}, "query": "help me"}}

    assert incoming(update).words == ("help me",)
    assert incoming(update).chat_id == 5


@given(st.dictionaries(st.sampled_from(["message", "edited_message", "callback_query"]), JSON))
def test_nothing_that_telegram_could_send_breaks_the_reading(update: dict[str, Any]) -> None:
    received({"update_id": 1, **update})
