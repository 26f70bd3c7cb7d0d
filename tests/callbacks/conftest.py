"""A house in which people can be called, and a team with somebody on shift."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.app.editions import ShelfEditions
from bot.content.shelf import Shelf
from bot.domain.callbacks.terms import Terms
from bot.usecases.edition import Editions
from tests.callbacks.callers import Caller
from tests.handoff.checks import check
from tests.handoff.house import House, a_house
from tests.handoff.paths import KNOWLEDGE
from tests.handoff.quick import stay_in_the_thread

TERMS = Terms(offered=True, days=30, payer="Example Foundation")


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
    async with a_house(sqlite_url, editions, terms=TERMS) as opened:
        await opened.enrol()
        yield opened
        check(opened)


@pytest.fixture
async def each_house(database_url: str, editions: Editions) -> AsyncIterator[House]:
    """A house with its team in place, on each kind of database."""
    async with a_house(database_url, editions, terms=TERMS) as opened:
        await opened.enrol()
        yield opened
        check(opened)


@pytest.fixture
def dana(house: House) -> Caller:
    """Somebody who wants to be called."""
    return Caller(house)
