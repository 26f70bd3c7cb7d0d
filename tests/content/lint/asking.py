"""Ask the rules about a tree."""

from datetime import date
from typing import Any

from bot.content.findings import Finding
from bot.content.lint.rules import lint
from tests.content.builders import Files, entry

TODAY = date(2026, 11, 24)
ENTRY = "faq/basics/peer-support.yaml"


def told(files: Files, rule: str) -> list[Finding]:
    return [one for one in lint(files.root, today=TODAY) if one.rule == rule]


def answer(*sentences: str, lang: str = "en") -> dict[str, Any]:
    """Return an entry that says ``sentences`` after the usual answer."""
    made = entry()
    made[lang]["answer"] = " ".join([made[lang]["answer"], *sentences])
    return made
