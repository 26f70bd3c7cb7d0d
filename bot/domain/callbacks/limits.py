"""How often: enough for anybody who needs a call, too little for whoever plays with it.

None of it stands before the crisis card, which nothing here is asked about.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final


class Try(StrEnum):
    """What is counted; the word alone, with the chat and the time."""

    NEW = "new"
    """A callback was asked for."""
    BAD = "bad"
    """A number was typed that cannot be called."""
    WRONG = "wrong"
    """A supporter reached somebody else."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many within so long, then there is a pause."""

    most: int
    within: timedelta


LIMITS: Final = {
    Try.NEW: Limit(3, timedelta(days=1)),
    Try.BAD: Limit(6, timedelta(hours=1)),
    Try.WRONG: Limit(2, timedelta(days=7)),
}
LONGEST: Final = max(limit.within for limit in LIMITS.values())
"""How long tries are kept."""
