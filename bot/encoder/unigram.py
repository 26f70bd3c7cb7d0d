"""Cut a text into pieces of words: the cut whose pieces are likeliest together."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.encoder.packed import Piece

_SPACE = "▁"
"""What stands for a space, and before the first word."""
_LONGEST = 16
_OUR_SIGNS = frozenset(map(chr, range(32, 127))) | set("áéíóúüñ¿¡" + _SPACE)
"""Pieces with other signs are of other alphabets: two thirds of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Unigram:
    """The pieces that English and Spanish are written in, in small letters."""

    places: Mapping[str, int]
    """For each piece where it is in the two rows below."""
    numbers: "array[int]"
    scores: "array[float]"
    """How likely each is: a logarithm."""
    unknown: tuple[int, float]

    @classmethod
    def of(cls, pieces: Iterable[Piece], unknown: int) -> "Unigram":
        """Keep what a message can be made of; ``unknown`` stands for any other sign."""
        places, least = dict[str, int](), 0.0
        numbers, scores = array("I"), array("f")
        for number, text, score in pieces:
            least = min(least, score)
            if _is_ours(text):
                places[text] = len(places)
                numbers.append(number)
                scores.append(score)
        return cls(places, numbers, scores, (unknown, least - 10))

    def cut(self, text: str) -> list[int]:
        """Return the numbers of the pieces of ``text``, in order."""
        signs = _SPACE + _SPACE.join(text.casefold().split())
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]  # likelihood, piece, where it begins
        for end in range(1, len(signs) + 1):
            best.append(max(self._ends(signs, end, best)))
        return _walked_back(best)

    def _ends(
        self, signs: str, end: int, best: list[tuple[float, int, int]]
    ) -> list[tuple[float, int, int]]:
        """Return the pieces that end at ``end``, each with the best cut before it."""
        number, score = self.unknown
        found = [(best[end - 1][0] + score, number, end - 1)]
        for start in range(max(0, end - _LONGEST), end):
            place = self.places.get(signs[start:end])
            if place is not None:
                found.append((best[start][0] + self.scores[place], self.numbers[place], start))
        return found


def _walked_back(best: list[tuple[float, int, int]]) -> list[int]:
    numbers, at = [], len(best) - 1
    while at > 0:
        _, number, at = best[at]
        numbers.append(number)
    return numbers[::-1]


def _is_ours(text: str) -> bool:
    if len(text) == 1:
        return True
    return len(text) <= _LONGEST and text == text.casefold() and _OUR_SIGNS.issuperset(text)
