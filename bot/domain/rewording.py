"""What an encoder is to read instead of what was typed: slips mended, short forms spelled out.

Encoders learned from tidy text: they do not know that *subs* are buprenorphine, and a slip of the
pen costs them far more than it costs the words' index.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.terms import LONGEST_REMEMBERED, Reader
from bot.domain.typos import Speller

_REMEMBERED = 2048


@dataclass(frozen=True, slots=True)
class Mended:
    """A message as it was probably meant."""

    text: str
    slips: tuple[tuple[str, str], ...]
    """What was typed, and what it was taken for."""


class Reworder:
    """Rewords messages in one language; it remembers what single words were meant to be."""

    def __init__(self, reader: Reader, speller: Speller) -> None:
        """Use the spelling of a knowledge base."""
        self._reader = reader
        self._speller = speller
        self._remembered = lru_cache(_REMEMBERED)(self._meant)

    def mended(self, said: Iterable[Iterable[str]]) -> Mended:
        """Return what was meant by ``said`` (see ``asking.read_aloud``)."""
        meant, slips = list[str](), list[tuple[str, str]]()
        for word in (word for words in said for word in words):
            short = len(word) <= LONGEST_REMEMBERED
            found, slip = self._remembered(word) if short else self._meant(word)
            meant += found
            slips += slip
        return Mended(" ".join(meant), tuple(slips))

    def _meant(self, word: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        found, slips = list[str](), list[tuple[str, str]]()
        for token in self._reader.tokens(word):
            spellings = self._speller.spellings(token.word)
            found.append(spellings[0].word if spellings else token.word)
            if spellings:
                slips.append((token.word, spellings[0].word))
        return tuple(found), tuple(slips)
