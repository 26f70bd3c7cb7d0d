"""The practice line as a web application, and a way to run it inside another program."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from practice import asgi, page_api
from practice.bot_api import BotApi
from practice.http_post import Poster, Reply
from practice.line import Line

Clock = Callable[[], float]

PAGE = Path(__file__).with_name("page")
CSP = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
FLUSH_EVERY = 0.1
"""Seconds a change may wait for the disk."""
TICK = 0.1
"""Seconds between looks at whether a signal came."""
GRACE = 1
"""Seconds open requests get at the end."""


class Protocol(HttpToolsProtocol):
    """uvicorn's HTTP, with a way for the application to cut a connection."""

    def on_message_begin(self) -> None:
        """Leave the means in the scope of each request."""
        super().on_message_begin()
        scope: dict[str, Any] = self.scope  # type: ignore[assignment]  # ours to add to
        scope[asgi.HANG_UP] = self.transport.abort


class Front:
    """Sends requests of bots past the router: they come by the thousand."""

    def __init__(self, bot_api: BotApi, rest: ASGIApp) -> None:
        """Give ``/bot`` and ``/file/bot`` to ``bot_api`` and everything else to ``rest``."""
        self._bot_api = bot_api
        self._rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["path"].startswith(("/bot", "/file/bot")):
            await self._bot_api(scope, receive, send)
        else:
            await self._rest(scope, receive, send)


class Page(StaticFiles):
    """The page's files, for this machine only, and not to be mixed with foreign scripts."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file."""
        if not asgi.head(scope).is_local:
            await asgi.answer(send, 403, b"The practice line answers this machine only.")
            return

        async def guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                extra = {"content-security-policy": CSP, "x-content-type-options": "nosniff"}
                more = [(name.encode(), value.encode()) for name, value in extra.items()]
                message["headers"] = [*message["headers"], *more, (b"cache-control", b"no-cache")]
            await send(message)

        await super().__call__(scope, receive, guarded)


class _StopError(Exception):
    """Ends the task group of a line."""


def build(state_dir: Path | None = None, clock: Clock = time.time) -> Starlette:
    """Return the application; ``app.state.line`` is its line.

    Args:
        state_dir: where the line is kept; None forgets it at the end.
        clock: seconds since 1970, for tests that make time pass.
    """
    line = Line(state_dir, clock)
    bot_api = BotApi(line)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with alive(line, bot_api):
            yield

    pages = [Mount("/", Page(directory=PAGE, html=True))] if PAGE.is_dir() else []
    app = Starlette(routes=[*page_api.routes(line), *pages], lifespan=lifespan)
    app.add_exception_handler(HTTPException, _sentence)
    app.add_middleware(lambda rest: Front(bot_api, rest))
    app.state.line = line
    return app


async def _sentence(_request: Request, error: Exception) -> Response:
    """Say what the router has to say as the page wants it."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return JSONResponse({"error": f"{HTTPStatus(status).phrase}."}, status)


@asynccontextmanager
async def alive(line: Line, bot_api: BotApi) -> AsyncIterator[None]:
    """Deliver to the webhook and write to the disk while the block runs."""
    poster = Poster()
    line.webhook.post = poster.post
    line.webhook.answered = lambda reply: _perform(bot_api, reply)
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_upkeep(line))
            line.webhook.start(tasks)
            yield
            _stop()
    except* _StopError:
        pass
    finally:
        line.webhook.stop()
        line.close()
        poster.close()
        line.store.close()


def _stop() -> None:
    raise _StopError


def _perform(bot_api: BotApi, reply: Reply) -> None:
    if reply.body:
        bot_api.perform(reply.content_type, reply.body)


async def _upkeep(line: Line) -> None:
    while True:
        await asyncio.sleep(FLUSH_EVERY)
        line.notice_connection()
        await line.store.flush()


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at ``port``, or at a free port if that one is taken.

    Raises:
        ValueError: ``host`` is not this machine.
    """
    if host not in {"localhost", "127.0.0.1", "::1"}:
        raise ValueError("the practice line answers this machine only: 127.0.0.1, ::1, localhost")
    family = socket.AF_INET6 if host == "::1" else socket.AF_INET
    for candidate in (port, 0):
        # the protocol must be named: asyncio turns off Nagle's delay only where it sees TCP
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
        except OSError:
            listener.close()
            continue
        listener.listen(1024)
        return listener
    raise OSError("no port is free")


def address(listener: socket.socket) -> str:
    """Return the address of a listening socket, with a slash at its end."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


class Server(uvicorn.Server):
    """uvicorn, told to end the streams that would keep it from ending."""

    def __init__(self, app: Starlette) -> None:
        """Serve ``app`` without logs: they would hold what people wrote."""
        config = uvicorn.Config(
            app,
            http=Protocol,
            log_level="error",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=GRACE,
            ws="none",
        )
        super().__init__(config)
        self._line: Line = app.state.line
        self.ready = asyncio.Event()
        """Set when requests may come."""
        self.enough = asyncio.Event()
        """Set to end at once; a signal is noticed at the next tick."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say so."""
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        """Wait for the end."""
        while not self.should_exit and not self.enough.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(TICK):
                    await self.enough.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the long poll and the event streams, then everything else."""
        self._line.close()
        await super().shutdown(sockets)


class Running:
    """A practice line that serves while its block runs, on a port of this machine.

    ``async with Running() as running:`` gives ``running.url`` (with a slash at its end), the
    base address for bots, and ``running.line``, to look into.
    """

    def __init__(
        self, state_dir: Path | None = None, clock: Clock = time.time, port: int = 0
    ) -> None:
        """Prepare; nothing listens yet. Port 0 means any that is free."""
        self._port = port
        self._app = build(state_dir, clock)
        self.line: Line = self._app.state.line
        self.url = ""
        self._server = Server(self._app)
        self._serving: asyncio.TaskGroup | None = None

    async def __aenter__(self) -> Self:
        """Listen, and return when the first request may come."""
        listener = listen("127.0.0.1", self._port)
        self.url = address(listener)
        self._serving = await asyncio.TaskGroup().__aenter__()
        self._serving.create_task(self._server.serve([listener]))
        await self._server.ready.wait()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop serving, and write what is not written yet."""
        self._server.enough.set()
        if self._serving is not None:
            await self._serving.__aexit__(None, None, None)
