"""A line with nobody's real time, its bot, and a served line with its page."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from practice.line import Line
from practice.people import Account
from practice.server import Running
from tests.practice.clients import Bot, FakeClock, Page, account


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def line(clock: FakeClock) -> Line:
    return Line(clock=clock)


@pytest.fixture
def bot(line: Line) -> Bot:
    return Bot(line)


@pytest.fixture
def dana(line: Line) -> Account:
    """Account 101, who has pressed start and whose message is message 1."""
    dana = account(line)
    dana.say("/start")
    line.queue.clear()
    return dana


@pytest.fixture
async def running(clock: FakeClock) -> AsyncIterator[Running]:
    async with Running(clock=clock) as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def page(running: Running, session: aiohttp.ClientSession) -> Page:
    return Page(session, running.url)
