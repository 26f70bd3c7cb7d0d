"""Finding the processes that run in a folder."""

import asyncio
import os
import sys
from pathlib import Path

from bot.app.process import running, running_file

HOLD = """
import sys
from pathlib import Path
from bot.app.process import running_file
with running_file(Path(sys.argv[1])):
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_a_process_is_found_as_long_as_it_runs(tmp_path: Path) -> None:
    with running_file(tmp_path):
        assert running(tmp_path) == [os.getpid()]

    assert running(tmp_path) == []


def test_a_left_over_file_is_nobody_and_goes_away(tmp_path: Path) -> None:
    # The id may be another program's by now: it must never be signalled.
    (tmp_path / f"warmline-{os.getppid()}.pid").touch()

    assert running(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_holds_nobody(tmp_path: Path) -> None:
    assert running(tmp_path / "nowhere") == []


def test_the_file_is_closed_to_other_users(tmp_path: Path) -> None:
    with running_file(tmp_path):
        (path,) = tmp_path.iterdir()
        assert path.stat().st_mode & 0o077 == 0


async def test_a_killed_process_is_nobody(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD, str(tmp_path),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert process.stdout is not None
    await process.stdout.readline()
    assert running(tmp_path) == [process.pid]

    process.kill()
    await process.communicate()
    assert running(tmp_path) == []
