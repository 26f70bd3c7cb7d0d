"""The journal of the bot's requests."""

import pytest

from practice import journal
from tests.practice.clients import Bot


@pytest.mark.usefixtures("dana")
async def test_a_request_is_noted_as_it_came(bot: Bot) -> None:
    await bot("sendMessage", chat_id="101", text="<b>x</b>", parse_mode="HTML")
    await bot("sendMessage", chat_id="101", text="")
    sent, refused = bot.line.journal.read(0, 100)

    assert sent["params"] == {"chat_id": "101", "text": "<b>x</b>", "parse_mode": "HTML"}
    assert (sent["method"], sent["status"], sent["result_id"]) == ("sendMessage", 200, 2)
    assert (refused["status"], refused["error"]) == (400, "Bad Request: message text is empty")


async def test_polls_are_not_noted(bot: Bot) -> None:
    await bot("getUpdates")

    assert bot.line.journal.read(0, 100) == []


def test_numbers_go_on_when_the_oldest_are_dropped() -> None:
    book = journal.Journal()
    for number in range(journal.KEPT + 5):
        book.note(number, "getMe", {}, (200, None, None))

    assert [entry["n"] for entry in book.read(0, 2)] == [6, 7]
    assert [entry["n"] for entry in book.read(journal.KEPT + 3, 9)] == [10_004, 10_005]
