"""What the queue and the relay have written down, in memory."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.domain.callbacks.callbacks import Callback
from bot.domain.callbacks.limits import Try
from bot.domain.delivery import Call
from bot.domain.handoff.events import RequestEvent
from bot.domain.handoff.links import Link, LinkKind
from bot.domain.handoff.requests import Request
from bot.domain.handoff.supporters import Supporter
from bot.usecases.handoff.records import AlbumItem, Block, Form, Invite, Note, Timer


@dataclass
class Decided:
    """The calls of one turn; what is stopped later is taken out of the list."""

    turn: int
    at: datetime
    calls: list[Call]


@dataclass
class House:
    """All tables of the handoff, as dictionaries; its turns share it."""

    requests: dict[int, Request] = field(default_factory=dict)
    over: dict[int, datetime] = field(default_factory=dict)
    first_claims: dict[int, datetime] = field(default_factory=dict)
    supporters: dict[int, Supporter] = field(default_factory=dict)
    links: dict[int, Link] = field(default_factory=dict)
    turn_of: dict[int, int] = field(default_factory=dict)
    """In which turn a link was made."""
    timers: dict[str, Timer] = field(default_factory=dict)
    events: list[RequestEvent] = field(default_factory=list)
    invites: dict[str, Invite] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    blocks: dict[int, Block] = field(default_factory=dict)
    forms: dict[int, Form] = field(default_factory=dict)
    albums: dict[tuple[str, int, int], AlbumItem] = field(default_factory=dict)
    callbacks: dict[int, Callback] = field(default_factory=dict)
    tries: list[tuple[int, Try, datetime]] = field(default_factory=list)
    held: dict[int, Call] = field(default_factory=dict)
    """Calls kept aside, by the first link they become."""
    decided: list[Decided] = field(default_factory=list)
    in_hand: set[int] = field(default_factory=set)
    """First links of calls that ``due`` has handed out: nobody can stop them any more."""
    last_id: int = 10_000_000_000
    """Longer than 32 bits, as the real ones are."""
    turns: int = 0
    """How many there have been."""

    def due(self, now: datetime) -> list[Call]:
        """Return the first call of each lane that may be made, as the outbox would."""
        heads: dict[str, tuple[datetime, Call]] = {}
        for turn in self.decided:
            for call in turn.calls:
                heads.setdefault(call.lane, (turn.at + call.delay, call))
        found = [call for at, call in heads.values() if at <= now]
        self.in_hand |= {call.becomes[0] for call in found if call.becomes}
        return found

    def sent(self, call: Call, *numbers: int) -> list[dict[str, Any]]:
        """Let Telegram take ``call``; return the news that follow from it."""
        self._drop(call)
        news = []
        for link_id, number in zip(call.becomes, numbers, strict=True):
            link = self.links.get(link_id)
            if link is None:
                continue
            self.links[link_id] = replace(link, to_message=number, failed=None)
            if link.report or link.undone:
                news.append({"name": "arrived", "link": link_id})
        return news

    def lost(self, call: Call, why: str) -> list[dict[str, Any]]:
        """Let Telegram refuse ``call``; return the news that follow from it."""
        self._drop(call)
        news = []
        for link_id in call.becomes:
            link = self.links.get(link_id)
            if link is None:
                continue
            self.links[link_id] = replace(link, failed=why)
            if link.kind is LinkKind.LINE and not link.undone:
                news.append({"name": "lost", "link": link_id, "why": why})
        return news

    def sweep(self, now: datetime) -> list[dict[str, Any]]:
        """Take the timers that are due; return the news that they make."""
        due = sorted((one for one in self.timers.values() if one.at <= now), key=_when)
        for timer in due:
            del self.timers[timer.key]
        return [
            {"name": "timer", "timer": one.name, "key": one.key, "word": one.word} for one in due
        ]

    def _drop(self, call: Call) -> None:
        for turn in self.decided:
            turn.calls[:] = [one for one in turn.calls if one is not call]


def _when(timer: Timer) -> tuple[datetime, str]:
    return timer.at, timer.key
