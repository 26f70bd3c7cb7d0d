"""Links and loose calls in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.delivery import Call, chat_lane
from bot.domain.handoff.links import Link, LinkKind
from tests.handoff_house import House


@dataclass
class FakeLinks:
    """The table ``message_links``."""

    house: House
    turn: int

    def _some(self) -> list[Link]:
        made = self.house.turn_of
        return sorted(self.house.links.values(), key=lambda one: (-made[one.id], one.id))

    async def add(self, *links: Link) -> None:
        for link in links:
            if link.id in self.house.links:
                raise ValueError("the id is taken")
            self.house.links[link.id] = link
            self.house.turn_of[link.id] = self.turn

    async def get(self, link_id: int) -> Link | None:
        return self.house.links.get(link_id)

    async def of_source(self, chat_id: int, message_id: int) -> Sequence[Link]:
        source = (chat_id, message_id)
        return [one for one in self._some() if (one.from_chat, one.from_message) == source]

    async def of_copy(self, chat_id: int, message_id: int) -> Link | None:
        copy = (chat_id, message_id)
        return next((one for one in self._some() if (one.to_chat, one.to_message) == copy), None)

    async def last_line(self, request: int, from_chat: int) -> Sequence[Link]:
        place = (request, from_chat)
        lines = [one for one in self._some() if one.kind is LinkKind.LINE and not one.undone]
        mine = [one for one in lines if (one.request, one.from_chat) == place]
        newest = [one for one in mine if self._made(one) == self._made(mine[0])]
        return sorted(newest, key=lambda one: (one.from_message or 0, one.id))

    def _made(self, link: Link) -> int:
        return self.house.turn_of[link.id]

    async def offers_of(self, request: int) -> Sequence[Link]:
        offers = [one for one in self._some() if one.kind is LinkKind.OFFER]
        live = [one for one in offers if not one.undone and one.failed is None]
        mine = [one for one in live if one.request == request]
        return sorted(mine, key=lambda one: (one.made_at, one.id))

    async def undo(self, *link_ids: int) -> None:
        for link_id in link_ids:
            if link_id in self.house.links:
                self.house.links[link_id] = replace(self.house.links[link_id], undone=True)

    async def forget(self, *link_ids: int) -> None:
        for link_id in link_ids:
            self.house.links.pop(link_id, None)


@dataclass
class FakeLines:
    """The calls of all turns that can still be stopped."""

    house: House
    turn: int
    now: datetime
    calls: list[Call]

    async def cancel(self, link_id: int) -> bool:
        return self._take(link_id) is not None

    async def hold(self, call: Call) -> None:
        if call.chat_id is None or not call.becomes:
            raise ValueError("only a message that becomes a link can be held")
        self.house.held[call.becomes[0]] = call

    async def release(self, link_id: int) -> bool:
        call = self._take_held(link_id)
        if call is not None:
            self._queue(call)
        return call is not None

    async def redirect(self, link_id: int, link: Link) -> bool:
        call = self._take(link_id)
        if call is None:
            return False
        links = FakeLinks(self.house, self.turn)
        await links.forget(link_id)
        await links.add(link)
        for other in set(call.becomes) - {link_id, link.id}:
            if other in self.house.links:
                moved = replace(self.house.links[other], to_chat=link.to_chat)
                self.house.links[other] = replace(moved, request=link.request)
        params = {name: value for name, value in call.params.items() if name != "reply_parameters"}
        becomes = tuple(link.id if one == link_id else one for one in call.becomes)
        params["chat_id"] = link.to_chat
        self._queue(replace(call, params=params, chat_id=link.to_chat, becomes=becomes))
        return True

    def _queue(self, call: Call) -> None:
        lane = chat_lane(call.chat_id or 0)
        self.calls.append(replace(call, lane=lane, delay=timedelta()))

    def _take(self, link_id: int) -> Call | None:
        for turn in self.house.decided:
            for call in turn.calls:
                waits = turn.at + call.delay > self.now and call.becomes[:1] != ()
                loose = waits and call.becomes[0] not in self.house.in_hand
                if link_id in call.becomes and (loose or turn.turn == self.turn):
                    turn.calls.remove(call)
                    return call
        return self._take_held(link_id)

    def _take_held(self, link_id: int) -> Call | None:
        for first, call in self.house.held.items():
            if link_id in call.becomes:
                return self.house.held.pop(first)
        return None
