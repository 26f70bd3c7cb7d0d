"""The tables come about by migrations, and are what the code believes."""

import asyncio
import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

import bot.storage.migration
from bot.domain.delivery import Call
from bot.domain.people import Person
from bot.storage.connections import Connections, connect, parse_url
from bot.storage.database import open_database
from bot.storage.migration import HEAD
from bot.storage.sealing import Sealer
from bot.storage.tables import metadata
from bot.usecases.ports import StorageError
from tests.storage.steps import NOW

FOLDER = Path(bot.storage.migration.__file__).parent / "migrations"
DEFINITIONS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    return list(compare_metadata(context, metadata))


async def definitions(connections: Connections) -> set[tuple[str, str]]:
    async with connections.reading() as connection:
        found = await connection.execute(text(DEFINITIONS[connection.dialect.name]))
        return {(name, spaced(sql)) for name, sql in found if not name.startswith("alembic")}


def spaced(sql: str) -> str:
    """SQLite keeps statements as they were typed: a column added later stands behind a space."""
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.split()))


async def test_migrated_tables_are_those_of_the_code(blank_url: str, sealer: Sealer) -> None:
    async with (
        open_database(blank_url, sealer=sealer) as database,
        database.connections.reading() as connection,
    ):
        assert await connection.run_sync(differences) == []


async def test_migrated_definitions_are_those_of_the_code(blank_url: str, sealer: Sealer) -> None:
    async with open_database(blank_url, sealer=sealer) as database:
        migrated = await definitions(database.connections)
        async with database.connections.writing() as connection:
            await connection.run_sync(metadata.drop_all)
            await connection.run_sync(metadata.create_all)
        created = await definitions(database.connections)

    assert len(created) >= 9
    assert migrated == created


def test_the_newest_revision_is_the_one_the_code_asks_for() -> None:
    assert ScriptDirectory(str(FOLDER)).get_heads() == [HEAD]


async def test_what_the_first_version_kept_is_still_there(blank_url: str, key: str) -> None:
    sealer = Sealer([key])
    connections = connect(parse_url(blank_url))
    async with connections.writing() as connection:
        await connection.run_sync(upgrade_to, "0001")
        await connection.execute(OLD_UPDATE, {"body": sealer.seal("{}"), "now": MIDNIGHT})
        await connection.execute(OLD_CALL, {"params": sealer.seal('{"a":1}'), "now": MIDNIGHT})
        await connection.execute(OLD_PERSON)
    await connections.close()

    async with open_database(blank_url, sealer=sealer) as database:
        [queued] = await database.outbox.due(now=NOW, limit=9, busy=())
        assert queued.call == Call("m", {"a": 1}, "chat:5", 5)
        async with database.turns.open(limit=9, now=NOW) as batch:
            assert [update.update_id for update in batch.updates] == [7]
            async with batch.turn(batch.updates[0]) as turn:
                assert await turn.people.get(5) == Person(5, "es", "MX")
                assert (await turn.handoff.place(5)).nowhere


def upgrade_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


MIDNIGHT = "2025-03-01 00:00:00.000000"
OLD_UPDATE = text(
    "INSERT INTO inbox (update_id, lane, body, not_before, received_at)"
    " VALUES (7, 'chat:5', :body, :now, :now)"
)
OLD_CALL = text(
    "INSERT INTO outbox (rank, lane, chat_id, method, params, not_before, created_at)"
    " VALUES (1, 'chat:5', 5, 'm', :params, :now, :now)"
)
OLD_PERSON = text(
    "INSERT INTO people (chat_id, language, country, unreachable) VALUES (5, 'es', 'MX', false)"
)


async def test_processes_that_start_together_migrate_once(blank_url: str, sealer: Sealer) -> None:
    async def start() -> None:
        async with open_database(blank_url, sealer=sealer) as database:
            await database.upkeep.backlog()

    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(start())


async def test_a_database_of_a_newer_version_is_left_alone(blank_url: str, sealer: Sealer) -> None:
    async with (
        open_database(blank_url, sealer=sealer) as database,
        database.connections.writing() as connection,
    ):
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StorageError, match="newer"):
        async with open_database(blank_url, sealer=sealer):
            pass


async def test_a_migration_that_fails_leaves_nothing_behind(
    blank_url: str, sealer: Sealer
) -> None:
    connections = connect(parse_url(blank_url))
    async with connections.writing() as connection:
        await connection.execute(text("CREATE TABLE feedback (in_the_way INTEGER)"))

    with pytest.raises(StorageError):
        async with open_database(blank_url, sealer=sealer):
            pass

    async with connections.writing() as connection:
        await connection.execute(text("CREATE TABLE inbox (seq INTEGER)"))
    await connections.close()


async def test_migrating_does_not_touch_the_logging(blank_url: str, sealer: Sealer) -> None:
    ours = logging.getLogger("bot.storage")
    before = (list(logging.root.handlers), logging.root.level, ours.disabled)
    async with open_database(blank_url, sealer=sealer):
        pass

    assert (list(logging.root.handlers), logging.root.level, ours.disabled) == before


PROGRAM = """
import asyncio, sys
from bot.storage.database import open_database
from bot.storage.sealing import Sealer

async def main(url, key):
    async with open_database(url, sealer=Sealer([key])):
        print(sorted(name for name in sys.modules if name.startswith(("alembic", "mako"))))

asyncio.run(main(*sys.argv[1:]))
"""


def test_a_current_database_is_opened_without_the_migration_tool(
    database_url: str, key: str
) -> None:
    command = [sys.executable, "-c", PROGRAM, database_url, key]
    assert subprocess.run(command, check=True, capture_output=True).stdout == b"[]\n"
