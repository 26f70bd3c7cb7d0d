"""What the queue and the relay ask of the database; all of it is part of the turn's commit.

Every method may be called only after ``Handoff.enter``: from then on nobody else changes what
these ports show until the turn is over, in this process or in another one.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.delivery import Call
from bot.domain.handoff.events import RequestEvent
from bot.domain.handoff.links import Link
from bot.domain.handoff.requests import Priority, Request
from bot.domain.handoff.supporters import Supporter
from bot.domain.knowledge import Language
from bot.usecases.callbacks.ports import Callbacks
from bot.usecases.handoff.records import (
    AlbumItem,
    Block,
    Form,
    Invite,
    Note,
    Place,
    Timer,
)


class Requests(Protocol):
    """The table ``requests``."""

    async def get(self, request_id: int) -> Request | None: ...

    async def open_of(self, chat_id: int) -> Request | None:
        """Return the person's one open request (waiting or active; not a rehearsal)."""
        ...

    async def last_of(self, chat_id: int) -> Request | None:
        """Return the person's latest request that is over, if it is still kept."""
        ...

    async def add(self, request: Request) -> bool:
        """Keep a new request; ``False`` if the person has an open one already."""
        ...

    async def claim(self, request_id: int, supporter: int, colour: int, *, at: datetime) -> bool:
        """Make it active in the hands of ``supporter``: one conditional update.

        Returns:
            ``False`` if it no longer waits: somebody else has it, or it is over.
        """
        ...

    async def save(self, old: Request, new: Request) -> bool:
        """Change ``old`` into ``new``: one conditional update.

        Returns:
            ``False`` if its state or its holder is no longer what ``old`` says.
        """
        ...

    async def waiting(self, languages: Collection[Language], *, limit: int) -> Sequence[Request]:
        """Return what waits in these languages: the most urgent ones, and the oldest ones."""
        ...

    async def all_open(self, *, limit: int) -> Sequence[Request]:
        """Return what waits or is active, most urgent first, for the board."""
        ...

    async def held_by(self, supporter: int) -> Sequence[Request]:
        """Return active requests that ``supporter`` holds or has joined, oldest claim first."""
        ...

    async def ahead_of(self, request: Request, *, most: int) -> int:
        """Count those that go before it in its language; counting stops at ``most``."""
        ...

    async def recent_waits(self, priority: Priority, *, limit: int) -> Sequence[timedelta]:
        """Return how long the latest claimed requests of ``priority`` had waited."""
        ...

    async def grave_counts(self, *, since: datetime) -> Mapping[int, int]:
        """Count emergencies and crises each supporter has held since then, by supporter id."""
        ...


class Supporters(Protocol):
    """The table ``supporters``; removed ones are not found, except by ``get``."""

    async def get(self, supporter_id: int) -> Supporter | None: ...

    async def by_chat(self, chat_id: int) -> Supporter | None: ...

    async def by_name(self, name: str) -> Supporter | None:
        """Find by the name shown, whatever its case."""
        ...

    async def all(self) -> Sequence[Supporter]: ...

    async def on_duty(self) -> Sequence[Supporter]: ...

    async def loads(self) -> Mapping[int, Sequence[Priority]]:
        """Return the priorities of all active requests by the supporter who holds them."""
        ...

    async def add(self, supporter: Supporter) -> Supporter | None:
        """Keep a new supporter and return them with their id; ``None`` if the chat has one."""
        ...

    async def save(self, supporter: Supporter) -> None: ...


class Links(Protocol):
    """The table ``message_links``."""

    async def add(self, *links: Link) -> None: ...

    async def get(self, link_id: int) -> Link | None: ...

    async def of_source(self, chat_id: int, message_id: int) -> Sequence[Link]:
        """Return the copies made of a message, newest first."""
        ...

    async def of_copy(self, chat_id: int, message_id: int) -> Link | None:
        """Return the link whose copy is that message of ours."""
        ...

    async def last_line(self, request: int, from_chat: int) -> Sequence[Link]:
        """Return the copies of the newest line of ``from_chat`` in it that is not undone."""
        ...

    async def offers_of(self, request: int) -> Sequence[Link]:
        """Return the offers of it that still invite."""
        ...

    async def undo(self, *link_ids: int) -> None:
        """Note that they were taken back."""
        ...

    async def forget(self, *link_ids: int) -> None:
        """Delete links that nothing needs any more, such as settled offers."""
        ...


class Lines(Protocol):
    """Calls already queued that may still be stopped; found by the link they become."""

    async def cancel(self, link_id: int) -> bool:
        """Drop the call; ``False`` if it has been made, or may be under way."""
        ...

    async def hold(self, call: Call) -> None:
        """Keep a call of one link aside until it is released, redirected or cancelled."""
        ...

    async def release(self, link_id: int) -> bool:
        """Put a held call at the end of its lane; ``False`` if there is none (any more)."""
        ...

    async def redirect(self, link_id: int, link: Link) -> bool:
        """Send an unsent call to the chat of ``link`` instead, which takes the old one's place.

        What it replied to is dropped. ``False`` if the call has been made, or may be under way.
        """
        ...


class Timers(Protocol):
    """The table ``timers``."""

    async def set(self, timer: Timer) -> None: ...

    async def cancel(self, key: str) -> None: ...


class RequestEvents(Protocol):
    """The table ``request_events``; append only."""

    async def add(self, *events: RequestEvent) -> None: ...

    async def of(self, request: int) -> Sequence[RequestEvent]: ...


class Invites(Protocol):
    """The table ``invites``."""

    async def add(self, invite: Invite) -> None: ...

    async def take(self, digest: str, *, now: datetime) -> Invite | None:
        """Use it up: one conditional delete; ``None`` if it is used, expired or unknown."""
        ...


class Notes(Protocol):
    """The table ``notes``."""

    async def add(self, note: Note) -> None: ...

    async def of(self, request: int) -> Sequence[Note]: ...


class Blocks(Protocol):
    """The table ``blocks``."""

    async def of(self, chat_id: int, *, now: datetime) -> Block | None: ...

    async def put(self, block: Block) -> None: ...

    async def lift(self, chat_id: int) -> None: ...


class Forms(Protocol):
    """The table ``forms``: one open form a chat; erased after 24 hours."""

    async def of(self, chat_id: int, *, now: datetime) -> Form | None: ...

    async def put(self, form: Form) -> None: ...

    async def drop(self, chat_id: int) -> None: ...


class Albums(Protocol):
    """The table ``album_items``."""

    async def add(self, item: AlbumItem) -> None: ...

    async def take(self, album: str) -> Sequence[AlbumItem]:
        """Return its items by message id, and forget them."""
        ...


class Handoff(Protocol):
    """All of it, as one turn sees it."""

    async def enter(self) -> None:
        """Be alone with the queue until the turn is over; ask again as often as you like."""
        ...

    async def place(self, chat_id: int) -> "Place":
        """Tell who somebody is here; cheap, needs no ``enter``, and is true when it was read."""
        ...

    def new_id(self) -> int:
        """Return a number by chance, 1 to 2**62 - 1."""
        ...

    @property
    def requests(self) -> Requests: ...

    @property
    def supporters(self) -> Supporters: ...

    @property
    def links(self) -> Links: ...

    @property
    def lines(self) -> Lines: ...

    @property
    def timers(self) -> Timers: ...

    @property
    def events(self) -> RequestEvents: ...

    @property
    def invites(self) -> Invites: ...

    @property
    def notes(self) -> Notes: ...

    @property
    def blocks(self) -> Blocks: ...

    @property
    def forms(self) -> Forms: ...

    @property
    def albums(self) -> Albums: ...

    @property
    def callbacks(self) -> Callbacks: ...
