"""State on disk: written behind in batches, so that no request waits for it."""

import asyncio
import json
import sqlite3
from pathlib import Path
from typing import Any, Protocol

Json = dict[str, Any]

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
        self._writing = asyncio.Lock()
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
        """Write what changed, in a thread of its own."""
        async with self._writing:
            if self._dirty:
                batch = self._take()
                await asyncio.to_thread(self._write, batch)

    def close(self) -> None:
        """Write the rest and close the file."""
        if self._connection is not None:
            self._write(self._take())
            self._connection.close()
            self._connection = None

    def _take(self) -> list[tuple[str, str, Json | None]]:
        dirty, self._dirty = self._dirty, {}
        return [
            (kind, key, thing if thing is None or isinstance(thing, dict) else thing.row())
            for (kind, key), thing in dirty.items()
        ]

    def _write(self, batch: list[tuple[str, str, Json | None]]) -> None:
        if self._connection is None:
            return
        put = [(kind, key, json.dumps(body)) for kind, key, body in batch if body is not None]
        cut = [(kind, key) for kind, key, body in batch if body is None]
        with self._connection:
            self._connection.executemany(PUT, put)
            self._connection.executemany(CUT, cut)
