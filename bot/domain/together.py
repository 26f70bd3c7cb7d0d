"""Signs that mean danger only together: ``he & cold and grey & heroin``, in any order.

Each sign is a phrase of its own and is weighed by itself: one that is denied is no sign, one that
is long past makes the whole soft.  The signs stand within ``REACH`` letters of each other, and a
full stop between them does not matter: people in distress write in fragments.
"""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from bot.domain.crisis import Tier
from bot.domain.pattern_rules import Hit, Rule
from bot.domain.phrases import Phrase, anchors, to_regex

REACH = 180
"""Letters from the first sign to the end of the last: about two spoken sentences."""

_LATELY = 3
"""Places of one sign that are tried: the nearest may lie inside another sign."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sign stands: in the whole message, and in its clause."""

    at: int
    end: int
    number: int
    start: int

    def span(self) -> tuple[int, int]:
        """Return where it begins and ends in its clause."""
        return self.start, self.start + self.end - self.at


_Weighed = tuple[_Place, Tier]


class _Sign:
    """One phrase, shared by all rules that name it; compiled when a message first needs it."""

    __slots__ = ("_negations", "_phrase", "_shape", "words")

    def __init__(self, phrase: Phrase, negations: frozenset[str], words: frozenset[str]) -> None:
        self._phrase, self._negations, self.words = phrase, negations, words
        self._shape: re.Pattern[str] | None = None

    def spans(self, clause: str) -> Iterator[tuple[int, int]]:
        if not self._shape:
            self._shape = re.compile(to_regex(self._phrase, self._negations))
        return (match.span() for match in self._shape.finditer(clause))


@dataclass(frozen=True, slots=True, eq=False)
class _Combination:
    rule: Rule
    signs: tuple[_Sign, ...]


class Together:
    """All combinations of all languages; pure once built."""

    def __init__(
        self, said: Iterable[tuple[Rule, Sequence[Phrase]]], cost: Callable[[str], int]
    ) -> None:
        """Take every rule with the signs of one of its phrases; ``cost`` is as for anchors."""
        self._signs: dict[tuple[int, Phrase], _Sign] = {}
        self._cost = cost
        self._by_first: dict[_Sign, list[_Combination]] = defaultdict(list)
        for rule, phrases in said:
            signs = tuple(self._sign(rule, phrase) for phrase in phrases)
            self._by_first[signs[0]].append(_Combination(rule, signs))
        self._by_word: dict[str, list[_Sign]] = defaultdict(list)
        self._always = [sign for sign in self._signs.values() if not sign.words]
        for sign in self._signs.values():
            for word in sign.words:
                self._by_word[word].append(sign)

    def _sign(self, rule: Rule, phrase: Phrase) -> _Sign:
        key = id(rule.guards), phrase
        if key not in self._signs:
            words = anchors(phrase, self._cost)
            self._signs[key] = _Sign(phrase, rule.guards.negations, words)
        return self._signs[key]

    def hits(self, told: Sequence[str]) -> Iterator[tuple[int, Hit]]:
        """Yield each combination that stands in the message, with its last clause's number."""
        places = self._places(told)
        for sign in places:
            for one in self._by_first.get(sign, ()):
                if all(other in places for other in one.signs):
                    yield from _found(one, places, told)

    def _places(self, told: Sequence[str]) -> dict[_Sign, list[_Place]]:
        places: dict[_Sign, list[_Place]] = defaultdict(list)
        before = 0
        for number, clause in enumerate(told):
            for sign in self._candidates(clause):
                for start, end in sign.spans(clause):
                    place = _Place(before + start, before + end, number, start)
                    places[sign].append(place)
            before += len(clause)
        return places

    def _candidates(self, clause: str) -> Iterator[_Sign]:
        yield from self._always
        words = dict.fromkeys(clause.split())
        yield from dict.fromkeys(sign for word in words for sign in self._by_word.get(word, ()))


def _found(
    one: _Combination, places: dict[_Sign, list[_Place]], told: Sequence[str]
) -> Iterator[tuple[int, Hit]]:
    """Walk through all places in order; each sign is remembered where it stood lately."""
    events = sorted(
        ((place, turn) for turn, sign in enumerate(one.signs) for place in places[sign]),
        key=lambda event: (event[0].at, event[1]),
    )
    lately: list[deque[_Weighed]] = [deque(maxlen=_LATELY) for _ in one.signs]
    best, last = Tier.NONE, None
    for place, turn in events:
        weighed = place, one.rule.weigh(told[place.number], *place.span())
        if not weighed[1]:
            continue
        lately[turn].append(weighed)
        grave = _gravest([*lately[:turn], [weighed], *lately[turn + 1 :]])
        if grave > best:
            best, last = grave, place
    if last:
        yield last.number, _hit(one.rule, best, last)


def _gravest(lately: Sequence[Iterable[_Weighed]]) -> Tier:
    """Return how grave the signs are, taken where they stand near and apart from each other."""
    ways = (ways for ways in product(*lately) if _stand_together([place for place, _ in ways]))
    return max((min(tier for _, tier in way) for way in ways), default=Tier.NONE)


def _stand_together(places: Sequence[_Place]) -> bool:
    spans = sorted((place.at, place.end) for place in places)
    apart = all(one[1] <= other[0] for one, other in pairwise(spans))
    return apart and spans[-1][1] - spans[0][0] <= REACH


def _hit(rule: Rule, tier: Tier, place: _Place) -> Hit:
    part = (place.number, place.start)
    return Hit(rule.pattern, tier, rule.pattern.third_person, part)
