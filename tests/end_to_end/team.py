"""The practice line's team, put on a line before the bot starts, and what the bot says."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from bot.app.keys import sealer
from bot.app.line import utc_now
from bot.app.practice_team import practice_team
from bot.config import Settings
from bot.content.loader import load
from bot.domain.knowledge import Knowledge, Language
from bot.storage.database import open_database
from bot.usecases.ports import Received
from tests.end_to_end.processes import ROOT, Stage

Member = Mapping[str, Any]
"""Somebody on the team: ``chat_id``, ``name``, ``role`` and ``languages``."""


@cache
def knowledge() -> Knowledge:
    """Return what the bot knows, read once."""
    return load(ROOT / "knowledge")


def say(key: str, language: Language = "en", **values: object) -> str:
    """Return a sentence of the bot as a phone shows it, so that rewording breaks no test."""
    return knowledge().texts.say(key, language, **values).replace("**", "")


def part(key: str, language: Language = "en") -> str:
    """Return the longest piece without placeholders of a sentence's first line."""
    first, *_ = knowledge().texts.by_language[language][key].split("\n", 1)
    return max(re.split(r"\{\w+\}|\*\*", first), key=len).strip()


async def enrol_team(scene: Stage, *more: Member) -> None:
    """Let Sam, Lee, Robin and ``more`` be there when the bot starts.

    ``run_bot.py practice`` does the same for its own team.
    """
    settings = Settings(data_dir=scene.folder / "bot")
    url = scene.settings.get("DATABASE_URL", f"sqlite:///{settings.sqlite_path}")
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    async with open_database(url, sealer=sealer(settings)) as database:
        await database.inbox.receive([_with(practice_team(), more)], now=utc_now())


def _with(received: Received, more: Iterable[Member]) -> Received:
    body = json.loads(received.body)
    body["warmline"]["team"] += more
    return replace(received, body=json.dumps(body))
