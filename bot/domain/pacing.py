"""How fast Telegram may be written to, as buckets that fill with time.

Telegram allows about 30 messages a second over all, about one a second to one chat (short
bursts pass), and 20 a minute to a group [1].

Source:
    [1] https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Pace:
    """A limit: ``per_second`` in the long run, ``burst`` at once."""

    per_second: float
    burst: float


PRIVATE_CHAT = Pace(per_second=1, burst=6)
GROUP_CHAT = Pace(per_second=20 / 60, burst=20)


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is left of a pace: ``level`` messages at the moment ``at`` (seconds)."""

    pace: Pace
    level: float
    at: float

    def filled(self, now: float) -> "Bucket":
        """Return the bucket as it stands at ``now``."""
        gained = max(0.0, now - self.at) * self.pace.per_second
        return replace(self, level=min(self.pace.burst, self.level + gained), at=now)

    def taken(self) -> "Bucket":
        """Return the bucket with one message less; it may go below zero for urgent ones."""
        return replace(self, level=self.level - 1)

    @property
    def wait(self) -> float:
        """Seconds until one message may go; 0 when it may go now."""
        return max(0.0, (1 - self.level) / self.pace.per_second)


def full(pace: Pace, now: float) -> Bucket:
    """Return an untouched bucket."""
    return Bucket(pace, pace.burst, now)


def pace_of_chat(chat_id: int) -> Pace:
    """Return the pace of a chat; groups have negative ids."""
    return GROUP_CHAT if chat_id < 0 else PRIVATE_CHAT
