"""To which person a supporter's line goes: never by guessing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

UNDO: Final = timedelta(seconds=5)
"""How long a line waits that could be meant for somebody else."""


@dataclass(frozen=True, slots=True)
class Straight:
    """It goes at once."""

    request: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """It waits a few seconds, with "undo" and "to somebody else instead"."""

    request: int


@dataclass(frozen=True, slots=True)
class NoOne:
    """They hold no conversation."""


@dataclass(frozen=True, slots=True)
class Ask:
    """It could be for any of these: it stays here until they choose."""

    held: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """They quoted a conversation that is no longer theirs: it goes nowhere."""


Route = Straight | Waiting | NoOne | Ask | Gone


def route(*, quoted: int | None, focus: int | None, held: Sequence[int], unsure: bool) -> Route:
    """Return where a line goes.

    Args:
        quoted: the request of the line that it replies to, if it replies to one.
        focus: the request shown in the banner.
        held: the requests in the supporter's hands.
        unsure: whether they switched, or somebody else's line came, since their last line.
    """
    if quoted is not None:
        return Straight(quoted) if quoted in held else Gone()
    if focus in held and focus is not None:
        return Waiting(focus) if unsure else Straight(focus)
    match held:
        case []:
            return NoOne()
        case [only]:
            # A focus that is over: the line may have been meant for that person.
            return Straight(only) if focus is None and not unsure else Waiting(only)
        case _:
            return Ask(tuple(held))
