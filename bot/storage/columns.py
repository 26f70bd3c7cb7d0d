"""What columns are made of, on both databases."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Index, Integer, String, TypeDecorator, text


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite, which knows no zones, keeps it without one."""

    impl = DateTime(timezone=True)  # type: ignore[mutable-override]  # as its documentation says
    cache_ok = True  # type: ignore[mutable-override]

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone: nobody could say which one was meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC, whatever zone the server's session has."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Sequential(TypeDecorator[tuple[Any, ...]]):
    """Some short words or numbers in their order, as a JSON list; never searched for."""

    impl = String  # type: ignore[mutable-override]  # as its documentation says
    cache_ok = True  # type: ignore[mutable-override]

    def process_bind_param(self, value: Iterable[Any] | None, dialect: Dialect) -> str | None:
        """Write the list."""
        del dialect
        return None if value is None else json.dumps(list(value), separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Any, ...] | None:
        """Read the list."""
        del dialect
        return None if value is None else tuple(json.loads(value))


COUNTED = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up only what is declared INTEGER, which has 64 bits there."""


def partial(name: str, where: str, *columns: str, unique: bool = False) -> Index:
    """Make an index of the rows for which ``where`` holds.

    ``where`` must stand in a query as it stands here: only then do both planners see that the
    index serves it. A parameter in its place would hide that.
    """
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
