"""Assess a message: run every pattern of every language over every clause of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.domain.crisis import Alarm, Kind, Pattern, Tier
from bot.domain.danger_text import clauses
from bot.domain.guards import Guards, parts_around, read_guards
from bot.domain.pattern_rules import Hit, Rule
from bot.domain.phrases import (
    Choice,
    Phrase,
    anchors,
    is_hard,
    parse,
    parts_of,
    to_regex,
    words_of,
)
from bot.domain.spelling import Spelling
from bot.domain.together import Together

_STEERING = tuple(
    "not denied filler affirmed past now reported over asking study asked harmless".split()
)
"""Slots that guards are read from; their words are never taken for slips."""
_HARDLY_ANYTHING = 6
"""Words; a longer message says more than ``please help me``."""
_PRECEDENCE = {kind: place for place, kind in enumerate(Kind)}


class _Say:
    """One phrase of a rule.

    Its expression is made when a message first holds one of the phrase's words: most never do,
    and all of them together take several megabytes.
    """

    __slots__ = ("_shape", "hard", "phrase", "rule")

    def __init__(self, rule: Rule, phrase: Phrase, *, hard: bool) -> None:
        self.rule, self.hard = rule, hard
        self.phrase = phrase
        self._shape: re.Pattern[str] | None = None

    def _search(self, clause: str, at: int) -> re.Match[str] | None:
        if not self._shape:
            self._shape = re.compile(to_regex(self.phrase, self.rule.guards.negations))
        return self._shape.search(clause, at)

    def _tier(self, clause: str, match: re.Match[str]) -> Tier:
        return self.rule.pattern.tier if self.hard else self.rule.weigh(clause, *match.span())

    def find(self, clause: str) -> tuple[Tier, int] | None:
        """Return the gravest tier of all places where the phrase stands, and that place.

        ``None`` if it stands nowhere; no tier if a guard cancels it everywhere.
        """
        gravest: tuple[Tier, int] | None = None
        at = 0
        while match := self._search(clause, at):
            weighed = self._tier(clause, match), match.start()
            gravest = max(gravest, weighed) if gravest else weighed
            if gravest[0] == self.rule.pattern.tier:
                break
            at = match.start() + 1
        return gravest


class Triage:
    """The patterns, compiled once; ``assess`` is pure and may be shared by threads.

    Raises:
        PhraseError: a phrase or a slot cannot be read.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Read ``patterns``; takes about a quarter of a second for a thousand phrases."""
        said = list(_compile(patterns))
        rules = list({id(one.rule): one.rule for one in said}.values())
        spoken = Counter(
            word for one in said for word in {w for part in one.parts for w in words_of(part)}
        )
        self._by_word: dict[str, list[_Say]] = defaultdict(list)
        self._always: list[_Say] = []
        for one in said:
            if len(one.parts) == 1:
                self._add(_Say(one.rule, one.parts[0], hard=one.hard), spoken)
        joined = ((one.rule, one.parts) for one in said if len(one.parts) > 1)
        self._together = Together(joined, spoken.__getitem__)
        self._guards = list({id(rule.guards): rule.guards for rule in rules}.values())
        self._spelling = Spelling(spoken, _known_words(rules))

    def _add(self, say: _Say, spoken: Counter[str]) -> None:
        words = anchors(say.phrase, spoken.__getitem__)
        for word in words:
            self._by_word[word].append(say)
        if not words:
            self._always.append(say)

    def assess(self, text: str) -> Alarm:
        """Return what is wrong in ``text``; takes time in proportion to its length.

        ``kinds`` holds first what calls for a crisis card, then the rest, each in the order of
        ``Kind``. ``third_person`` is about the first kind: in every clause that speaks of it,
        somebody else is meant.
        """
        told = list(clauses(text, self._spelling))
        alone = sum(len(clause.replace("|", " ").split()) for clause in told) <= _HARDLY_ANYTHING
        hits = [self._hits(number, clause) for number, clause in enumerate(told)]
        for number, hit in self._together.hits(told):
            hits[number].append(hit)
        hits = [_about(found) for found in hits]
        if not alone:
            hits = [[hit for hit in found if not hit.pattern.alone] for found in hits]
        for number in range(1, len(told)):
            if hits[number - 1] and any(guards.ends(told[number]) for guards in self._guards):
                hits[number - 1] = [_softened(hit) for hit in hits[number - 1]]
        return _alarm([hit for found in hits for hit in found])

    def _hits(self, number: int, clause: str) -> list[Hit]:
        found: dict[tuple[str, int], Hit] = {}
        for say in self._candidates(clause):
            weighed = say.find(clause)
            if not weighed:
                continue
            tier, place = weighed
            pattern, part = say.rule.pattern, parts_around(clause, place, place)[0]
            known = found.get((pattern.id, part))
            if not known or tier > known.tier:
                found[pattern.id, part] = Hit(pattern, tier, pattern.third_person, (number, part))
        return list(found.values())

    def _candidates(self, clause: str) -> Iterator[_Say]:
        yield from self._always
        seen: set[int] = set()
        for word in dict.fromkeys(clause.split()):
            for say in self._by_word.get(word, ()):
                if id(say) not in seen:
                    seen.add(id(say))
                    yield say


class _Said(NamedTuple):
    """One line of a pattern: the phrases that have to be there together, mostly a single one."""

    rule: Rule
    parts: tuple[Phrase, ...]
    hard: bool


def _compile(patterns: Iterable[Pattern]) -> Iterator[_Said]:
    guards: dict[int, Guards] = {}
    read: dict[int, dict[str, Choice]] = defaultdict(dict)
    for pattern in patterns:
        slots = pattern.slots
        known = read[id(slots)]
        if id(slots) not in guards:
            guards[id(slots)] = read_guards(slots)
        shapes = [to_regex(parse(one, slots, known)) for one in pattern.unless]
        unless = re.compile("|".join(shapes)) if shapes else None
        rule = Rule(pattern, guards[id(slots)], unless)
        for line in pattern.say:
            parts = tuple(parse(part, slots, known) for part in parts_of(line))
            yield _Said(rule, parts, is_hard(line))


def _known_words(rules: Sequence[Rule]) -> set[str]:
    """Return the words of the slot ``known``, and all words of guards and harmless shapes."""
    known: set[str] = set()
    for slots in {id(rule.pattern.slots): rule.pattern.slots for rule in rules}.values():
        for name in _STEERING:
            known.update(w for one in slots.get(name, ()) for w in words_of(parse(one, slots)))
        known.update(w for line in slots.get("known", ()) for w in line.split())
    for rule in rules:
        for one in rule.pattern.unless:
            known.update(words_of(parse(one, rule.pattern.slots)))
    return known


def _about(found: list[Hit]) -> list[Hit]:
    """Let everything of one kind in a clause be about somebody else if one of it is."""
    others = {hit.pattern.kind for hit in found if hit.third_person and hit.tier}
    return [replace(hit, third_person=hit.pattern.kind in others) for hit in found]


def _softened(hit: Hit) -> Hit:
    """Make soft what is said to be over; what may cost a life this minute stays as it is."""
    return hit if hit.tier > Tier.CRISIS else replace(hit, tier=min(hit.tier, Tier.SOFT))


def _alarm(hits: list[Hit]) -> Alarm:
    guarded = any(hit.tier < hit.pattern.tier for hit in hits)
    hits = _added_up([hit for hit in hits if hit.tier])
    if not hits:
        return Alarm(guarded=guarded)
    hits.sort(key=_urgency)
    first = hits[0].pattern.kind
    return Alarm(
        tier=max(hit.tier for hit in hits),
        kinds=tuple(dict.fromkeys(hit.pattern.kind for hit in hits)),
        third_person=all(hit.third_person for hit in hits if hit.pattern.kind is first),
        patterns=tuple(dict.fromkeys(hit.pattern.id for hit in hits)),
        guarded=guarded,
    )


def _added_up(hits: list[Hit]) -> list[Hit]:
    """Make two doubtful signs of one kind, said in two places, as grave as a plain one."""
    places: dict[Kind, set[tuple[int, int]]] = defaultdict(set)
    for hit in hits:
        if hit.tier == Tier.ELEVATED and hit.pattern.kind is not Kind.CRAVING:
            places[hit.pattern.kind].add(hit.part)
    doubled = {kind for kind, found in places.items() if len(found) > 1}
    return [
        replace(hit, tier=Tier.CRISIS)
        if hit.tier == Tier.ELEVATED and hit.pattern.kind in doubled
        else hit
        for hit in hits
    ]


def _urgency(hit: Hit) -> tuple[bool, int, str]:
    return hit.tier < Tier.CRISIS, _PRECEDENCE[hit.pattern.kind], hit.pattern.id
