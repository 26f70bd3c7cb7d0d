"""Starting from the command line: what is printed, and what each failure says."""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import uvloop
from telegram.error import InvalidToken

from bot.app.logs import configure_logs
from bot.app.practice import PracticeLineError, practice_line
from bot.app.practice_team import LEAD, practice_team
from bot.app.running import AlreadyRunningError, LeadershipLostError, first_error, run_line
from bot.config import SettingError, Settings
from bot.content.findings import ContentError
from bot.usecases.ports import StorageError, WrongKeysError
from bot.web.serving import AddressTakenError


def start(settings: Settings, token: str, ready: str) -> int:
    """Run the bot until it is asked to stop; return the exit status."""
    configure_logs(settings.log_level, settings.log_format)
    return _run(run_line(settings, token, lambda: _say(ready)))


def start_on_practice_line(settings: Settings) -> int:
    """Run the practice line and the bot on it, in a folder of their own."""
    configure_logs(settings.log_level, settings.log_format)
    return _run(_practise(settings))


def start_line_only(settings: Settings) -> int:
    """Run the practice line without a bot; it prints its address and token itself."""
    from practice.__main__ import main as practise  # noqa: PLC0415  # a program of its own

    state = settings.data_dir / "practice" / "line"
    return practise(["--port", str(settings.practice_port), "--state", str(state)])


async def _practise(settings: Settings) -> None:
    folder = settings.data_dir / "practice"
    why = "" if settings.telegram_bot_token else "No TELEGRAM_BOT_TOKEN is set. "
    async with practice_line(settings.practice_port, folder / "line") as line:
        own = settings.model_copy(update=_of_practice(folder, line.url, settings.callbacks_payer))
        ready = why + _invitation(line.url)
        await run_line(own, line.token, lambda: _say(ready), [practice_team()])


def _of_practice(folder: Path, url: str, payer: str) -> dict[str, Any]:
    """Return the settings that keep practice apart from the real line."""
    return {
        "data_dir": folder / "bot",
        "database_url": None,
        "telegram_api_url": url,
        "webhook_url": None,
        "admin_ids": (LEAD,),
        "callbacks": True,
        "callbacks_payer": payer or "nobody: this is the practice line",
    }


def _invitation(url: str) -> str:
    return (
        "This is the PRACTICE LINE: nothing leaves this computer.\n\n"
        f"    Open {url}/ in a browser, pick a phone and say hello.\n\n"
        "Ctrl-C stops it; the conversations are kept for the next time."
    )


def _run(main: Coroutine[Any, Any, None]) -> int:
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(main)
    except KeyboardInterrupt:
        return 130
    except BaseExceptionGroup as group:
        return _explain(first_error(group))
    except Exception as error:  # noqa: BLE001  # the last place: say it, and end with a status
        return _explain(error)
    return 0


MENDS: dict[type[BaseException], str] = {
    AlreadyRunningError: "Another Warmline works in this DATA_DIR. Stop that one first.",
    AddressTakenError: "Another program listens there. Set another port in .env.",
    InvalidToken: "Telegram no longer knows the token. Copy it from @BotFather again.",
    LeadershipLostError: "Another process has taken the lead. Start this one again.",
    PracticeLineError: "The practice line did not start. Its own message stands above.",
    WrongKeysError: (
        "The keys do not open what waits in the database. Put the key that sealed it back: the "
        "file data.key in DATA_DIR, or DATA_KEYS."
    ),
    StorageError: "The database cannot be used. Check DATABASE_URL and DATA_DIR.",
}
"""What to say and to mend, the narrower error first."""


def _explain(error: BaseException) -> int:
    if isinstance(error, (SettingError, ContentError)):
        _say(str(error))
        return 2
    for kind, mend in MENDS.items():
        if isinstance(error, kind):
            _say(f"{mend} ({error})" if isinstance(error, AddressTakenError) else mend)
            return 2
    raise error


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
