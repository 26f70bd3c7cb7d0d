"""What is usually taken to match questions, to be measured beside ours.

Each ranks entries for a question and gives the best a score.  bm25s and scikit-learn are needed
for two of them: ``pip install '.[bench]'``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Protocol

import numpy as np
from rapidfuzz import fuzz, process, utils

from bot.content.weighings import read_weighings
from bot.domain.combining import CombinedMatcher
from bot.domain.evidence import Gatherer
from bot.domain.knowledge import Entry, Language, Words
from bot.domain.languages import language_of
from bot.domain.matching import LexicalMatcher
from bot.domain.vectors import Encoder
from bot.encoder.dictionary import english_words

Ranked = Sequence[tuple[str, float]]
"""Entry ids with their scores, best first; five are enough."""


class Peer(Protocol):
    """A way to match questions."""

    def rank(self, question: str) -> Ranked:
        """Return the best entries, each once."""
        ...


Build = Callable[[Sequence[Entry]], Peer]


def phrased(entries: Iterable[Entry]) -> tuple[list[str], list[str]]:
    """Return all phrasings, and for each the entry it belongs to."""
    texts, owners = list[str](), list[str]()
    for entry in entries:
        for text in entry.text.values():
            texts += (text.question, *text.phrasings)
            owners += [entry.id] * (1 + len(text.phrasings))
    return texts, owners


def best_each(owners: Sequence[str], scores: Iterable[tuple[int, float]]) -> Ranked:
    """Return each entry with the score of its best phrasing."""
    best = dict[str, float]()
    for place, score in scores:
        best[owners[place]] = max(score, best.get(owners[place], -1e9))
    return sorted(best.items(), key=lambda one: -one[1])[:5]


class Ours:
    """The matcher that answers people."""

    def __init__(
        self,
        entries: Sequence[Entry],
        encoders: Sequence[Encoder],
        words: Mapping[Language, Words],
    ) -> None:
        """Index ``entries``; ``words`` are the curators' lists."""
        lexical = LexicalMatcher.of(entries, words, dictionary=english_words())
        gatherer = Gatherer.of(entries, lexical, [(one, one.encode) for one in encoders])
        self._matcher = CombinedMatcher(gatherer, read_weighings().of(gatherer.roles))

    def rank(self, question: str) -> Ranked:
        """Return the best entries, each with the chance that it is right."""
        ranking = self._matcher.consider(question, language_of(question))
        return [(match.entry_id, match.score) for match in ranking.matches]


class Fuzzy:
    """rapidfuzz over whole phrasings."""

    def __init__(self, entries: Sequence[Entry], scorer: Callable[..., float]) -> None:
        """Compare with ``scorer``."""
        texts, self._owners = phrased(entries)
        self._texts = [utils.default_process(text) for text in texts]
        self._scorer = scorer

    def rank(self, question: str) -> Ranked:
        """Return the best entries by their likeliest phrasing."""
        asked = utils.default_process(question)
        found = process.extract(asked, self._texts, scorer=self._scorer, limit=60)
        return best_each(self._owners, ((place, score) for _, score, place in found))


class Bm25:
    """bm25s over the phrasings of each entry together."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Index ``entries``."""
        import bm25s  # noqa: PLC0415  # only whoever compares needs it
        import Stemmer  # noqa: PLC0415

        self._bm25s, self._stemmer = bm25s, Stemmer.Stemmer("english")
        texts, owners = phrased(entries)
        joined = dict[str, str]()
        for text, owner in zip(texts, owners, strict=True):
            joined[owner] = f"{joined.get(owner, '')} {text}"
        self._ids = [*joined]
        self._index = bm25s.BM25()
        self._index.index(self._tokens([*joined.values()]), show_progress=False)

    def _tokens(self, texts: Sequence[str]) -> object:
        return self._bm25s.tokenize(texts, stemmer=self._stemmer, show_progress=False)

    def rank(self, question: str) -> Ranked:
        """Return the best entries."""
        places, scores = self._index.retrieve(
            self._tokens([question]), k=min(5, len(self._ids)), show_progress=False
        )
        ids = [self._ids[place] for place in places[0]]
        return [*zip(ids, scores[0].tolist(), strict=True)]


class Regression:
    """TF-IDF of words and parts of words, with logistic regression."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Fit to the phrasings of ``entries``."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  # see Bm25
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
        from sklearn.pipeline import make_pipeline, make_union  # noqa: PLC0415

        texts, owners = phrased(entries)
        self._model = make_pipeline(
            make_union(
                TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
                TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
            ),
            LogisticRegression(C=20, max_iter=300),
        )
        self._model.fit(texts, owners)

    def rank(self, question: str) -> Ranked:
        """Return the best entries."""
        likely = self._model.predict_proba([question])[0]
        best = np.argsort(-likely)[:5]
        return [(str(self._model.classes_[one]), float(likely[one])) for one in best]


class Nearest:
    """An encoder alone: the entry of the nearest phrasing."""

    def __init__(self, entries: Sequence[Entry], encoder: Encoder) -> None:
        """Read the phrasings of ``entries``."""
        texts, self._owners = phrased(entries)
        self._encoder = encoder
        self._rows = encoder.encode(texts)

    def rank(self, question: str) -> Ranked:
        """Return the entries of the nearest phrasings."""
        alike = self._rows @ self._encoder.encode([question])[0]
        best = np.argsort(-alike)[:60]
        return best_each(self._owners, zip(best.tolist(), alike[best].tolist(), strict=True))


def peers(encoders: Sequence[Encoder], words: Mapping[Language, Words]) -> Mapping[str, Build]:
    """Return how each is built, ours first."""
    alone: dict[str, Build] = {
        f"encoder alone ({one.role})": partial(Nearest, encoder=one) for one in encoders
    }
    return {
        "ours": lambda entries: Ours(entries, encoders, words),
        "ours, by words alone": lambda entries: Ours(entries, (), words),
        **alone,
        "rapidfuzz WRatio": lambda entries: Fuzzy(entries, fuzz.WRatio),
        "rapidfuzz token_set_ratio": lambda entries: Fuzzy(entries, fuzz.token_set_ratio),
        "rapidfuzz token_sort_ratio": lambda entries: Fuzzy(entries, fuzz.token_sort_ratio),
        "BM25 (bm25s)": Bm25,
        "TF-IDF + logistic regression": Regression,
    }
