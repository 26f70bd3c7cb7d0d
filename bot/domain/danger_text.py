"""Read a message for danger: fold how it is written, cut it into clauses.

A clause is words with one space between them.  ``|`` stands at both its ends and wherever the
writer only pauses (a comma, a new line, three dots, "and i"): a phrase may run on over a pause,
a guard may not reach over it.  A full stop or a word of contrast ends the clause.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from bot.domain.chat_forms import spell_out

_LONGEST_SIGN = 4
"""Letters that one sign may stand for, as ``㎏`` for kg; ``ﷺ`` is eighteen, and no Latin word."""

CONTRAST = frozenset(
    "but however although though except anyway pero sino aunque excepto embargo igualmente".split()
)

_LAUGHTER = re.compile(
    r"(?:lo+l+|lmf?ao+|rofl|x+d+|(?:ha){2,}h?|(?:he){2,}|(?:ja){2,}j?|(?:je){2,})$"
)
"""It is never a reason to doubt what was said: it is only a pause."""

_LOOKALIKES = str.maketrans("’‘`´ʼаеорсухіѕјкмтвнαορικτν", "'''''aeopcyxisjkmtbhaopiktv")
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_]([ .\-_*])(?:[^\W\d_]\1)+[^\W\d_](?![^\W_])")
_MASKED = re.compile(r"(?<![^\W_])[^\W_]++(?:(?:[!@$*#+]++[^\W_]++)++\*{0,9}|\*++)")
_TOKENS = re.compile(
    r"(?P<word>\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)*)"
    r"|(?P<pause>\.{2,}|[,\n:()\"\[\]/~–—«»“”]|(?<=\s)-+(?=\s))"
    r"|(?P<stop>[.!?;¿¡])"
)
_NEW_THOUGHT = re.compile(
    r"(?<= )(?=(?:and|so|because|then|y|porque|entonces) "
    r"(?:now|today|i|he|she|they|my|ahora|hoy|me|yo|mi) )"
)
_PAIRS = re.compile(
    r"(?<= )(can(?= not )|(?:my|him|her|them)(?= sel(?:f|ves) )|over(?= dos(?:e|ed|ing) )) "
)

Respell = Callable[[str], tuple[str, ...]]
"""Turns one folded word into the words that it most likely stands for."""


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, invisible signs and look-alike letters."""
    if not text.isascii():
        text = "".join(sign if _is_short(sign) else " " for sign in text)
        text = unicodedata.normalize("NFKC", text.translate(_LOOKALIKES))
        text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
        parts = unicodedata.normalize("NFKD", text.casefold().translate(_LOOKALIKES))
        text = "".join(sign for sign in parts if unicodedata.category(sign) != "Mn")
    return text.lower()


def _is_short(sign: str) -> bool:
    """Tell whether a sign stands for few letters; the few others would only swell the message."""
    return sign.isascii() or len(unicodedata.normalize("NFKC", sign)) <= _LONGEST_SIGN


def clauses(text: str, respell: Respell = spell_out) -> Iterator[str]:
    """Yield the clauses of a message, e.g. ``| i took pills | all of them | ``."""
    words: list[str] = []
    for word in _words(_unspaced(fold(text)), respell):
        if word not in CONTRAST and word != ".":
            words.append(word)
        elif words:
            yield _clause(words)
            words = []
    if words:
        yield _clause(words)


def _unspaced(text: str) -> str:
    return _SPACED.sub(lambda match: match[0].replace(match[1], ""), text)


def _words(text: str, respell: Respell) -> Iterator[str]:
    """Yield words, ``|`` for a pause and ``.`` for a stop."""
    text = _MASKED.sub(lambda match: " ".join(respell(match[0])), text)
    for match in _TOKENS.finditer(text):
        match match.lastgroup:
            case "word":
                yield from ("|",) if _LAUGHTER.match(match[0]) else respell(match[0])
            case "pause":
                yield "|"
            case _:
                yield "."


def _clause(words: list[str]) -> str:
    line = "| " + " ".join(words) + " | "
    line = re.sub(r"(?:\| )+", "| ", _NEW_THOUGHT.sub("| ", line))
    return _PAIRS.sub(r"\1", line)
