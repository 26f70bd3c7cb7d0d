"""Find entries by what they mean: how alike the vectors of a question and of their texts are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from bot.domain.vectors import Encoder, Vectors, directions

_ANSWER = 500
"""Letters of an answer that are read: it says what it is about at the beginning."""

Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a question is to each entry: products of directions, -1 to 1."""

    nearest: Vectors
    """To the phrasing that is most like it."""
    middle: Vectors
    """To all its phrasings together."""
    answer: Vectors
    phrasings: Vectors
    """To each phrasing."""
    starts: NDArray[np.intp]

    def nearest_phrasing(self, place: int) -> int:
        """Return which of an entry's phrasings is most like it, by its place among all."""
        end = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.phrasings)
        return int(self.starts[place] + self.phrasings[self.starts[place] : end].argmax())


@dataclass(frozen=True, slots=True)
class Meanings:
    """The entries as one encoder sees them; entries go by their place."""

    encoder: Encoder
    phrasings: Vectors
    starts: NDArray[np.intp]
    """Where each entry's phrasings begin."""
    middles: Vectors
    answers: Vectors

    @classmethod
    def of(
        cls,
        encoder: Encoder,
        asked: Sequence[Sequence[str]],
        answers: Sequence[str],
        *,
        encode: Encode | None = None,
    ) -> "Meanings":
        """Read the entries' phrasings and answers.

        Args:
            encoder: reads the questions later.
            asked: the phrasings of each entry, in any language; at least one.
            answers: an answer of each.
            encode: gives the same vectors as the encoder, perhaps from a store.
        """
        read = encode or encoder.encode
        rows = read([*chain.from_iterable(asked), *(one[:_ANSWER] for one in answers)])
        ends = np.cumsum([0, *map(len, asked)])
        phrasings = rows[: ends[-1]]
        means = [phrasings[start:end].mean(0) for start, end in pairwise(ends)]
        middles = directions(np.stack(means)) if means else phrasings
        return cls(encoder, phrasings, ends[:-1], middles, rows[ends[-1] :])

    def likeness(self, text: str) -> Likeness:
        """Return how alike ``text`` is to each entry."""
        told = self.encoder.encode([text])[0]
        products = self.phrasings @ told
        nearest = np.maximum.reduceat(products, self.starts)
        return Likeness(nearest, self.middles @ told, self.answers @ told, products, self.starts)
