"""What the use cases and the engine ask of the world, as narrowly as will do."""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.crisis import Alarm
from bot.domain.delivery import Call, Outcome, Queued
from bot.domain.gaps import Gap, Listed, State
from bot.domain.knowledge import Knowledge, Language
from bot.domain.people import Person
from bot.domain.threads import Thread
from bot.usecases.handoff.ports import Handoff


class StorageError(Exception):
    """The database did not do what was asked; the cause is kept, the words are not."""


class WrongKeysError(StorageError):
    """What waits in the database was sealed with other keys."""


class Clock(Protocol):
    """Tells the time."""

    def __call__(self) -> datetime:
        """Return now, in UTC, aware."""
        ...


class Library(Protocol):
    """Holds the knowledge now in service."""

    @property
    def knowledge(self) -> Knowledge:
        """The last good set, whole."""
        ...


@dataclass(frozen=True, slots=True)
class Received:
    """An update as it came, before anybody looked into it."""

    update_id: int
    lane: str
    """Updates of one lane are handled one after the other, in the order received."""
    body: str
    """The raw JSON."""


@dataclass(frozen=True, slots=True)
class OpenUpdate:
    """An update that waits for its turn."""

    seq: int
    update_id: int
    lane: str
    body: str
    attempts: int
    """How often its turn has failed."""


class Inbox(Protocol):
    """Keeps updates until their turn is done."""

    async def receive(self, updates: Sequence[Received], *, now: datetime) -> int:
        """Store what is new, commit, and return how many were new.

        An ``update_id`` that was seen before is passed over.

        Raises:
            StorageError: nothing was stored; the updates must not be acknowledged.
        """
        ...


class People(Protocol):
    """Remembers people."""

    async def get(self, chat_id: int) -> Person | None:
        """Return what is known about the person, with what this turn has changed."""
        ...

    async def put(self, person: Person) -> None:
        """Keep ``person``; part of the turn's commit."""
        ...


class Tally(Protocol):
    """Counts without anybody's words or ids."""

    async def alarm(self, alarm: Alarm, language: Language) -> None:
        """Count an alarm by tier, first kind, language and hour."""
        ...

    async def feedback(self, entry_id: str, language: Language, *, helped: bool) -> None:
        """Count a press on "Did this help?"."""
        ...


class Threads(Protocol):
    """Remembers for ten minutes what chats were shown."""

    async def get(self, chat_id: int) -> Thread | None:
        """Return what the chat was shown last, over or not, with what this turn has changed."""
        ...

    async def put(self, thread: Thread) -> None:
        """Keep ``thread``; part of the turn's commit."""
        ...


class WorkList(Protocol):
    """Lists questions that nobody wrote an answer for; no row knows whose they were."""

    async def list(self, state: State, *, singles: bool, limit: int) -> Sequence[Listed]:
        """Return questions in ``state``, the most frequent first.

        ``singles`` shows those with unusual words too, which only one or two people have asked.
        """
        ...

    async def settle(self, number: int, state: State, entry_id: str | None = None) -> None:
        """Write down what became of a question."""
        ...


class Gaps(WorkList, Protocol):
    """The work list as a turn sees it; what it changes is part of the turn's commit."""

    async def count(self, gap: Gap) -> None:
        """Count a question; the same words again make one row."""
        ...


class Forgetting(Protocol):
    """Deletes what is kept about a person; part of the turn's commit."""

    async def forget(self, chat_id: int) -> None:
        """Delete their row, form, timers, and the requests that are over, with all of these.

        An open request must have been ended before: it would stay. A block stays as well. The
        rows of their updates and calls, which hold no words any more, go after 48 hours.
        """
        ...


class Turn(Protocol):
    """The handling of one update: what it reads and changes, as one piece."""

    @property
    def update(self) -> OpenUpdate:
        """The update whose turn it is."""
        ...

    @property
    def now(self) -> datetime:
        """When the turn began, UTC."""
        ...

    @property
    def people(self) -> People: ...

    @property
    def tally(self) -> Tally: ...

    @property
    def threads(self) -> Threads: ...

    @property
    def gaps(self) -> Gaps: ...

    @property
    def handoff(self) -> Handoff: ...

    @property
    def forgetting(self) -> Forgetting: ...

    def send(self, call: Call) -> None:
        """Queue a call; it is made after the commit, in the order queued."""
        ...


class Batch(Protocol):
    """Some turns that commit together; each of them still succeeds or fails alone."""

    @property
    def updates(self) -> Sequence[OpenUpdate]:
        """The oldest open update of each lane, oldest first; no other worker has them."""
        ...

    def turn(self, update: OpenUpdate) -> AbstractAsyncContextManager[Turn]:
        """Open the turn of ``update``.

        Leaving it normally marks the update done and keeps all the turn's changes and calls;
        leaving it by an exception drops them all (the exception goes on).
        """
        ...

    async def retry(self, update: OpenUpdate, *, at: datetime, error: str) -> None:
        """Leave the update open until ``at``; its lane waits. ``error`` is a class name."""
        ...

    async def bury(self, update: OpenUpdate, *, error: str, calls: Sequence[Call]) -> None:
        """Make the update a dead letter, erase its body, and queue ``calls``."""
        ...


class Turns(Protocol):
    """Hands out turns."""

    def open(self, *, limit: int, now: datetime) -> AbstractAsyncContextManager[Batch]:
        """Take at most ``limit`` turns; commit when left normally, roll back on an exception.

        Do nothing slow inside, and ask no other port of the same database there: on SQLite every
        other writer waits until the batch is left, so waiting for one would never end.

        Raises:
            StorageError: on entering or leaving; nothing was committed.
        """
        ...


class Outbox(Protocol):
    """Keeps calls until Telegram has taken them."""

    async def due(self, *, now: datetime, limit: int, busy: Collection[str]) -> Sequence[Queued]:
        """Return the first call of each lane not in ``busy`` that may be made now.

        Urgent ones first, then by age. An urgent call is also the first of its own lane.
        """
        ...

    async def settle(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        """Write down what became of calls, in one commit; bodies of finished calls are erased."""
        ...


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits and what went wrong."""

    updates: int
    calls: int
    dead_letters: int
    refused_calls: int


class Upkeep(Protocol):
    """Looks after the tables."""

    async def backlog(self) -> Backlog: ...

    async def purge(self, *, before: datetime) -> int:
        """Delete finished updates and calls older than ``before``; return how many."""
        ...


class Leadership(Protocol):
    """Lets one process of many poll and send."""

    async def acquire(self) -> bool:
        """Try to become the leader; ``True`` as long as this process is. Never blocks."""
        ...

    async def release(self) -> None: ...


class Meter(Protocol):
    """Counts what happens, without anybody's ids."""

    def count(self, event: str, amount: int = 1) -> None:
        """Add to the counter ``event``, a word such as ``updates_received``."""
        ...

    def observe(self, name: str, seconds: float) -> None:
        """Add a duration to the histogram ``name``, such as ``turn_seconds``."""
        ...


class Sweep(Protocol):
    """Lets things happen whose time has come."""

    async def sweep(self, *, now: datetime, limit: int) -> int:
        """Move at most ``limit`` due timers into the inbox, in one commit; return how many.

        Only the leader does this, each second. A timer that is cancelled after that still gets
        its turn: who handles it looks whether there is anything left to do.

        Raises:
            StorageError: nothing was moved.
        """
        ...
