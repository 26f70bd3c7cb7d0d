"""Bring a word back to the words of the phrases: masks, stretched letters, slips, lost spaces.

Only a word that no phrase and no list knows is changed, and a slip only in a long word: one
letter off in five letters or more, two in nine or more (``slips``).  Shorter ones live in
``chat_forms``.
"""

import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.domain.chat_forms import short_form, spell_out
from bot.domain.slips import may_slip

_LETTER_FOR = str.maketrans("@$!013457", "asioieast")
_MASK = re.compile(r"[*#+]")
_STRETCHED = re.compile(r"(.)\1{2,}")
_VERB_WITH_PRONOUN = re.compile(r"(?:[aei]r|ando|iendo)(?:me|te|se|nos|l[aeo]s?)$")
_RUN_TOGETHER = 8
"""Letters; a shorter word is not taken for several that lost their spaces."""
_SMALL = frozenset("to my me in it is am do so up on off he no ya de la el se mi lo un".split())
"""Words of two letters that may be a piece; others are mostly endings: ``al``, ``ed``, ``re``."""
_LONGEST = 30
"""Letters; nothing longer is a word, or words run together, that somebody typed in distress."""


class Spelling:
    """Knows the words of all phrases, in the order in which they were written."""

    def __init__(self, vocabulary: Iterable[str], known: Iterable[str] = ()) -> None:
        """Take the words to come back to, and good words that only look like them."""
        self._vocabulary = dict.fromkeys(vocabulary)
        self._known = frozenset(known)
        self._of_length: dict[int, list[str]] = {}
        for word in self._vocabulary:
            if len(word) >= 5 and word.isalpha():
                self._of_length.setdefault(len(word), []).append(word)

    def __call__(self, word: str) -> tuple[str, ...]:
        """Return the words that ``word`` most likely stands for; ``word`` itself if none."""
        for form in _forms(word):
            if spelt := self._plain(form):
                return spelt
        if "'" in word:
            return spell_out(word)
        if word in self._known or not 5 <= len(word) <= _LONGEST:
            return self._masked(word) or spell_out(word)
        slip = self._masked(word) or self._slip(_STRETCHED.sub(r"\1", word))
        return slip or self._together(word) or spell_out(word)

    def _plain(self, word: str) -> tuple[str, ...] | None:
        if found := short_form(word):
            return found
        return (word,) if word in self._vocabulary else None

    def _masked(self, word: str) -> tuple[str, ...] | None:
        marks = len(_MASK.findall(word))
        if not marks or marks * 2 > len(word) or len(word) > _LONGEST:
            return None
        shape = re.compile(_MASK.sub(".", word))
        return next(((one,) for one in self._vocabulary if shape.fullmatch(one)), None)

    def _slip(self, word: str) -> tuple[str, ...] | None:
        reach = 2 if len(word) > 8 else 1
        found = [
            one
            for length in range(len(word) - reach, len(word) + reach + 1)
            for one in self._near(word, length, reach)
            if may_slip(word, one)
        ]
        return (min(found, key=lambda one: _farness(word, one)),) if found else None

    def _near(self, word: str, length: int, reach: int) -> Iterator[str]:
        words = self._of_length.get(length, ())
        ranked = extract(word, words, scorer=OSA.distance, score_cutoff=reach, limit=None)
        return (one for one, _, _ in ranked)

    def _together(self, word: str) -> tuple[str, ...] | None:
        """Cut ``word`` into words of the phrases, the fewest; e.g. ``killmyself``."""
        if len(word) < _RUN_TOGETHER:
            return None
        best: list[tuple[str, ...] | None] = [()]
        for end in range(1, len(word) + 1):
            ways = [
                (*before, word[start:end])
                for start, before in enumerate(best)
                if before is not None and self._is_piece(word[start:end], at=start)
            ]
            best.append(min(ways, key=len, default=None))
        found = best[-1]
        if found and len(found[-1]) < 4 and _VERB_WITH_PRONOUN.search(word):
            return None  # "portarme" is one Spanish word; its pronoun is never cut off
        return found if found and len(found) * 5 <= len(word) * 2 else None

    def _is_piece(self, piece: str, *, at: int) -> bool:
        if piece not in self._vocabulary:
            return False
        return len(piece) > 2 or piece in _SMALL or (piece == "i" and at == 0)


def _forms(word: str) -> Iterator[str]:
    yield word
    if len(word) > 2:
        yield _STRETCHED.sub(r"\1\1", word)
        yield _STRETCHED.sub(r"\1", word)
        if not word.isalpha() and not word.isdigit():
            yield word.translate(_LETTER_FOR)


def _farness(word: str, target: str) -> tuple[int, int, str]:
    """Rank by slips; then the longer target, for letters are dropped more often than added."""
    return OSA.distance(word, target), -len(target), target
