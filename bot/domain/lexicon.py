"""The entries of one language, indexed by their words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from bot.domain.asking import Asker, Query
from bot.domain.scoring import Index, Slot

_ANSWER = 0.8
"""What an answer's words are worth beside a phrasing's."""
_COVERED_BY_ANSWER = 0.6
_SENTENCE = 0.3
"""The share of a long message's strength that comes from its best sentence."""
_CANDIDATES = 12
_LITTLE = 0.4
"""One word such as *want* is no evidence on its own: "i want to die" is not "i want to help"."""


@dataclass(frozen=True, slots=True)
class Evidence:
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
    telling: float
    """How telling the shared words are together, see ``everyday.telling``."""
    echo: float
    """The share of the phrasing's weight that the question speaks of, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask for an entry."""

    text: str
    owner: int
    """The place of its entry."""
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    owner: int
    nearest: int
    """The number of the entry's nearest phrasing."""
    strength: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Built once by ``indexing.index``, never changed after; entries go by their place."""

    asker: Asker
    ids: tuple[str, ...]
    """Entry ids in alphabetical order."""
    phrasings: tuple[Phrasing, ...]
    questions: tuple[int, ...]
    """For each entry the number of its question among the phrasings."""
    exact: Mapping[tuple[str, ...], int]
    """The phrasing that consists of these stems."""
    spoken: tuple[frozenset[str], ...]
    """For each entry all terms of its phrasings."""
    answered: tuple[frozenset[str], ...]
    """For each entry all terms of its answer."""
    by_phrasing: Index
    by_entry: Index
    by_answer: Index

    def evidence(self, question: str) -> list[Evidence]:
        """Return the dozen entries that share most with ``question``, strongest first.

        They share a word that tells something, or two that tell a little; only a question that is
        word for word a phrasing is found without ("how does it work").
        """
        query = self.asker.ask(question)
        exact = self.exact.get(query.stems)
        candidates = self._candidates(query)
        first = [self.phrasings[exact].owner] if exact is not None else []
        best = nlargest(_CANDIDATES, candidates.values(), key=lambda one: one.strength)
        rest = [one for one in best if one.owner not in first]
        found = [self._evidence(query, one) for one in [*(candidates[o] for o in first), *rest]]
        return [one for one in found if one.exact or one.telling >= _LITTLE]

    def _candidates(self, query: Query) -> dict[int, _Candidate]:
        whole = self._strengths(query.whole)
        parts = [self._strengths(part) for part in query.parts]
        if not parts:
            return whole
        return {
            owner: _Candidate(owner, one.nearest, _blend(one, (part.get(owner) for part in parts)))
            for owner, one in whole.items()
        }

    def _strengths(self, slots: Sequence[Slot]) -> dict[int, _Candidate]:
        best = self._nearest(slots)
        weights = self.asker.weights
        entries = self.by_entry.scores(slots, weights)
        answers = self.by_answer.scores(slots, weights)
        for owner in answers:
            best.setdefault(owner, (0.0, self.questions[owner]))
        return {
            owner: _Candidate(
                owner,
                number,
                score + entries.get(owner, 0.0) + _ANSWER * answers.get(owner, 0.0),
            )
            for owner, (score, number) in best.items()
        }

    def _nearest(self, slots: Sequence[Slot]) -> dict[int, tuple[float, int]]:
        best = dict[int, tuple[float, int]]()
        for number, score in self.by_phrasing.scores(slots, self.asker.weights).items():
            owner = self.phrasings[number].owner
            if owner not in best or score > best[owner][0]:
                best[owner] = (score, number)
        return best

    def _evidence(self, query: Query, candidate: _Candidate) -> Evidence:
        owner = candidate.owner
        exact = self.exact.get(query.stems)
        is_exact = exact is not None and self.phrasings[exact].owner == owner
        phrasing = self.phrasings[exact if exact is not None and is_exact else candidate.nearest]
        singles = [slot for slot in query.whole if not slot.is_pair]
        covers = [self._covers(owner, slot) for slot in singles]
        both = list(zip(singles, covers, strict=True))
        return Evidence(
            entry_id=self.ids[owner],
            phrasing=phrasing.text,
            strength=candidate.strength,
            exact=is_exact,
            coverage=sum(slot.weight * part for slot, part in both)
            / (sum(slot.weight for slot in singles) or 1.0),
            mass=sum(slot.weight * part for slot, part in both if slot.telling),
            telling=sum(slot.telling * part for slot, part in both),
            echo=self._echo(query, phrasing),
        )

    def _covers(self, owner: int, slot: Slot) -> float:
        spoken, answered = self.spoken[owner], self.answered[owner]
        return max(
            (
                sure * (1.0 if term in spoken else _COVERED_BY_ANSWER)
                for term, sure in slot.terms
                if term in spoken or term in answered
            ),
            default=0.0,
        )

    def _echo(self, query: Query, phrasing: Phrasing) -> float:
        said = {term: sure for slot in query.whole for term, sure in slot.terms}
        known = self.asker.weights.known
        heard = sum(known[stem] * said.get(stem, 0.0) for stem in phrasing.stems)
        return heard / (sum(known[stem] for stem in phrasing.stems) or 1.0)


def _blend(whole: _Candidate, parts: Iterable[_Candidate | None]) -> float:
    best = max(part.strength if part else 0.0 for part in parts)
    return (1 - _SENTENCE) * whole.strength + _SENTENCE * best
