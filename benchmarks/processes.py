"""The processes that benchmarks start: a practice line and a bot on it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parent.parent


@dataclass
class Line:
    """A running practice line."""

    url: str
    token: str
    http: httpx.Client

    def load(self, items: Sequence[tuple[int, str]]) -> None:
        """Let many phones say something at once."""
        answer = self.http.post(
            f"{self.url}/line/load", json={"items": items}, headers={"X-Practice": "1"}
        )
        answer.raise_for_status()

    def sent(self, after: int) -> list[dict[str, Any]]:
        """Return the bot's requests numbered above ``after``."""
        answer = self.http.get(f"{self.url}/line/journal?after={after}&limit=10000")
        found: list[dict[str, Any]] = answer.json()
        return found


@contextmanager
def practice_line() -> Iterator[Line]:
    """Run a practice line that forgets."""
    command = [sys.executable, "-m", "practice", "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    url = process.stdout.readline().removeprefix("practice line:").strip().rstrip("/")
    token = process.stdout.readline().removeprefix("token:").strip()
    try:
        with httpx.Client(timeout=60) as http:
            yield Line(url, token, http)
    finally:
        _end(process)


@contextmanager
def bot(line: Line, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """Run Warmline on ``line`` with an empty database."""
    with tempfile.TemporaryDirectory(prefix="warmline-bench-") as folder:
        environment = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": line.token,
            "TELEGRAM_API_URL": line.url,
            "DATA_DIR": folder,
            "HEALTH_PORT": "0",
            "LOG_LEVEL": "warning",
            **settings,
        }
        with started(["run_bot.py", "run"], environment) as process:
            yield process


@contextmanager
def echo_bot(line: Line) -> Iterator[subprocess.Popen[str]]:
    """Run the bare echo bot on ``line``."""
    command = ["-m", "benchmarks.echo_bot", line.url, line.token]
    with started(command, dict(os.environ)) as process:
        yield process


@contextmanager
def started(
    command: Sequence[str], environment: dict[str, str]
) -> Iterator[subprocess.Popen[str]]:
    """Run a Python program; it is ready when it has printed its first line."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield process
    finally:
        _end(process)


def resident(process: subprocess.Popen[str]) -> float:
    """Return the megabytes of memory that a process holds."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(count: int, line: Line, after: int, seconds: float = 300) -> list[dict[str, Any]]:
    """Return the bot's successful messages, once there are ``count`` of them."""
    until = time.monotonic() + seconds
    found: list[dict[str, Any]] = []
    while time.monotonic() < until:
        new = line.sent(found[-1]["n"] if found else after)
        found += new
        done = [one for one in found if one["method"] == "sendMessage" and one["status"] == 200]
        if len(done) >= count:
            return done
        time.sleep(0.05)
    raise TimeoutError(f"{len(found)} requests, {count} replies expected")
