"""An in-memory twin of all handoff ports; it means the same as the tables do.

Every port may be asked for only after ``enter``, and says so by an ``AssertionError``.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.domain.delivery import Call
from bot.domain.handoff.events import Step
from bot.domain.handoff.requests import Priority, Request, State, Wanted
from bot.domain.knowledge import Language
from bot.usecases.handoff.records import Place
from tests.handoff_callbacks import FakeCallbacks
from tests.handoff_house import Decided, House
from tests.handoff_relay import FakeLines, FakeLinks
from tests.handoff_tables import (
    FakeAlbums,
    FakeBlocks,
    FakeForms,
    FakeInvites,
    FakeNotes,
    FakeRequestEvents,
    FakeSupporters,
    FakeTimers,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass
class FakeHandoff:
    """One turn's view of a house."""

    house: House = field(default_factory=House)
    calls: list[Call] = field(default_factory=list)
    """What the turn queues."""
    now: datetime = NOON
    entered: bool = False

    def __post_init__(self) -> None:
        self.house.turns += 1
        self.turn = self.house.turns
        self.house.decided.append(Decided(self.turn, self.now, self.calls))

    async def enter(self) -> None:
        self.entered = True

    async def place(self, chat_id: int) -> Place:
        house = self.house
        form = await FakeForms(house, self.now).of(chat_id, now=self.now)
        mine = [one for one in house.requests.values() if one.chat_id == chat_id]
        request = min(
            (one for one in mine if one.state.open), key=lambda one: one.rehearsal, default=None
        )
        return Place(await FakeSupporters(house, self.now).by_chat(chat_id), request, form)

    def new_id(self) -> int:
        # By chance in the real one; here in order, so that a failing test can be read.
        self.house.last_id += 1
        return self.house.last_id

    def _inside(self) -> tuple[House, datetime]:
        assert self.entered, "the turn has not entered"
        return self.house, self.now

    @property
    def requests(self) -> "FakeRequests":
        return FakeRequests(*self._inside())

    @property
    def supporters(self) -> FakeSupporters:
        return FakeSupporters(*self._inside())

    @property
    def links(self) -> FakeLinks:
        house, _ = self._inside()
        return FakeLinks(house, self.turn)

    @property
    def lines(self) -> FakeLines:
        house, now = self._inside()
        return FakeLines(house, self.turn, now, self.calls)

    @property
    def timers(self) -> FakeTimers:
        return FakeTimers(*self._inside())

    @property
    def events(self) -> FakeRequestEvents:
        return FakeRequestEvents(*self._inside())

    @property
    def invites(self) -> FakeInvites:
        return FakeInvites(*self._inside())

    @property
    def notes(self) -> FakeNotes:
        return FakeNotes(*self._inside())

    @property
    def blocks(self) -> FakeBlocks:
        return FakeBlocks(*self._inside())

    @property
    def forms(self) -> FakeForms:
        return FakeForms(*self._inside())

    @property
    def albums(self) -> FakeAlbums:
        return FakeAlbums(*self._inside())

    @property
    def callbacks(self) -> FakeCallbacks:
        return FakeCallbacks(*self._inside())


def _order(request: Request) -> tuple[Priority, bool, datetime, int]:
    return request.priority, not request.front, request.waiting_since, request.id


@dataclass
class FakeRequests:
    """The table ``requests``."""

    house: House
    now: datetime

    def _real(self) -> list[Request]:
        return [one for one in self.house.requests.values() if not one.rehearsal]

    def _line(self, languages: Collection[Language]) -> list[Request]:
        waiting = [one for one in self._real() if one.state is State.WAITING]
        return sorted((one for one in waiting if one.language in languages), key=_order)

    async def get(self, request_id: int) -> Request | None:
        return self.house.requests.get(request_id)

    async def open_of(self, chat_id: int) -> Request | None:
        mine = [one for one in self._real() if one.chat_id == chat_id and one.state.open]
        return mine[0] if mine else None

    async def last_of(self, chat_id: int) -> Request | None:
        mine = [one for one in self._real() if one.chat_id == chat_id and not one.state.open]
        return max(mine, key=lambda one: self.house.over[one.id], default=None)

    async def add(self, request: Request) -> bool:
        if request.id in self.house.requests:
            raise ValueError("the id is taken")
        if not request.rehearsal and request.state.open and await self.open_of(request.chat_id):
            return False
        self._keep(request)
        return True

    async def claim(self, request_id: int, supporter: int, colour: int, *, at: datetime) -> bool:
        request = self.house.requests.get(request_id)
        if request is None or request.state is not State.WAITING:
            return False
        claimed = replace(request, state=State.ACTIVE, supporter=supporter, colour=colour)
        self._keep(replace(claimed, claimed_at=at))
        return True

    async def save(self, old: Request, new: Request) -> bool:
        now = self.house.requests.get(old.id)
        if now is None or (now.state, now.supporter) != (old.state, old.supporter):
            return False
        if new.state.open and not old.state.open and not new.rehearsal:
            other = await self.open_of(new.chat_id)
            if other is not None:
                return False
        self._keep(new)
        return True

    def _keep(self, request: Request) -> None:
        self.house.requests[request.id] = request
        self.house.over.pop(request.id, None)
        if not request.state.open:
            self.house.over[request.id] = request.closed_at or self.now
        if request.claimed_at is not None:
            self.house.first_claims.setdefault(request.id, request.claimed_at)

    async def waiting(self, languages: Collection[Language], *, limit: int) -> Sequence[Request]:
        line = self._line(languages)
        longest = sorted(line, key=lambda one: (one.waiting_since, one.id))
        chosen = {one.id for one in (*line[:limit], *longest[:limit])}
        return [one for one in line if one.id in chosen]

    async def all_open(self, *, limit: int) -> Sequence[Request]:
        return sorted((one for one in self._real() if one.state.open), key=_order)[:limit]

    async def held_by(self, supporter: int) -> Sequence[Request]:
        active = [one for one in self.house.requests.values() if one.state is State.ACTIVE]
        mine = [one for one in active if supporter in {one.supporter, one.joined}]
        return sorted(mine, key=lambda one: (one.claimed_at or one.asked_at, one.id))

    async def ahead_of(self, request: Request, *, most: int) -> int:
        line = self._line((request.language,))
        return min(most, sum(_order(one) < _order(request) for one in line))

    async def recent_waits(self, priority: Priority, *, limit: int) -> Sequence[timedelta]:
        known = self.house.first_claims
        chats = [one for one in self._real() if one.kind is Wanted.CHAT]
        claimed = [one for one in chats if one.priority is priority and one.id in known]
        claimed.sort(key=lambda one: known[one.id], reverse=True)
        return [known[one.id] - one.asked_at for one in claimed[:limit]]

    async def grave_counts(self, *, since: datetime) -> Mapping[int, int]:
        grave = {one.id: one for one in self._real() if one.priority.grave}
        pairs = {
            (one.supporter, one.id)
            for one in grave.values()
            if one.supporter is not None and one.claimed_at is not None and one.claimed_at >= since
        }
        taken = {Step.CLAIMED, Step.ACCEPTED}
        pairs |= {
            (event.by, event.request)
            for event in self.house.events
            if event.step in taken and event.by is not None and event.at >= since
            if event.request in grave
        }
        counts: dict[int, int] = defaultdict(int)
        for supporter, _ in pairs:
            counts[supporter] += 1
        return dict(counts)
