"""all-MiniLM-L6-v2, an encoder for English: 6 layers, 384 numbers a sentence."""

from collections.abc import Sequence
from pathlib import Path

from bot.domain.vectors import Vectors
from bot.encoder.bert import Bert
from bot.encoder.parcels import Parcels
from bot.encoder.running import LONGEST
from bot.encoder.wordpiece import WordPiece

VOCABULARY = Path(__file__).parent / "bert_uncased.txt"
"""The vocabulary of BERT uncased, by Google, Apache-2.0; the weights' package lacks it."""


class MiniLm:
    """Implements ``Encoder``."""

    role = "english"

    def __init__(self, weights: Path, name: str) -> None:
        """Read the weights.

        Raises:
            ValueError: the file is of another form.
        """
        self.name = name
        self._pieces = WordPiece.of(VOCABULARY)
        self._begin, self._end = (self._pieces.numbers[one] for one in ("[CLS]", "[SEP]"))
        parcels = Parcels(weights)
        self._bert = Bert(parcels, parcels.norm())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each of ``texts``."""
        cut = (self._pieces.cut(text)[: LONGEST - 2] for text in texts)
        return self._bert.encode([[self._begin, *its, self._end] for its in cut])
