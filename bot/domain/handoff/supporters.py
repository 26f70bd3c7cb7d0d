"""The people who answer, and the lead who runs a shift."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum

from bot.domain.knowledge import Language


class Role(IntEnum):
    """What somebody is on this line; a higher role may do all that a lower one may."""

    PERSON = 0
    SUPPORTER = 1
    LEAD = 2
    ADMIN = 3


class Duty(StrEnum):
    """Whether a supporter takes requests now."""

    OFF = "off"
    ON = "on"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Supporter:
    """A supporter or a lead, as their row holds it."""

    id: int
    """Our own number: it may stand on a lead's buttons, a Telegram id may not."""
    chat_id: int
    name: str
    """The name that people and colleagues see; chosen by themself."""
    role: Role = Role.SUPPORTER
    languages: tuple[Language, ...] = ("en",)
    experience: tuple[str, ...] = ()
    """Ids of wishes in ``knowledge/peers/`` that they can meet."""
    trained: Mapping[str, date] = field(default_factory=dict)
    """Last valid day of each training, by its id in ``knowledge/peers/``."""
    rehearsed_at: datetime | None = None
    duty: Duty = Duty.OFF
    duty_until: datetime | None = None
    """When the shift, or the break, ends by itself."""
    shift_until: datetime | None = None
    """While on a break: when the shift behind it ends."""
    paused_until: datetime | None = None
    """"I had a hard week": no requests until then; only the lead sees it."""
    focus: int | None = None
    """Id of the request to whose person a bare line goes."""
    unsure: bool = False
    """Whether the next bare line waits a few seconds: they switched, or somebody else's line
    came in between."""
    banner: int | None = None
    """Link of the pinned message that shows the focus."""
    removed_at: datetime | None = None
