"""State on disk: written behind in batches, so that no request waits for it."""

import asyncio
import json
import sqlite3
import threading
from pathlib import Path
from typing import Any, Protocol

Json = dict[str, Any]

Row = tuple[str, str, Json | None]
"""Kind, key, body; None removes."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS things (
    kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID
"""
PUT = "INSERT OR REPLACE INTO things (kind, key, body) VALUES (?, ?, ?)"
CUT = "DELETE FROM things WHERE kind = ? AND key = ?"


class HasRow(Protocol):
    """A thing that changes: its row is made when it is written, not when it changed."""

    def row(self) -> Json:
        """Return what is stored."""
        ...


class Store:
    """A table of things by kind and key; None for a path keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        """Open or create the file."""
        self._dirty: dict[tuple[str, str], Json | HasRow | None] = {}
        self._connection: sqlite3.Connection | None = None
        self._batch: list[Row] = []
        self._lock = threading.Lock()
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode = wal")
            self._connection.execute("PRAGMA synchronous = normal")
            self._connection.execute(SCHEMA)

    def put(self, kind: str, key: object, thing: Json | HasRow | None) -> None:
        """Note a new value for a key, None to remove it; written with the next batch."""
        if self._connection is not None:
            self._dirty[kind, str(key)] = thing

    def load(self, kind: str) -> list[Json]:
        """Return all stored bodies of a kind, by key."""
        if self._connection is None:
            return []
        rows = self._connection.execute(
            "SELECT body FROM things WHERE kind = ? ORDER BY key", (kind,)
        )
        return [json.loads(body) for (body,) in rows]

    async def flush(self) -> None:
        """Write what changed, in a thread of its own; what a cancelled flush left comes along."""
        self._take()
        if self._batch:
            await asyncio.to_thread(self._write)

    def close(self) -> None:
        """Write the rest and close the file."""
        self._take()
        with self._lock:
            self._write_batch()
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def _take(self) -> None:
        dirty, self._dirty = self._dirty, {}
        rows = [
            (kind, key, thing if thing is None or isinstance(thing, dict) else thing.row())
            for (kind, key), thing in dirty.items()
        ]
        with self._lock:
            self._batch += rows

    def _write(self) -> None:
        with self._lock:
            self._write_batch()

    def _write_batch(self) -> None:
        batch, self._batch = self._batch, []
        if self._connection is None or not batch:
            return
        with self._connection:
            self._connection.executemany(PUT, _last_values(batch))
            self._connection.executemany(CUT, _last_removals(batch))


def _last(batch: list[Row]) -> dict[tuple[str, str], Json | None]:
    return {(kind, key): body for kind, key, body in batch}


def _last_values(batch: list[Row]) -> list[tuple[str, str, str]]:
    return [
        (kind, key, json.dumps(body))
        for (kind, key), body in _last(batch).items()
        if body is not None
    ]


def _last_removals(batch: list[Row]) -> list[tuple[str, str]]:
    return [place for place, body in _last(batch).items() if body is None]
