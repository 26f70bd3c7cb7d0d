"""Rank entries by all evidence at once, each with the chance that it is the right one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain.evidence import Gathered, Gatherer
from bot.domain.knowledge import Language
from bot.domain.matching import Match, Ranking
from bot.domain.weighing import Numbers, Weighing


@dataclass(frozen=True, slots=True)
class Considered:
    """A ranking and all that it rests on."""

    ranking: Ranking
    gathered: Gathered
    order: Sequence[int]
    """The candidates, best first, by their places among those gathered."""


@dataclass(frozen=True, slots=True)
class CombinedMatcher:
    """Implements ``Matcher``; built once, never changed, safe for several threads."""

    gatherer: Gatherer
    weighing: Weighing

    def consider(self, question: str, language: Language | None, *, limit: int = 5) -> Ranking:
        """Return at most ``limit`` matches, best first; see ``Matcher``."""
        return self.explain(question, language, limit=limit).ranking

    def explain(self, question: str, language: Language | None, *, limit: int = 5) -> Considered:
        """Return the ranking together with the evidence."""
        gathered = self.gatherer.gather(question, language)
        likely, nothing = self._weighed(gathered)
        ids = [self.gatherer.ids[place] for place in gathered.places]
        order = sorted(range(len(ids)), key=lambda one: (-likely[one], ids[one]))[:limit]
        matches = tuple(
            Match(ids[one], *_phrased(gathered, one), float(likely[one])) for one in order
        )
        exact = bool(order) and gathered.places[order[0]] == gathered.exact
        return Considered(Ranking(matches, nothing, exact), gathered, order)

    def _weighed(self, gathered: Gathered) -> tuple[Numbers, float]:
        if not gathered.places:
            return np.zeros(0), 1.0
        likely, nothing = self.weighing.likely(gathered.entries, gathered.question)
        if gathered.exact is not None:  # what is a phrasing word for word needs no weighing
            likely = np.array([float(place == gathered.exact) for place in gathered.places])
            nothing = 0.0
        return likely, nothing


def _phrased(gathered: Gathered, candidate: int) -> tuple[Language, str]:
    phrasing = gathered.phrasings[candidate]
    return phrasing.language, phrasing.text
