"""A pattern ready to be run: what it looks for, and how grave one match of it is."""

import re
from dataclasses import dataclass

from bot.domain.crisis import Pattern, Tier
from bot.domain.guards import Guards, parts_around


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with its guards compiled."""

    pattern: Pattern
    guards: Guards
    unless: re.Pattern[str] | None

    def weigh(self, clause: str, start: int, end: int) -> Tier:
        """Return how grave this one match is: nothing, soft, or as the pattern says."""
        if self.guards.denies(clause, start) or self._is_harmless(clause, start, end):
            return Tier.NONE
        if self.guards.asks(clause, start, end):
            return min(Tier.SOFT, self.pattern.tier)
        if self.guards.wonders(clause, start, end):
            return min(Tier.ELEVATED, self.pattern.tier)
        if self.guards.puts_in_the_past(clause, start, end):
            reported = self.guards.reports(clause, start)
            return min(Tier.ELEVATED if reported else Tier.SOFT, self.pattern.tier)
        return self.pattern.tier

    def _is_harmless(self, clause: str, start: int, end: int) -> bool:
        own = parts_around(clause, start, end)
        return any(
            shape.start() < end and start < shape.end()
            for shapes in (self.guards.harmless, self.unless)
            if shapes
            for shape in shapes.finditer(clause, *own)
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern that stands in one part of a clause; ``part`` tells the parts apart."""

    pattern: Pattern
    tier: Tier
    third_person: bool
    part: tuple[int, int]
