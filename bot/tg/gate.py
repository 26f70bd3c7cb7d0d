"""The pace of one bot: how much may go out now, over all and to each chat.

It is kept in memory on purpose: only one process sends, and after a restart the buckets are full,
which Telegram forgives as a short burst.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.delivery import chat_lane
from bot.domain.pacing import Bucket, Pace, full, pace_of_chat

REPEATED = 3
"""Chats that are told to wait within ``WINDOW`` seconds before everything waits."""
WINDOW = 10.0


MANY = 1_000
"""Buckets kept before the full ones, which say nothing, are dropped."""


@dataclass(slots=True)
class Gate:
    """Lets calls through at Telegram's pace."""

    overall: Bucket
    _chats: dict[int, Bucket] = field(default_factory=dict)
    _closed_until: dict[int, float] = field(default_factory=dict)
    _floods: list[tuple[float, int]] = field(default_factory=list)
    _held_until: float = 0.0

    @classmethod
    def at(cls, per_second: float, now: datetime) -> "Gate":
        """Return an open gate for a bot that may send ``per_second`` messages."""
        return cls(full(Pace(per_second, burst=max(1.0, per_second)), now.timestamp()))

    def room(self, now: datetime) -> int:
        """Return how many calls may go now."""
        if now.timestamp() < self._held_until:
            return 0
        return max(0, int(self.overall.filled(now.timestamp()).level))

    def wait(self, now: datetime) -> float:
        """Return the seconds until something that waits for the pace may go; 0 if nothing does."""
        second = now.timestamp()
        waits = [until - second for until in self._closed_until.values()]
        waits += [self.overall.filled(second).wait, self._held_until - second]
        return min((wait for wait in waits if wait > 0), default=0.0)

    def closed(self, now: datetime) -> AbstractSet[str]:
        """Return the lanes of the chats that have to wait."""
        second = now.timestamp()
        self._closed_until = {
            chat: until for chat, until in self._closed_until.items() if until > second
        }
        return {chat_lane(chat) for chat in self._closed_until}

    def passed(self, chat_id: int | None, now: datetime) -> None:
        """Note that a call goes out."""
        if chat_id is None:
            return
        second = now.timestamp()
        self.overall = self.overall.filled(second).taken()
        before = self._chats.get(chat_id) or full(pace_of_chat(chat_id), second)
        bucket = before.filled(second).taken()
        self._chats[chat_id] = bucket
        if bucket.wait > 0:
            self._closed_until[chat_id] = second + bucket.wait
        self._forget_full_ones(second)

    def flooded(self, chat_id: int | None, retry_after: float, now: datetime) -> None:
        """Note a 429: it holds its own chat by the outbox, and everything when it repeats."""
        second = now.timestamp()
        self._floods = [one for one in self._floods if second - one[0] < WINDOW]
        self._floods.append((second, chat_id or 0))
        if len({chat for _, chat in self._floods}) >= REPEATED:
            self._held_until = max(self._held_until, second + retry_after)

    def _forget_full_ones(self, second: float) -> None:
        if len(self._chats) > MANY:
            filled = {chat: bucket.filled(second) for chat, bucket in self._chats.items()}
            self._chats = {
                chat: bucket for chat, bucket in filled.items() if bucket.level < bucket.pace.burst
            }
