"""The steps of the form: their order, what belongs together, and the way back."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Step(StrEnum):
    """What is asked."""

    AGE = "age"
    NAME = "name"
    NUMBER = "number"
    OTHER = "other"
    """A contact card of somebody else: is that where they want to be called?"""
    CHECK = "check"
    """Their number, shown in full, for a yes."""
    ZONE = "zone"
    DAY = "day"
    TIME = "time"
    MORE = "more"
    """Another time, in case the first call is missed."""
    MESSAGE = "message"
    CALLER = "caller"
    TEXT = "text"
    LANGUAGE = "language"
    ABOUT = "about"
    SUMMARY = "summary"
    APPLY = "apply"
    """A change to a callback that is open already is complete."""
    CHILD = "child"
    """Under 13: nothing more is asked."""


ORDER: Final = (
    Step.AGE,
    Step.NAME,
    Step.NUMBER,
    Step.OTHER,
    Step.CHECK,
    Step.ZONE,
    Step.DAY,
    Step.TIME,
    Step.MORE,
    Step.MESSAGE,
    Step.CALLER,
    Step.TEXT,
    Step.LANGUAGE,
    Step.ABOUT,
    Step.SUMMARY,
)
GROUPS: Final[Mapping[str, tuple[Step, ...]]] = {
    "name": (Step.NAME,),
    "number": (Step.NUMBER, Step.OTHER, Step.CHECK),
    "time": (Step.ZONE, Step.DAY, Step.TIME, Step.MORE),
    "safe": (Step.MESSAGE, Step.CALLER, Step.TEXT),
}
"""What can be changed by itself afterwards, and the steps that it takes."""
TYPED: Final = frozenset({Step.NAME, Step.NUMBER, Step.ZONE})
"""Steps that take words; at all others a line is a question like any other."""
SKIPPED: Final = frozenset({Step.MESSAGE, Step.CALLER, Step.TEXT, Step.LANGUAGE, Step.ABOUT})
"""Steps that may be passed over; what is left unsaid counts as "no"."""
BACK: Final = {
    Step.NAME: Step.AGE,
    Step.NUMBER: Step.NAME,
    Step.OTHER: Step.NUMBER,
    Step.CHECK: Step.NUMBER,
    Step.ZONE: Step.NUMBER,
    Step.DAY: Step.ZONE,
    Step.TIME: Step.DAY,
    Step.MORE: Step.DAY,
    Step.MESSAGE: Step.MORE,
    Step.CALLER: Step.MESSAGE,
    Step.TEXT: Step.CALLER,
    Step.LANGUAGE: Step.TEXT,
    Step.ABOUT: Step.LANGUAGE,
    Step.SUMMARY: Step.ABOUT,
}
"""Which question stood before, as people see it."""
