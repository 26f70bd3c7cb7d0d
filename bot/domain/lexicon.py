"""The entries of one language, indexed by their words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.domain.asking import Asker, Query
from bot.domain.scoring import Index, Scores, Slot

_ANSWER = 0.8
"""What an answer's words are worth beside a phrasing's."""
_ANSWERED = 0.6
"""How well a word is covered that only the answer has."""
_SENTENCE = 0.3
"""The share of a long message's strength that comes from its best sentence."""
_CANDIDATES = 12
_LITTLE = 0.4
"""One word such as *want* is no evidence on its own: "i want to die" is not "i want to help"."""


class Evidence(NamedTuple):
    """Why an entry may be what a question is about."""

    entry_id: str
    phrasing: str
    strength: float
    """What phrasing, entry and answer are worth together; 0 to about 3."""
    exact: bool
    """The question is one of the entry's phrasings, word for word."""
    coverage: float
    """The share of the question's weight that the entry speaks of, 0 to 1."""
    mass: float
    """How much weight that is without stop words; one telling word is about 1."""
    echo: float
    """The share of the phrasing's weight that the question speaks of, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask for an entry."""

    text: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Heard:
    """A question as the entries hear it."""

    said: Mapping[str, float]
    """How surely each term is meant."""
    weight: float
    """What its words weigh together."""
    slots: Sequence[Slot]
    """The words that are known."""
    covers: Scores
    """For each of them how well each entry covers it, 0 to 1: word by entry."""
    exact: int | None
    """The phrasing that it is word for word."""

    def telling(self) -> Scores:
        """Return how telling the words are together that each entry shares."""
        shared: Scores = self.told() @ (self.covers > 0)
        return shared

    def told(self) -> Scores:
        """Return how telling each known word is."""
        return np.array([slot.telling for slot in self.slots], np.float32)

    def weights(self) -> Scores:
        """Return what each known word weighs."""
        return np.array([slot.weight for slot in self.slots], np.float32)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Built once by ``indexing.index``, never changed after; entries go by their place."""

    asker: Asker
    ids: tuple[str, ...]
    """Entry ids in alphabetical order."""
    phrasings: tuple[Phrasing, ...]
    owners: tuple[int, ...]
    """For each phrasing the place of its entry."""
    rows: tuple[slice, ...]
    """For each entry where its phrasings are among the phrasings."""
    starts: NDArray[np.intp]
    """Where they begin."""
    exact: Mapping[tuple[str, ...], int]
    """The phrasing that consists of these stems."""
    by_phrasing: Index
    by_entry: Index
    by_answer: Index

    def evidence(self, said: Iterable[Iterable[str]]) -> list[Evidence]:
        """Return the dozen entries that share most with a question, strongest first.

        ``said`` is the question, see ``asking.read_aloud``.  The entries share a word that tells
        something, or two that tell a little; only a question that is word for word a phrasing is
        found without ("how does it work").
        """
        query = self.asker.ask(said)
        exact = self.exact.get(query.stems)
        asked = None if exact is None else self.owners[exact]
        if asked is None and not _may_tell(query):
            return []
        heard = self._heard(query, exact)
        told = heard.telling() >= _LITTLE
        if asked is None and not told.any():
            return []
        phrasings = self.by_phrasing.scores(query.whole)
        strengths = self._strengths(query, phrasings)
        return [
            self._evidence(heard, owner, float(strengths[owner]), self._nearest(owner, phrasings))
            for owner in _candidates(strengths, asked)
            if owner == asked or told[owner]
        ]

    def _strengths(self, query: Query, phrasings: Scores) -> Scores:
        """Return the strength of each entry, 0 if it shares nothing."""
        whole = self._strengths_in(query.whole, phrasings)
        if not query.parts:
            return whole
        parts = [self._strengths_in(one, self.by_phrasing.scores(one)) for one in query.parts]
        best: Scores = (1 - _SENTENCE) * whole + _SENTENCE * np.max(parts, axis=0)
        return best

    def _strengths_in(self, slots: Sequence[Slot], phrasings: Scores) -> Scores:
        best = np.maximum.reduceat(phrasings, self.starts)
        entries, answers = self.by_entry.scores(slots), self.by_answer.scores(slots)
        strengths: Scores = best + entries + np.float32(_ANSWER) * answers
        return strengths

    def _heard(self, query: Query, exact: int | None) -> _Heard:
        singles = [slot for slot in query.whole if not slot.is_pair]
        known = [slot for slot in singles if slot.terms]
        return _Heard(
            said={term: sure for slot in query.whole for term, sure in slot.terms},
            weight=sum(slot.weight for slot in singles) or 1.0,
            slots=known,
            covers=np.array([self._covers(slot) for slot in known], np.float32).reshape(
                len(known), len(self.ids)
            ),
            exact=exact,
        )

    def _covers(self, slot: Slot) -> Scores:
        best = np.zeros(len(self.ids), np.float32)
        for term, sure in slot.terms:
            for index, share in ((self.by_answer, _ANSWERED), (self.by_entry, 1.0)):
                owners = index.texts(term)
                best[owners] = np.maximum(best[owners], np.float32(sure * share))
        return best

    def _evidence(self, heard: _Heard, owner: int, strength: float, nearest: int) -> Evidence:
        exact = heard.exact is not None and self.owners[heard.exact] == owner
        phrasing = self.phrasings[heard.exact if heard.exact is not None and exact else nearest]
        covered = heard.weights() * heard.covers[:, owner]
        return Evidence(
            entry_id=self.ids[owner],
            phrasing=phrasing.text,
            strength=strength,
            exact=exact,
            coverage=float(covered.sum()) / heard.weight,
            mass=float(covered[heard.told() > 0].sum()),
            echo=self._echo(heard, phrasing),
        )

    def _nearest(self, owner: int, phrasings: Scores) -> int:
        row = self.rows[owner]
        start: int = row.start
        return start + int(phrasings[row].argmax())

    def _echo(self, heard: _Heard, phrasing: Phrasing) -> float:
        known, said = self.asker.weights.known, heard.said
        echoed = sum([known[stem] * said[stem] for stem in phrasing.stems if stem in said])
        return echoed / (sum([known[stem] for stem in phrasing.stems]) or 1.0)


def _candidates(strengths: Scores, asked: int | None) -> Iterable[int]:
    """Return the strongest entries, the one that is asked word for word before them."""
    first = [] if asked is None else [asked]
    best = _strongest(strengths)
    return dict.fromkeys([*first, *best[strengths[best] > 0].tolist()])


def _strongest(strengths: Scores) -> NDArray[np.intp]:
    """Return the strongest dozen, ties in the order of the entries."""
    if len(strengths) > _CANDIDATES:
        least = np.partition(strengths, -_CANDIDATES)[-_CANDIDATES]
        places = np.flatnonzero(strengths >= least)
    else:
        places = np.arange(len(strengths))
    return places[np.argsort(-strengths[places], kind="stable")][:_CANDIDATES]


def _may_tell(query: Query) -> bool:
    """Tell whether any entry can share enough: most messages say nothing in another language."""
    singles = (slot for slot in query.whole if slot.terms and not slot.is_pair)
    return sum(slot.telling * max(sure for _, sure in slot.terms) for slot in singles) >= _LITTLE
