"""Having a running bot read ``knowledge/`` again, from the command line."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from bot.app.process import running
from bot.config import Settings
from bot.content.findings import ContentError
from bot.content.loader import load

PRACTICE = Path("practice", "bot")
"""Where a bot on the practice line keeps its data, below DATA_DIR."""


def reload(settings: Settings) -> tuple[Sequence[str], bool]:
    """Signal every bot that runs here; return the lines to print, and whether all went well.

    A set with mistakes is not even offered: its complaints are told, and nobody is signalled.
    """
    try:
        load(settings.knowledge_dir)
    except ContentError as error:
        return [
            str(error),
            "Nothing was changed: the running bot goes on with what it has.",
        ], False
    pids = [*running(settings.data_dir), *running(settings.data_dir / PRACTICE)]
    if not pids:
        told = "No bot of this user runs with DATA_DIR"
        return [f"{told}={settings.data_dir}. It reads knowledge/ when it starts."], False
    outcomes = [*map(_signal, pids)]
    return [line for line, _ in outcomes], all(well for _, well in outcomes)


def _signal(pid: int) -> tuple[str, bool]:
    try:
        os.kill(pid, signal.SIGHUP)
    except ProcessLookupError:
        return f"Process {pid} has just ended.", False
    except PermissionError:
        return f"Process {pid} belongs to another user: try `systemctl reload warmline`.", False
    return f"Process {pid} reads knowledge/ again; its log says knowledge_renewed.", True
