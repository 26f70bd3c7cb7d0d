"""An encoder of which one sees what it does: words are directions."""

from collections.abc import Sequence

import numpy as np

from bot.domain.text import normalise, words
from bot.domain.vectors import Vectors, directions

MEANINGS = {
    "car": "vehicle",
    "automobile": "vehicle",
    "carro": "vehicle",
    "dope": "naloxone",
    "antidote": "naloxone",
}


class BagEncoder:
    """Adds up one direction for each word; words of one meaning share theirs."""

    name = "bag-1"

    def __init__(self, role: str = "english") -> None:
        self.role = role

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = [sum(map(_direction, words(normalise(text))), np.zeros(64)) for text in texts]
        return directions(np.array(rows, np.float32).reshape(len(texts), 64))


def _direction(word: str) -> Vectors:
    meaning = MEANINGS.get(word, word)
    seed = int.from_bytes(meaning.encode()[:8].ljust(8))
    return np.random.default_rng(seed).normal(size=64).astype(np.float32)
