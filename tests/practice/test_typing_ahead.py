"""Inline mode: typing after the bot's name, what it offers, what is chosen."""

from typing import Any

import pytest

from practice import typing_ahead
from practice.composing import CannotError
from practice.inline_queries import KEPT
from practice.people import Account
from tests.practice.clients import Answer, Bot, FakeClock, account

Json = dict[str, Any]


def article(name: str = "a", text: str = "Take a breath", **more: Any) -> Json:
    content = {"message_text": text}
    given = {"type": "article", "id": name, "title": "Breathe", "input_message_content": content}
    return given | more


async def answered(bot: Bot, query_id: str, *results: Json, **more: Any) -> Answer:
    return await bot("answerInlineQuery", inline_query_id=query_id, results=list(results), **more)


def offers(bot: Bot) -> list[Json]:
    """Return what pages were offered so far."""
    events = bot.line.hub.after(bot.line.hub.seq - 99)
    return [content for _, kind, _, content in events if kind == "inline"]


async def test_the_bot_is_told_what_was_typed(bot: Bot, dana: Account) -> None:
    query = typing_ahead.ask(dana, "bre")
    (update,) = await bot.updates()

    assert update["inline_query"] == {
        "id": query.id, "from": dana.phone.user, "query": "bre", "offset": "",
        "chat_type": "sender",
    }  # fmt: skip


async def test_what_is_offered_reaches_the_page(bot: Bot, dana: Account) -> None:
    query = typing_ahead.ask(dana, "bre")
    await answered(bot, query.id, article(description="slowly"), next_offset="2")

    assert offers(bot) == [
        {
            "inline_query_id": query.id, "query": "bre", "offset": "", "next_offset": "2",
            "results": [{"id": "a", "title": "Breathe", "description": "slowly"}],
            "button": None,
        }
    ]  # fmt: skip


async def test_what_is_chosen_is_a_message_of_the_person_by_way_of_the_bot(
    bot: Bot, dana: Account
) -> None:
    query = typing_ahead.ask(dana, "bre")
    await answered(bot, query.id, article(text="<b>Breathe</b>") | {
        "input_message_content": {"message_text": "<b>Breathe</b>", "parse_mode": "HTML"}
    })  # fmt: skip
    typing_ahead.choose(dana.answering(1), query.id, "a")
    message = (await bot.updates())[-1]["message"]

    assert (message["from"]["id"], message["via_bot"]["is_bot"]) == (101, True)
    assert (message["text"], message["entities"][0]["type"]) == ("Breathe", "bold")
    assert message["reply_to_message"]["message_id"] == 1


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ({"phone_number": "+1", "first_name": "Line"}, "contact"),
        ({"latitude": 1, "longitude": 2}, "location"),
    ],
)
async def test_a_result_may_be_a_contact_or_a_place(
    bot: Bot, dana: Account, content: Json, part: str
) -> None:
    query = typing_ahead.ask(dana, "")
    await answered(bot, query.id, article(input_message_content=content))

    assert part in typing_ahead.choose(dana, query.id, "a")


@pytest.mark.parametrize(
    ("personal", "asks_again"), [(False, False), (True, True)], ids=["for all", "personal"]
)
async def test_an_answer_is_remembered_for_all_unless_it_is_personal(
    bot: Bot, dana: Account, *, personal: bool, asks_again: bool
) -> None:
    first = typing_ahead.ask(dana, "bre")
    await answered(bot, first.id, article(), is_personal=personal)
    await bot.updates()
    sam = account(bot.line, 103)
    second = typing_ahead.ask(sam, "bre")

    assert bool(await bot.updates()) is asks_again
    assert [offer["inline_query_id"] for offer in offers(bot)][1:] == (
        [] if asks_again else [second.id]
    )


async def test_the_same_account_gets_its_own_answer_again_until_it_is_stale(
    bot: Bot, dana: Account, clock: FakeClock
) -> None:
    first = typing_ahead.ask(dana, "bre")
    await answered(bot, first.id, article(), is_personal=True, cache_time=60)
    again = typing_ahead.ask(dana, "bre")
    clock.advance(60)
    typing_ahead.ask(dana, "bre")

    assert typing_ahead.choose(dana, again.id, "a")["text"] == "Take a breath"
    assert [kind for update in await bot.updates() for kind in update][1::2] == [
        "inline_query", "message",
    ]  # fmt: skip


async def test_a_query_waits_30_seconds(bot: Bot, dana: Account, clock: FakeClock) -> None:
    query = typing_ahead.ask(dana, "bre")
    clock.advance(30)

    assert await bot.updates() == []
    assert "query is too old" in (await answered(bot, query.id, article())).error


async def test_a_query_is_answered_once(bot: Bot, dana: Account) -> None:
    query = typing_ahead.ask(dana, "bre")
    await answered(bot, query.id, article())

    assert "query is too old" in (await answered(bot, query.id, article())).error


@pytest.mark.parametrize(
    ("results", "error"),
    [
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article(str(n)) for n in range(51)], "RESULTS_TOO_MUCH"),
        ([article("x" * 65)], "RESULT_ID_INVALID"),
        ([article(text=" ")], "text must be non-empty"),
        ([article(title=" ")], "can't parse inline query result: title must be non-empty"),
        (
            [article(type="photo")],
            'can\'t parse inline query result: type "photo" is unsupported',
        ),
        (
            [article(input_message_content={})],
            "can't parse input message content: none of its kinds is known",
        ),
    ],
    ids=["twice", "51", "long id", "no text", "no title", "a photo", "no content"],
)
async def test_results_have_rules(
    bot: Bot, dana: Account, results: list[Json], error: str
) -> None:
    query = typing_ahead.ask(dana, "bre")

    assert (await answered(bot, query.id, *results)).error == f"Bad Request: {error}"


async def test_buttons_in_results_are_refused(bot: Bot, dana: Account) -> None:
    query = typing_ahead.ask(dana, "bre")
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    answer = await answered(bot, query.id, article(reply_markup=keyboard))

    assert "not on the practice line" in answer.error


@pytest.mark.parametrize("result", ["b", ""])
async def test_only_what_is_offered_can_be_chosen(bot: Bot, dana: Account, result: str) -> None:
    query = typing_ahead.ask(dana, "bre")
    await answered(bot, query.id, article())

    with pytest.raises(CannotError, match="not offered"):
        typing_ahead.choose(dana, query.id, result)


async def test_old_offers_are_forgotten(bot: Bot, dana: Account) -> None:
    first = typing_ahead.ask(dana, "bre")
    await answered(bot, first.id, article())
    for _ in range(KEPT):
        typing_ahead.ask(dana, "bre")

    with pytest.raises(CannotError, match="not offered"):
        typing_ahead.choose(dana, first.id, "a")


async def test_a_query_has_256_characters(dana: Account) -> None:
    typing_ahead.ask(dana, "x" * 256)

    with pytest.raises(CannotError, match="256"):
        typing_ahead.ask(dana, "x" * 257)


async def test_getme_says_that_the_bot_knows_inline_mode(bot: Bot) -> None:
    assert (await bot("getMe")).result["supports_inline_queries"] is True
