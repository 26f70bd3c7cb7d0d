"""multilingual-e5-small, an encoder for about a hundred languages: 12 layers, 384 numbers."""

from collections.abc import Sequence
from pathlib import Path

from bot.domain.vectors import Vectors
from bot.encoder.bert import Bert
from bot.encoder.packed import Packed
from bot.encoder.running import LONGEST
from bot.encoder.unigram import Unigram

_PREFIX = "query: "
"""How its makers had questions marked; phrasings are questions too."""


class MultilingualE5:
    """Implements ``Encoder``."""

    role = "many"

    def __init__(self, weights: Path, name: str) -> None:
        """Read the weights; a third of a second.

        Raises:
            ValueError: the file is of another form.
        """
        self.name = name
        packed = Packed(weights)
        self._pieces = Unigram.of(packed.pieces(), packed.unknown)
        self._begin, self._end = packed.begin, packed.end
        self._bert = Bert(packed, packed.norm())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each of ``texts``."""
        cut = (self._pieces.cut(_PREFIX + text)[: LONGEST - 2] for text in texts)
        return self._bert.encode([[self._begin, *its, self._end] for its in cut])
