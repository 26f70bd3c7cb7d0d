"""A callback: whom to ask for, where, when, and what is safe to do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.callbacks.terms import Consent
from bot.domain.callbacks.windows import Window


@dataclass(frozen=True, slots=True)
class Callback:
    """What is kept besides the request that it belongs to.

    Language, topic and place in the queue stand in the request; while it waits, the request's
    ``waiting_since`` is the start of the window.
    """

    request: int
    chat_id: int
    name: str
    """Any name to ask for; sealed at rest, like the number."""
    number: str
    """As in E.164: a plus and digits."""
    zone: str
    """The person's own, as they said it."""
    consent: Consent
    windows: tuple[Window, ...] = ()
    """Times they called safe, the next one first; none when they have to be asked again."""
    voicemail: bool = False
    """Whether it is safe to leave a message."""
    named: bool = False
    """Whether the caller may say from where they call."""
    text: bool = False
    """A text message instead of a call."""
    minor: bool = False
    """13 to 17, by their own word."""
    attempts: int = 0
    taken: int = 0
    """How many moments of the present window have come; see ``moments``."""
    card: int | None = None
    """Link of the message on the holder's screen that can show the number."""
    closed_at: datetime | None = None

    @property
    def window(self) -> Window | None:
        """The time it waits for; ``None`` while the person is asked for another one."""
        return self.windows[0] if self.windows else None


class Ending(StrEnum):
    """How an attempt went."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    DECLINED = "declined"
    REFERRED = "referred"
    EMERGENCY = "emergency"
