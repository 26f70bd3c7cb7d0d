"""The command line."""

import asyncio
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from practice.__main__ import main


def test_a_foreign_address_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--host", "0.0.0.0"]) == 2  # noqa: S104
    assert "this machine only" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["--port", "0", "--state", str(tmp_path / "file" / "line")]) == 2
    assert "file/line: not a directory." in capsys.readouterr().err


async def test_the_program_says_where_it_is_and_keeps_its_state(
    tmp_path: Path, session: aiohttp.ClientSession
) -> None:
    command = [sys.executable, "-m", "practice", "--port", "0", "--state", str(tmp_path)]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    where = (await process.stdout.readline()).decode().removeprefix("practice line: ").strip()
    token = (await process.stdout.readline()).decode().removeprefix("token: ").strip()
    async with session.get(f"{where}bot{token}/getMe") as response:
        answer = await response.json()
    process.send_signal(signal.SIGTERM)
    await process.wait()

    assert answer["result"]["id"] == 1_000_001
    assert (tmp_path / "line.sqlite3").exists()


async def test_the_line_ends_with_the_program_that_started_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "practice", "--port", "0", "--state", str(tmp_path)]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *command, "--until-stdin-ends", stdin=pipe, stdout=pipe
    )
    assert process.stdin is not None
    assert process.stdout is not None
    await process.stdout.readline()
    process.stdin.close()

    assert await asyncio.wait_for(process.wait(), 10) == 0
