"""Build the index of one language."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate, chain, groupby, pairwise, starmap

import numpy as np

from bot.domain.asking import Asker
from bot.domain.everyday import telling
from bot.domain.knowledge import EntryText, Language
from bot.domain.lexicon import Lexicon, Phrasing
from bot.domain.scoring import Index, Weights
from bot.domain.terms import Reader, Token
from bot.domain.typos import Speller

_SPELLABLE = 4
"""Shorter words are never what a misspelt one stands for."""


def index(
    entries: Mapping[str, EntryText],
    reader: Reader,
    *,
    elsewhere: Collection[str] = frozenset(),
    dictionary: Collection[str] = frozenset(),
) -> Lexicon:
    """Index ``entries``, texts in the language of ``reader``, by entry id.

    ``elsewhere`` are normalised words that are right in other languages, ``dictionary`` words that
    are right in any.
    """
    ids = tuple(sorted(entries))
    asked = [
        (owner, text)
        for owner, one in enumerate(ids)
        for text in (entries[one].question, *entries[one].phrasings)
    ]
    questions = reader.read_all([text for _, text in asked])
    answers = reader.read_all([entries[one].answer for one in ids])
    phrasings = tuple(
        Phrasing(text, tuple(token.stem for token in tokens))
        for (_, text), tokens in zip(asked, questions, strict=True)
    )
    terms = [reader.terms(tokens) for tokens in questions]
    owners = tuple(owner for owner, _ in asked)
    spoken = _by_owner(owners, terms, len(ids))
    answered = [_without_pairs(reader.terms(tokens)) for tokens in answers]
    tokens = [*chain.from_iterable(questions), *chain.from_iterable(answers)]
    told = _telling(tokens, chain.from_iterable(answered), reader.language)
    weights = Weights.of(spoken, told)
    speller = Speller(_spellable(tokens, reader.listed), elsewhere, dictionary)
    return Lexicon(
        asker=Asker(reader, speller, weights),
        ids=ids,
        phrasings=phrasings,
        owners=owners,
        rows=_rows(owners),
        starts=np.array([row.start for row in _rows(owners)], np.intp),
        exact={one.stems: number for number, one in reversed([*enumerate(phrasings)])},
        by_phrasing=Index.of(terms, weights),
        by_entry=Index.of(spoken, weights),
        by_answer=Index.of(answered, weights),
    )


def _by_owner(
    owners: Sequence[int], terms: Sequence[Sequence[str]], entries: int
) -> list[list[str]]:
    """Join the terms of each entry's phrasings."""
    joined = [list[str]() for _ in range(entries)]
    for owner, its in zip(owners, terms, strict=True):
        joined[owner] += its
    return joined


def _rows(owners: Sequence[int]) -> tuple[slice, ...]:
    """Return where each entry's phrasings begin and end; they stand together."""
    ends = [*accumulate(len([*row]) for _, row in groupby(owners))]
    return tuple(starmap(slice, pairwise([0, *ends])))


def _without_pairs(terms: Iterable[str]) -> list[str]:
    """Pairs of an answer's words would double the index and find nothing more."""
    return [term for term in terms if " " not in term]


def _telling(
    tokens: Iterable[Token], terms: Iterable[str], language: Language
) -> dict[str, float]:
    """Return how telling each stem is: as little as the plainest word that has it."""
    told = defaultdict[str, float](lambda: 1.0, dict.fromkeys(terms, 1.0))
    for token in set(tokens):
        told[token.stem] = min(told[token.stem], telling(token.word, language))
    return dict(told)


def _spellable(tokens: Iterable[Token], listed: Iterable[str]) -> dict[str, int]:
    """Count the words of the knowledge base; the curators' lists are words of it too."""
    counts = Counter(token.word for token in tokens if len(token.word) >= _SPELLABLE)
    return {**dict.fromkeys(listed, 1), **counts}
