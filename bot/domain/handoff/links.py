"""Which message became which: ids only, never a word."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LinkKind(StrEnum):
    """What the message at the far end is."""

    LINE = "line"
    """A copy of what the other side wrote."""
    HEADING = "heading"
    """What says whose the line below it is, where the line itself has no room for that."""
    OFFER = "offer"
    """A request shown to a supporter, to be claimed."""
    BANNER = "banner"
    """The pinned message that shows the focus."""
    NOTICE = "notice"
    """Anything else that has to be changed later."""


@dataclass(frozen=True, slots=True)
class Link:
    """One message of ours, and the message it copies, if any."""

    id: int
    """By chance, 62 bits; known before Telegram gives the message its number."""
    request: int | None
    kind: LinkKind
    to_chat: int
    made_at: datetime
    to_message: int | None = None
    """``None`` until Telegram took it."""
    from_chat: int | None = None
    from_message: int | None = None
    undone: bool = False
    """Its sender took it back; if it still arrives, it is deleted."""
    report: bool = False
    """Whether its sender is to see that it arrived."""
    failed: str | None = None
    """Why Telegram never took it, in one word of ours: ``blocked``, ``refused``."""


def linked(link_id: int) -> dict[str, int]:
    """Return what stands in a call's parameters for the number of a message not yet sent.

    The outbox puts in the number when the call is made. The call must go to the same chat as the
    linked message, after it: then the number is known, or the message never arrived.
    """
    return {"$link": link_id}
