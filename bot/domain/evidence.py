"""Gather all evidence for the entries that a question may be about: by meaning and by words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain.asking import read_aloud
from bot.domain.knowledge import Entry, Language
from bot.domain.lexicon import Evidence
from bot.domain.matching import Heard, LexicalMatcher
from bot.domain.meaning import Encode, Likeness, Meanings
from bot.domain.rewording import Mended, Reworder
from bot.domain.vectors import Encoder, Vectors
from bot.domain.weighing import Numbers

_BY_MEANING = 24
_BY_WORDS = 8
_ENOUGH = 3.0
"""About three telling words are enough; more of them prove no more."""
_MANY = 30
"""Words of a message beyond which it is simply long."""
_NO_WORDS = Evidence("", "", 0.0, exact=False, coverage=0.0, mass=0.0, echo=0.0)

LEXICAL = ("words.strength", "words.coverage", "words.mass", "words.echo", "words.exact")
PARTS = ("nearest", "middle", "answer")


@dataclass(frozen=True, slots=True)
class Phrased:
    """A phrasing and its language."""

    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """The evidence about one question."""

    places: Sequence[int]
    """The candidates, by their places among the entries."""
    entries: Mapping[str, Numbers]
    """For each kind of evidence a number a candidate."""
    question: Mapping[str, float]
    """The evidence that none of them is right."""
    phrasings: Sequence[Phrased]
    """The phrasing of each candidate that came closest."""
    exact: int | None
    """The entry that has the question as a phrasing, word for word."""
    mended: Mended


@dataclass(frozen=True, slots=True)
class Gatherer:
    """The entries, indexed in every way; built once, never changed."""

    ids: tuple[str, ...]
    """In alphabetical order."""
    lexical: LexicalMatcher
    reworders: Mapping[Language, Reworder]
    meanings: Mapping[str, Meanings]
    """By the role of the encoder."""
    phrasings: tuple[Phrased, ...]
    """All of them, entry after entry."""

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        lexical: LexicalMatcher,
        encoders: Iterable[tuple[Encoder, Encode]] = (),
    ) -> "Gatherer":
        """Index ``entries``; ``lexical`` is of the same ones.

        Each encoder comes with what reads the entries for it, perhaps from a store.
        """
        ours = sorted(entries, key=lambda one: one.id)
        asked = [_phrased(entry) for entry in ours]
        answers = [_answer(entry) for entry in ours]
        said = [[one.text for one in its] for its in asked]
        return cls(
            ids=tuple(entry.id for entry in ours),
            lexical=lexical,
            reworders={
                one: Reworder(lexicon.asker.reader, lexicon.asker.speller)
                for one, lexicon in lexical.lexicons.items()
            },
            meanings={
                encoder.role: Meanings.of(encoder, said, answers, encode=encode)
                for encoder, encode in encoders
                if ours
            },
            phrasings=tuple(one for its in asked for one in its),
        )

    @property
    def roles(self) -> str:
        """Name the encoders: the weights of evidence are fitted for each set of them."""
        return "+".join(sorted(self.meanings))

    def gather(self, question: str, language: Language | None) -> Gathered:
        """Return the evidence about ``question``."""
        said = read_aloud(question)
        mended = self.reworders[language or "en"].mended(said)
        heard = self.lexical.heard(said, language)
        alike = {role: one.likeness(mended.text) for role, one in self.meanings.items()}
        places = self._candidates(alike, heard)
        words = [heard.get(self.ids[one]) for one in places]
        spanish = float(language == "es")
        entries = {**_by_meaning(alike, places, spanish), **_by_words(words)}
        count = sum(map(len, said))
        return Gathered(
            places=places,
            entries=entries,
            question=_doubts(alike, entries, count, spanish),
            phrasings=self._nearest(alike, places, words),
            exact=self._exact(heard),
            mended=mended,
        )

    def _candidates(
        self, alike: Mapping[str, Likeness], heard: Mapping[str, Heard]
    ) -> Sequence[int]:
        by_words = sorted(heard, key=lambda one: -heard[one].evidence.strength)[:_BY_WORDS]
        found = dict.fromkeys(self._place(one) for one in by_words)
        if alike:
            total = sum(
                (_evened(one.nearest + one.middle) for one in alike.values()),
                np.zeros(len(self.ids), np.float32),
            )
            found |= dict.fromkeys(np.argsort(-total, kind="stable")[:_BY_MEANING].tolist())
        return [*found]

    def _place(self, entry_id: str) -> int:
        return int(np.searchsorted(self.ids, entry_id))

    def _exact(self, heard: Mapping[str, Heard]) -> int | None:
        return next((self._place(one) for one in heard if heard[one].evidence.exact), None)

    def _nearest(
        self,
        alike: Mapping[str, Likeness],
        places: Sequence[int],
        words: Sequence[Heard | None],
    ) -> Sequence[Phrased]:
        """Return the phrasing that one would point at: by its words if it shares any."""
        by_meaning = next(reversed([*alike.values()]), None)
        found = list[Phrased]()
        for place, one in zip(places, words, strict=True):
            if one is not None:
                found.append(Phrased(one.language, one.evidence.phrasing))
            elif by_meaning is not None:
                found.append(self.phrasings[by_meaning.nearest_phrasing(place)])
        return found


def _phrased(entry: Entry) -> list[Phrased]:
    return [
        Phrased(language, phrasing)
        for language, text in sorted(entry.text.items())
        for phrasing in (text.question, *text.phrasings)
    ]


def _answer(entry: Entry) -> str:
    """Return an answer; English if there is one, for the encoders know it best."""
    text = entry.text.get("en") or next(iter(entry.text.values()))
    return text.answer or text.question


def _evened(values: Vectors) -> Vectors:
    evened: Vectors = (values - values.mean()) / (values.std() + 1e-6)
    return evened


def _by_meaning(
    alike: Mapping[str, Likeness], places: Sequence[int], spanish: float
) -> dict[str, Numbers]:
    """Return likenesses, and once more for a Spanish question: encoders know it less well."""
    found = dict[str, Numbers]()
    for role, likeness in alike.items():
        for part in PARTS:
            values = getattr(likeness, part)[places].astype(np.float64)
            found[f"{role}.{part}"] = values
            found[f"{role}.{part}.es"] = values * spanish
    return found


def _by_words(heard: Sequence[Heard | None]) -> dict[str, Numbers]:
    rows = [_row(one) for one in heard] or [_row(None)][:0]
    columns = np.array(rows, np.float64).reshape(-1, len(LEXICAL)).T
    return dict(zip(LEXICAL, columns, strict=True))


def _row(heard: Heard | None) -> tuple[float, ...]:
    one = heard.evidence if heard else _NO_WORDS
    share = heard.share if heard else 0.0
    return share * one.strength, one.coverage, min(one.mass, _ENOUGH), one.echo, float(one.exact)


def _doubts(
    alike: Mapping[str, Likeness], entries: Mapping[str, Numbers], words: int, spanish: float
) -> dict[str, float]:
    """Return what tells that a question is about something else altogether."""
    best = {f"{role}.best": float(one.nearest.max()) for role, one in alike.items()}
    return {
        **best,
        "words.best": float(entries["words.strength"].max(initial=0.0)),
        "words.covered": float(entries["words.coverage"].max(initial=0.0)),
        "always": 1.0,
        "spanish": spanish,
        "long": min(words, _MANY) / 10,
        "short": float(words <= 2),
        "agreed": _agreed(alike, entries),
    }


def _agreed(alike: Mapping[str, Likeness], entries: Mapping[str, Numbers]) -> float:
    """Return how many pairs of the parts name the same entry first, as a share."""
    firsts = [int(entries[f"{role}.nearest"].argmax()) for role in alike]
    if entries["words.strength"].any():
        firsts.append(int(entries["words.strength"].argmax()))
    pairs = [(one, two) for at, one in enumerate(firsts) for two in firsts[:at]]
    return sum(one == two for one, two in pairs) / len(pairs) if pairs else 0.0
