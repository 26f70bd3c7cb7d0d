"""Deliveries to a webhook, with time and the bot's web server played by the test."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from practice.http_post import Reply
from practice.line import Line
from practice.people import Account
from tests.practice.clients import Bot, FakeClock, account, until

URL = "http://127.0.0.1:9/hook"


@dataclass
class WebServer:
    """A bot's web server: answers what the test prepared, then 200; time passes when asked."""

    clock: FakeClock
    replies: list[int | Reply | OSError] = field(default_factory=list)
    gates: dict[int, asyncio.Event] = field(default_factory=dict)
    got: list[Any] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    busy: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def post(self, url: str, headers: dict[str, str], body: bytes) -> Reply:
        update = json.loads(body)
        chat = update["message"]["chat"]["id"] if "message" in update else 0
        self.busy[chat] += 1
        assert self.busy[chat] == 1, "two deliveries of one chat at a time"
        self.got.append(update)
        self.headers.append(headers)
        self.news.set()
        if chat in self.gates:
            await self.gates[chat].wait()
        self.busy[chat] -= 1
        reply = self.replies.pop(0) if self.replies else 200
        if isinstance(reply, OSError):
            raise reply
        return reply if isinstance(reply, Reply) else Reply(reply, None, "", b"")

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.clock.advance(seconds)
        await asyncio.sleep(0)

    async def until(self, count: int) -> list[str]:
        """Wait for ``count`` deliveries and return their texts."""
        async with asyncio.timeout(5):
            while len(self.got) < count:
                await self.news.wait()
                self.news.clear()
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
async def server(line: Line, clock: FakeClock) -> AsyncIterator[WebServer]:
    """Deliveries begin as soon as an address is set."""
    server = WebServer(clock)
    line.webhook.post, line.webhook.sleep = server.post, server.sleep
    async with asyncio.TaskGroup() as tasks:
        line.webhook.start(tasks)
        yield server
        line.webhook.stop()


async def settle(line: Line) -> None:
    """Let deliveries go on until nothing waits."""
    await until(lambda: not len(line.queue))


async def test_updates_come_in_order_with_the_secret(
    bot: Bot, dana: Account, server: WebServer
) -> None:
    dana.say("before")
    answer = await bot("setWebhook", url=URL, secret_token="s3cret")
    dana.say("after")

    assert await server.until(2) == ["before", "after"]
    assert server.headers[0] == {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
    assert answer.body["description"] == "Webhook was set"


async def test_a_chat_waits_for_its_own_answer_only(
    bot: Bot, line: Line, dana: Account, server: WebServer
) -> None:
    await bot("setWebhook", url=URL)
    server.gates[101] = asyncio.Event()
    dana.say("a")
    dana.say("b")
    account(line, 102).say("c")
    seen = await server.until(2)
    server.gates[101].set()

    assert seen == ["a", "c"]
    assert await server.until(3) == ["a", "c", "b"]


async def test_a_refused_update_comes_again_after_growing_pauses(
    bot: Bot, line: Line, dana: Account, server: WebServer
) -> None:
    server.replies = [500, OSError("refused"), 404, *[502] * 6]
    await bot("setWebhook", url=URL)
    dana.say("a")
    dana.say("b")
    seen = await server.until(11)
    await settle(line)

    assert seen == ["a"] * 10 + ["b"]
    assert server.pauses[:5] == [2, 4, 8, 16, 32]
    assert all(60 <= pause <= 120 for pause in server.pauses[5:])


@pytest.mark.parametrize(("asked", "kept"), [(7, 7), (99_999, 3600)])
async def test_a_retry_after_is_kept_up_to_an_hour(
    bot: Bot, dana: Account, server: WebServer, asked: float, kept: float
) -> None:
    server.replies = [Reply(503, asked, "", b"")]
    await bot("setWebhook", url=URL)
    dana.say("a")
    await server.until(2)

    assert server.pauses == [kept]


async def test_an_update_nobody_takes_dies_after_a_day(
    bot: Bot, line: Line, dana: Account, server: WebServer
) -> None:
    server.replies = [Reply(503, 3600, "", b"")] * 30
    await bot("setWebhook", url=URL)
    dana.say("a")
    await settle(line)

    assert len(server.got) == 24


@pytest.mark.usefixtures("clock")
async def test_the_state_of_a_webhook_is_told(bot: Bot, dana: Account, server: WebServer) -> None:
    server.replies = [500]
    await bot("setWebhook", url=URL, max_connections=3, allowed_updates=["message"])
    dana.say("a")
    await server.until(2)
    info = (await bot("getWebhookInfo")).result

    assert (info["url"], info["max_connections"]) == (URL, 3)
    assert info["allowed_updates"] == ["message"]
    assert info["last_error_message"] == "Wrong response from the webhook: 500"


async def test_an_answer_may_hold_a_method(
    bot: Bot, line: Line, dana: Account, server: WebServer
) -> None:
    line.webhook.answered = lambda reply: bot.api.perform(reply.content_type, reply.body)
    body = json.dumps({"method": "sendMessage", "chat_id": 101, "text": "hi"}).encode()
    server.replies = [Reply(200, None, "application/json", body)]
    await bot("setWebhook", url=URL)
    dana.say("a")
    await settle(line)

    assert dana.phone.messages[3]["text"] == "hi"


@pytest.mark.usefixtures("line")
async def test_a_deleted_webhook_gets_nothing_more(
    bot: Bot, dana: Account, server: WebServer
) -> None:
    await bot("setWebhook", url=URL)
    deleted = await bot("deleteWebhook")
    again = await bot("deleteWebhook")
    dana.say("a")

    assert deleted.body["description"] == "Webhook was deleted"
    assert again.body["description"] == "Webhook is already deleted"
    assert (len(await bot.updates()), server.got) == (1, [])


@pytest.mark.parametrize(
    ("method", "params"), [("setWebhook", {"url": URL}), ("deleteWebhook", {})]
)
async def test_what_waits_can_be_dropped(
    bot: Bot, dana: Account, method: str, params: dict[str, str]
) -> None:
    dana.say("a")
    await bot(method, drop_pending_updates=True, **params)

    assert (await bot("getWebhookInfo")).result["pending_update_count"] == 0


async def test_the_same_setting_again_changes_nothing(bot: Bot) -> None:
    await bot("setWebhook", url=URL)
    again = await bot("setWebhook", url=URL)

    assert again.body["description"] == "Webhook is already set"


@pytest.mark.parametrize(
    ("params", "error"),
    [
        (
            {"url": "nonsense"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            {"url": "https://example.org/hook"},
            "bad webhook: the practice line delivers to http addresses of this machine only",
        ),
        ({"url": "http://127.0.0.1:port/"}, "bad webhook: invalid URL specified"),
        ({"url": URL, "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": URL, "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
async def test_a_webhook_has_rules(bot: Bot, params: dict[str, Any], error: str) -> None:
    assert (await bot("setWebhook", **params)).error == f"Bad Request: {error}"
