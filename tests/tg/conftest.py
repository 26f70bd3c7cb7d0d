"""The real Application over a fake Telegram, at a reception with a small knowledge."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram import Bot
from telegram.ext import Application

from bot.domain.answers import Policy
from bot.tg.handlers import Handlers
from bot.tg.handoff.station import Station
from bot.tg.reception import Reception
from bot.usecases.asking import Ask
from bot.usecases.danger import Listen
from bot.usecases.people import Recognise
from tests.builders import knowledge, open_update
from tests.fakes import FakeEditions, FakeMeter, FakePeople, FakeTelegram, FakeTurn
from tests.handoff_house import House


@dataclass
class FrontDesk:
    """Hands updates to the reception, one turn each; people are remembered between turns."""

    reception: Reception
    editions: FakeEditions
    people: FakePeople = field(default_factory=FakePeople)
    house: House = field(default_factory=House)

    async def __call__(self, update: dict[str, Any]) -> FakeTurn:
        turn = FakeTurn(open_update(json.dumps(update)), self.people, house=self.house)
        await self.reception(turn)
        return turn


@pytest.fixture
async def desk() -> AsyncIterator[FrontDesk]:
    editions = FakeEditions(knowledge())
    telegram = FakeTelegram()
    bot = Bot("1000001:test", request=telegram, get_updates_request=telegram)
    application = Application.builder().bot(bot).updater(None).job_queue(None).build()
    station = Station((), "US", lambda: "warmline_bot")
    Handlers(Ask(editions, Policy()), station).register(application)
    await application.initialize()
    meter = FakeMeter()
    listen = Listen(editions, meter)
    reception = Reception(editions, Recognise("US"), listen, application, station, meter)
    yield FrontDesk(reception, editions)
    await application.shutdown()
