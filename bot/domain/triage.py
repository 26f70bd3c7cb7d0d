"""Assess a message: run every pattern of every language over every clause of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.crisis import Alarm, Kind, Pattern, Tier
from bot.domain.danger_text import clauses
from bot.domain.guards import Guards, parts_around, read_guards
from bot.domain.phrases import Phrase, anchors, parse, to_regex, words_of
from bot.domain.spelling import Spelling

_PRECEDENCE = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern ready to be run."""

    pattern: Pattern
    guards: Guards
    unless: re.Pattern[str] | None

    def weigh(self, clause: str, match: re.Match[str]) -> Tier:
        """Return how grave this one match is: nothing, soft, or as the pattern says."""
        if self.guards.denies(clause, match.start()) or self._is_harmless(clause, match):
            return Tier.NONE
        if self.guards.puts_in_the_past(clause, match.start(), match.end()):
            return min(Tier.SOFT, self.pattern.tier)
        return self.pattern.tier

    def _is_harmless(self, clause: str, match: re.Match[str]) -> bool:
        if not self.unless:
            return False
        shapes = self.unless.finditer(clause, *parts_around(clause, match.start(), match.end()))
        return any(shape.start() < match.end() and match.start() < shape.end() for shape in shapes)


@dataclass(frozen=True, slots=True)
class _Say:
    """One phrase of a rule."""

    rule: _Rule
    shape: re.Pattern[str]

    def tier_in(self, clause: str) -> Tier:
        """Return the gravest tier of all places where the phrase stands in ``clause``."""
        gravest, at = Tier.NONE, 0
        while gravest < self.rule.pattern.tier and (match := self.shape.search(clause, at)):
            gravest = max(gravest, self.rule.weigh(clause, match))
            at = match.start() + 1
        return gravest


@dataclass(frozen=True, slots=True)
class _Hit:
    """A pattern that stands in one clause."""

    pattern: Pattern
    tier: Tier
    third_person: bool


class Triage:
    """The patterns, compiled once; ``assess`` is pure and may be shared by threads.

    Raises:
        PhraseError: a phrase or a slot cannot be read.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Compile ``patterns``; takes about a second for a thousand phrases."""
        rules, parsed = _compile(patterns)
        spoken = Counter(
            word for phrases in parsed for phrase in phrases for word in set(words_of(phrase))
        )
        self._by_word: dict[str, list[_Say]] = defaultdict(list)
        self._always: list[_Say] = []
        for rule, phrases in zip(rules, parsed, strict=True):
            for phrase in phrases:
                say = _Say(rule, re.compile(to_regex(phrase, rule.guards.negations)))
                words = anchors(phrase, spoken.__getitem__)
                for word in words:
                    self._by_word[word].append(say)
                if not words:
                    self._always.append(say)
        self._spelling = Spelling(spoken, _known_words(rules))

    def assess(self, text: str) -> Alarm:
        """Return what is wrong in ``text``; takes time in proportion to its length.

        ``kinds`` holds first what calls for a crisis card, then the rest, each in the order of
        ``Kind``. ``third_person`` is about the first kind: in every clause that speaks of it,
        somebody else is meant.
        """
        return _alarm(
            [hit for clause in clauses(text, self._spelling) for hit in self._hits(clause)]
        )

    def _hits(self, clause: str) -> list[_Hit]:
        found: dict[str, _Hit] = {}
        for say in self._candidates(clause):
            pattern, tier = say.rule.pattern, say.tier_in(clause)
            if tier and (pattern.id not in found or tier > found[pattern.id].tier):
                found[pattern.id] = _Hit(pattern, tier, pattern.third_person)
        others = {hit.pattern.kind for hit in found.values() if hit.third_person}
        return [_Hit(hit.pattern, hit.tier, hit.pattern.kind in others) for hit in found.values()]

    def _candidates(self, clause: str) -> Iterator[_Say]:
        yield from self._always
        seen: set[int] = set()
        for word in dict.fromkeys(clause.split()):
            for say in self._by_word.get(word, ()):
                if id(say) not in seen:
                    seen.add(id(say))
                    yield say


def _compile(patterns: Iterable[Pattern]) -> tuple[list[_Rule], list[list[Phrase]]]:
    guards: dict[int, Guards] = {}
    rules: list[_Rule] = []
    parsed: list[list[Phrase]] = []
    for pattern in patterns:
        slots = pattern.slots
        if id(slots) not in guards:
            guards[id(slots)] = read_guards(slots)
        shapes = [to_regex(parse(one, slots)) for one in pattern.unless]
        unless = re.compile("|".join(shapes)) if shapes else None
        rules.append(_Rule(pattern, guards[id(slots)], unless))
        parsed.append([parse(one, slots) for one in pattern.say])
    return rules, parsed


def _known_words(rules: Sequence[_Rule]) -> set[str]:
    """Return the words of the slot ``known``, and all words of guards and harmless shapes."""
    known: set[str] = set()
    for slots in {id(rule.pattern.slots): rule.pattern.slots for rule in rules}.values():
        for name in ("not", "denied", "filler", "affirmed", "past", "now"):
            known.update(w for one in slots.get(name, ()) for w in words_of(parse(one, slots)))
        known.update(w for line in slots.get("known", ()) for w in line.split())
    for rule in rules:
        for one in rule.pattern.unless:
            known.update(words_of(parse(one, rule.pattern.slots)))
    return known


def _alarm(hits: list[_Hit]) -> Alarm:
    if not hits:
        return Alarm()
    hits.sort(key=_urgency)
    first = hits[0].pattern.kind
    return Alarm(
        tier=max(hit.tier for hit in hits),
        kinds=tuple(dict.fromkeys(hit.pattern.kind for hit in hits)),
        third_person=all(hit.third_person for hit in hits if hit.pattern.kind is first),
        patterns=tuple(dict.fromkeys(hit.pattern.id for hit in hits)),
    )


def _urgency(hit: _Hit) -> tuple[bool, int, str]:
    return hit.tier < Tier.CRISIS, _PRECEDENCE[hit.pattern.kind], hit.pattern.id
