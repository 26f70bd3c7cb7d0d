"""What each file of ``knowledge/peers/`` may hold."""

import re
from datetime import time
from difflib import get_close_matches
from typing import Annotated, Final
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, RootModel

from bot.content.fields import Day, Id, Plain, Said, YesNo, complain, count, matching, one_of
from bot.content.findings import shorten
from bot.content.models import Both
from bot.domain.handoff.hours import Span
from bot.domain.handoff.peers import DebriefAnswer

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_ID: Final = 24
"""A button holds 64 bytes, and more than this has to stand on it."""
_SPAN: Final = re.compile(r"(\d{1,2}:\d{2}) ?[-–] ?(\d{1,2}:\d{2})")


def _short(value: str) -> str:
    if len(value) > LONGEST_ID:
        raise complain(f"is {shorten(value)}: use at most {LONGEST_ID} letters")
    return value


def _span(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = _SPAN.fullmatch(value.strip())
    match [_time(part) for part in found.groups()] if found else []:
        case [time() as start, time() as end]:
            return Span(start, end)
        case _:
            mend = "write from and to on a 24-hour clock, like 10:00-22:00"
            raise complain(f"is {shorten(value)}: {mend}")


def _time(text: str) -> time | None:
    hour, minute = map(int, text.split(":"))
    whole = hour == 24 and minute == 0
    return time(0 if whole else hour, minute) if whole or (hour < 24 and minute < 60) else None


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # unknown, no name at all, the name of a folder
        near = get_close_matches(value, sorted(available_timezones()), n=1)
        mend = f"did you mean {near[0]}?" if near else "write one like America/New_York"
        told = f"is {shorten(value)}, which is no time zone: {mend}"
        raise complain(told) from None
    return value


ShortId = Annotated[Id, AfterValidator(_short)]
Spans = list[Annotated[Span, BeforeValidator(_span)]]
Zone = Annotated[Said, AfterValidator(_zone)]
Alias = Annotated[
    Said, matching(r"[^\W\d_]{2,16}", "write one word of 2 to 16 letters, with a capital first")
]


class ChoiceRow(Plain):
    """Something to choose by a button."""

    id: ShortId
    label: Both


class TopicsFile(RootModel[Annotated[list[ChoiceRow], count(3, 10, "topics")]]):
    """``topics.yaml``, in the order shown."""

    model_config = ConfigDict(strict=True)


class WishesFile(RootModel[Annotated[list[ChoiceRow], count(1, 20, "wishes")]]):
    """``wishes.yaml``, in the order shown."""

    model_config = ConfigDict(strict=True)


class ReplyRow(ChoiceRow):
    """A canned reply."""

    text: Both


class RepliesFile(RootModel[Annotated[list[ReplyRow], count(1, 30, "replies")]]):
    """``replies.yaml``, in the order shown."""

    model_config = ConfigDict(strict=True)


class AliasesFile(RootModel[Annotated[list[Alias], count(60, None, "words from nature")]]):
    """``aliases.yaml``."""

    model_config = ConfigDict(strict=True)


class TrainingRow(ChoiceRow):
    """A training."""

    required: YesNo


class TrainingsFile(RootModel[Annotated[list[TrainingRow], count(1, None, "trainings")]]):
    """``trainings.yaml``."""

    model_config = ConfigDict(strict=True)


class WeekTable(Plain):
    """The hours of each weekday; all seven are written down, so that none is forgotten."""

    monday: Spans
    tuesday: Spans
    wednesday: Spans
    thursday: Spans
    friday: Spans
    saturday: Spans
    sunday: Spans


class HoursFile(Plain):
    """``hours.yaml``."""

    zone: Zone
    weekly: WeekTable
    holidays: dict[Day, Spans] = Field(default_factory=dict)


class DebriefRow(Plain):
    """A question of the debrief."""

    id: ShortId
    ask: Both
    answer: Annotated[DebriefAnswer, one_of(DebriefAnswer, DebriefAnswer)]


class DebriefFile(RootModel[Annotated[list[DebriefRow], count(4, 4, "questions")]]):
    """``debrief.yaml``: four, as the lead is used to reading them."""

    model_config = ConfigDict(strict=True)


class BoundaryFile(Both):
    """``boundary.yaml``."""


class RehearsalRow(Plain):
    """One line of the scripted person."""

    says: Both
    note: Both
    hard: YesNo = False


class RehearsalFile(Plain):
    """``rehearsal.yaml``."""

    alias: Alias
    intro: Both
    lines: Annotated[list[RehearsalRow], count(5, 12, "lines")]
    outro: Both
