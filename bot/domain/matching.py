"""Rank the entries of the knowledge base by how well they answer a question.

The scorer is our own on purpose.  rapidfuzz's ``WRatio``, ``partial_ratio`` and
``token_set_ratio`` forgive words that a phrasing lacks: measured on messages of our field they
are right about 4, 3 and 26 percent of the time, and ``WRatio`` gives "i want to die" 86 against
whatever stands first.  rapidfuzz compares single words here, where it is good.  No score is an
alarm: ``bot.domain.triage`` looks at every message before anything here does.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import NamedTuple, Protocol

from bot.domain.asking import read_aloud
from bot.domain.indexing import index
from bot.domain.knowledge import LANGUAGES, Entry, EntryText, Language, Words
from bot.domain.lexicon import Evidence, Lexicon
from bot.domain.terms import NO_WORDS, Reader
from bot.domain.text import normalise
from bot.domain.text import words as words_of

_ENOUGH = 3.0
"""About three telling words are enough; more of them prove no more."""
_OTHER_LANGUAGE = 0.85
"""What a match in another language than the message's is worth: people mix languages."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that resembles a question, and the evidence for it."""

    entry_id: str
    language: Language
    """The language of ``phrasing``."""
    phrasing: str
    """The entry's phrasing that came closest, as written in ``knowledge/``."""
    score: float
    """How likely it answers the question: 0 to 1."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The entries that a question may be about, and the chance that it is about none of them."""

    matches: tuple[Match, ...]
    """Best first, each entry once; their scores and ``nothing`` are together at most 1."""
    nothing: float
    exact: bool = False
    """The question is a phrasing of the first match, word for word."""


class Matcher(Protocol):
    """Finds entries for a question."""

    def consider(self, question: str, language: Language | None, *, limit: int = 5) -> Ranking:
        """Return at most ``limit`` matches.

        ``language`` is the message's, ``None`` if nobody knows; entries are looked up in every
        language all the same.
        """
        ...


class Heard(NamedTuple):
    """The evidence for an entry by its words in one language."""

    language: Language
    evidence: Evidence
    share: float
    """What it is worth in this language."""

    @property
    def worth(self) -> float:
        """How likely it is what is asked for: 0 to 1."""
        return 1.0 if self.evidence.exact else self.share * _likelihood(self.evidence)


@dataclass(frozen=True, slots=True)
class LexicalMatcher:
    """Matches by words; built once from the entries, never changed after."""

    lexicons: Mapping[Language, Lexicon]

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        words: Mapping[Language, Words] | None = None,
        *,
        dictionary: Collection[str] = frozenset(),
    ) -> "LexicalMatcher":
        """Index ``entries`` in every language.

        ``words`` are the curators' word lists; words of the ``dictionary`` are taken for no slips.
        """
        lists = words or {}
        ours = list(entries)
        texts = {
            language: {entry.id: entry.text[language] for entry in ours if language in entry.text}
            for language in LANGUAGES
        }
        used = {one: _words(texts[one].values()) for one in LANGUAGES}
        lexicons = {
            one: index(
                texts[one],
                Reader.of(one, lists.get(one, NO_WORDS)),
                elsewhere=frozenset().union(*(used[other] for other in LANGUAGES if other != one)),
                dictionary=dictionary,
            )
            for one in LANGUAGES
        }
        return cls(lexicons)

    def rank(self, question: str, language: Language | None, *, limit: int = 5) -> Sequence[Match]:
        """Return at most ``limit`` matches, best first, each entry once; ties go by entry id.

        ``language`` is the message's, ``None`` if nobody knows; entries are looked up in every
        language all the same.
        """
        heard = self.heard(read_aloud(question), language).values()
        matches = (_match(one) for one in heard)
        return sorted(matches, key=lambda one: (-one.score, one.entry_id))[:limit]

    def heard(self, said: Sequence[Sequence[str]], language: Language | None) -> dict[str, Heard]:
        """Return the evidence for entries by their id, in the language where it is strongest."""
        best = dict[str, Heard]()
        for ours, lexicon in self.lexicons.items():
            share = 1.0 if language in (None, ours) else _OTHER_LANGUAGE
            for evidence in lexicon.evidence(said):
                found = Heard(ours, evidence, share)
                known = best.get(evidence.entry_id)
                if known is None or found.worth > known.worth:
                    best[evidence.entry_id] = found
        return best


def _match(heard: Heard) -> Match:
    evidence = heard.evidence
    return Match(evidence.entry_id, heard.language, evidence.phrasing, heard.worth)


def _likelihood(evidence: Evidence) -> float:
    """Turn evidence into a share of right answers, by a logistic curve.

    Its five numbers were fitted on about 440 messages of our field, as people type them, to FAQs
    of 82 and 120 entries.  Of best matches that score 0.15 to 0.35 then 0.29 are right, 0.35 to
    0.65: 0.55, 0.65 to 0.75: 0.71, more: 0.92.

    However strong the evidence, a message of which the entry speaks little scores no more than
    ``0.4 + 0.6 * coverage``: what it says besides may be what matters.
    """
    logit = (
        -6.1
        + 2.3 * evidence.strength
        + 2.9 * evidence.coverage
        + 1.3 * min(evidence.mass, _ENOUGH)
        + 0.5 * evidence.echo
    )
    return min(1 / (1 + exp(-logit)), 0.4 + 0.6 * evidence.coverage)


def _words(texts: Iterable[EntryText]) -> frozenset[str]:
    """Return the words of phrasings; answers may hold foreign ones, such as names."""
    phrasings = (phrasing for text in texts for phrasing in (text.question, *text.phrasings))
    return frozenset(word for phrasing in phrasings for word in words_of(normalise(phrasing)))
