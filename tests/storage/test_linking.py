"""Numbers of messages that were not sent when the call about them was decided."""

from typing import Any

import pytest

from bot.domain.handoff.links import linked
from bot.storage.calls import dump_params
from bot.storage.linking import MARK, NoNumberError, links_in, with_numbers

NUMBERS = {1: 77, 2: 88}
DEEP = {"a": [{"b": linked(1)}, linked(2)], "c": linked(1), "d": "x"}


def test_links_are_found_at_any_depth() -> None:
    assert list(links_in(DEEP)) == [1, 2, 1]


def test_numbers_stand_where_the_links_stood() -> None:
    assert with_numbers(DEEP, NUMBERS) == {"a": [{"b": 77}, 88], "c": 77, "d": "x"}


def test_a_reply_to_what_was_never_sent_is_no_reply() -> None:
    params = {"text": "x", "reply_parameters": {"message_id": linked(9)}}

    assert with_numbers(params, NUMBERS) == {"text": "x"}


def test_a_reply_to_what_was_sent_is_one() -> None:
    params = {"reply_parameters": {"message_id": linked(1)}}

    assert with_numbers(params, NUMBERS) == {"reply_parameters": {"message_id": 77}}


def test_a_list_goes_without_what_was_never_sent() -> None:
    assert with_numbers({"message_ids": [linked(9), linked(2), 3]}, NUMBERS) == {
        "message_ids": [88, 3]
    }


@pytest.mark.parametrize(
    "params",
    [
        pytest.param({"message_id": linked(9)}, id="the message itself"),
        pytest.param({"message_ids": [linked(9)]}, id="nothing is left"),
        pytest.param({"a": {"b": linked(9)}}, id="deeper"),
    ],
)
def test_what_means_nothing_without_the_message_is_hopeless(params: dict[str, Any]) -> None:
    with pytest.raises(NoNumberError):
        with_numbers(params, NUMBERS)


@pytest.mark.parametrize("words", ['"$link"', '{"$link":1}', "$link", '\\"$link"'])
def test_nobody_can_write_a_link(words: str) -> None:
    params = {"text": words}

    assert MARK not in dump_params(params)
    assert list(links_in(params)) == []
    assert with_numbers(params, {}) == params
