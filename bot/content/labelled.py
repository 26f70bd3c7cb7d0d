"""Read questions whose answers are known: a JSON object a line."""

import json
from pathlib import Path
from typing import Any

from bot.domain.judging import Question
from bot.domain.knowledge import LANGUAGES


def read_questions(path: Path) -> list[Question]:
    """Return the questions of a file.

    Each line has ``text`` and ``gold``: the right ids, or one id, or nothing; ``also`` may name
    more right ids, ``lang`` and ``kind`` may be there.

    Raises:
        ValueError: a line is of another form; the message names it.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_question(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _question(number: int, line: str) -> Question:
    try:
        row: dict[str, Any] = json.loads(line)
        text, gold = str(row["text"]), row["gold"] or []
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"line {number}: no JSON object with text and gold") from None
    ids = [gold] if isinstance(gold, str) else gold
    right = frozenset([*ids, *(row.get("also") or [])] if ids else [])
    language = next((code for code in LANGUAGES if code == row.get("lang")), None)
    return Question(text, right, language, str(row.get("kind") or ""))
