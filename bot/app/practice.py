"""The practice line as a child process: it ends with the bot, even when that is killed."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

START = 15.0
"""Seconds that the practice line may take to come up; it needs about one."""
STOP = 5.0
"""Seconds that it gets to write down its state."""


class PracticeLineError(Exception):
    """The practice line did not start."""


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """Where a running practice line is found."""

    url: str
    """Address of the page and of the Bot API, without a slash at the end."""
    token: str


@asynccontextmanager
async def practice_line(port: int, state: Path) -> AsyncIterator[PracticeLine]:
    """Run a practice line while the block runs; on a free port if ``port`` is taken.

    Raises:
        PracticeLineError: it did not come up.
    """
    # A session of its own: Ctrl-C reaches only the bot, which ends the practice line in turn.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "practice", "--port", str(port), "--state", str(state),
        "--until-stdin-ends", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield await _address(process)
    finally:
        await _end(process)


async def _address(process: asyncio.subprocess.Process) -> PracticeLine:
    url = await _told(process, "practice line:")
    token = await _told(process, "token:")
    return PracticeLine(url.rstrip("/"), token)


async def _told(process: asyncio.subprocess.Process, what: str) -> str:
    if process.stdout is None:
        raise PracticeLineError
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), START)).decode()
    except TimeoutError:
        raise PracticeLineError from None
    if not line.startswith(what):
        raise PracticeLineError
    return line.removeprefix(what).strip()


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP)
    except TimeoutError:
        process.kill()
        await process.wait()
