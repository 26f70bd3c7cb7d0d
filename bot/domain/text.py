"""Text as people type it: made comparable, cut into words and sentences, cut to a length.

Telegram counts in UTF-16 units, in which an emoji is two; every length and limit here does so
too.
"""

import re
import unicodedata
from itertools import accumulate

MESSAGE_LIMIT = 4096
"""The longest message that Telegram takes, in UTF-16 units, after its markup is parsed."""

_QUOTES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"'})
_URL = re.compile(r"(?:https?://|www\.)\S+")
_SCREAM = re.compile(r"\b([^\W\d_])\1{2,}\b")
_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CHUNK = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_BORDERS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…])\s"),
    re.compile(r"\s"),
)
_JOINERS = ("\u200d", "\ufe0e", "\ufe0f")


def normalise(text: str) -> str:
    """Return ``text`` in the one form in which texts are compared.

    Compatibility forms and case are folded, accents dropped (people leave them out), quotes made
    straight, web addresses left out, a letter typed three times or more made two (``sooo``); a
    word of one letter only is a scream, not a short form (``aaaa`` is not ``AA``).
    """
    straight = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    plain = without_accents(_URL.sub(" ", straight))
    return _LONG_RUN.sub(r"\1\1", _SCREAM.sub(r"\1", plain))


def without_accents(text: str) -> str:
    """Return ``text`` with plain letters: ``adicción`` becomes ``adiccion``, ``ñ`` ``n``."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def words(text: str) -> list[str]:
    """Return the words and numbers of ``text`` in order; ``don't`` is one word."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences and lines of ``text`` that hold a word, in order."""
    return [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def without_middle(text: str, most: int) -> str:
    """Return ``text``, or its first and last words, ``most`` in all, on two lines.

    People tell their story first and ask in the end, or the other way round.
    """
    found = [*_CHUNK.finditer(text)]
    if len(found) <= most:
        return text
    return text[: found[most // 2 - 1].end()] + "\n" + text[found[-(most // 2)].start() :]


def utf16_length(text: str) -> int:
    """Return how long Telegram thinks ``text`` is."""
    return sum(map(_units, text))


def clip(text: str, limit: int) -> str:
    """Return ``text``, or as many whole words of it as fit into ``limit`` units with an ellipsis.

    Raises:
        ValueError: ``limit`` is not positive.
    """
    if utf16_length(text) <= limit:
        return text
    prefix = _prefix(text, limit - 1)
    border = prefix.rfind(" ")
    kept = prefix[:border] if border > len(prefix) // 2 else prefix
    return kept.rstrip() + "…"


def split_text(text: str, limit: int = MESSAGE_LIMIT) -> list[str]:
    """Return ``text`` in pieces of at most ``limit`` units, none of them empty.

    A piece ends between paragraphs if it can, else between lines, sentences, words, and only in
    a word that fits nowhere inside it.  White space at the cuts is dropped.

    Raises:
        ValueError: ``limit`` is not positive.
    """
    pieces = []
    rest = text.strip()
    while utf16_length(rest) > limit:
        piece = rest[: _cut(rest, limit)]
        pieces.append(piece.rstrip())
        rest = rest[len(piece) :].lstrip()
    return [*pieces, rest] if rest else pieces


def _units(sign: str) -> int:
    return 2 if ord(sign) > 0xFFFF else 1


def _prefix(text: str, limit: int) -> str:
    """Return the longest beginning that fits and leaves no accent or emoji part behind."""
    if limit < 0:
        raise ValueError("the limit leaves no room for anything")
    fits = sum(total <= limit for total in accumulate(map(_units, text)))
    end = fits
    while 0 < end < len(text) and _clings(text, end):
        end -= 1
    return text[: end or fits]


def _clings(text: str, at: int) -> bool:
    sign = text[at]
    return bool(unicodedata.combining(sign)) or sign in _JOINERS or text[at - 1] == "\u200d"


def _cut(text: str, limit: int) -> int:
    """Return where to cut: the last of the best borders that leaves a third of a piece or more."""
    prefix = _prefix(text, limit)
    if not prefix:
        raise ValueError(f"no sign fits into {limit}")
    window = text[: len(prefix) + 1]
    for border in _BORDERS:
        ends = [found.start() for found in border.finditer(window)]
        if ends and ends[-1] * 3 > len(prefix):
            return ends[-1]
    return len(prefix)
