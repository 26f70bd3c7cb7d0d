"""HTTP for python-telegram-bot over aiohttp, which costs a third of what httpx costs a call.

See docs/decisions/0004-http-client.md for the figures.
"""

from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTIONS = 32
"""Calls under way at once; more only queue up inside Telegram."""


class NotTakenError(NetworkError):
    """The call surely never reached Telegram."""


class AnswerLostError(TimedOut):
    """The call may have reached Telegram; its answer did not reach us."""


class AiohttpRequest(BaseRequest):
    """Makes the calls of one ``telegram.Bot``."""

    def __init__(self, *, read_timeout: float = 20, connections: int = CONNECTIONS) -> None:
        """Keep the limits; nothing is opened before ``initialize``.

        Args:
            read_timeout: seconds to wait for an answer. An answer given up too early is a
                message sent twice.
            connections: calls under way at once.
        """
        self._read_timeout = read_timeout
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds that a caller who names no timeout waits."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the connection pool."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917  # the signature is the library's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: float | object = BaseRequest.DEFAULT_NONE,
        write_timeout: float | object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: float | object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: float | object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Make one call and return its status and body.

        Raises:
            NotTakenError: the connection could not be opened.
            AnswerLostError: the connection broke or stayed silent after that.
        """
        if self._session is None:
            raise NotTakenError("the connection pool is closed")
        timeout = read_timeout if isinstance(read_timeout, (int, float)) else self._read_timeout
        limit = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=timeout)
        try:
            async with self._session.request(
                method, url, **_body(request_data), timeout=limit
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotTakenError(type(error).__name__) from None
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            # The text of the error holds the address, and the address holds the token.
            raise AnswerLostError(type(error).__name__) from None


def _body(data: RequestData | None) -> dict[str, Any]:
    """Return the arguments for aiohttp: JSON, quicker than a form, unless files go along."""
    if data is None:
        return {}
    if not data.contains_files:
        return {"json": data.parameters}
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}
