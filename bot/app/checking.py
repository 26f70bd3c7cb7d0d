"""Checking ``knowledge/`` from the command line."""

from collections.abc import Sequence
from pathlib import Path

from bot.app.line import utc_now
from bot.content.lint.rules import lint
from bot.content.report import failed, report


def check(folder: Path) -> tuple[Sequence[str], bool]:
    """Return the lines to print, and whether anything has to be mended."""
    findings = lint(folder, today=utc_now().date())
    return report(findings), failed(findings)
