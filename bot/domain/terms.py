"""Turn a text into terms: word stems, and concepts that stand for words of one meaning."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Protocol, cast

import snowballstemmer  # type: ignore[import-untyped]  # ships no types

from bot.domain.chat_speak import CHAT_SPEAK, ENGLISH_ENDINGS
from bot.domain.knowledge import Language, Words
from bot.domain.text import normalise, words

_STEMMERS: Mapping[Language, str] = {"en": "english", "es": "spanish"}
_LONGEST_EXPRESSION = 4


NO_WORDS = Words({}, {})


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text, spelled out and normalised."""

    word: str
    stem: str


class Stemmer(Protocol):
    """What is used of a Snowball stemmer; not safe to share between threads."""

    def stemWord(self, word: str) -> str:  # noqa: N802 (the library's name)
        """Return the stem of a word in small letters."""
        ...


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
        return cls(language, plain.full, _concepts(groups), listed)

    def read(self, text: str) -> list[Token]:
        """Return the words of ``text`` in order, short forms and contractions spelled out."""
        return self.read_all([text])[0]

    def read_all(self, texts: Sequence[str]) -> list[list[Token]]:
        """Read each of ``texts``; every word is stemmed once, which is most of the work."""
        spelled = [self._spelled_out(text) for text in texts]
        # Made anew each time: a stemmer works in its own fields and must not be shared.
        stemmer = cast(Stemmer, snowballstemmer.stemmer(_STEMMERS[self.language]))
        stems = {word: stemmer.stemWord(word) for word in set(chain.from_iterable(spelled))}
        return [[Token(word, stems[word]) for word in text] for text in spelled]

    def concepts_at(self, stems: Sequence[str], start: int) -> list[str]:
        """Return the concepts whose expressions begin at ``start``."""
        ends = range(start + 1, min(start + _LONGEST_EXPRESSION, len(stems)) + 1)
        found = (self.concepts.get(tuple(stems[start:end])) for end in ends)
        return [concept for concept in found if concept is not None]

    def terms(self, tokens: Sequence[Token]) -> list[str]:
        """Return stems, concepts and pairs of neighbouring stems, as often as they occur."""
        stems = [token.stem for token in tokens]
        concepts = [one for start in range(len(stems)) for one in self.concepts_at(stems, start)]
        return [*stems, *concepts, *pairs(stems)]

    def _spelled_out(self, text: str) -> list[str]:
        apart = (part for word in words(normalise(text)) for part in self._parts(word))
        return [full for part in apart for full in self.full.get(part, (part,))]

    def _parts(self, word: str) -> Iterable[str]:
        if "'" not in word:
            return (word,)
        if self.language == "en":
            for ending, rest in ENGLISH_ENDINGS.items():
                if word.endswith(ending):
                    return (_uncontracted(word.removesuffix(ending)), *rest)
        return word.split("'")


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
