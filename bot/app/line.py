"""One running line: every part made once, and connected."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from telegram.ext import Application

from bot.app.editions import ShelfEditions
from bot.app.keys import private_folder, sealer
from bot.app.logs import configure_logs
from bot.app.matchers import Matchers
from bot.config import SettingError, Settings
from bot.content.shelf import Shelf
from bot.domain.answers import Policy
from bot.domain.callbacks.terms import Terms
from bot.domain.delivery import Call
from bot.storage.database import Database, open_database
from bot.tg.apology import Apology
from bot.tg.client import TelegramClient
from bot.tg.gate import Gate
from bot.tg.handlers import Handlers
from bot.tg.handoff.station import Station
from bot.tg.intake import Intake
from bot.tg.polling import Poller
from bot.tg.reception import Reception
from bot.tg.sender import Sender
from bot.tg.thinking import Thinking
from bot.tg.transport import AiohttpRequest
from bot.tg.worker import Worker
from bot.usecases.asking import Ask
from bot.usecases.danger import Listen
from bot.usecases.people import Recognise
from bot.web.metrics import Metrics


def utc_now() -> datetime:
    """Return now: the only real clock there is."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """The parts that run, ready to be started."""

    settings: Settings
    database: Database
    editions: ShelfEditions
    bot: TelegramClient
    metrics: Metrics
    intake: Intake
    poller: Poller
    worker: Worker
    sender: Sender
    work: asyncio.Event
    calls: asyncio.Event
    reread: asyncio.Event
    """Set to have ``knowledge/`` read again."""

    def ring(self) -> None:
        """Wake everybody who waits for something to do."""
        self.work.set()
        self.calls.set()


@asynccontextmanager
async def opened_line(settings: Settings, token: str) -> AsyncIterator[Line]:
    """Make every part; close what has to be closed when the block ends.

    Raises:
        ContentError: ``knowledge/`` has mistakes.
        SettingError: a key cannot be used.
        StorageError: the database cannot be opened.
    """
    async with AsyncExitStack() as stack:
        shelf = Shelf(settings.knowledge_dir, utc_now)
        _check_country(settings, shelf)
        private_folder(settings.data_dir)
        opened = open_database(
            database_url(settings),
            sealer=sealer(settings),
            numbers=timedelta(days=settings.callbacks_keep_days),
        )
        database = await stack.enter_async_context(opened)
        yield _connected(settings, token, shelf, database)


def _check_country(settings: Settings, shelf: Shelf) -> None:
    packs = shelf.knowledge.packs
    if settings.default_country not in packs:
        raise SettingError(
            f"DEFAULT_COUNTRY: there are no helplines for it. To mend it: use one of "
            f"{', '.join(sorted(packs))}, or add a file to knowledge/helplines/."
        )


def database_url(settings: Settings) -> str:
    """Return where the database is."""
    return settings.database_url or f"sqlite:///{settings.sqlite_path.absolute()}"


def _connected(settings: Settings, token: str, shelf: Shelf, database: Database) -> Line:
    metrics, editions = Metrics(), ShelfEditions(shelf, matchers_of(settings))
    work, calls = asyncio.Event(), asyncio.Event()
    bot = telegram_bot(settings, token)
    thinking = Thinking(Ask(editions, Policy()), work)
    listen = Listen(editions, metrics)
    apology = Apology(editions, listen, settings.default_country, settings.admin_ids)

    async def make(call: Call) -> object:
        return await bot.make(call.method, call.params)

    intake = Intake(database.inbox, apology.for_outage, make, utc_now, metrics, work)
    gate = Gate.at(settings.messages_per_second, time.monotonic())
    return Line(
        settings=settings,
        database=database,
        editions=editions,
        bot=bot,
        metrics=metrics,
        intake=intake,
        poller=Poller(bot, intake),
        worker=Worker(
            turns=database.turns,
            handle=_reception(settings, editions, metrics, bot, thinking),
            apologise=apology.for_dead_letter,
            rescue=intake.show_numbers,
            clock=utc_now,
            meter=metrics,
            work=work,
            calls=calls,
            thinking=thinking,
        ),
        sender=Sender(database.outbox, bot, gate, utc_now, time.monotonic, metrics, calls, work),
        work=work,
        calls=calls,
        reread=asyncio.Event(),
    )


def _reception(
    settings: Settings,
    editions: ShelfEditions,
    metrics: Metrics,
    bot: TelegramClient,
    thinking: Thinking,
) -> Reception:
    country, admins = settings.default_country, settings.admin_ids
    application = Application.builder().bot(bot).updater(None).job_queue(None).build()
    station = Station(admins, country, lambda: bot.username, terms_of(settings))
    Handlers(thinking, station, admins).register(application)
    listen = Listen(editions, metrics)
    return Reception(editions, Recognise(country), listen, application, station, metrics)


def matchers_of(settings: Settings) -> Matchers:
    """Return what makes the matcher."""
    return Matchers(settings.encoder_path, settings.data_dir / "cache")


def learned_editions(settings: Settings) -> ShelfEditions:
    """Return what answers people, ready to be asked: no database, no network.

    Raises:
        ContentError: ``knowledge/`` has mistakes.
    """
    configure_logs("warning", "console")
    editions = ShelfEditions(Shelf(settings.knowledge_dir, utc_now), matchers_of(settings))
    editions.learn()
    return editions


def terms_of(settings: Settings) -> Terms:
    """Return whether and how people are called back."""
    payer = settings.callbacks_payer.strip()
    return Terms(settings.callbacks, settings.callbacks_keep_days, payer)


def telegram_bot(settings: Settings, token: str) -> TelegramClient:
    """Return the library's client of the Bot API, over our own transport."""
    return TelegramClient(
        token,
        base_url=f"{settings.telegram_api_url}/bot",
        base_file_url=f"{settings.telegram_api_url}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(connections=1),
    )


KEEP_FINISHED = timedelta(hours=48)
"""How long the numbers of handled updates are kept: Telegram redelivers for 24 hours."""
