"""The house in which the stories of the queue and the relay play."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.app.editions import ShelfEditions
from bot.content.shelf import Shelf
from bot.usecases.edition import Editions
from tests.handoff.house import House, a_house
from tests.handoff.paths import KNOWLEDGE
from tests.handoff.people import NAMES, traces_of
from tests.handoff.quick import stay_in_the_thread
from tests.handoff.stories import Story


@pytest.fixture(scope="session")
def editions() -> Editions:
    """The real knowledge, read once."""
    return ShelfEditions(Shelf(KNOWLEDGE, lambda: datetime(2026, 11, 24, tzinfo=UTC)))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stories need no threads."""
    stay_in_the_thread(monkeypatch)


@pytest.fixture
async def house(sqlite_url: str, editions: Editions) -> AsyncIterator[House]:
    """A house with its team in place, on SQLite."""
    async with a_house(sqlite_url, editions) as opened:
        await opened.enrol()
        yield opened
        check(opened)


@pytest.fixture
async def each_house(database_url: str, editions: Editions) -> AsyncIterator[House]:
    """A house with its team in place, on each kind of database."""
    async with a_house(database_url, editions) as opened:
        await opened.enrol()
        yield opened
        check(opened)


@pytest.fixture
def story(house: House) -> Story:
    """Short words for what often happens in a house."""
    return Story(house)


def check(house: House) -> None:
    """See that nothing was swallowed, and that nobody learned who anybody else is."""
    assert not house.meter.counts["handoff_errors"]
    for call in house.calls:
        params = {key: value for key, value in call.params.items() if key != "from_chat_id"}
        told = json.dumps(params, ensure_ascii=False)
        to = call.chat_id or params.get("scope", {}).get("chat_id")
        for other in NAMES.keys() - {to}:
            assert not any(trace in told for trace in traces_of(other)), call.method
