"""The last requests of the bot, as they came, and how they ended."""

from collections import deque
from typing import Any

Json = dict[str, Any]

KEPT = 10_000


class Journal:
    """A ring of requests; numbers go on when old ones are dropped."""

    def __init__(self) -> None:
        """Start empty."""
        self._ring: deque[tuple[int, float, str, Json, int, str | None, int | None]] = deque(
            maxlen=KEPT
        )
        self._count = 0

    def note(
        self, at: float, method: str, params: Json, outcome: tuple[int, str | None, int | None]
    ) -> None:
        """Add a request; the outcome is its status, error and the message id it made."""
        self._count += 1
        self._ring.append((self._count, at, method, params, *outcome))

    def newest(self, limit: int) -> list[Json]:
        """Return the last ``limit`` requests, oldest first."""
        return self.read(max(self._count - limit, 0), limit)

    def read(self, after: int, limit: int) -> list[Json]:
        """Return up to ``limit`` requests with a number above ``after``, oldest first."""
        fields = ("n", "at", "method", "params", "status", "error", "result_id")
        missed = self._count - len(self._ring)
        start = max(after - missed, 0)
        chosen = [self._ring[index] for index in range(start, min(start + limit, len(self._ring)))]
        return [dict(zip(fields, entry, strict=True)) for entry in chosen]
