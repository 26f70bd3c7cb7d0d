"""The small values that the files of ``knowledge/`` are made of, each with its own complaint."""

import re
from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Annotated, Final, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from bot.content.findings import shorten

UNWRITTEN: Final = "<write "
"""How every text of a template begins that somebody has to write."""
_NOTHING: Final = frozenset({"", "null", "~", "none"})
_YES_NO: Final = {"true": True, "yes": True, "false": False, "no": False}
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_E = TypeVar("_E", bound=Enum)
_Items = TypeVar("_Items", bound=list[str])


class Plain(BaseModel):
    """A mapping of a file: unknown keys are refused, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def complain(message: str) -> PydanticCustomError:
    """Return an error that pydantic passes on with ``message`` as it is."""
    return PydanticCustomError("said", "{said}", {"said": message})


def _none(value: object) -> object:
    return None if isinstance(value, str) and value.strip().lower() in _NOTHING else value


def _said(value: str) -> str:
    if not value.strip():
        raise complain("is empty: write the text, or remove the key if it may be missing")
    if value.strip().startswith(UNWRITTEN):
        raise complain(f"is still {shorten(value)}: put your own words in its place")
    return value.strip()


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise complain(f"is {shorten(value)}: use small letters, digits and - only, like my-id")
    return value


def _date(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        told = f"is {shorten(value)}: write a date as year-month-day, like 2027-05-24"
        raise complain(told) from None


def _yes_no(value: object) -> object:
    if not isinstance(value, str):
        return value
    if (answer := _YES_NO.get(value.strip().lower())) is None:
        raise complain(f"is {shorten(value)}: write true or false")
    return answer


def one_of(enum: type[_E], names: Iterable[str]) -> BeforeValidator:
    """Return what turns one of ``names`` into the member of ``enum`` in the same place."""
    members = dict(zip(names, enum, strict=True))

    def convert(value: object) -> object:
        if not isinstance(value, str):
            return value
        if value not in members:
            raise complain(f"is {shorten(value)}: write one of {', '.join(members)}")
        return members[value]

    return BeforeValidator(convert)


def count(at_least: int, at_most: int | None, what: str) -> AfterValidator:
    """Return what refuses a list that is shorter or longer than told; ``what`` names items."""

    def check(items: _Items) -> _Items:
        if (message := _amiss(len(items), at_least, at_most, what)) is not None:
            raise complain(message)
        return items

    return AfterValidator(check)


def _amiss(have: int, at_least: int, at_most: int | None, what: str) -> str | None:
    needs = f"at least {at_least}" if at_most is None else f"{at_least} to {at_most}"
    if have < at_least:
        return f"has {have}, needs {needs}: add {at_least - have} more {what}"
    if at_most is not None and have > at_most:
        return f"has {have}, needs {needs}: remove {have - at_most} of the {what}"
    return None


def matching(pattern: str, mend: str) -> AfterValidator:
    """Return what refuses a text that is not wholly ``pattern``, and says ``mend``."""
    whole = re.compile(pattern)

    def check(value: str) -> str:
        if not whole.fullmatch(value):
            raise complain(f"is {shorten(value)}: {mend}")
        return value

    return AfterValidator(check)


Said = Annotated[str, AfterValidator(_said)]
"""A text that is not empty, without blanks at its ends."""
Id = Annotated[str, AfterValidator(_id)]
Day = Annotated[date, BeforeValidator(_date)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
MaybeSaid = Annotated[Said | None, BeforeValidator(_none)]
MaybeDay = Annotated[Day | None, BeforeValidator(_none)]
Url = Annotated[Said, matching(r"https?://\S+", "write the whole address, like https://…")]
MaybeUrl = Annotated[Url | None, BeforeValidator(_none)]
MAYBE: Final = BeforeValidator(_none)
"""Before another converter: ``null`` and an empty value are nothing."""
