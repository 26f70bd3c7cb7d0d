"""Slips of the pen: which word of the knowledge base somebody meant to type."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import ceil, floor, log1p

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.everyday import is_everyday

_SHORTEST = 4
"""Shorter words have too many neighbours."""
_LEAST_LIKENESS = 0.75
_LONGEST = 20
_SHORT = 5
_SAME_AS_BEST = 0.05
_MOST = 3


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a misspelt word may stand for."""

    word: str
    likeness: float
    """From 0 to 1; two neighbouring letters swapped count as one slip."""


@dataclass(frozen=True, slots=True)
class Speller:
    """The words that may be meant, and the words that are right as they are."""

    counts: Mapping[str, int]
    """The words of the knowledge base that may be meant, and how often it uses each."""
    elsewhere: Collection[str] = frozenset()
    """Words of the knowledge base in other languages: no slips."""
    dictionary: Collection[str] = frozenset()
    """Words that are right although the knowledge base lacks them."""
    _near: dict[int, list[str]] = field(default_factory=dict, init=False, compare=False)
    """The words that are long enough for a word of a length, and not too long; made at need."""

    def spellings(self, word: str) -> tuple[Spelling, ...]:
        """Return what ``word`` was meant to be, best first, at most three.

        Nothing is returned for a word that is right: one of the knowledge base, one that everybody
        uses, a number, or one too short to tell.  So *bars* never becomes *cars*.
        """
        if len(word) < _SHORTEST or not word.isalpha() or self._is_right(word):
            return ()
        near = process.extract(
            word,
            self._of_like_length(len(word)),
            scorer=OSA.normalized_similarity,
            processor=None,
            score_cutoff=_LEAST_LIKENESS,
            limit=12,
        )
        ranked = sorted(
            (-self._worth(word, found, likeness), found, likeness)
            for found, likeness, _ in near
            if _is_plausible(word, found)
        )
        return tuple(
            Spelling(found, likeness)
            for worth, found, likeness in ranked[:_MOST]
            if worth <= ranked[0][0] + _SAME_AS_BEST
        )

    def _of_like_length(self, length: int) -> list[str]:
        """Return the words that enough letters may be shared with; the others cost time."""
        if length > _LONGEST:
            return [*self.counts]
        if length not in self._near:
            least, most = floor(length * _LEAST_LIKENESS), ceil(length / _LEAST_LIKENESS)
            self._near[length] = [one for one in self.counts if least <= len(one) <= most]
        return self._near[length]

    def _is_right(self, word: str) -> bool:
        if word in self.counts or word in self.elsewhere or word in self.dictionary:
            return True
        return is_everyday(word)

    def _worth(self, word: str, found: str, likeness: float) -> float:
        other_start = word[0] != found[0]
        same_end = word[-1] == found[-1]
        return likeness - 0.06 * other_start + 0.01 * same_end + 0.004 * log1p(self.counts[found])


def _is_plausible(word: str, found: str) -> bool:
    """Reject what is more likely another word: short words must keep their first letter."""
    return len(found) > _SHORT or word[0] == found[0]
