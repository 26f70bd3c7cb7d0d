"""The README's first command, as a newcomer types it."""

import asyncio
import os
import signal
from pathlib import Path

import aiohttp

from tests.end_to_end.processes import PATIENCE, ROOT, LineClient


async def test_make_run_starts_a_practice_line_that_answers(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"}
    environment |= {"DATA_DIR": str(tmp_path), "PRACTICE_PORT": "0", "HEALTH_PORT": "0"}
    process = await asyncio.create_subprocess_exec(
        "make", "run", cwd=ROOT, env=environment, start_new_session=True,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    try:
        said = await _until(process.stderr, "in a browser")
        url = next(word for word in said.split() if word.startswith("http://")).rstrip("/")
        async with aiohttp.ClientSession() as session:
            answer = await LineClient(url, session).answer_to(101, "/help")
        assert "/topics" in answer["text"]
        assert "warning" not in said
    finally:
        os.killpg(process.pid, signal.SIGINT)  # the session that was started above
        _, rest = await asyncio.wait_for(process.communicate(), PATIENCE)

    assert b"Traceback" not in rest


async def _until(stream: asyncio.StreamReader, words: str) -> str:
    said = ""
    while words not in said:
        line = await asyncio.wait_for(stream.readline(), PATIENCE)
        assert line, said
        said += line.decode()
    return said
