"""The report ends with what matters most."""

from bot.content.findings import Finding
from bot.content.report import MOST_WARNINGS, failed, report

ERROR = Finding("knowledge/a.yaml", "en.answer", "has an exclamation mark", "calm", line=7)
WARNING = Finding("knowledge/b.yaml", "", "reads like grade 12", "reading", "warning")


def test_counts_each_rule_by_severity() -> None:
    lines = report([ERROR, ERROR, WARNING])

    assert any(line.split()[:3] == ["calm", "2", "-"] for line in lines)
    assert any(line.split()[:3] == ["reading", "-", "1"] for line in lines)


def test_rules_without_findings_are_in_the_table_too() -> None:
    assert any(line.startswith("doses ") for line in report([]))


def test_errors_come_after_warnings_and_the_verdict_last() -> None:
    lines = report([ERROR, WARNING])

    assert lines.index("Warnings of reading:") < lines.index("Errors:")
    assert "  knowledge/a.yaml:7: en.answer: has an exclamation mark [calm]" in lines
    assert lines[-1] == "1 errors, 1 warnings; errors have to be mended"


def test_many_warnings_of_a_rule_are_cut_with_their_number() -> None:
    lines = report([WARNING] * (MOST_WARNINGS + 5))

    assert sum("grade 12" in line for line in lines) == MOST_WARNINGS
    assert "  … and 5 more" in lines


def test_all_warnings_are_shown_when_asked_for() -> None:
    lines = report([WARNING] * (MOST_WARNINGS + 5), every=True)

    assert sum("grade 12" in line for line in lines) == MOST_WARNINGS + 5


def test_only_errors_fail_a_check() -> None:
    assert failed([WARNING, ERROR])
    assert not failed([WARNING])
    assert report([WARNING])[-1] == "0 errors, 1 warnings"
