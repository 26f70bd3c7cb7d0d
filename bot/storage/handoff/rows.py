"""Requests as rows."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from bot.domain.handoff.requests import ForWhom, Priority, Request, State, Wanted
from bot.storage.handoff.tables import requests

_FIELDS = tuple(field.name for field in fields(Request))
_READ = {"kind": Wanted, "for_whom": ForWhom, "priority": Priority, "state": State}
COLUMNS = (*(requests.c[name] for name in _FIELDS if name != "front"), requests.c.back)
"""What is read of a request."""
_NAMES = tuple(column.name for column in COLUMNS)


def back(request: Request) -> int:
    """Return 0 for a request that goes first of its priority, 1 for any other."""
    return 0 if request.front else 1


def order(request: Request) -> tuple[Priority, int, datetime, int]:
    """Return the key by which requests stand in line."""
    return request.priority, back(request), request.waiting_since, request.id


def request_of(row: Any) -> Request:
    """Read a row of ``COLUMNS``."""
    values = dict(zip(_NAMES, row, strict=True))
    values["front"] = values.pop("back") == 0
    for name, kind in _READ.items():
        values[name] = kind(values[name])
    return Request(**values)


def row_of(request: Request, *, now: datetime) -> dict[str, Any]:
    """Return the row of ``request``; one that is over without saying when is over ``now``."""
    row = {name: getattr(request, name) for name in _FIELDS if name != "front"}
    row |= {name: row[name].value for name in _READ}
    row["back"] = back(request)
    row["over_at"] = None if request.state.open else request.closed_at or now
    return row
