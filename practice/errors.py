"""The refusals a bot gets, in Telegram's own form and words."""

from typing import Any

PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class Refusal(Exception):  # noqa: N818 - an answer of Telegram, not a failure of ours
    """An answer with ``ok: false``; carries the HTTP status and what stands in the body."""

    def __init__(self, status: int, message: str = "", **parameters: Any) -> None:
        """Put Telegram's prefix before ``message``; an empty one leaves the prefix alone.

        ``parameters`` are Telegram's ResponseParameters: retry_after, migrate_to_chat_id.
        """
        self.status = status
        self.description = describe(status, message)
        self.parameters = parameters
        super().__init__(self.description)

    def body(self) -> dict[str, Any]:
        """Return the JSON object that Telegram would answer."""
        answer = {"ok": False, "error_code": self.status, "description": self.description}
        return answer | {"parameters": self.parameters} if self.parameters else answer


def bad_request(message: str) -> Refusal:
    """Return the refusal most requests get: 400 "Bad Request: message"."""
    return Refusal(400, message)


def flood(retry_after: int) -> Refusal:
    """Return the refusal for asking too often; ``retry_after`` in seconds."""
    return Refusal(429, f"retry after {retry_after}", retry_after=retry_after)


def describe(status: int, message: str) -> str:
    """Return the description as the server words it.

    The first letter after the prefix becomes small, unless the message is a code such as
    ``BUTTON_DATA_INVALID``, told by its second character.
    """
    prefix = PREFIXES.get(status, "Error")
    if not message:
        return prefix
    if message.startswith(prefix):
        return message
    is_code = len(message) > 1 and (message[1] == "_" or message[1].isupper())
    return f"{prefix}: {message if is_code else message[0].lower() + message[1:]}"
