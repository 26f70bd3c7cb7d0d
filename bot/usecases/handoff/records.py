"""What the queue writes down besides requests, supporters and links: values, no rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.handoff.requests import Request
from bot.domain.handoff.supporters import Role, Supporter


@dataclass(frozen=True, slots=True)
class Timer:
    """Something that is to happen later, though the process may not live so long."""

    key: str
    """One timer a key: setting it again replaces it."""
    at: datetime
    chat_id: int
    """In whose lane it happens."""
    name: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation; only a digest of its token is kept."""

    digest: str
    role: Role
    made_by: int
    """Chat of the lead or admin who made it."""
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """What a supporter wrote down about a request, sealed; it lives 90 days."""

    request: int
    kind: str
    """``closing``, ``transfer``, ``debrief``, ``report`` or ``feedback``."""
    text: str
    by: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Block:
    """Somebody who may not reach peers for a time; cards and helplines go on working."""

    chat_id: int
    reason: str
    by: int | None
    at: datetime
    until: datetime | None
    """``None``: for good."""


@dataclass(frozen=True, slots=True)
class Form:
    """Something half said: what was asked, and the answers so far; sealed."""

    chat_id: int
    name: str
    step: str
    answers: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class AlbumItem:
    """One picture of an album that is still arriving."""

    album: str
    chat_id: int
    message_id: int
    request: int
    bare: bool = False
    """Whether its caption must stay behind: it holds a name or a number."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chat stands in the house."""

    supporter: Supporter | None
    request: Request | None
    """The person's open request, or the rehearsal they are in."""
    form: Form | None

    @property
    def nowhere(self) -> bool:
        """Tell whether the chat is nobody's business here."""
        return self.supporter is None and self.request is None and self.form is None
