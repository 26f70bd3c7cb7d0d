"""Weigh words and score texts that share them: BM25's saturation under a cosine's roof.

The constants were tuned on FAQs of 57 to 160 entries; varied by half, none of them moves the
share of right answers by more than two percent.  The counts of so small a knowledge base are
unreliable, hence ``telling`` in every weight.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

_SATURATION = 0.6
_LENGTH_SHARE = 0.3
_LENGTH_POWER = 0.8
"""Below 1: long texts are forgiven a little less than a cosine would."""
_UNMATCHED = 0.15
_PAIR = 0.25
_STOP = 0.4


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of a question and the terms that may stand for it."""

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
        return cls(known, _rarity(1, len(texts)))

    def of_unknown(self, telling: float) -> float:
        """Return what a word weighs that the knowledge base does not have."""
        return _weight(self.unknown_rarity, telling)


@dataclass(frozen=True, slots=True)
class Index:
    """Texts by the terms they hold; built once, never changed."""

    postings: "Mapping[str, tuple[array[int], array[float]]]"
    """For each term the numbers of its texts, and what it weighs in each."""

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]], weights: Weights) -> "Index":
        """Index texts, given as their terms; a text's number is its place in the row."""
        average = sum(map(len, texts)) / max(1, len(texts))
        postings: dict[str, tuple[array[int], array[float]]] = defaultdict(
            lambda: (array("H"), array("f"))
        )
        for number, terms in enumerate(texts):
            for term, weight in _vector(terms, weights, average).items():
                numbers, values = postings[term]
                numbers.append(number)
                values.append(weight)
        return cls(dict(postings))

    def scores(self, slots: Sequence[Slot], weights: Weights) -> dict[int, float]:
        """Return how well each text that shares a term answers ``slots``; more is better."""
        total: dict[int, float] = defaultdict(float)
        norm = unmatched = 0.0
        for slot in slots:
            found = self._slot_scores(slot, weights)
            for number, score in found.items():
                total[number] += score
            if found:
                norm += slot.weight**2
            elif not slot.is_pair:
                unmatched += slot.weight
        roof = sqrt(norm + _UNMATCHED * unmatched**2) or 1.0
        return {number: score / roof for number, score in total.items()}

    def _slot_scores(self, slot: Slot, weights: Weights) -> dict[int, float]:
        """Score one word: the best of its terms counts in each text, not their sum."""
        best: dict[int, float] = {}
        for term, certainty in slot.terms:
            posting = self.postings.get(term)
            if posting is None:
                continue
            factor = slot.times * certainty * weights.known[term]
            for number, value in zip(*posting, strict=True):
                score = factor * value
                if score > best.get(number, 0.0):
                    best[number] = score
        return best


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
