"""A bad day on demand."""

from typing import Any

import aiohttp
import pytest

from practice.faults import CALM
from practice.line import Line
from practice.server import Running
from tests.practice.clients import Bot, FakeClock, Page, account

Json = dict[str, Any]


async def send(bot: Bot, chat_id: int = 101) -> Any:
    return await bot("sendMessage", chat_id=chat_id, text="x")


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize(
    ("rule", "status", "error"),
    [
        ({"status": 429, "retry_after": 7}, 429, "Too Many Requests: retry after 7"),
        ({"status": 403}, 403, "Forbidden: bot was blocked by the user"),
        (
            {"status": 403, "description": "Forbidden: user is deactivated"},
            403,
            "Forbidden: user is deactivated",
        ),
        ({"status": 400}, 400, "Bad Request: chat not found"),
        ({"status": 500}, 500, "Internal Server Error"),
        ({"status": 502}, 502, "Bad Gateway"),
    ],
    ids=["429", "403", "words", "400", "500", "502"],
)
async def test_a_rule_refuses_once(
    bot: Bot, line: Line, rule: Json, status: int, error: str
) -> None:
    line.faults.set({"next": [rule]})
    answer = await send(bot)

    assert (answer.status, answer.body["error_code"], answer.error) == (status, status, error)
    assert (await send(bot)).status == 200


@pytest.mark.usefixtures("dana")
async def test_a_429_says_how_long(bot: Bot, line: Line) -> None:
    line.faults.set({"next": [{"status": 429, "retry_after": 7}]})

    assert (await send(bot)).body["parameters"] == {"retry_after": 7}


@pytest.mark.usefixtures("dana")
async def test_a_migrated_chat_says_where_to(bot: Bot, line: Line) -> None:
    line.faults.set({"next": [{"status": 400, "migrate_to_chat_id": -1005}]})
    answer = await send(bot)

    assert answer.error == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer.body["parameters"] == {"migrate_to_chat_id": -1005}


@pytest.mark.usefixtures("dana")
async def test_a_rule_meets_its_method_and_chat_only(bot: Bot, line: Line) -> None:
    account(line, 102).say("hi")
    rule = {"method": "sendmessage", "chat_id": 102, "times": 2, "status": 403}
    line.faults.set({"next": [rule]})
    others = [(await send(bot)).status, (await bot("getMe")).status]

    assert others == [200, 200]
    assert [(await send(bot, 102)).status for _ in range(3)] == [403, 403, 200]


@pytest.mark.usefixtures("dana")
async def test_a_wrong_request_is_refused_for_what_it_is(bot: Bot, line: Line) -> None:
    line.faults.set({"next": [{"status": 500}]})

    assert (await bot("sendMessage", chat_id=101)).error == "Bad Request: message text is empty"


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize(
    ("limit", "statuses"),
    [
        ({"per_second": 2}, [200, 200, 429]),
        ({"per_chat_per_second": 1}, [200, 429, 429]),
        ({"per_group_per_minute": 1}, [200, 200, 200]),
    ],
)
async def test_limits_answer_429_and_pass(
    bot: Bot, line: Line, clock: FakeClock, limit: Json, statuses: list[int]
) -> None:
    line.faults.set({"rate_limit": limit})
    answers = [await send(bot) for _ in range(3)]
    clock.advance(1)

    assert [answer.status for answer in answers] == statuses
    assert (await send(bot)).status == 200


async def test_a_group_has_a_limit_a_minute(line: Line, clock: FakeClock) -> None:
    line.faults.set({"rate_limit": {"per_group_per_minute": 1}})
    first = line.faults.fate("sendMessage", -1005).refusal
    clock.advance(59)
    second = line.faults.fate("sendMessage", -1005).refusal

    assert first is None
    assert second is not None
    assert second.parameters == {"retry_after": 1}


@pytest.mark.usefixtures("dana")
async def test_what_sends_nothing_is_not_limited(bot: Bot, line: Line) -> None:
    line.faults.set({"rate_limit": {"per_second": 1}})

    assert [(await bot("getMe")).status for _ in range(3)] == [200, 200, 200]


@pytest.mark.usefixtures("dana")
async def test_errors_come_by_chance(bot: Bot, line: Line) -> None:
    line.faults.set({"error_500": 1})
    always = (await send(bot)).status
    line.faults.set({"error_500": 0})

    assert (always, (await send(bot)).status) == (500, 200)


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"rain": 1}, "There is no fault called rain."),
        ({"rate_limit": {"per_year": 1}}, "There is no rate limit called per_year."),
        ({"drop_answers": "often"}, "drop_answers must be a number of 0 or more."),
        ({"delay_ms": -1}, "delay_ms must be a number of 0 or more."),
        ({"next": [{"colour": "red"}]}, "A rule has these fields only"),
        ({"next": [{"times": "x"}]}, "times in a rule is of the wrong type."),
        ({"next": [{"status": 200}]}, "A rule has a status of Telegram's"),
        ({"next": [{"drop": "never"}]}, "A rule has a status of Telegram's"),
        ({"next": {}}, "next a list of rules"),
        ({"rate_limit": {"per_second": -1}}, "per_second must be a number of 0 or more."),
    ],
)
async def test_settings_are_checked(line: Line, settings: Json, error: str) -> None:
    with pytest.raises(ValueError, match=error):
        line.faults.set(settings)

    assert line.faults.settings == CALM


@pytest.mark.parametrize(
    ("settings", "arrived"),
    [
        ({"drop_answers": 1}, 1),
        ({"refuse_connections": 1}, 0),
        ({"next": [{"drop": "before"}]}, 0),
        ({"next": [{"drop": "after"}]}, 1),
    ],
)
async def test_a_connection_is_cut_before_or_after_the_work(
    running: Running, page: Page, settings: Json, arrived: int
) -> None:
    dana = account(running.line)
    dana.say("/start")
    await page("PUT", "faults", settings)
    body = {"chat_id": 101, "text": "x"}

    with pytest.raises(aiohttp.ClientConnectionError):
        await page.session.post(f"{running.url}bot1000001:practice/sendMessage", json=body)

    assert len(dana.phone.messages) == 1 + arrived


@pytest.mark.usefixtures("dana")
async def test_a_delay_is_waited_for(bot: Bot, line: Line) -> None:
    line.faults.set({"delay_ms": 1, "next": [{"delay_ms": 2}]})
    fate = line.faults.fate("sendMessage", 101)

    assert fate.delay == pytest.approx(0.003)
    assert (await send(bot)).status == 200
