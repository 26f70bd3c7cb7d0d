"""Real processes: a practice line, and the bot on it, started and ended by their own ids."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).parent.parent.parent
QUIET = 0.3
"""Seconds without a further message after which an answer is complete."""
READY = "Running on Telegram"
"""What the bot says once it runs."""
PATIENCE = 30.0
"""Seconds that anything here may take on a busy machine."""


@dataclass
class Process:
    """A child of this test."""

    arguments: Sequence[str]
    environment: Mapping[str, str]
    _running: asyncio.subprocess.Process | None = None

    async def start(self) -> str:
        """Start it and return its first line on standard output or error."""
        self._running = await asyncio.create_subprocess_exec(
            sys.executable,
            *self.arguments,
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        return await self.line()

    async def line(self) -> str:
        """Return the next line it prints; empty at its end."""
        assert self._running is not None
        assert self._running.stdout is not None
        line = await asyncio.wait_for(self._running.stdout.readline(), PATIENCE)
        return line.decode().strip()

    async def line_with(self, words: str) -> str:
        """Return the next line that holds ``words``."""
        said = []
        while (line := await self.line()) != "":
            if words in line:
                return line
            said.append(line)
        raise AssertionError(f"it ended without saying {words!r}, but {said}")

    async def ended(self) -> int:
        """Wait until it ends by itself, and return its exit status."""
        assert self._running is not None
        await asyncio.wait_for(self._running.communicate(), PATIENCE)
        return self._running.returncode or 0

    async def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send it a signal, by its own id, and return its exit status."""
        process = self._running
        assert process is not None
        if process.returncode is None:
            process.send_signal(how)
        # What it still prints must be read, or it could block on a full pipe.
        await asyncio.wait_for(process.communicate(), PATIENCE)
        self._running = None
        return process.returncode or 0

    async def end_saying(self) -> str:
        """Ask it to stop, and return everything it had still to say."""
        assert self._running is not None
        self._running.send_signal(signal.SIGTERM)
        said, _ = await asyncio.wait_for(self._running.communicate(), PATIENCE)
        return said.decode()

    @property
    def pid(self) -> int:
        assert self._running is not None
        return self._running.pid


@dataclass
class LineClient:
    """Plays the people, through the practice line's own page API."""

    url: str
    session: aiohttp.ClientSession

    async def get(self, path: str) -> Any:
        async with self.session.get(f"{self.url}{path}") as answer:
            answer.raise_for_status()
            return await answer.json()

    async def post(self, path: str, body: Any, method: str = "POST") -> Any:
        headers = {"X-Practice": "1"}
        async with self.session.request(
            method, f"{self.url}{path}", json=body, headers=headers
        ) as answer:
            assert answer.status < 400, await answer.text()
            return await answer.json()

    async def say(self, phone: int, text: str) -> None:
        await self.post(f"/line/phones/{phone}/messages", {"text": text})

    async def press(self, phone: int, message_id: int, label: str) -> None:
        """Press the inline button with this label below a message."""
        message = next(m for m in await self.messages(phone) if m["message_id"] == message_id)
        for row, buttons in enumerate(message["reply_markup"]["inline_keyboard"]):
            for column, button in enumerate(buttons):
                if button["text"] == label:
                    place = {"message_id": message_id, "row": row, "column": column}
                    await self.post(f"/line/phones/{phone}/press", place)
                    return
        raise AssertionError(f"there is no button {label!r}")

    async def messages(self, phone: int) -> list[dict[str, Any]]:
        state = await self.get("/line/state")
        found = next(one for one in state["phones"] if one["id"] == phone)
        return list(found["messages"])

    async def sent(self) -> list[dict[str, Any]]:
        """Return every request of the bot that the journal still has."""
        entries: list[dict[str, Any]] = []
        while page := await self.get(
            f"/line/journal?limit=5000&after={entries[-1]['n'] if entries else 0}"
        ):
            entries += page
        return entries

    async def answer_to(self, phone: int, text: str) -> dict[str, Any]:
        """Say something and return the bot's last message of the answer."""
        before = len(await self.messages(phone))
        await self.say(phone, text)
        return await self.new_message(phone, before + 1)

    async def new_message(self, phone: int, after: int) -> dict[str, Any]:
        """Return the newest message once there are more than ``after``, and all is quiet."""

        async def said() -> list[dict[str, Any]]:
            return (await self.messages(phone))[after:]

        found: list[dict[str, Any]] = await until(said)
        before = 0
        while len(found) > before:
            before = len(found)
            await asyncio.sleep(QUIET)
            found = await said()
        return found[-1]


def by_webhook() -> dict[str, str]:
    """Return the settings of a bot to which the practice line delivers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return {
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "WEBHOOK_SECRET": "a-secret-only-telegram-knows",
        "WEBHOOK_PORT": str(port),
    }


async def until(probe: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Return what ``probe`` returns, once that is true."""
    async with asyncio.timeout(seconds):
        while not (result := await probe()):  # noqa: ASYNC110  # another process is watched
            await asyncio.sleep(0.02)
        return result


@dataclass
class Stage:
    """A practice line with people on it, and a bot that can be started and ended."""

    line: LineClient
    token: str
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    bot: Process | None = None

    async def start_bot(self) -> None:
        """Start the bot and wait until it says that it runs."""
        environment = {
            "TELEGRAM_BOT_TOKEN": self.token,
            "TELEGRAM_API_URL": self.line.url,
            "DATA_DIR": str(self.folder / "bot"),
            "HEALTH_PORT": "0",
            "MESSAGES_PER_SECOND": "100000",
            **self.settings,
        }
        self.bot = Process(["run_bot.py", "run"], environment)
        first = await self.bot.start()
        if READY not in first:  # it may warn first, as when nobody is set up to be called
            try:
                await self.bot.line_with(READY)
            except AssertionError as ended:
                raise AssertionError(f"it said {first!r}, then {ended}") from None

    async def end_bot(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End the bot; after SIGTERM it has to end well."""
        assert self.bot is not None
        status = await self.bot.end(how)
        self.bot = None
        return status


@asynccontextmanager
async def stage(folder: Path, **settings: str) -> AsyncIterator[Stage]:
    """Set up a practice line on a free port; whatever runs at the end is ended."""
    practice = Process(["-m", "practice", "--port", "0", "--state", str(folder / "line")], {})
    url = (await practice.start()).removeprefix("practice line:").strip().rstrip("/")
    token = (await practice.line()).removeprefix("token:").strip()
    async with aiohttp.ClientSession() as session:
        scene = Stage(LineClient(url, session), token, folder, dict(settings))
        try:
            yield scene
        finally:
            if scene.bot is not None:
                await scene.bot.end(signal.SIGKILL)
            await practice.end()
