"""The scene of one turn in the queue: who is there, and how everybody is spoken to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.domain.callbacks.terms import Terms
from bot.domain.callbacks.windows import Window
from bot.domain.delivery import Call
from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import RequestEvent, Step
from bot.domain.handoff.hours import today
from bot.domain.handoff.lines import Line
from bot.domain.handoff.links import Link, LinkKind
from bot.domain.handoff.peers import Peers
from bot.domain.handoff.requests import Request
from bot.domain.handoff.supporters import Role, Supporter
from bot.domain.knowledge import Language
from bot.domain.people import Person
from bot.usecases.edition import Edition
from bot.usecases.handoff.ports import Handoff
from bot.usecases.handoff.records import Timer


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a notice."""

    action: Action
    word: str = ""
    key: str = ""
    """Which sentence stands on it; empty for ``button.<action>``."""
    label: str = ""
    """What stands on it instead, where no sentence could: a name, an alias, a time."""


Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True, slots=True)
class When:
    """A time from, to, as the clocks of ``zone`` show it."""

    window: Window
    zone: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the line says by itself: a sentence of ``knowledge/texts`` and its values."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    rows: Rows = ()
    more: "tuple[Notice, ...]" = ()
    """Further sentences in the same message, each in a paragraph of its own."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to whom a notice goes."""

    chat_id: int
    language: Language


@dataclass(frozen=True, slots=True)
class Manner:
    """How a message is delivered."""

    silent: bool = True
    """Without a sound; only what cannot wait makes one."""
    becomes: tuple[int, ...] = ()
    reply_to: int | None = None
    """A message of the same chat."""
    reply_to_link: int | None = None
    """A message of ours in the same chat, by its link."""
    delay: timedelta = timedelta()
    pinned: bool = False
    protected: bool = False
    """Neither to be forwarded nor saved."""


QUIET = Manner()
ALOUD = Manner(silent=False)


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote; it lives as long as the turn, and only the outbox keeps it, sealed."""

    chat_id: int
    message_id: int
    line: Line
    reply_to: int | None = None
    """The message of the same chat that it answers."""
    album: str | None = None


class People(Protocol):
    """Remembers people; see ``bot.usecases.ports``."""

    async def get(self, chat_id: int) -> Person | None: ...


class Outward(Protocol):
    """Turns what is decided into calls of Telegram."""

    def passed_on(
        self, to: Reader, written: Written, mark: str, manner: Manner, heading: int
    ) -> Sequence[Call]:
        """Return the one or two calls that show ``written``, without a trace of its sender.

        ``mark`` stands before it, such as a colour and an alias; empty for none. The last call
        carries the link of ``manner``; one before it becomes the link ``heading``.
        """
        ...

    def album(
        self, to: Reader, from_chat: int, message_ids: Sequence[int], manner: Manner, *, bare: bool
    ) -> Call:
        """Return the call that copies an album; ``bare`` leaves its captions behind."""
        ...

    def rewritten(self, to_chat: int, link: int, written: Written, mark: str) -> Call:
        """Return the call that puts new words into a copy, behind its mark."""
        ...

    def say(self, to: Reader, notice: Notice, manner: Manner = QUIET) -> None:
        """Say something to somebody."""
        ...

    def change(self, to: Reader, link: int, notice: Notice) -> None:
        """Put ``notice`` in place of a message of ours."""
        ...

    def replace(self, to: Reader, message_id: int, notice: Notice) -> None:
        """Put ``notice`` in place of the message whose button was pressed."""
        ...

    def keyboard(self, to: Reader, notice: Notice, *, share: str = "") -> None:
        """Say something, and put the menu's keyboard in place.

        With ``share``, the key of its label, there is a button that sends one's own number.
        """
        ...

    def numbers(self, to: Reader, country: str) -> None:
        """Show the crisis numbers, ahead of everything else."""
        ...

    def menu(self, to: Reader, commands: Sequence[str]) -> None:
        """Show these commands to somebody; those of everybody again if there are none."""
        ...

    def deep_link(self, token: str) -> str:
        """Return the address that sends ``/start token`` to this bot."""
        ...

    def delete(self, chat_id: int, link: int) -> None:
        """Delete a message of ours."""
        ...

    def react(self, chat_id: int, message_id: int, emoji: str | None) -> None:
        """Put a mark on a message of theirs, or take it away."""
        ...

    def react_to_link(self, chat_id: int, link: int, emoji: str | None) -> None:
        """Put a mark on a message of ours, or take it away."""
        ...


@dataclass(slots=True)
class Scene:
    """What every use case here needs; it lives as long as the turn."""

    handoff: Handoff
    out: Outward
    send: Callable[[Call], None]
    now: datetime
    people: People
    edition: Edition
    admins: tuple[int, ...]
    helplines: frozenset[str]
    """Digits of the numbers that anybody may pass on."""
    country: str
    """Whose numbers are shown to somebody who has chosen none."""
    terms: Terms = field(default_factory=Terms)
    """Whether and how people are called back."""

    @property
    def peers(self) -> Peers:
        """Return what curators wrote for the queue."""
        return self.edition.knowledge.peers

    @property
    def today(self) -> date:
        """Return the day it is where the line is at home."""
        return today(self.peers.hours, self.now)

    def reader(self, request: Request) -> Reader:
        """Return the person of ``request``."""
        return Reader(request.chat_id, request.language)

    def tell(self, request: Request, notice: Notice, manner: Manner = ALOUD) -> None:
        """Say something to the person of ``request``."""
        if not request.rehearsal:
            self.out.say(self.reader(request), notice, manner)

    def tell_supporter(self, supporter: Supporter, notice: Notice, manner: Manner = QUIET) -> None:
        """Say something to a supporter."""
        self.out.say(reader_of(supporter), notice, manner)

    async def tell_about(
        self, supporter: Supporter, request: Request, notice: Notice, manner: Manner = ALOUD
    ) -> None:
        """Say something about ``request``: a reply to it goes to that person."""
        link = Link(
            self.handoff.new_id(), request.id, LinkKind.NOTICE, supporter.chat_id, self.now
        )
        await self.handoff.links.add(link)
        self.tell_supporter(supporter, notice, replace(manner, becomes=(link.id,)))

    async def show_numbers(self, request: Request) -> None:
        """Show the person of ``request`` the numbers of their country."""
        person = await self.people.get(request.chat_id)
        self.out.numbers(self.reader(request), person.country if person else self.country)

    async def note(
        self, request: Request, step: Step, by: "Actor | None" = None, word: str = ""
    ) -> None:
        """Write down what happened to ``request``."""
        supporter = by.supporter.id if by and by.supporter else None
        role = by.role if by else None
        event = RequestEvent(request.id, step, self.now, role, supporter, word)
        await self.handoff.events.add(event)

    async def later(self, key: str, at: datetime | None, request: Request, word: str = "") -> None:
        """Set the timer ``<key>:<request>``, or cancel it when ``at`` is ``None``."""
        name = f"{key}:{request.id}"
        if at is None:
            await self.handoff.timers.cancel(name)
        else:
            told = word or str(request.id)
            await self.handoff.timers.set(Timer(name, at, request.chat_id, key, told))


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: their person, their role, and their row if they are on the team."""

    person: Person
    role: Role = Role.PERSON
    supporter: Supporter | None = None

    @property
    def reader(self) -> Reader:
        """Return how they are spoken to."""
        if self.supporter is not None:
            return reader_of(self.supporter)
        return Reader(self.person.chat_id, self.person.language)


def reader_of(supporter: Supporter) -> Reader:
    """Return how a supporter is spoken to: in the first of their languages."""
    return Reader(supporter.chat_id, supporter.languages[0])


class RefusedError(Exception):
    """It cannot be done now; ``notice`` says why to whoever asked."""

    def __init__(self, key: str, **values: object) -> None:
        """Refuse with the sentence ``key``."""
        super().__init__(key)
        self.notice = Notice(key, values)


class NotAllowedError(RefusedError):
    """The role does not allow it, or the request is in other hands."""

    def __init__(self) -> None:
        """Refuse with one sentence for all cases: it must not tell what there is."""
        super().__init__("peer.not_allowed")
