"""Building the matcher and the triage whenever the knowledge is read anew."""

from bot.content.shelf import Shelf
from bot.domain.matching import LexicalMatcher
from bot.domain.triage import Triage
from bot.usecases.edition import Edition


class ShelfEditions:
    """Implements ``Editions`` over the shelf; replaced whole, so that readers need no lock."""

    def __init__(self, shelf: Shelf) -> None:
        """Build the first edition."""
        self._shelf = shelf
        self._edition = self._built()

    def current(self) -> Edition:
        """Return the newest good edition."""
        return self._edition

    def renew(self) -> None:
        """Read ``knowledge/`` again and build from it; half a second: call it in a thread.

        Raises:
            ContentError: something needs mending; what was in service stays.
        """
        self._shelf.reload()
        self._edition = self._built()

    def _built(self) -> Edition:
        knowledge = self._shelf.knowledge
        matcher = LexicalMatcher.of(knowledge.entries.values(), knowledge.words)
        return Edition(knowledge, matcher, Triage(knowledge.patterns))
