"""Read what evidence weighs from the file that ``python -m benchmarks.fit_matcher`` writes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.weighing import Feature, Weighing

FILE = Path(__file__).parent / "weighings.json"


@dataclass(frozen=True, slots=True)
class Weighings:
    """What evidence weighs, for each set of encoders it was fitted with."""

    by_roles: Mapping[str, Weighing]
    """By the roles of the encoders with ``+`` between them; ``""`` is for words alone."""

    def of(self, roles: str) -> Weighing:
        """Return the weights for a set of encoders.

        Raises:
            KeyError: nobody has fitted any for it.
        """
        return self.by_roles[roles]

    def __or__(self, other: "Weighings") -> "Weighings":
        """Return both; ``other`` wins."""
        return Weighings({**self.by_roles, **other.by_roles})


def read_weighings(file: Path = FILE) -> Weighings:
    """Read ``file``.

    Raises:
        ValueError: it is of another form.
    """
    found = json.loads(file.read_text(encoding="utf-8"))
    return Weighings({roles: _weighing(one) for roles, one in found["encoders"].items()})


def _weighing(found: Mapping[str, Any]) -> Weighing:
    return Weighing(_features(found["entry"]), _features(found["nothing"]))


def _features(found: Mapping[str, Mapping[str, float]]) -> Mapping[str, Feature]:
    return {
        name: Feature(one["middle"], one["spread"], one["weight"]) for name, one in found.items()
    }
