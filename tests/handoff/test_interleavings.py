"""Random plays against a model: one holder, no line lost, doubled, misled or out of order."""

import asyncio
import os
import shutil
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.storage.tables import metadata
from bot.usecases.edition import Editions
from tests.handoff.checks import check
from tests.handoff.house import a_house
from tests.handoff.player import STEPS, Player

_LINES = ("say", "say bare", "say to", "say", "say bare", "hesitate", "claim")
"""More often than the rest: without talk and claims there is little to go wrong."""
SCRIPTS = st.lists(
    st.tuples(st.sampled_from((*STEPS, *_LINES)), st.integers(0, 2), st.integers(0, 2)),
    min_size=5,
    max_size=40,
)
Script = list[tuple[str, int, int]]
_ANYWAY = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
QUICK = settings(max_examples=12, deadline=None, database=None, suppress_health_check=_ANYWAY)
LONG = settings(QUICK, max_examples=40 if os.environ.get("SOAK") == "short" else 400)
_EMPTY = f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY"


async def _play(url: str, editions: Editions, script: Script) -> None:
    async with a_house(url, editions) as house:
        await house.enrol()
        player = Player(house)
        await player.begin()
        for name, first, second in script:
            await player.step(name, first, second)
        await player.finish()
        check(house)


def _play_on_a_new_file(template: Path, folder: Path, editions: Editions, script: Script) -> None:
    folder.chmod(0o700)
    for old in folder.glob("warmline.db*"):
        old.unlink()
    shutil.copy(template, folder / "warmline.db")
    asyncio.run(_play(f"sqlite:///{folder / 'warmline.db'}", editions, script))


@QUICK
@given(script=SCRIPTS)
def test_whatever_happens_in_whatever_order_every_line_finds_its_way(
    sqlite_with_tables: Path, tmp_path: Path, editions: Editions, script: Script
) -> None:
    _play_on_a_new_file(sqlite_with_tables, tmp_path, editions, script)


@pytest.mark.soak
@LONG
@given(script=SCRIPTS)
def test_many_more_plays_on_sqlite(
    sqlite_with_tables: Path, tmp_path: Path, editions: Editions, script: Script
) -> None:
    _play_on_a_new_file(sqlite_with_tables, tmp_path, editions, script)


@pytest.mark.soak
@LONG
@given(script=SCRIPTS)
def test_many_more_plays_on_postgresql(
    postgres_with_tables: str, editions: Editions, script: Script
) -> None:
    with psycopg.connect(postgres_with_tables, autocommit=True) as connection:
        connection.execute(_EMPTY.encode())
    asyncio.run(_play(postgres_with_tables, editions, script))
