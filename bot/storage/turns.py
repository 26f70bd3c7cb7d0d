"""Hand out turns: some updates at a time, one transaction, one commit."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.crisis import Alarm
from bot.domain.delivery import Call, chat_lane
from bot.domain.knowledge import Language
from bot.domain.people import Person
from bot.storage.calls import pack, queue_calls
from bot.storage.changes import Changes
from bot.storage.connections import Connections, unbroken
from bot.storage.failures import translated
from bot.storage.handoff.pen import Pen
from bot.storage.handoff.retention import forget_chat
from bot.storage.handoff.whole import Queue, SqlHandoff
from bot.storage.inbox import Buried, Retried, take_heads
from bot.storage.people import check_person, find_people
from bot.storage.savepoint import Savepoint
from bot.storage.sealing import Sealer
from bot.storage.tally import alarm_key, feedback_key
from bot.usecases.ports import OpenUpdate

_CHAT_LANE = chat_lane(0).removesuffix("0")


@dataclass(slots=True)
class _Shared:
    """What the turns of a batch have in common."""

    connection: AsyncConnection
    sealer: Sealer
    now: datetime
    queue: Queue
    known: dict[int, Person | None]
    """People as the database has them."""
    changes: Changes = field(default_factory=Changes)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    """The connection does one thing at a time."""

    def absorb(self, changes: Changes) -> None:
        """Add what a turn changed; whom it forgot, nobody knows any more."""
        self.known |= dict.fromkeys(changes.forgotten)
        self.changes.absorb(changes)

    async def queue_calls(self) -> None:
        """Queue what the turns have decided so far: a later one may want to stop a call."""
        async with self.lock:
            calls, self.changes.calls = self.changes.calls, []
            with translated("queue calls"):
                await queue_calls(self.connection, calls, self.sealer, now=self.now)


class SqlTurn:
    """The handling of one update."""

    def __init__(self, update: OpenUpdate, shared: _Shared) -> None:
        """Collect the turn's own changes; the batch takes them over if it succeeds."""
        self.update = update
        self.now = shared.now
        self.changes = Changes()
        self.savepoint = Savepoint(shared.connection, shared.lock)
        self.pen = Pen(
            self.savepoint, shared.queue.pens, shared.sealer, now=shared.now, turn=update.seq
        )
        self.people = SqlPeople(self, shared)
        self.tally = SqlTally(self)
        self.handoff = SqlHandoff(self.pen, shared.queue, self.changes.calls)
        self.forgetting = SqlForgetting(self)

    def send(self, call: Call) -> None:
        """Queue a call; ``TypeError`` or ``ValueError`` if it cannot be stored."""
        self.changes.calls.append(pack(call))


class SqlPeople:
    """The table ``people``, as a turn sees it."""

    def __init__(self, turn: SqlTurn, shared: _Shared) -> None:
        """Look at the turn's changes first, then at those of the batch."""
        self._own = turn.changes.people
        self._forgotten = turn.changes.forgotten
        self._savepoint = turn.savepoint
        self._shared = shared

    async def get(self, chat_id: int) -> Person | None:
        """Return the person with what this turn, or one before it in the batch, has changed."""
        changed = self._own.get(chat_id)
        if changed is not None or chat_id in self._forgotten:
            return changed
        changed = self._shared.changes.people.get(chat_id)
        if changed is not None:
            return changed
        known = self._shared.known
        if chat_id not in known:
            with translated("find a person"):
                async with self._savepoint.reading() as connection:
                    known |= await find_people(connection, [chat_id])
        return known[chat_id]

    async def put(self, person: Person) -> None:
        """Keep ``person``; ``ValueError`` if the table cannot hold them."""
        check_person(person)
        self._own[person.chat_id] = person


class SqlForgetting:
    """Everything about a person, to be deleted with the turn."""

    def __init__(self, turn: SqlTurn) -> None:
        """Delete with the turn's pen."""
        self._pen = turn.pen
        self._changes = turn.changes

    async def forget(self, chat_id: int) -> None:
        """Delete what is kept of them; also what this turn has changed before."""
        await forget_chat(self._pen, chat_id)
        self._changes.people.pop(chat_id, None)
        self._changes.forgotten.add(chat_id)


class SqlTally:
    """The tables ``alarms`` and ``feedback``, as a turn sees them."""

    def __init__(self, turn: SqlTurn) -> None:
        """Count in the turn's changes."""
        self._changes = turn.changes
        self._now = turn.now

    async def alarm(self, alarm: Alarm, language: Language) -> None:
        """Count an alarm."""
        self._changes.alarms[alarm_key(alarm, language, self._now)] += 1

    async def feedback(self, entry_id: str, language: Language, *, helped: bool) -> None:
        """Count a press on "Did this help?"."""
        self._changes.feedback[feedback_key(entry_id, language, helped=helped)] += 1


class SqlBatch:
    """Turns that commit together."""

    def __init__(self, updates: Sequence[OpenUpdate], shared: _Shared) -> None:
        """Hold ``updates`` until the batch is left."""
        self.updates = updates
        self._shared = shared

    @asynccontextmanager
    async def turn(self, update: OpenUpdate) -> AsyncIterator[SqlTurn]:
        """Open the turn of ``update``."""
        turn = SqlTurn(update, self._shared)
        try:
            yield turn
        except BaseException:
            with translated("undo a turn"):
                await unbroken(turn.savepoint.undo())
            raise
        with translated("keep a turn"):
            await turn.savepoint.keep()
        turn.pen.keep()
        turn.changes.finished.append(update.seq)
        self._shared.absorb(turn.changes)
        if any(packed.call.becomes for packed in turn.changes.calls):
            await self._shared.queue_calls()

    async def retry(self, update: OpenUpdate, *, at: datetime, error: str) -> None:
        """Leave the update open until ``at``."""
        self._shared.changes.retried.append(Retried(update.seq, at, error))

    async def bury(self, update: OpenUpdate, *, error: str, calls: Sequence[Call]) -> None:
        """Make the update a dead letter, and queue ``calls``."""
        packed = [pack(call) for call in calls]
        self._shared.changes.buried.append(Buried(update.seq, error))
        self._shared.changes.calls += packed


class SqlTurns:
    """Takes turns from the table ``inbox``."""

    def __init__(self, connections: Connections, sealer: Sealer) -> None:
        """Unseal updates, and seal calls, with ``sealer``."""
        self._connections = connections
        self._sealer = sealer

    @asynccontextmanager
    async def open(self, *, limit: int, now: datetime) -> AsyncIterator[SqlBatch]:
        """Take at most ``limit`` turns; on SQLite every other writer waits until they are left.

        So do nothing slow inside, and use no other port of this database there.
        """
        async with self._connections.writing() as connection:
            with translated("take turns"):
                updates = await take_heads(connection, self._sealer, limit=limit, now=now)
                chats = _private_chats(updates)
                known = await find_people(connection, chats)
            shared = _Shared(connection, self._sealer, now, Queue(chats), known)
            yield SqlBatch(updates, shared)
            with translated("keep turns"):
                await shared.changes.flush(connection, self._sealer, now=now)


def _private_chats(updates: Sequence[OpenUpdate]) -> list[int]:
    """Return the chats whose person the turns will surely ask for; a group's id is negative."""
    ids = [update.lane.removeprefix(_CHAT_LANE) for update in updates]
    return [int(chat_id) for chat_id in ids if chat_id.isascii() and chat_id.isdigit()]
