"""Turn a question into what an index looks for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from bot.domain.everyday import telling
from bot.domain.scoring import Slot, Weights
from bot.domain.terms import LONGEST_REMEMBERED, Reader, Token, pairs
from bot.domain.text import normalise, sentences, without_middle, words
from bot.domain.typos import Speller

_CONCEPT = 0.85
"""How surely a word means what another of its concept says."""
_MOST_WORDS = 200
"""What is read of a message; nearly all are shorter, and time grows with every word."""
_REPEATED = 0.4
"""A word said twice weighs ``2 ** 0.4`` times as much."""
_REMEMBERED = 2048
"""The words of messages whose meaning is kept, for each language; less than a megabyte."""


def read_aloud(question: str) -> list[list[str]]:
    """Return the normalised words of each sentence, in whatever language; none for no words."""
    return [words(normalise(one)) for one in sentences(without_middle(question, _MOST_WORDS))]


@dataclass(frozen=True, slots=True)
class Query:
    """A question, read for one language."""

    stems: tuple[str, ...]
    whole: tuple[Slot, ...]
    parts: tuple[tuple[Slot, ...], ...]
    """Its sentences, if there are several."""


class _Meaning(NamedTuple):
    """A word of a question, spelled out, and what it means wherever it stands."""

    stem: str
    slot: Slot


class Asker:
    """Reads questions with the spelling and the weights of a knowledge base.

    It remembers what common words mean: single words only, and only some.
    """

    def __init__(self, reader: Reader, speller: Speller, weights: Weights) -> None:
        """Begin with nothing remembered."""
        self.weights = weights
        self.reader = reader
        self.speller = speller
        self._remembered = lru_cache(_REMEMBERED)(self._meanings)

    def ask(self, said: Iterable[Iterable[str]]) -> Query:
        """Return ``said`` (see ``read_aloud``) as slots; a misspelt word may stand for several."""
        read = [[one for word in words for one in self._meant(word)] for words in said]
        parts = [self._slots(meanings) for meanings in read if meanings]
        stems = tuple(one.stem for one in chain.from_iterable(read))
        whole = _merged(chain.from_iterable(parts))
        return Query(stems, whole, tuple(map(_merged, parts)) if len(parts) > 1 else ())

    def _slots(self, meanings: Sequence[_Meaning]) -> list[Slot]:
        stems = [one.stem for one in meanings]
        singles = [self._in_place(one.slot, stems, place) for place, one in enumerate(meanings)]
        meant = [slot.terms[0][0] if slot.terms else "?" for slot in singles]
        known = self.weights.known
        found = (pair for pair in pairs(meant) if pair in known)
        return singles + [Slot(((pair, 1.0),), known[pair], is_pair=True) for pair in found]

    def _in_place(self, slot: Slot, stems: Sequence[str], place: int) -> Slot:
        """Add the concepts of expressions that begin with this word."""
        found = self.reader.concepts_at(stems, place)
        if not found:
            return slot
        terms, known = dict(slot.terms), self.weights.known
        more = {one: _CONCEPT for one in found if one in known and one not in terms}
        return slot._replace(terms=(*slot.terms, *more.items()))

    def _meant(self, word: str) -> Sequence[_Meaning]:
        short = len(word) <= LONGEST_REMEMBERED
        return self._remembered(word) if short else self._meanings(word)

    def _meanings(self, word: str) -> tuple[_Meaning, ...]:
        return tuple(_Meaning(one.stem, self._slot(one)) for one in self.reader.tokens(word))

    def _slot(self, token: Token) -> Slot:
        known = self.weights.known
        terms = {token.stem: 1.0} if token.stem in known else self._spellings(token.word)
        for concept in self.reader.concepts_at([token.stem], 0):
            terms.setdefault(concept, _CONCEPT)
        told = telling(token.word, self.reader.language)
        weight = known.get(token.stem) or self.weights.of_unknown(told)
        kept = tuple((term, sure) for term, sure in terms.items() if term in known)
        return Slot(kept, weight, telling=told)

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
    return tuple(_repeated(slot, count) for slot, count in Counter(slots).items())


def _repeated(slot: Slot, count: int) -> Slot:
    if count == 1:
        return slot
    return slot._replace(weight=slot.weight * count**_REPEATED, times=count**_REPEATED)
