"""Building the matcher and the triage whenever the knowledge is read anew."""

from contextlib import suppress
from dataclasses import replace
from threading import Lock

from bot.app.matchers import Matchers
from bot.content.shelf import Shelf
from bot.domain.gaps import vocabulary
from bot.domain.triage import Triage
from bot.encoder.stored import StoppedError
from bot.usecases.edition import Edition


class ShelfEditions:
    """Implements ``Editions`` over the shelf; replaced whole, so that readers need no lock."""

    def __init__(self, shelf: Shelf, matchers: Matchers | None = None) -> None:
        """Build the first edition, which matches by words alone."""
        self._shelf = shelf
        self._matchers = matchers or Matchers()
        self._building = Lock()
        self._edition = self._built()

    def current(self) -> Edition:
        """Return the newest good edition."""
        return self._edition

    def renew(self) -> None:
        """Read ``knowledge/`` again and build from it; half a second: call it in a thread.

        Raises:
            ContentError: something needs mending; what was in service stays.
        """
        with self._building:
            self._shelf.reload()
            self._edition = self._built()

    def learn(self) -> None:
        """Open the encoders and build from them; a second, or half a minute the first time."""
        with self._building, suppress(StoppedError):
            self._matchers.open_encoders()
            self._edition = replace(
                self._edition, matcher=self._matchers.built(self._edition.knowledge)
            )

    def stop_learning(self) -> None:
        """Give up what ``learn`` has begun, within about a second."""
        self._matchers.stopped.set()

    def _built(self) -> Edition:
        knowledge = self._shelf.knowledge
        matcher = self._matchers.built(knowledge)
        known = vocabulary(knowledge.entries.values())
        return Edition(knowledge, matcher, Triage(knowledge.patterns), known)
