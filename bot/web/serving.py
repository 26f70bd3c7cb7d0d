"""Uvicorn inside the bot's own event loop, started and stopped with everything else."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette


class AddressTakenError(Exception):
    """Another program listens there; choose another port."""


def listen(host: str, port: int) -> socket.socket:
    """Open a listening socket.

    Raises:
        AddressTakenError: somebody else listens there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise AddressTakenError(f"{host}:{port}") from error
    return listener


@asynccontextmanager
async def serving(app: Starlette, listener: socket.socket) -> AsyncIterator[None]:
    """Serve ``app`` while the block runs; requests under way are answered before it ends."""
    server = uvicorn.Server(
        uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=3
        )
    )
    async with asyncio.TaskGroup() as group:
        group.create_task(server._serve([listener]))  # noqa: SLF001  # serve() takes the signals
        try:
            yield
        finally:
            server.should_exit = True
