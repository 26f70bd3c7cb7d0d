"""The pace of one bot: how much may go out now, over all and to each chat.

It is kept in memory on purpose: only one process sends, and after a restart the buckets are full,
which Telegram forgives as a short burst. ``now`` is in seconds of a clock that only goes forward:
when the wall clock is set back, nobody may have to wait until it has caught up.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

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
    def at(cls, per_second: float, now: float) -> "Gate":
        """Return an open gate for a bot that may send ``per_second`` messages."""
        return cls(full(Pace(per_second, burst=max(1.0, per_second)), now))

    def room(self, now: float) -> int:
        """Return how many calls may go now."""
        if now < self._held_until:
            return 0
        return max(0, int(self.overall.filled(now).level))

    def wait(self, now: float) -> float:
        """Return the seconds until something that waits for the pace may go; 0 if nothing does."""
        waits = [until - now for until in self._closed_until.values()]
        waits += [self.overall.filled(now).wait, self._held_until - now]
        return min((wait for wait in waits if wait > 0), default=0.0)

    def closed(self, now: float) -> AbstractSet[str]:
        """Return the lanes of the chats that have to wait."""
        self._closed_until = {
            chat: until for chat, until in self._closed_until.items() if until > now
        }
        return {chat_lane(chat) for chat in self._closed_until}

    def passed(self, chat_id: int | None, now: float) -> None:
        """Note that a call goes out."""
        if chat_id is None:
            return
        self.overall = self.overall.filled(now).taken()
        before = self._chats.get(chat_id) or full(pace_of_chat(chat_id), now)
        bucket = before.filled(now).taken()
        self._chats[chat_id] = bucket
        if bucket.wait > 0:
            self._closed_until[chat_id] = now + bucket.wait
        self._forget_full_ones(now)

    def flooded(self, chat_id: int | None, retry_after: float, now: float) -> None:
        """Note a 429: it holds its own chat by the outbox, and everything when it repeats."""
        self._floods = [one for one in self._floods if now - one[0] < WINDOW]
        self._floods.append((now, chat_id or 0))
        if len({chat for _, chat in self._floods}) >= REPEATED:
            self._held_until = max(self._held_until, now + retry_after)

    def _forget_full_ones(self, now: float) -> None:
        if len(self._chats) > MANY:
            filled = {chat: bucket.filled(now) for chat, bucket in self._chats.items()}
            self._chats = {
                chat: bucket for chat, bucket in filled.items() if bucket.level < bucket.pace.burst
            }
