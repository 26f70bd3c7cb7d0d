"""The knowledge that ships has no errors; warnings are its reviewers' work."""

from datetime import date
from pathlib import Path

from bot.content.lint.rules import lint
from bot.content.report import report

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
WRITTEN = date(2026, 11, 24)
"""The day of the newest check in it: the test must not fail because time goes by."""


def test_it_has_no_errors() -> None:
    errors = [one for one in lint(KNOWLEDGE, today=WRITTEN) if one.severity == "error"]

    assert not errors, "\n".join(report(errors))
