"""Running a line: start, work until asked to stop, and stop with nothing lost."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import urlsplit

import structlog
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.app.line import KEEP_FINISHED, Line, opened_line, utc_now
from bot.app.menus import publish_menus
from bot.app.process import running_file
from bot.app.watching import watch
from bot.config import SettingError, Settings
from bot.content.findings import ContentError
from bot.tg.polling import ALLOWED_UPDATES
from bot.tg.stopping import pause, unless
from bot.usecases.ports import Received, StorageError
from bot.web.pages import OperatorPages, WebhookPage
from bot.web.serving import listen, serving

log = structlog.get_logger()

LEADERSHIP = 2.0
"""Seconds between two looks at who leads."""
SWEEP = 1.0
"""Seconds between two looks at the timers."""
SWEPT = 500
"""Timers a look."""
UPKEEP = 3600.0
"""Seconds between two purges."""


class AlreadyRunningError(Exception):
    """Another Warmline works on the same database."""


class LeadershipLostError(Exception):
    """The database gave the lead to another process; this one has to start afresh."""


async def run_line(
    settings: Settings,
    token: str,
    started: Callable[[], None],
    first: Sequence[Received] = (),
) -> None:
    """Run a line until SIGTERM or SIGINT; ``started`` is called when it is ready.

    ``first`` are updates of our own, handled before all others.

    Raises:
        AlreadyRunningError: a second process on one SQLite file.
        SettingError: Telegram does not know the token.
    """
    stop = asyncio.Event()
    async with opened_line(settings, token) as line:
        _on_signals(stop, line)
        if not await line.database.leadership.acquire() and settings.database_url is None:
            raise AlreadyRunningError
        await line.database.inbox.receive(first, now=utc_now())
        if not first:  # else it brings the practice line's team, which has a lead
            await _warn_without_lead(line)
        try:
            with running_file(settings.data_dir):
                await _work(line, stop, started)
        finally:
            await line.database.leadership.release()


def _on_signals(stop: asyncio.Event, line: Line) -> None:
    def ask_to_stop() -> None:
        stop.set()
        line.editions.stop_learning()
        line.ring()

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, line.reread.set)
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ask_to_stop)


async def _work(line: Line, stop: asyncio.Event, started: Callable[[], None]) -> None:
    async with AsyncExitStack() as stack:
        settings = line.settings
        listener = listen(settings.health_host, settings.health_port)
        pages = OperatorPages(line.database.upkeep, line.metrics)
        await stack.enter_async_context(serving(pages.app(), listener))
        stack.push_async_callback(line.bot.shutdown)
        await _connect(line, stop)
        if settings.webhook_url is not None and not stop.is_set():
            await _open_webhook(line, stack, stop)
        if not stop.is_set():
            await _run_parts(line, stop, started)


async def _connect(line: Line, stop: asyncio.Event) -> None:
    """Say hello to Telegram."""
    try:
        await _ask_until_answered(line.bot.initialize, stop)
    except InvalidToken:
        raise SettingError(
            "TELEGRAM_BOT_TOKEN: Telegram does not know this token. To mend it: copy it "
            "again from @BotFather."
        ) from None


async def _ask_until_answered(
    ask: Callable[[], Coroutine[Any, Any, object]], stop: asyncio.Event
) -> None:
    """Ask Telegram again and again until it answers, or until asked to stop.

    Raises:
        BadRequest: it will never take what was asked.
        InvalidToken: it does not know the bot.
    """
    seconds = 1.0
    while not stop.is_set():
        try:
            await unless(stop, ask())
        except (BadRequest, InvalidToken):
            raise
        except TelegramError as error:
            log.warning("telegram_not_reached", error=type(error).__name__, again_in=seconds)
            await pause(stop, seconds)
            seconds = min(30.0, seconds * 2)
        else:
            return


async def _open_webhook(line: Line, stack: AsyncExitStack, stop: asyncio.Event) -> None:
    settings = line.settings
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    path = urlsplit(str(settings.webhook_url)).path or "/"
    page = WebhookPage(line.intake.take, secret, path)
    listener = listen(settings.webhook_host, settings.webhook_port)
    await stack.enter_async_context(serving(page.app(), listener))

    def ask() -> Coroutine[Any, Any, object]:
        return line.bot.set_webhook(
            str(settings.webhook_url), secret_token=secret, allowed_updates=list(ALLOWED_UPDATES)
        )

    try:
        await _ask_until_answered(ask, stop)
    except BadRequest as error:
        raise SettingError(
            f"WEBHOOK_URL: Telegram does not take it ({error.message}). To mend it: use an "
            "HTTPS address that can be reached from outside, on port 443, 80, 88 or 8443."
        ) from None


async def _run_parts(line: Line, stop: asyncio.Event, started: Callable[[], None]) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(line.worker.run(stop))
        group.create_task(_lead(line, stop))
        group.create_task(_upkeep(line, stop))
        group.create_task(_reread(line, stop))
        group.create_task(_learn(line))
        if line.settings.watch_knowledge:
            group.create_task(watch(line.settings.knowledge_dir, line.reread, stop))
        started()
        log.info("started", webhook=line.settings.webhook_url is not None)
    log.info("stopped")


async def _lead(line: Line, stop: asyncio.Event) -> None:
    """Poll and send as long as this process leads; wait for the lead before that."""
    while not stop.is_set() and not await _leads(line, unknown=False):
        await pause(stop, LEADERSHIP)
    if stop.is_set():
        return
    async with asyncio.TaskGroup() as group:
        group.create_task(line.sender.run(stop))
        group.create_task(_sweep(line, stop))
        group.create_task(_keep_lead(line, stop))
        group.create_task(_publish(line, stop))
        if line.settings.webhook_url is None:
            group.create_task(_poll(line, stop))


async def _sweep(line: Line, stop: asyncio.Event) -> None:
    """Let things happen whose time has come: due times are rows, so a restart loses none."""
    while not stop.is_set():
        try:
            if await line.database.sweep.sweep(now=utc_now(), limit=SWEPT):
                line.work.set()
        except StorageError as error:
            line.metrics.count("storage_errors")
            log.warning("timers_not_swept", cause=type(error.__cause__).__name__)
        await pause(stop, SWEEP)


async def _warn_without_lead(line: Line) -> None:
    """Say at the start when nobody could be paged: emergencies are then not taken."""
    if await line.database.upkeep.leads() == 0:
        admins = bool(line.settings.admin_ids)
        log.warning("no_lead", admins=admins, mend="send /invite lead as an admin (ADMIN_IDS)")


async def _publish(line: Line, stop: asyncio.Event) -> None:
    knowledge = line.editions.current().knowledge
    settings = line.settings
    publishing = publish_menus(
        line.bot, knowledge, settings.default_country, callbacks=settings.callbacks
    )
    await unless(stop, publishing)


async def _poll(line: Line, stop: asyncio.Event) -> None:
    try:
        await unless(stop, line.bot.delete_webhook(drop_pending_updates=False))
    except TelegramError as error:
        log.warning("webhook_not_removed", error=type(error).__name__)
    await line.poller.run(stop)


async def _keep_lead(line: Line, stop: asyncio.Event) -> None:
    while not stop.is_set():
        await pause(stop, LEADERSHIP)
        if not stop.is_set() and not await _leads(line, unknown=True):
            raise LeadershipLostError


async def _leads(line: Line, *, unknown: bool) -> bool:
    """Tell whether this process leads; ``unknown`` while the database is away.

    A leader whose database is away goes on polling: it is then the only one to show people in
    danger a number.
    """
    try:
        return await line.database.leadership.acquire()
    except StorageError as error:
        log.warning("leadership_unknown", cause=type(error.__cause__).__name__)
        return unknown


async def _learn(line: Line) -> None:
    """Begin to match by meaning, too; until then questions are matched by their words."""
    await asyncio.to_thread(line.editions.learn)


async def _reread(line: Line, stop: asyncio.Event) -> None:
    """Read ``knowledge/`` again at each SIGHUP; mistakes are told and change nothing."""
    while not stop.is_set():
        await unless(stop, line.reread.wait())
        if line.reread.is_set():
            line.reread.clear()
            await _read_again(line)


async def _read_again(line: Line) -> None:
    try:
        await asyncio.to_thread(line.editions.renew)
        log.info("knowledge_renewed", entries=len(line.editions.current().knowledge.entries))
    except ContentError as error:
        log.error("knowledge_refused", mend=str(error))


async def _upkeep(line: Line, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            gone = await line.database.upkeep.purge(before=utc_now() - KEEP_FINISHED)
            log.info("purged", rows=gone)
        except StorageError as error:
            log.warning("purge_failed", cause=type(error.__cause__).__name__)
        await pause(stop, UPKEEP)


def first_error(group: BaseExceptionGroup[Any]) -> BaseException:
    """Return the first real error inside nested groups."""
    inner = group.exceptions[0]
    return first_error(inner) if isinstance(inner, BaseExceptionGroup) else inner
