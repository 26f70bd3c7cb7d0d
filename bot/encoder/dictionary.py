"""English words that are right as they are, from the vocabulary of an encoder."""

from bot.encoder.minilm import VOCABULARY

_SHORTEST = 3


def english_words() -> frozenset[str]:
    """Return about 21,000 words, in small letters; common names of people and places too."""
    pieces = VOCABULARY.read_text(encoding="utf-8").splitlines()
    return frozenset(
        one for one in pieces if len(one) >= _SHORTEST and one.isascii() and one.isalpha()
    )
