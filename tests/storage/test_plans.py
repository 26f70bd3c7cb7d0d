"""Finding what is next costs the same, however much has been done before."""

from typing import Any

import pytest
from sqlalchemy import event

from bot.storage.database import Database, open_database
from bot.storage.sealing import Sealer
from tests.storage.steps import due, waiting_ids

PLANS = {
    "inbox": [
        "SCAN i USING INDEX ix_inbox_open",
        "CORRELATED SCALAR SUBQUERY 1",
        "SEARCH j USING INDEX ix_inbox_open_lane (lane=? AND seq<?)",
    ],
    "outbox": [
        "SCAN i USING INDEX ix_outbox_open",
        "CORRELATED SCALAR SUBQUERY 1",
        "SEARCH j USING INDEX ix_outbox_open_lane (lane=? AND rank<?)",
    ],
}


class Recorder:
    """Notes each statement that a database runs, and what it ran with; SELECTs apart."""

    def __init__(self, database: Database) -> None:
        self.selects: list[tuple[str, Any]] = []
        self.all: list[tuple[str, Any]] = []
        for engine in (database.connections._writer, database.connections._reader):
            event.listen(engine.sync_engine, "before_cursor_execute", self.note)

    def note(self, *happened: Any) -> None:
        _connection, _cursor, statement, parameters, *_ = happened
        self.all.append((statement, parameters))
        if statement.startswith("SELECT"):
            self.selects.append((statement, parameters))


async def plan(database: Database, statement: str, parameters: Any) -> list[str]:
    async with database.connections.reading() as connection:
        found = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row.detail for row in found]


@pytest.mark.parametrize("table", PLANS)
async def test_what_is_done_is_never_looked_at(
    sqlite_url: str, sealer: Sealer, table: str
) -> None:
    async with open_database(sqlite_url, sealer=sealer) as database:
        recorder = Recorder(database)
        await (waiting_ids(database) if table == "inbox" else due(database))
        [select] = recorder.selects

        assert await plan(database, *select) == PLANS[table]
