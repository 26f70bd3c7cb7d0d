"""Waiting until files that change have come to rest."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest

from bot.app.watching import Settling, watch


@pytest.mark.parametrize(
    ("seen", "settled"),
    [
        pytest.param("aaa", [False, False], id="nothing happened"),
        pytest.param("abb", [False, True], id="one save"),
        pytest.param("abcc", [False, False, True], id="a save in steps is told once"),
        pytest.param("abbb", [False, True, False], id="and not again"),
        pytest.param("abbcc", [False, True, False, True], id="two saves"),
        pytest.param("aba", [False, False], id="still moving"),
    ],
)
def test_a_change_is_told_once_it_is_at_rest(seen: str, settled: list[bool]) -> None:
    looks = iter(seen)
    settling = Settling(lambda: next(looks))

    assert [settling.settled() for _ in settled] == settled


async def test_a_saved_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: 1")
    reread, stop = asyncio.Event(), asyncio.Event()

    async with asyncio.TaskGroup() as group:
        group.create_task(watch(tmp_path, reread, stop))
        while not reread.is_set():  # the watcher may not have looked yet
            file.write_text(file.read_text() + "\n")
            with suppress(TimeoutError):
                await asyncio.wait_for(reread.wait(), 3)
        stop.set()
