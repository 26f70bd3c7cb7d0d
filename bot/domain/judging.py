"""Judge how well questions were answered whose right answers are known."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt

from bot.domain.answers import Decision, Hit, Near, Unknown
from bot.domain.knowledge import Language

CARD = "crisis card"
"""The note of a message that was met with numbers to call instead of an answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A message as people type them, and what answers it."""

    text: str
    gold: frozenset[str]
    """The ids of the entries that answer it; empty if none does."""
    language: Language | None = None
    kind: str = ""
    """What is hard about it, e.g. ``typo``."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a question."""

    question: Question
    ranked: Sequence[str]
    """Entry ids, best first."""
    decision: Decision
    note: str = ""
    """What else there is to say, e.g. ``small talk``."""

    @property
    def rank(self) -> int | None:
        """Return the place of the first right entry, from 1; ``None`` if it is not there."""
        places = (at for at, one in enumerate(self.ranked, 1) if one in self.question.gold)
        return next(places, None)

    @property
    def outcome(self) -> str:
        """Name what a person got, e.g. ``answered right``, ``offered``, ``stranger answered``."""
        stranger = not self.question.gold
        if self.note == CARD:
            return "stranger unknown" if stranger else CARD
        match self.decision:
            case Hit(entry_id=entry_id):
                right = entry_id in self.question.gold
                told = "answered right" if right else "answered wrong"
                return "stranger answered" if stranger else told
            case Near(entry_ids=ids):
                among = bool(self.question.gold.intersection(ids))
                told = "offered" if among else "offered others"
                return "stranger offered" if stranger else told
            case Unknown():
                return "stranger unknown" if stranger else "unknown"


@dataclass(slots=True)
class Tally:
    """Counts verdicts."""

    counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> "Tally":
        """Count ``verdicts``."""
        tally = cls()
        for one in verdicts:
            tally.counts[one.outcome] += 1
            tally.counts["strangers" if not one.question.gold else "known"] += 1
            if one.question.gold and one.rank is not None:
                tally.counts["first"] += one.rank == 1
                tally.counts["among three"] += one.rank <= 3
        tally.counts["answered or offered"] = (
            tally.counts["answered right"] + tally.counts["offered"]
        )
        return tally

    def share(self, name: str) -> tuple[float, float, float]:
        """Return the share of ``name`` and the ends of its 95 % interval, 0 to 1.

        Outcomes of strangers are shares of the strangers, all others of the rest.
        """
        whole = self.counts["strangers" if name.startswith("stranger") else "known"]
        return interval(self.counts[name], whole)


def interval(count: int, whole: int) -> tuple[float, float, float]:
    """Return a share and its 95 % interval by Wilson's formula, good for few and for rare ones."""
    if not whole:
        return 0.0, 0.0, 1.0
    share, z = count / whole, 1.96
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = (
        z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    )
    return share, max(0.0, middle - half), min(1.0, middle + half)
