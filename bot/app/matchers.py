"""Making the matcher: which encoders there are, and what their evidence weighs."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import structlog

from bot.content.weighings import FILE, Weighings, read_weighings
from bot.domain.combining import CombinedMatcher
from bot.domain.evidence import Gatherer
from bot.domain.knowledge import Knowledge
from bot.domain.matching import LexicalMatcher
from bot.encoder.dictionary import english_words
from bot.encoder.finding import Found, installed
from bot.encoder.own import own_encoder
from bot.encoder.stored import StoredVectors

log = structlog.get_logger()

OFF = Path("off")
"""The value of ENCODER_PATH with which questions are matched by words alone."""


@dataclass(slots=True)
class Matchers:
    """Builds matchers: by words alone at first, by meaning once the encoders are open."""

    own: Path | None = None
    """The folder of an encoder to use instead of those that are installed."""
    store: Path | None = None
    """The folder where vectors of ``knowledge/`` are kept; ``None`` keeps none."""
    stopped: Event = field(default_factory=Event)
    """Set when nobody needs a matcher any more."""
    found: Found = field(default_factory=lambda: Found(()))
    weighings: Weighings = field(default_factory=read_weighings)
    _indexed: tuple[Knowledge, LexicalMatcher] | None = None

    def open_encoders(self) -> None:
        """Open the encoders; half a second. What is missing is said once, and done without."""
        if self.own == OFF:
            return
        found = own_encoder(self.own) if self.own else installed()
        for complaint in found.complaints:
            log.warning("encoder_left_out", mend=complaint)
        if not found.encoders:
            return
        weights = self.own / FILE.name if self.own else FILE
        if not weights.exists():
            log.warning("encoder_left_out", mend=NOT_FITTED)
            return
        log.info("encoders_open", encoders=[one.name for one in found.encoders])
        self.found, self.weighings = found, self.weighings | read_weighings(weights)

    def built(self, knowledge: Knowledge) -> CombinedMatcher:
        """Return a matcher of ``knowledge``; seconds if an encoder has to read all of it."""
        entries = [*knowledge.entries.values()]
        if self._indexed is None or self._indexed[0] is not knowledge:
            lexical = LexicalMatcher.of(entries, knowledge.words, dictionary=english_words())
            self._indexed = (knowledge, lexical)
        lexical = self._indexed[1]
        reading = [
            (one, StoredVectors(one, self.store, self.stopped.is_set))
            for one in self.found.encoders
        ]
        gatherer = Gatherer.of(entries, lexical, reading)
        return CombinedMatcher(gatherer, self.weighings.of(gatherer.roles))


NOT_FITTED = (
    "ENCODER_PATH: nobody has measured yet what its evidence weighs. To mend it: run "
    "`python -m benchmarks.fit_matcher --own FOLDER --write` once."
)
