"""Turn a question into what an index looks for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.domain.everyday import telling
from bot.domain.scoring import Slot, Weights
from bot.domain.terms import Reader, Token, pairs
from bot.domain.text import sentences, without_middle
from bot.domain.typos import Speller

_CONCEPT = 0.85
"""How surely a word means what another of its concept says."""
_MOST_WORDS = 200
"""What is read of a message; nearly all are shorter, and time grows with every word."""
_REPEATED = 0.4
"""A word said twice weighs ``2 ** 0.4`` times as much."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question, read for one language."""

    stems: tuple[str, ...]
    whole: tuple[Slot, ...]
    parts: tuple[tuple[Slot, ...], ...]
    """Its sentences, if there are several."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Reads questions with the spelling and the weights of a knowledge base."""

    reader: Reader
    speller: Speller
    weights: Weights

    def ask(self, question: str) -> Query:
        """Return ``question`` as slots; misspelt words may stand for several known ones."""
        read = self.reader.read_all(sentences(without_middle(question, _MOST_WORDS)))
        parts = [self._slots(tokens) for tokens in read if tokens]
        stems = tuple(token.stem for token in chain.from_iterable(read))
        whole = _merged(chain.from_iterable(parts))
        return Query(stems, whole, tuple(map(_merged, parts)) if len(parts) > 1 else ())

    def _slots(self, tokens: Sequence[Token]) -> list[Slot]:
        stems = [token.stem for token in tokens]
        singles = [self._slot(token, stems, place) for place, token in enumerate(tokens)]
        meant = [slot.terms[0][0] if slot.terms else "?" for slot in singles]
        known = self.weights.known
        found = (pair for pair in pairs(meant) if pair in known)
        return singles + [Slot(((pair, 1.0),), known[pair], is_pair=True) for pair in found]

    def _slot(self, token: Token, stems: Sequence[str], place: int) -> Slot:
        terms = dict[str, float]()
        if token.stem in self.weights.known:
            terms[token.stem] = 1.0
        else:
            terms |= self._spellings(token.word)
        for concept in self.reader.concepts_at(stems, place):
            terms.setdefault(concept, _CONCEPT)
        told = telling(token.word, self.reader.language)
        known = tuple((term, sure) for term, sure in terms.items() if term in self.weights.known)
        weight = self.weights.known.get(token.stem) or self.weights.of_unknown(told)
        return Slot(known, weight, telling=told)

    def _spellings(self, word: str) -> dict[str, float]:
        terms = dict[str, float]()
        for spelling in self.speller.spellings(word):
            stems = [token.stem for token in self.reader.read(spelling.word)]
            for term in stems[:1]:
                terms.setdefault(term, spelling.likeness)
            for concept in self.reader.concepts_at(stems, 0):
                terms.setdefault(concept, _CONCEPT * spelling.likeness)
        return terms


def _merged(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Count equal words once, a little heavier."""
    counts = Counter(slots)
    return tuple(
        replace(slot, weight=slot.weight * count**_REPEATED, times=count**_REPEATED)
        for slot, count in counts.items()
    )
