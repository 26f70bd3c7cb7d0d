"""A wish for a human: what it is, how urgent, and where it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from bot.domain.crisis import Alarm, Kind, Tier
from bot.domain.knowledge import Language


class Priority(IntEnum):
    """How urgent a request is; the lower number goes first."""

    EMERGENCY = 0
    CRISIS = 1
    ELEVATED = 2
    ORDINARY = 3
    INFORMATION = 4

    @property
    def grave(self) -> bool:
        """Tell whether it fills a supporter's hands, and may not be left alone."""
        return self <= Priority.CRISIS


class State(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    ACTIVE = "active"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def open(self) -> bool:
        """Tell whether somebody still counts on it."""
        return self in {State.WAITING, State.ACTIVE}


class Wanted(StrEnum):
    """What kind of human contact."""

    CHAT = "chat"
    CALLBACK = "callback"


class ForWhom(StrEnum):
    """Whether the person asks for themself."""

    ME = "me"
    OTHER = "other"


class Outcome(StrEnum):
    """How a supporter closed a conversation."""

    TALKED = "talked"
    REFERRED = "referred"
    EMERGENCY = "emergency"
    NO_REPLY = "no_reply"
    ENDED_BY_PERSON = "ended_by_person"
    MISUSE = "misuse"


@dataclass(frozen=True, slots=True)
class Request:
    """One request, as its row holds it; no words of the person are in it."""

    id: int
    """By chance, 62 bits: it stands on buttons and must tell nothing."""
    chat_id: int
    """The person's chat; never shown to a supporter."""
    alias: str
    language: Language
    asked_at: datetime
    waiting_since: datetime
    """Kept when a request goes back to the queue unanswered; after a conversation it waits anew,
    ahead of the others by ``front``."""
    kind: Wanted = Wanted.CHAT
    for_whom: ForWhom = ForWhom.ME
    about: str | None = None
    """Id of a topic in ``knowledge/peers/``, if they chose one."""
    wishes: tuple[str, ...] = ()
    """Ids of wishes in ``knowledge/peers/``: chosen, never inferred."""
    priority: Priority = Priority.ORDINARY
    state: State = State.WAITING
    supporter: int | None = None
    """Id of the supporter who holds it, or held it last."""
    joined: int | None = None
    """Id of the lead who has joined, announced; they hear and write with the holder."""
    asked_of: int | None = None
    """Id of the one to whom it is offered alone: a handover, or "the same as last time"."""
    handing_over: bool = False
    """Whether ``asked_of`` was chosen by the holder, who keeps it until they accept."""
    front: bool = False
    """Given back with "I need cover": the first of its priority."""
    avoid: tuple[int, ...] = ()
    """Ids of supporters to whom it is not offered (again); nobody is told why."""
    colour: int = 0
    """Which mark its lines carry on the holder's screen, from 0."""
    claimed_at: datetime | None = None
    answered_at: datetime | None = None
    """When the holder wrote their first line."""
    heard_at: datetime | None = None
    """When the last line of either side came."""
    nudged: bool = False
    """Whether the silence has been pointed out already."""
    rung: int = 0
    """How many steps of the ladder have been taken since it waits; see ``ladder``."""
    closed_at: datetime | None = None
    outcome: str | None = None
    rehearsal: bool = False
    """A supporter practises with a scripted person; nobody real is in it."""
    told: tuple[str, ...] = ()
    """Kinds of crisis cards that the bot has shown in it, for the supporter's banner."""

    @property
    def talks(self) -> bool:
        """Tell whether lines are carried in it: somebody has a chat that somebody asked for."""
        chat = self.kind is Wanted.CHAT and not self.rehearsal
        return chat and self.state is State.ACTIVE


BY_KIND = {
    Kind.OVERDOSE: Priority.EMERGENCY,
    Kind.WITHDRAWAL: Priority.EMERGENCY,
    Kind.SUICIDE_ACTIVE: Priority.EMERGENCY,
    Kind.CHILD: Priority.EMERGENCY,
    Kind.VIOLENCE: Priority.CRISIS,
    Kind.SELF_HARM: Priority.CRISIS,
    Kind.DISTRESS: Priority.CRISIS,
    Kind.SUICIDE_PASSIVE: Priority.CRISIS,
    Kind.CRAVING: Priority.ELEVATED,
    Kind.BEREAVEMENT: Priority.ELEVATED,
    Kind.HELP: Priority.ELEVATED,
}
"""The least urgency of each kind; an alarm of the highest tier is always an emergency."""


def priority_of(alarm: Alarm) -> Priority:
    """Return how urgent a request is after ``alarm``; triage can only make it more urgent."""
    if alarm.tier == Tier.EMERGENCY:
        return Priority.EMERGENCY
    if alarm.tier == Tier.NONE:
        return Priority.ORDINARY
    return min((BY_KIND[kind] for kind in alarm.kinds), default=Priority.ORDINARY)
