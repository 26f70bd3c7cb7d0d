"""The curators' own test lines."""

import pytest

from tests.content.builders import Files, entry, pattern
from tests.content.lint.asking import ENTRY, told


def test_an_example_that_finds_another_entry_is_told(files: Files) -> None:
    files.put("faq/basics/a-meeting.yaml", entry("a meeting", "una reunión"))
    made = entry()
    made["en"]["examples"][0] = "where can i go to a meeting tonight"
    files.put(ENTRY, made)

    (one,) = told(files, "findable")

    assert one.key == "en.examples.1"
    assert "finds a-meeting" in one.message


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        pytest.param({"must_alarm": ["i want to die", "want to die", "so tired"]},
                     "patterns.1.must_alarm.3", id="misses"),
        pytest.param({"must_not_alarm": ["hello", "bye", "I want to die"]},
                     "patterns.1.must_not_alarm.3", id="cries"),
    ],
)  # fmt: skip
def test_a_pattern_that_fails_its_lines_is_told(
    files: Files, changed: dict[str, list[str]], key: str
) -> None:
    files.put("crisis/en.yaml", {"patterns": [pattern(**changed)]})

    assert [one.key for one in told(files, "alarms")] == [key]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"kind": "violence_abuse"}, id="another kind"),
        pytest.param({"tier": "soft"}, id="a lower tier"),
    ],
)
def test_a_line_heard_as_something_else_is_not_heard(files: Files, other: dict[str, str]) -> None:
    lines = ["i want to die", "want to die", "he hits me"]
    hits = ["he hits me", "hits me", "dad hits me"]
    rows = [
        pattern(must_alarm=lines),
        pattern(id="hits", say=["hits me"], must_alarm=hits, **other),
    ]
    files.put("crisis/en.yaml", {"patterns": rows})

    assert [one.key for one in told(files, "alarms")] == ["patterns.1.must_alarm.3"]
