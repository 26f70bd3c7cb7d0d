"""Who looked when."""

from typing import Any

import pytest

from bot.content.lint.rules import lint
from tests.content.builders import Files, entry, helpline, pack
from tests.content.lint.asking import ENTRY, TODAY, told

CALL_911 = {"en": "Call 911", "es": "Llama al 911"}
CALL = {"en": "Call 1-800-662-4357", "es": "Llama al 1-800-662-4357"}


@pytest.mark.parametrize(
    ("reviewed", "found"),
    [
        pytest.param(
            {"by": "null", "on": "null", "next": "2027-01-01"}, ["unreviewed"], id="never"
        ),
        pytest.param({"by": "a", "on": "2026-01-01", "next": "2026-11-23"}, ["reviews"], id="due"),
        pytest.param(
            {"by": "a", "on": "2026-11-25", "next": "2027-01-01"}, ["reviews"], id="future"
        ),
        pytest.param({"by": "a", "on": "2026-11-24", "next": "2026-11-24"}, [], id="today"),
    ],
)
def test_reviews(files: Files, reviewed: dict[str, str], found: list[str]) -> None:
    files.put(ENTRY, entry(reviewed=reviewed))

    findings = lint(files.root, today=TODAY)

    assert [one.rule for one in findings] == found


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        pytest.param({"source": "null"}, [("helplines.1.source", "error")], id="no source"),
        pytest.param({"verified_on": "null"}, [("helplines.1.verified_on", "error")], id="no day"),
        pytest.param({"verified_on": "2026-11-25"}, [("helplines.1.verified_on", "error")],
                     id="future"),
        pytest.param({"verified_on": "2026-10-24"}, [("helplines.1.verified_on", "warning")],
                     id="crisis line, 31 days"),
        pytest.param({"verified_on": "2026-10-25"}, [], id="crisis line, 30 days"),
        pytest.param({"contact": CALL, "verified_on": "2026-05-28"}, [], id="other, 180 days"),
        pytest.param({"contact": CALL, "verified_on": "2026-05-27"},
                     [("helplines.1.verified_on", "warning")], id="other, 181 days"),
        pytest.param({"verified_on": "2025-11-23"},
                     [("helplines.1.verified", "error"), ("helplines.1.verified_on", "warning")],
                     id="forgotten for a year and a day"),
        pytest.param({"verified": "false", "source": "null"}, [], id="not shown"),
    ],
)  # fmt: skip
def test_helplines(files: Files, changed: dict[str, Any], found: list[tuple[str, str]]) -> None:
    files.put("helplines/us.yaml", pack(helplines=[helpline(**changed)]))

    assert [(one.key, one.severity) for one in told(files, "helplines")] == found


def test_a_card_s_number_needs_a_verified_helpline(files: Files) -> None:
    rows = [helpline(), helpline(id="emergency", contact=CALL_911, verified="false")]
    slots = {"emergency": "911", "crisis_call": "988 y oprime 2"}
    files.put("helplines/us.yaml", pack(helplines=rows, slots={"en": slots, "es": slots}))

    assert [one.key for one in told(files, "slots")] == [
        "slots.en.emergency",
        "slots.es.emergency",
    ]
