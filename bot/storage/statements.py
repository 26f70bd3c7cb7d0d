"""Statements that the two dialects spell differently."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Executable, Table, text
from sqlalchemy.dialects import postgresql, sqlite

ByDialect = Mapping[str, Executable]
"""A statement, by the name of the dialect; built once, so that its compiled form is reused."""

_Excluded = Any  # the row that could not be inserted, as a collection of columns


def insert_or_pass(table: Table, *keys: str, where: str | None = None) -> ByDialect:
    """Insert rows; pass over those whose ``keys`` are there already.

    ``where`` names the rows that a partial unique index speaks of.
    """
    rule = {"index_elements": keys, "index_where": None if where is None else text(where)}
    return {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing(**rule),  # type: ignore[arg-type]
        "postgresql": postgresql.insert(table).on_conflict_do_nothing(**rule),  # type: ignore[arg-type]
    }


def insert_or_update(
    table: Table, change: Callable[[_Excluded], Mapping[str, ColumnElement[Any]]]
) -> ByDialect:
    """Insert rows; where the primary key is taken, set what ``change`` makes of the new row."""
    keys = list(table.primary_key.columns)
    lite, post = sqlite.insert(table), postgresql.insert(table)
    return {
        "sqlite": lite.on_conflict_do_update(index_elements=keys, set_=change(lite.excluded)),
        "postgresql": post.on_conflict_do_update(index_elements=keys, set_=change(post.excluded)),
    }
