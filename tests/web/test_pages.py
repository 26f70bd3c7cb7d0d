"""The HTTP side, over real sockets."""

import asyncio
import io
from collections.abc import AsyncIterator, Sequence
from typing import Any

import aiohttp
import pytest
from starlette.applications import Starlette

from bot.usecases.ports import Backlog, StorageError
from bot.web.metrics import Metrics
from bot.web.pages import SECRET_HEADER, OperatorPages, WebhookPage
from bot.web.serving import AddressTakenError, listen, serving

SECRET = "a-secret-of-some-length"


class FakeUpkeep:
    """Counts two of everything; or is away."""

    away = False

    async def backlog(self) -> Backlog:
        if self.away:
            raise StorageError
        return Backlog(updates=2, calls=2, dead_letters=2, refused_calls=2)

    async def purge(self, *, before: object) -> int:
        return 0


class Door:
    """Takes updates, or cannot."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.away = False

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        if self.away:
            raise StorageError
        self.taken += updates


async def at(app: Starlette) -> AsyncIterator[str]:
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    async with serving(app, listener):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def upkeep() -> FakeUpkeep:
    return FakeUpkeep()


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
async def operator(upkeep: FakeUpkeep) -> AsyncIterator[str]:
    metrics = Metrics()
    metrics.count("turns_done", 3)
    async for url in at(OperatorPages(upkeep, metrics).app()):
        yield url


@pytest.fixture
async def webhook(door: Door) -> AsyncIterator[str]:
    async for url in at(WebhookPage(door.take, SECRET, "/hook").app()):
        yield f"{url}/hook"


async def get(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def post(url: str, body: str, secret: str = SECRET) -> int:
    headers = {SECRET_HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=io.BytesIO(body.encode()), headers=headers) as answer,
    ):
        return answer.status


async def test_health_tells_what_waits(operator: str) -> None:
    status, text = await get(f"{operator}/healthz")

    assert status == 200
    assert '"updates":2' in text


async def test_health_is_bad_while_the_database_is_away(operator: str, upkeep: FakeUpkeep) -> None:
    upkeep.away = True

    assert (await get(f"{operator}/healthz"))[0] == 503


async def test_metrics_count_events_and_what_waits(operator: str) -> None:
    _, text = await get(f"{operator}/metrics")

    assert 'warmline_events_total{event="turns_done"} 3.0' in text
    assert 'warmline_waiting{what="dead_letters"} 2.0' in text


async def test_counters_are_shown_before_anything_happened(operator: str) -> None:
    _, text = await get(f"{operator}/metrics")

    assert 'warmline_events_total{event="dead_letters"} 0.0' in text


async def test_metrics_are_there_while_the_database_is_away(
    operator: str, upkeep: FakeUpkeep
) -> None:
    upkeep.away = True

    assert (await get(f"{operator}/metrics"))[0] == 200


async def test_a_delivery_is_taken(webhook: str, door: Door) -> None:
    assert await post(webhook, '{"update_id": 5}') == 200
    assert door.taken == [{"update_id": 5}]


async def test_a_delivery_without_the_secret_is_refused(webhook: str, door: Door) -> None:
    assert await post(webhook, '{"update_id": 5}', secret="guess") == 403
    assert door.taken == []


async def test_a_delivery_that_could_not_be_kept_is_to_come_again(
    webhook: str, door: Door
) -> None:
    door.away = True

    assert await post(webhook, '{"update_id": 5}') == 503


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"update_id": "x"}', "x" * (1 << 20 | 1), "[" * 99_999]
)
async def test_what_is_no_update_is_refused(webhook: str, door: Door, body: str) -> None:
    assert await post(webhook, body) == 400
    assert door.taken == []


async def test_a_body_without_end_is_refused_while_it_still_comes(webhook: str) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * (1 << 16)

    headers = {SECRET_HEADER: SECRET}
    async with (
        asyncio.timeout(5),
        aiohttp.ClientSession() as session,
        session.post(webhook, data=endless(), headers=headers) as answer,
    ):
        assert answer.status == 400


def test_a_taken_address_is_named() -> None:
    first = listen("127.0.0.1", 0)
    first.listen()
    port = first.getsockname()[1]
    try:
        with pytest.raises(AddressTakenError, match=str(port)):
            listen("127.0.0.1", port)
    finally:
        first.close()
