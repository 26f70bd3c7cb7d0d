"""What ``check`` prints: a table of the rules, then what to mend, the gravest last."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from bot.content.findings import Finding
from bot.content.lint.rules import RULES

MOST_WARNINGS = 10
"""Warnings shown for one rule; the rest is a number, so that errors are not drowned."""


def report(findings: Sequence[Finding], *, every: bool = False) -> list[str]:
    """Return the lines to print.

    Args:
        findings: what ``lint`` returned.
        every: show all warnings, not the first of each rule only.
    """
    warnings = [one for one in findings if one.severity == "warning"]
    errors = [one for one in findings if one.severity == "error"]
    limit = len(warnings) if every else MOST_WARNINGS
    return [
        *_table(findings),
        "",
        *_warnings(warnings, limit),
        *_errors(errors),
        _verdict(findings),
    ]


def failed(findings: Sequence[Finding]) -> bool:
    """Tell whether ``check`` has to end with a failure: warnings alone are none."""
    return any(one.severity == "error" for one in findings)


def _table(findings: Sequence[Finding]) -> Iterator[str]:
    counts = Counter((one.rule, one.severity) for one in findings)
    rules = {**RULES, **{one.rule: RULES.get(one.rule, "") for one in findings}}
    yield f"{'rule':<14} {'errors':>6} {'warnings':>8}  asks that"
    for rule, asks in rules.items():
        errors, warnings = counts[rule, "error"], counts[rule, "warning"]
        yield f"{rule:<14} {errors or '-':>6} {warnings or '-':>8}  {asks}"


def _warnings(warnings: Sequence[Finding], limit: int) -> Iterator[str]:
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for one in warnings:
        by_rule[one.rule].append(one)
    for rule, ones in by_rule.items():
        yield f"Warnings of {rule}:"
        yield from (f"  {one}" for one in ones[:limit])
        if len(ones) > limit:
            yield f"  … and {len(ones) - limit} more"
        yield ""


def _errors(errors: Sequence[Finding]) -> Iterator[str]:
    if errors:
        yield "Errors:"
        yield from (f"  {one} [{one.rule}]" for one in errors)
        yield ""


def _verdict(findings: Sequence[Finding]) -> str:
    counts = Counter(one.severity for one in findings)
    told = f"{counts['error']} errors, {counts['warning']} warnings"
    return f"{told}; errors have to be mended" if counts["error"] else told
