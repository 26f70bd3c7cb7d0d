"""The HTTP side: ``/healthz`` and ``/metrics`` for the operator, one address for Telegram."""

import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.usecases.ports import StorageError, Upkeep
from bot.web.metrics import Metrics

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of a header
LARGEST = 1 << 20
"""Bytes of an update; real ones stay far below."""

Take = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class OperatorPages:
    """For whoever runs the bot; on loopback by default."""

    upkeep: Upkeep
    metrics: Metrics

    def app(self) -> Starlette:
        """Return the pages."""
        return Starlette(
            routes=[Route("/healthz", self.health), Route("/metrics", self.measurements)]
        )

    async def health(self, _request: Request) -> Response:
        """Tell whether the database answers and how much waits."""
        try:
            backlog = await self.upkeep.backlog()
        except StorageError:
            return JSONResponse({"ok": False, "database": "away"}, status_code=503)
        waiting = {"updates": backlog.updates, "calls": backlog.calls}
        return JSONResponse({"ok": True, "waiting": waiting, "dead": backlog.dead_letters})

    async def measurements(self, _request: Request) -> Response:
        """Return the counters."""
        try:
            self.metrics.show(await self.upkeep.backlog())
        except StorageError:
            self.metrics.count("storage_errors")
        return Response(self.metrics.text(), media_type="text/plain; version=0.0.4")


@dataclass(frozen=True, slots=True)
class WebhookPage:
    """Where Telegram delivers: stored and committed first, answered after."""

    take: Take
    secret: str
    path: str

    def app(self) -> Starlette:
        """Return the page."""
        return Starlette(routes=[Route(self.path, self.deliver, methods=["POST"])])

    async def deliver(self, request: Request) -> Response:
        """Take one update; anything but 2xx makes Telegram deliver it again."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            return PlainTextResponse("forbidden", status_code=403)
        update = _update(await _body(request))
        if update is None:
            return PlainTextResponse("not an update", status_code=400)
        try:
            await self.take([update])
        except StorageError:
            return PlainTextResponse("try again", status_code=503)
        return PlainTextResponse("ok")


async def _body(request: Request) -> bytes:
    """Read as much as an update may have; more, or less than was promised, is none."""
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > LARGEST:
                return b""
    except ClientDisconnect:
        return b""
    return bytes(body)


def _update(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if isinstance(update, dict) and isinstance(update.get("update_id"), int):
        return update
    return None
