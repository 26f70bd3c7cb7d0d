"""Weigh words and score texts that share them: BM25's saturation under a cosine's roof.

The constants were tuned on FAQs of 57 to 160 entries; varied by half, none of them moves the
share of right answers by more than two percent.  The counts of so small a knowledge base are
unreliable, hence ``telling`` in every weight.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Places = NDArray[np.uint32]

_SATURATION = 0.6
_LENGTH_SHARE = 0.3
_LENGTH_POWER = 0.8
"""Below 1: long texts are forgiven a little less than a cosine would."""
_UNMATCHED = 0.15
_PAIR = 0.25
_STOP = 0.4


class Slot(NamedTuple):
    """One word of a question and the terms that may stand for it.

    A tuple, because every message makes and hashes dozens.
    """

    terms: tuple[tuple[str, float], ...]
    """Known terms, each with how surely it is meant (0 to 1); none for an unknown word."""
    weight: float
    """What the word weighs, known or not."""
    is_pair: bool = False
    """Two words in a row: a bonus where they are found, no loss where they are not."""
    telling: float = 1.0
    """See ``everyday.telling``."""
    times: float = 1.0
    """How much more it counts because it was said more than once."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the terms of a knowledge base weigh, about 0 to 1 each."""

    known: Mapping[str, float]
    places: Mapping[str, int]
    """Where a term comes in ``known``."""
    unknown_rarity: float
    """The rarity of a word that no entry uses."""

    @classmethod
    def of(cls, texts: Sequence[Collection[str]], telling: Mapping[str, float]) -> "Weights":
        """Weigh the terms of ``texts``, one text an entry.

        ``telling`` (see ``everyday.telling``) holds all words, also those in no text; terms
        that are missing there are pairs and concepts.
        """
        counts = Counter(term for terms in texts for term in set(terms))
        counts.update(dict.fromkeys(telling.keys() - counts.keys(), 1))
        known = {
            term: _PAIR * _rarity(count, len(texts))
            if " " in term
            else _weight(_rarity(count, len(texts)), telling.get(term, 1.0))
            for term, count in counts.items()
        }
        places = {term: place for place, term in enumerate(known)}
        return cls(known, places, _rarity(1, len(texts)))

    def of_unknown(self, telling: float) -> float:
        """Return what a word weighs that the knowledge base does not have."""
        return _weight(self.unknown_rarity, telling)


@dataclass(frozen=True, slots=True)
class Index:
    """Texts by the terms they hold; built once, never changed.

    The texts of all terms lie in one row: two arrays a term would take several times the memory.
    """

    weights: Weights
    size: int
    """How many texts there are."""
    starts: Sequence[int]
    """For each term, by its place, where its texts begin; the next one's start is the end."""
    numbers: Places
    """The numbers of the texts."""
    values: Scores
    """What the term weighs in each."""

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]], weights: Weights) -> "Index":
        """Index texts, given as their terms; a text's number is its place in the row."""
        average = sum(map(len, texts)) / max(1, len(texts))
        postings = defaultdict[str, list[tuple[int, float]]](list)
        for number, terms in enumerate(texts):
            for term, weight in _vector(terms, weights, average).items():
                postings[term].append((number, weight))
        rows = [postings.get(term, ()) for term in weights.places]
        return cls(
            weights,
            size=len(texts),
            starts=array("I", accumulate(map(len, rows), initial=0)),
            numbers=np.fromiter((number for row in rows for number, _ in row), np.uint32),
            values=np.fromiter((weight for row in rows for _, weight in row), np.float32),
        )

    def texts(self, term: str) -> Places:
        """Return the numbers of the texts that hold ``term``, one that is known."""
        place = self.weights.places[term]
        return self.numbers[self.starts[place] : self.starts[place + 1]]

    def scores(self, slots: Iterable[Slot]) -> Scores:
        """Return how well each text answers ``slots``; more is better, 0 if it shares no term."""
        total = np.zeros(self.size, np.float32)
        norm = unmatched = 0.0
        for slot in slots:
            if self._add(slot, total):
                norm += slot.weight**2
            elif not slot.is_pair:
                unmatched += slot.weight
        found: Scores = total / np.float32(sqrt(norm + _UNMATCHED * unmatched**2) or 1.0)
        return found

    def _add(self, slot: Slot, total: Scores) -> bool:
        """Add to ``total`` what one word is worth; tell whether any text has it."""
        if len(slot.terms) != 1:
            return self._add_best(slot, total)
        term, certainty = slot.terms[0]
        numbers, values = self._posting(term)
        total[numbers] += slot.times * certainty * self.weights.known[term] * values
        return len(numbers) > 0

    def _add_best(self, slot: Slot, total: Scores) -> bool:
        """Add what the best of its terms is worth in each text, not their sum."""
        best = np.zeros_like(total)
        for term, certainty in slot.terms:
            numbers, values = self._posting(term)
            worth = slot.times * certainty * self.weights.known[term] * values
            best[numbers] = np.maximum(best[numbers], worth)
        total += best
        return bool(best.any())

    def _posting(self, term: str) -> tuple[Places, Scores]:
        place = self.weights.places[term]
        start, end = self.starts[place], self.starts[place + 1]
        return self.numbers[start:end], self.values[start:end]


def _vector(terms: Sequence[str], weights: Weights, average: float) -> dict[str, float]:
    length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * len(terms) / (average or 1)
    raw = {
        term: weights.known[term] * count * (_SATURATION + 1) / (count + _SATURATION * length)
        for term, count in Counter(terms).items()
    }
    roof = sqrt(sum(value**2 for value in raw.values())) ** _LENGTH_POWER or 1.0
    return {term: value / roof for term, value in raw.items()}


def _rarity(count: int, entries: int) -> float:
    """Return 1 for a term of one entry, next to 0 for one of them all."""
    most = log(1 + (entries - 0.5) / 1.5) if entries else 0.0
    return log(1 + (entries - count + 0.5) / (count + 0.5)) / most if most else 1.0


def _weight(rarity: float, telling: float) -> float:
    weight = 0.5 * rarity + 0.5 * telling
    return weight if telling else _STOP * weight
