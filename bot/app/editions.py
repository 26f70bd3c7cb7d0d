"""Building the matcher and the triage whenever the knowledge changes."""

from bot.domain.matching import LexicalMatcher
from bot.domain.triage import Triage
from bot.usecases.edition import Edition
from bot.usecases.ports import Library


class LibraryEditions:
    """Implements ``Editions`` over a library."""

    def __init__(self, library: Library) -> None:
        """Build the first edition."""
        self._library = library
        self._edition = self._built()

    def current(self) -> Edition:
        """Return the newest edition; a new one is built when the library holds new knowledge."""
        if self._library.knowledge is not self._edition.knowledge:
            self._edition = self._built()
        return self._edition

    def _built(self) -> Edition:
        knowledge = self._library.knowledge
        matcher = LexicalMatcher.of(knowledge.entries.values(), knowledge.words)
        return Edition(knowledge, matcher, Triage(knowledge.patterns))
