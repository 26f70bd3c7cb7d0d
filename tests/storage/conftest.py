"""Stories of the handoff: one test, three times."""

from collections.abc import AsyncIterator

import pytest

from bot.storage.database import open_database
from bot.storage.sealing import Sealer
from tests.storage.stories import FakeStory, SqlStory, Story


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def story_url(request: pytest.FixtureRequest) -> str:
    """Where the story is kept; empty for memory."""
    names = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}
    if request.param == "memory":
        return ""
    url: str = request.getfixturevalue(names[request.param])
    return url


@pytest.fixture
async def story(story_url: str, sealer: Sealer) -> AsyncIterator[Story]:
    """A handoff with nothing in it, of each kind."""
    if not story_url:
        yield FakeStory()
        return
    async with open_database(story_url, sealer=sealer) as database:
        yield SqlStory(database)
