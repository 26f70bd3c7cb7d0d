"""What turns change, kept in memory until they commit together."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Person
from bot.storage.calls import Packed, queue_calls
from bot.storage.inbox import Buried, Retried, bury_updates, finish_updates, retry_updates
from bot.storage.people import keep_people
from bot.storage.sealing import Sealer
from bot.storage.tally import AlarmKey, FeedbackKey, count_alarms, count_feedback


@dataclass(slots=True)
class Changes:
    """Changes of one turn, or of all the turns of a batch that have succeeded."""

    finished: list[int] = field(default_factory=list)
    retried: list[Retried] = field(default_factory=list)
    buried: list[Buried] = field(default_factory=list)
    people: dict[int, Person] = field(default_factory=dict)
    forgotten: set[int] = field(default_factory=set)
    """Chats whose person the turn has deleted already, from the database."""
    alarms: Counter[AlarmKey] = field(default_factory=Counter)
    feedback: Counter[FeedbackKey] = field(default_factory=Counter)
    calls: list[Packed] = field(default_factory=list)

    def absorb(self, turn: "Changes") -> None:
        """Add what a turn changed."""
        self.finished += turn.finished
        for chat_id in turn.forgotten:
            self.people.pop(chat_id, None)
        self.people |= turn.people
        self.alarms.update(turn.alarms)
        self.feedback.update(turn.feedback)
        self.calls += turn.calls

    async def flush(self, connection: AsyncConnection, sealer: Sealer, *, now: datetime) -> None:
        """Write everything: a statement a table, however many turns there were."""
        await finish_updates(connection, self.finished, now=now)
        await retry_updates(connection, self.retried)
        await bury_updates(connection, self.buried, now=now)
        await keep_people(connection, self.people.values())
        await count_alarms(connection, self.alarms)
        await count_feedback(connection, self.feedback)
        await queue_calls(connection, self.calls, sealer, now=now)
