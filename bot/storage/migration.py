"""Bring the tables of a database up to date."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.usecases.ports import StorageError

HEAD = "0005"
"""The newest revision in ``migrations/versions``; revisions are counted, four digits each."""
_FOLDER = Path(__file__).parent / "migrations"
_LOCK_KEY = 0x5741_524D_4D49_4752
"""``WARMMIGR``."""


async def migrate(connection: AsyncConnection) -> None:
    """Run the migrations that are missing, in the transaction that ``connection`` holds.

    They go forward only. Replicas that start together wait for each other here.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
    await connection.run_sync(_upgrade)


async def is_current(connection: AsyncConnection) -> bool:
    """Tell whether there is nothing to migrate.

    Raises:
        StorageError: a newer version of Warmline has been here.
    """
    found = await connection.run_sync(_revision)
    if found is not None and found > HEAD:
        raise StorageError("the database is newer than this program")
    return found == HEAD


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar()
    return found


def _upgrade(connection: Connection) -> None:
    if _revision(connection) == HEAD:
        return
    # Alembic costs 8 MB and a third of a second: only those pay who need it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
