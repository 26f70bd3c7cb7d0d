"""Cut English words into the pieces that BERT knows: the longest first."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.domain.text import without_accents

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST = 100
"""Letters; a longer word is none."""


@dataclass(frozen=True, slots=True)
class WordPiece:
    """The vocabulary of BERT, small letters without accents."""

    numbers: Mapping[str, int]

    @classmethod
    def of(cls, path: Path) -> "WordPiece":
        """Read a file of one piece a line, in the order of their numbers."""
        pieces = path.read_text(encoding="utf-8").splitlines()
        return cls({piece: number for number, piece in enumerate(pieces)})

    def cut(self, text: str) -> list[int]:
        """Return the numbers of the pieces of ``text``, in order."""
        words = _WORD.findall(without_accents(text.lower()))
        return [number for word in words for number in self._pieces(word)]

    def _pieces(self, word: str) -> list[int]:
        if len(word) > _LONGEST:
            return [self.numbers["[UNK]"]]
        found = list(self._longest_first(word))
        return [self.numbers["[UNK]"]] if None in found else [one for one in found if one]

    def _longest_first(self, word: str) -> Iterator[int | None]:
        start = 0
        while start < len(word):
            head = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((one for one in ends if head + word[start:one] in self.numbers), None)
            if end is None:
                yield None
                return
            yield self.numbers[head + word[start:end]]
            start = end
