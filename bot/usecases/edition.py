"""The knowledge in service together with what was built from it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from bot.domain.knowledge import Knowledge
from bot.domain.matching import Matcher
from bot.domain.triage import Triage


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of ``knowledge/``: answers, matcher and triage always fit one another."""

    knowledge: Knowledge
    matcher: Matcher
    triage: Triage
    vocabulary: Collection[str] = frozenset()
    """The words of the knowledge base: they may be kept of a question, for they name nobody."""


class Editions(Protocol):
    """Tells which edition is in service."""

    def current(self) -> Edition:
        """Return the newest good edition; cheap enough to ask for every message."""
        ...
