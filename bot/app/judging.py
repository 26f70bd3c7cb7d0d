"""Judging many messages at once: JSON lines in and out, by the code that answers people."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.app.line import learned_editions
from bot.config import Settings
from bot.domain.answers import Policy
from bot.domain.crisis import Alarm, Tier
from bot.domain.knowledge import LANGUAGES, Language
from bot.domain.languages import language_of
from bot.usecases.asking import (
    Answered,
    Ask,
    Asked,
    Careful,
    Courteous,
    NotKnown,
    Reply,
    Suggested,
)
from bot.usecases.danger import Listen
from bot.web.metrics import Metrics

MOST = 5
"""Entries told with their scores."""


def judge(settings: Settings, lines: Iterable[str]) -> Iterator[str]:
    """Yield what would be done with each message, in order.

    Args:
        settings: where the knowledge lies.
        lines: JSON objects with ``text`` and perhaps ``lang``, the language of the person's
            Telegram; a line that is none becomes an object with ``error``.
    """
    editions = learned_editions(settings)
    listen, ask = Listen(editions, Metrics()), Ask(editions, Policy())
    for number, line in enumerate(lines, start=1):
        asked = _asked(line)
        if asked is None:
            judged: dict[str, Any] = {"error": f"line {number}: no JSON object with a text"}
        else:
            judged = _judged(listen, ask, *asked)
        yield json.dumps(judged, ensure_ascii=False)


def _asked(line: str) -> tuple[str, Language] | None:
    try:
        given = json.loads(line)
    except ValueError:
        return None
    if not (isinstance(given, dict) and isinstance(given.get("text"), str)):
        return None
    speaks: Language = next((code for code in LANGUAGES if code == given.get("lang")), "en")
    return given["text"], speaks


def _judged(listen: Listen, ask: Ask, text: str, speaks: Language) -> dict[str, Any]:
    alarm = listen([text])
    language = language_of(text) or speaks
    asked = Asked(text, speaks)
    matches = ask.rank(asked).matches[:MOST]
    return {
        "text": text,
        "lang": language,
        "alarm": {"tier": alarm.tier.name.lower(), "kinds": list(alarm.kinds)},
        "decision": _decision(alarm, ask(asked)),
        "entries": [{"id": match.entry_id, "score": round(match.score, 4)} for match in matches],
    }


def _decision(alarm: Alarm, reply: Reply) -> str:
    if alarm.tier >= Tier.CRISIS:
        return "card"
    match reply:
        case Answered():
            return "answer"
        case Suggested():
            return "suggest"
        case Courteous():
            return "smalltalk"
        case NotKnown():
            return "unknown"
        case Careful(entries=entries):
            return "suggest" if entries else "unknown"
