"""The second net: a small learned model below the patterns, which may only raise a check-in.

Words, pairs of words and pieces of words are weighed by how rare they are (TF-IDF), and a
logistic regression tells how much they sound like a statement of danger.  Everything it knows is
a readable table in ``knowledge/crisis/second_net.tsv``; ``benchmarks/second_net.py`` fits it.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from bot.domain.chat_forms import spell_out
from bot.domain.danger_text import fold

FEWEST_WORDS = 4
"""A shorter message says too little for it."""

_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCES = re.compile(r"[.!?;\n¿¡]+")
_PIECE = 4
"""Letters in a piece of a word."""
_LONGEST = 400
"""Words of one sentence that are read: a message without any full stop stays cheap."""


class Nearness(Protocol):
    """Tells how near a message is to reviewed statements of danger, by meaning."""

    def __call__(self, text: str) -> float:
        """Return what to add to the net's log-odds; 0 where nothing can be told."""
        ...


@dataclass(frozen=True, slots=True)
class SecondNet:
    """The fitted model."""

    bias: float
    threshold: float
    """Log-odds from which a message deserves a check-in."""
    weights: Mapping[str, tuple[float, float]]
    """A feature to its rarity (IDF) and its weight."""

    def hears(self, text: str, nearness: Nearness | None = None) -> bool:
        """Say whether a sentence of ``text`` sounds like a statement of danger."""
        return any(
            self.score(words) + (nearness(sentence) if nearness else 0.0) >= self.threshold
            for sentence, words in _sentences(text)
        )

    def score(self, words: list[str]) -> float:
        """Return the log-odds that these words state a danger."""
        total, square = 0.0, 0.0
        for feature in dict.fromkeys(features(words)):
            known = self.weights.get(feature)
            if known:
                rarity, weight = known
                total += rarity * weight
                square += rarity * rarity
        return self.bias + (total / math.sqrt(square) if square else 0.0)


def words_of(text: str) -> list[str]:
    """Return the words of ``text``, folded and spelt out."""
    return [full for match in _WORDS.finditer(fold(text)) for full in spell_out(match[0])]


def features(words: list[str]) -> Iterator[str]:
    """Yield words, pairs of neighbours and pieces of words, some perhaps twice."""
    framed = ["<", *words, ">"]
    yield from words
    for one, other in pairwise(framed):
        yield f"{one} {other}"
    for word in words:
        if len(word) > _PIECE:
            edged = f"<{word}>"
            for at in range(len(edged) - _PIECE + 1):
                yield f"*{edged[at : at + _PIECE]}"


def _sentences(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every sentence that is long enough, and the whole if it is one short message."""
    parts = [part for part in _SENTENCES.split(text) if part.strip()]
    told = [(part, words_of(part)[:_LONGEST]) for part in parts]
    whole = [word for _, words in told for word in words]
    if len(told) > 1 and len(whole) <= 2 * _SHORT:
        told.append((text, whole))
    return ((part, words) for part, words in told if len(words) >= FEWEST_WORDS)


_SHORT = 20
"""Words; two sentences of this length are also read as one."""
