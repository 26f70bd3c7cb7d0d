"""The smaller tables of the handoff in memory."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.handoff.events import RequestEvent
from bot.domain.handoff.requests import Priority, State
from bot.domain.handoff.supporters import Duty, Supporter
from bot.usecases.handoff.records import AlbumItem, Block, Form, Invite, Note, Timer
from tests.handoff_house import House

FORM_KEPT = timedelta(hours=24)


@dataclass
class _Part:
    """A port on the tables of a house."""

    house: House
    now: datetime


class FakeSupporters(_Part):
    """The table ``supporters``."""

    async def get(self, supporter_id: int) -> Supporter | None:
        return self.house.supporters.get(supporter_id)

    async def by_chat(self, chat_id: int) -> Supporter | None:
        return next((one for one in await self.all() if one.chat_id == chat_id), None)

    async def by_name(self, name: str) -> Supporter | None:
        wanted = name.casefold()
        return next((one for one in await self.all() if one.name.casefold() == wanted), None)

    async def all(self) -> Sequence[Supporter]:
        team = [one for one in self.house.supporters.values() if one.removed_at is None]
        return sorted(team, key=lambda one: one.id)

    async def on_duty(self) -> Sequence[Supporter]:
        return [one for one in await self.all() if one.duty is Duty.ON]

    async def loads(self) -> Mapping[int, Sequence[Priority]]:
        loads: dict[int, list[Priority]] = defaultdict(list)
        for one in self.house.requests.values():
            if one.state is State.ACTIVE and not one.rehearsal and one.supporter is not None:
                loads[one.supporter].append(one.priority)
        return {supporter: sorted(held) for supporter, held in loads.items()}

    async def add(self, supporter: Supporter) -> Supporter | None:
        if await self.by_chat(supporter.chat_id) is not None:
            return None
        kept = replace(supporter, id=max(self.house.supporters, default=0) + 1)
        self.house.supporters[kept.id] = kept
        return kept

    async def save(self, supporter: Supporter) -> None:
        if supporter.id in self.house.supporters:
            self.house.supporters[supporter.id] = supporter


class FakeTimers(_Part):
    """The table ``timers``."""

    async def set(self, timer: Timer) -> None:
        self.house.timers[timer.key] = timer

    async def cancel(self, key: str) -> None:
        self.house.timers.pop(key, None)


class FakeRequestEvents(_Part):
    """The table ``request_events``."""

    async def add(self, *events: RequestEvent) -> None:
        self.house.events += events

    async def of(self, request: int) -> Sequence[RequestEvent]:
        return [one for one in self.house.events if one.request == request]


class FakeInvites(_Part):
    """The table ``invites``."""

    async def add(self, invite: Invite) -> None:
        self.house.invites[invite.digest] = invite

    async def take(self, digest: str, *, now: datetime) -> Invite | None:
        invite = self.house.invites.get(digest)
        if invite is None or invite.expires_at <= now:
            return None
        return self.house.invites.pop(digest)


class FakeNotes(_Part):
    """The table ``notes``."""

    async def add(self, note: Note) -> None:
        self.house.notes.append(note)

    async def of(self, request: int) -> Sequence[Note]:
        return [one for one in self.house.notes if one.request == request]


class FakeBlocks(_Part):
    """The table ``blocks``."""

    async def of(self, chat_id: int, *, now: datetime) -> Block | None:
        block = self.house.blocks.get(chat_id)
        over = block is not None and block.until is not None and block.until <= now
        return None if over else block

    async def put(self, block: Block) -> None:
        self.house.blocks[block.chat_id] = block

    async def lift(self, chat_id: int) -> None:
        self.house.blocks.pop(chat_id, None)


class FakeForms(_Part):
    """The table ``forms``."""

    async def of(self, chat_id: int, *, now: datetime) -> Form | None:
        form = self.house.forms.get(chat_id)
        return None if form is None or form.at <= now - FORM_KEPT else form

    async def put(self, form: Form) -> None:
        self.house.forms[form.chat_id] = form

    async def drop(self, chat_id: int) -> None:
        self.house.forms.pop(chat_id, None)


class FakeAlbums(_Part):
    """The table ``album_items``."""

    async def add(self, item: AlbumItem) -> None:
        self.house.albums.setdefault((item.album, item.chat_id, item.message_id), item)

    async def take(self, album: str) -> Sequence[AlbumItem]:
        keys = sorted(key for key in self.house.albums if key[0] == album)
        return [self.house.albums.pop(key) for key in keys]


@dataclass
class FakeForgetting:
    """Deletes what the house keeps of a person, but an open request and a block."""

    house: House

    async def forget(self, chat_id: int) -> None:
        house = self.house
        mine = [one for one in house.requests.values() if one.chat_id == chat_id]
        gone = {one.id for one in mine if not one.state.open}
        for request_id in gone:
            del house.requests[request_id]
            house.callbacks.pop(request_id, None)
        house.events = [one for one in house.events if one.request not in gone]
        house.notes = [one for one in house.notes if one.request not in gone]
        house.links = {key: one for key, one in house.links.items() if one.request not in gone}
        house.forms.pop(chat_id, None)
        house.timers = {key: one for key, one in house.timers.items() if one.chat_id != chat_id}
