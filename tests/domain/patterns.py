"""The patterns of this repository, and small ones made for one test."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.domain.crisis import Kind, Pattern, Tier
from bot.domain.triage import Triage

ROOT = Path(__file__).parents[2]

GUARDS: dict[str, tuple[str, ...]] = {
    "not": ("not", "never", "no"),
    "denied": ("not", "never", "no"),
    "filler": ("(want|going) to", "thoughts of", "thinking of"),
    "affirmed": ("(why|if) [i] [do] not",),
    "past": ("years ago", "when i was {number}"),
    "now": ("again", "tonight"),
    "known": ("drying trying",),
}


def pattern(
    *say: str,
    name: str = "one",
    kind: Kind = Kind.SUICIDE_ACTIVE,
    tier: Tier = Tier.CRISIS,
    third: bool = False,
    unless: tuple[str, ...] = (),
    slots: Mapping[str, tuple[str, ...]] | None = None,
) -> Pattern:
    """Build a pattern with the guards above and further ``slots``."""
    return Pattern(name, kind, tier, third, say, unless, {**GUARDS, **(slots or {})})


@cache
def rows() -> list[dict[str, Any]]:
    """Every entry of ``knowledge/crisis/``, as its curator wrote it."""
    return [
        {**row, "slots": file["slots"]}
        for path in sorted((ROOT / "knowledge" / "crisis").glob("*.yaml"))
        for file in [yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)]  # noqa: S506
        for row in file["patterns"]
    ]


def patterns_of(some: Iterable[dict[str, Any]]) -> list[Pattern]:
    """Return entries of ``knowledge/crisis/`` as patterns; those of a file share their slots."""
    return [
        Pattern(
            id=row["id"],
            kind=Kind(row["kind"]),
            tier=Tier[row["tier"].upper()],
            third_person=row["person"] == "third",
            say=tuple(row["say"]),
            unless=tuple(row.get("unless", ())),
            alone=row.get("alone") == "yes",
            slots=row["slots"],
        )
        for row in some
    ]


@cache
def our_triage() -> Triage:
    """The triage of this repository, compiled once for all tests."""
    return Triage(patterns_of(rows()))


def lines(name: str) -> list[dict[str, str]]:
    """Read ``tests/data/<name>.jsonl``."""
    text = (ROOT / "tests" / "data" / f"{name}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]
