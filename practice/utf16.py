"""Lengths and places in UTF-16 units, in which Telegram counts all texts."""

from bisect import bisect_left
from itertools import accumulate


def length(text: str) -> int:
    """Return how many UTF-16 units ``text`` takes."""
    if text.isascii():
        return len(text)
    return len(text) + sum(char > "\uffff" for char in text)


class Places:
    """Translates between places in a Python string and UTF-16 units."""

    def __init__(self, text: str) -> None:
        """Measure ``text`` once; plain texts cost nothing."""
        self._ends: list[int] | None = None
        if not text.isascii() and max(text) > "\uffff":
            self._ends = [0, *accumulate(1 + (char > "\uffff") for char in text)]
        self.length = self._ends[-1] if self._ends else len(text)

    def unit(self, index: int) -> int:
        """Return the UTF-16 offset of the character at ``index``."""
        return self._ends[index] if self._ends else index

    def index(self, unit: int) -> int | None:
        """Return the character at a UTF-16 offset; None inside a surrogate pair."""
        if self._ends is None:
            return unit
        index = bisect_left(self._ends, unit)
        return index if index < len(self._ends) and self._ends[index] == unit else None
