"""Weigh the evidence for entries: how likely each answers a question, and how likely none does.

A softmax over the candidates and one outsider, *none of them*.  Each candidate's evidence is a row
of numbers; what they weigh was fitted on questions whose answers are known (docs/matching.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Feature:
    """One kind of evidence."""

    middle: float
    """Its mean where it was fitted."""
    spread: float
    """Its standard deviation there; above 0."""
    weight: float
    """What one standard deviation adds to the logarithm of the odds."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """The fitted weights for one set of encoders."""

    entry: Mapping[str, Feature]
    """For the evidence of an entry, by name."""
    nothing: Mapping[str, Feature]
    """For the evidence that none is right, by name."""

    def likely(
        self, entries: Mapping[str, Numbers], question: Mapping[str, float]
    ) -> tuple[Numbers, float]:
        """Return how likely each candidate is right, and how likely none is; together 1.

        Args:
            entries: for each name of ``entry`` a number a candidate.
            question: for each name of ``nothing`` a number.
        """
        scores = sum((_told(one, entries[name]) for name, one in self.entry.items()), _NOTHING)
        none = sum(float(_told(one, question[name])) for name, one in self.nothing.items())
        highest = max(float(np.max(scores, initial=none)), none)
        odds, outside = np.exp(scores - highest), np.exp(none - highest)
        whole = odds.sum() + outside
        return odds / whole, float(outside / whole)

    def contributions(self, entries: Mapping[str, float]) -> Sequence[tuple[str, float]]:
        """Return what each piece of evidence of one entry adds, the greatest first."""
        told = ((name, float(_told(one, entries[name]))) for name, one in self.entry.items())
        return sorted(told, key=lambda one: -abs(one[1]))


_NOTHING = np.zeros(1)


def _told(feature: Feature, value: Numbers | float) -> Numbers:
    return np.asarray(feature.weight * (value - feature.middle) / feature.spread)
