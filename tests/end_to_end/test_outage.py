"""A real PostgreSQL goes away under a running bot: whoever is in danger still sees numbers."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.postgres import TakenAway, server_to_take_away
from tests.end_to_end.processes import Stage, stage, until

DANA, MARTA = 101, 102


@pytest.fixture
def server() -> Iterator[TakenAway]:
    with server_to_take_away() as server:
        yield server


@pytest.fixture
async def scene(tmp_path: Path, server: TakenAway) -> AsyncIterator[Stage]:
    async with stage(tmp_path, DATABASE_URL=server.url) as scene:
        await scene.start_bot()
        yield scene


async def test_the_card_comes_from_memory_and_messages_are_answered_later(
    scene: Stage, server: TakenAway
) -> None:
    await scene.line.answer_to(DANA, "/start")
    server.stop()

    card = await scene.line.answer_to(MARTA, "i want to kill myself")
    assert "988" in card["text"]
    told = await scene.line.answer_to(DANA, "what is peer support")
    assert "911" in told["text"]

    server.start()

    async def answered() -> bool:
        texts = [m.get("text", "") for m in await scene.line.messages(DANA)]
        return any(text.startswith("What is peer support?") for text in texts)

    await until(answered, seconds=60)


async def test_a_sqlite_file_that_another_program_holds_keeps_nobody_from_the_card(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as scene:
        await scene.start_bot()
        await scene.line.answer_to(DANA, "/start")
        other = sqlite3.connect(tmp_path / "bot" / "warmline.sqlite3", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        try:
            card = await scene.line.answer_to(MARTA, "/crisis")
        finally:
            other.close()

    assert "988" in card["text"]
