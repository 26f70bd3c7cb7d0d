"""The entries of one language, indexed by their words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.asking import Asker, Query
from bot.domain.scoring import Index, Slot

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
    covers: Sequence[tuple[Slot, Mapping[int, float]]]
    """For each word how well each entry covers it, 0 to 1."""
    exact: int | None
    """The phrasing that it is word for word."""

    def telling(self, owner: int) -> float:
        """Return how telling the words are together that an entry shares."""
        return sum([slot.telling * part[owner] for slot, part in self.covers if owner in part])


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
        told = {one for one in range(len(self.ids)) if heard.telling(one) >= _LITTLE}
        if asked is None and not told:
            return []
        phrasings = self.by_phrasing.scores(query.whole)
        strengths = self._strengths(query, phrasings)
        return [
            self._evidence(heard, owner, strengths[owner], self._nearest(owner, phrasings))
            for owner in _candidates(strengths, asked)
            if owner == asked or owner in told
        ]

    def _strengths(self, query: Query, phrasings: Sequence[float]) -> list[float]:
        """Return the strength of each entry, 0 if it shares nothing."""
        whole = self._strengths_in(query.whole, phrasings)
        if not query.parts:
            return whole
        parts = [self._strengths_in(one, self.by_phrasing.scores(one)) for one in query.parts]
        best = map(max, zip(*parts, [0.0] * len(whole), strict=True))
        return [
            (1 - _SENTENCE) * strength + _SENTENCE * part
            for strength, part in zip(whole, best, strict=True)
        ]

    def _strengths_in(self, slots: Sequence[Slot], phrasings: Sequence[float]) -> list[float]:
        best = (max(phrasings[row]) for row in self.rows)
        entries, answers = self.by_entry.scores(slots), self.by_answer.scores(slots)
        return [
            nearest + entry + _ANSWER * answer
            for nearest, entry, answer in zip(best, entries, answers, strict=True)
        ]

    def _heard(self, query: Query, exact: int | None) -> _Heard:
        singles = [slot for slot in query.whole if not slot.is_pair]
        return _Heard(
            said={term: sure for slot in query.whole for term, sure in slot.terms},
            weight=sum(slot.weight for slot in singles) or 1.0,
            covers=[(slot, self._covers(slot)) for slot in singles if slot.terms],
            exact=exact,
        )

    def _covers(self, slot: Slot) -> dict[int, float]:
        best: dict[int, float] = {}
        for term, sure in slot.terms:
            answered = dict.fromkeys(self.by_answer.texts(term), sure * _ANSWERED)
            term_covers = answered | dict.fromkeys(self.by_entry.texts(term), sure)
            best = _most(best, term_covers) if best else term_covers
        return best

    def _evidence(self, heard: _Heard, owner: int, strength: float, nearest: int) -> Evidence:
        exact = heard.exact is not None and self.owners[heard.exact] == owner
        phrasing = self.phrasings[heard.exact if heard.exact is not None and exact else nearest]
        covers = [(slot, part[owner]) for slot, part in heard.covers if owner in part]
        return Evidence(
            entry_id=self.ids[owner],
            phrasing=phrasing.text,
            strength=strength,
            exact=exact,
            coverage=sum([slot.weight * part for slot, part in covers]) / heard.weight,
            mass=sum([slot.weight * part for slot, part in covers if slot.telling]),
            echo=self._echo(heard, phrasing),
        )

    def _nearest(self, owner: int, phrasings: Sequence[float]) -> int:
        start: int = self.rows[owner].start
        row = phrasings[self.rows[owner]]
        return start + row.index(max(row))

    def _echo(self, heard: _Heard, phrasing: Phrasing) -> float:
        known, said = self.asker.weights.known, heard.said
        echoed = sum([known[stem] * said[stem] for stem in phrasing.stems if stem in said])
        return echoed / (sum([known[stem] for stem in phrasing.stems]) or 1.0)


def _candidates(strengths: Sequence[float], asked: int | None) -> Iterable[int]:
    """Return the strongest entries, the one that is asked word for word before them."""
    first = [] if asked is None else [asked]
    sharing = [owner for owner, strength in enumerate(strengths) if strength]
    best = sorted(sharing, key=strengths.__getitem__, reverse=True)
    return dict.fromkeys([*first, *best[:_CANDIDATES]])


def _may_tell(query: Query) -> bool:
    """Tell whether any entry can share enough: most messages say nothing in another language."""
    singles = (slot for slot in query.whole if slot.terms and not slot.is_pair)
    return sum(slot.telling * max(sure for _, sure in slot.terms) for slot in singles) >= _LITTLE


def _most(one: Mapping[int, float], other: Mapping[int, float]) -> dict[int, float]:
    return {**one, **{key: max(value, one.get(key, 0.0)) for key, value in other.items()}}
