"""Danger is looked for before anything else, in every word that came."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.crisis import Alarm, Kind, Tier
from bot.domain.second_net import Nearness
from bot.usecases.edition import Editions
from bot.usecases.ports import Meter

HELP_ASKED = Alarm(tier=Tier.CRISIS, kinds=(Kind.HELP,), patterns=("help-button",))
COMMAND = re.compile(r"^/\w+(@\w+)?")
"""The name of a command is our word, not the person's: ``/help`` asks for a list, no more."""
CHECK_IN = Alarm(tier=Tier.ELEVATED, kinds=(Kind.HELP,), patterns=("second-net",))
"""No pattern saw danger, but the learned model thinks it sounds like it: a question is due."""
BROKEN_TRIAGE = Alarm(tier=Tier.CRISIS, kinds=(Kind.HELP,), patterns=("triage-error",))


@dataclass(frozen=True, slots=True)
class Listen:
    """Return the gravest alarm in some words; an error inside counts as an alarm."""

    editions: Editions
    meter: Meter
    nearness: Nearness | None = None
    """An encoder's opinion, where there is one; it is only asked by the second net."""

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
        told = COMMAND.sub("", words)
        alarm = edition.triage.assess(told)
        return CHECK_IN if self._second_net_hears(told, alarm) else alarm

    def _second_net_hears(self, told: str, alarm: Alarm) -> bool:
        """Say whether the second net raises a check-in; it never lowers what patterns found."""
        net = self.editions.current().knowledge.net
        if net is None or alarm.guarded or alarm.tier >= Tier.ELEVATED:
            return False
        return net.hears(told, self.nearness)

    def _is_help_button(self, words: str) -> bool:
        texts = self.editions.current().knowledge.texts.by_language
        return words.strip() in {by_key["menu.help_now"] for by_key in texts.values()}
