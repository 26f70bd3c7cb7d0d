"""Refuse what a column cannot hold while the turn that brings it can still fail alone.

Turns commit together: what only the database refuses takes all of them down, again and again.
"""

_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


def storable_id(number: int) -> int:
    """Return ``number`` if it has at most 64 bits.

    Raises:
        ValueError: it has more.
    """
    if not _SMALLEST <= number <= _LARGEST:
        raise ValueError("a number of more than 64 bits")
    return number


def storable_text(text: str) -> str:
    """Return ``text`` if both databases can hold it.

    Raises:
        ValueError: it holds half a surrogate pair, or NUL, which PostgreSQL refuses.
    """
    if not text.isascii():
        text.encode()  # UnicodeEncodeError is a ValueError
    if "\0" in text:
        raise ValueError("a text with NUL in it")
    return text
