"""How requests of the page are guarded and read."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from practice import asgi
from practice.composing import CannotError
from practice.errors import Refusal
from practice.line import Line
from practice.people import Account

Json = dict[str, Any]
Endpoint = Callable[[Line, Request], Awaitable[Response]]
"""Answers a request that has passed the guard."""
Table = list[tuple[str, str, Endpoint]]
"""Method, path and endpoint."""


def guarded(line: Line, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """Return ``endpoint`` behind the guard; its errors become sentences."""

    async def answer(request: Request) -> Response:
        if not asgi.head(request.scope).is_local:
            return error_answer(403, "The practice line answers this machine only.")
        if request.method != "GET" and request.headers.get("x-practice") != "1":
            return error_answer(403, "A change needs the header X-Practice: 1.")
        try:
            return await endpoint(line, request)
        except CannotError as error:
            return error_answer(error.status, str(error))
        except Refusal as refusal:
            return error_answer(refusal.status, refusal.description)

    return answer


def error_answer(status: int, sentence: str) -> Response:
    """Return an error as the page wants it."""
    return JSONResponse({"error": sentence}, status)


async def read_object(request: Request) -> Json:
    """Return the JSON object in a request's body.

    Raises:
        CannotError: there is none.
    """
    try:
        body = await request.json()
    except (ValueError, RecursionError):
        raise CannotError("The body must be a JSON object.") from None
    if not isinstance(body, dict) or not _is_encodable(body):
        raise CannotError("The body must be a JSON object.")
    return body


def _is_encodable(body: Json) -> bool:
    """JSON can hold half a surrogate pair, which nothing could show or send again."""
    try:
        json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        return False
    return True


def account_of(line: Line, request: Request) -> Account:
    """Return the account whose phone the path names.

    Raises:
        CannotError: 404, there is none.
    """
    phone = line.phones.get(request.path_params["phone"])
    if phone is None:
        raise CannotError("There is no such phone.", 404)
    return Account(line, phone)


def integer_in(body: Json, name: str) -> int:
    """Return a whole number.

    Raises:
        CannotError: it is missing or something else.
    """
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise CannotError(f"{name} must be a whole number.")
    return value


def text_in(body: Json, name: str) -> str:
    """Return a text.

    Raises:
        CannotError: it is missing or something else.
    """
    value = body.get(name)
    if not isinstance(value, str):
        raise CannotError(f"{name} must be a text.")
    return value
