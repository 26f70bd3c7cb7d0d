"""Danger is looked for before anything else, in every word that came."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.crisis import Alarm, Kind, Tier
from bot.usecases.edition import Editions
from bot.usecases.ports import Meter

HELP_ASKED = Alarm(tier=Tier.CRISIS, kinds=(Kind.HELP,), patterns=("help-button",))
COMMAND = re.compile(r"^/\w+(@\w+)?")
"""The name of a command is our word, not the person's: ``/help`` asks for a list, no more."""
BROKEN_TRIAGE = Alarm(tier=Tier.CRISIS, kinds=(Kind.HELP,), patterns=("triage-error",))


@dataclass(frozen=True, slots=True)
class Listen:
    """Return the gravest alarm in some words; an error inside counts as an alarm."""

    editions: Editions
    meter: Meter

    def __call__(self, words: Iterable[str]) -> Alarm:
        """Judge each of ``words`` by itself; the gravest one wins."""
        try:
            return max(map(self._one, words), key=lambda alarm: alarm.tier, default=Alarm())
        except Exception:  # noqa: BLE001  # a bug must not stand between a person and help
            self.meter.count("triage_errors")
            return BROKEN_TRIAGE

    def _one(self, words: str) -> Alarm:
        edition = self.editions.current()
        if self._is_help_button(words):
            return HELP_ASKED
        return edition.triage.assess(COMMAND.sub("", words))

    def _is_help_button(self, words: str) -> bool:
        texts = self.editions.current().knowledge.texts.by_language
        return words.strip() in {by_key["menu.help_now"] for by_key in texts.values()}
