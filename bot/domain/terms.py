"""Turn a text into terms: word stems, and concepts that stand for words of one meaning."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

import Stemmer

from bot.domain.chat_speak import CHAT_SPEAK, ENGLISH_ENDINGS
from bot.domain.knowledge import Language, Words
from bot.domain.text import normalise, words

_STEMMERS: Mapping[Language, str] = {"en": "english", "es": "spanish"}
_LONGEST_EXPRESSION = 4
"""More words than that are no expression."""
LONGEST_REMEMBERED = 32
"""Longer words are looked up anew each time: nobody can fill the memory with them."""

NO_WORDS = Words({}, {})


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text, spelled out and normalised."""

    word: str
    stem: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads texts of one language; built once, never changed."""

    language: Language
    full: Mapping[str, tuple[str, ...]]
    """Short forms and the words they stand for."""
    concepts: Mapping[tuple[str, ...], str]
    """The stems of an expression, and the concept it belongs to."""
    listed: frozenset[str] = frozenset()
    """The words of all expressions: right as they are."""
    lengths: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """How many stems the expressions have that begin with a stem, the shortest first."""

    @classmethod
    def of(cls, language: Language, lists: Words = NO_WORDS) -> "Reader":
        """Return a reader that knows chat-speak and ``lists``, which win over it."""
        ours = {
            normalise(short): tuple(words(normalise(full)))
            for short, full in lists.abbreviations.items()
        }
        plain = cls(language, {**CHAT_SPEAK[language], **ours}, {})
        groups = [plain.read_all([one, *others]) for one, others in lists.synonyms.items()]
        listed = frozenset(token.word for group in groups for one in group for token in one)
        concepts = _concepts(groups)
        return cls(language, plain.full, concepts, listed, _lengths(concepts))

    def read(self, text: str) -> list[Token]:
        """Return the words of ``text`` in order, short forms and contractions spelled out."""
        return self.read_all([text])[0]

    def read_all(self, texts: Sequence[str]) -> list[list[Token]]:
        """Read each of ``texts``."""
        split = (words(normalise(text)) for text in texts)
        return [[token for word in text for token in self.tokens(word)] for text in split]

    def tokens(self, word: str) -> list[Token]:
        """Return what a normalised word stands for: itself, or several words spelled out."""
        spelled = (full for part in self._parts(word) for full in self.full.get(part, (part,)))
        return [Token(one, stem(one, self.language)) for one in spelled]

    def concepts_at(self, stems: Sequence[str], start: int) -> list[str]:
        """Return the concepts whose expressions begin at ``start``, the shortest first."""
        lengths = self.lengths.get(stems[start]) if stems else None
        if not lengths:
            return []
        ends = (start + length for length in lengths)
        found = (self.concepts.get(tuple(stems[start:end])) for end in ends if end <= len(stems))
        return [concept for concept in found if concept is not None]

    def terms(self, tokens: Sequence[Token]) -> list[str]:
        """Return stems, concepts and pairs of neighbouring stems, as often as they occur."""
        stems = [token.stem for token in tokens]
        concepts = [one for start in range(len(stems)) for one in self.concepts_at(stems, start)]
        return [*stems, *concepts, *pairs(stems)]

    def _parts(self, word: str) -> Iterable[str]:
        if "'" not in word:
            return (word,)
        if self.language == "en":
            for ending, rest in ENGLISH_ENDINGS.items():
                if word.endswith(ending):
                    return (_uncontracted(word.removesuffix(ending)), *rest)
        return word.split("'")


def stem(word: str, language: Language) -> str:
    """Return the stem of a normalised word."""
    # Made anew each time, half a microsecond: a stemmer must not be shared between threads.
    stemmed: str = Stemmer.Stemmer(_STEMMERS[language], 0).stemWord(word)
    return stemmed


def pairs(stems: Sequence[str]) -> list[str]:
    """Return each two neighbouring stems as one term."""
    return [f"{left} {right}" for left, right in pairwise(stems)]


def _uncontracted(word: str) -> str:
    return {"ca": "can", "wo": "will", "sha": "shall"}.get(word, word)


def _concepts(groups: Iterable[Sequence[Sequence[Token]]]) -> dict[tuple[str, ...], str]:
    """Name a concept after each group's first expression; one that is in two groups joins them."""
    found: dict[tuple[str, ...], str] = {}
    for group in groups:
        stems = [tuple(token.stem for token in one) for one in group if one]
        name = "=" + "_".join(chain.from_iterable(stems[:1]))
        known = next((found[one] for one in stems if one in found), name)
        found |= {one: known for one in stems if one not in found}
    return found


def _lengths(expressions: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    found = defaultdict[str, set[int]](set)
    for stems in expressions:
        if len(stems) <= _LONGEST_EXPRESSION:
            found[stems[0]].add(len(stems))
    return {first: tuple(sorted(lengths)) for first, lengths in found.items()}
