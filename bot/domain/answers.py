"""Decide what to do with a question: answer it, ask back, or say honestly that we cannot."""

from dataclasses import dataclass

from bot.domain.knowledge import Language
from bot.domain.matching import Matcher, Ranking

MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """This entry answers the question."""

    entry_id: str
    score: float
    """How likely it does, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Near:
    """One of these may be meant: ask."""

    entry_ids: tuple[str, ...]
    """One to three, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing here answers the question."""


Decision = Hit | Near | Unknown


@dataclass(frozen=True, slots=True)
class Policy:
    """What each outcome costs a person; the cheapest decision is taken.

    The thresholds follow from the costs and from nothing else: an answer is given when it is
    right with a chance of four in five or so, suggestions are shown when something is likely to
    be among them, and otherwise we say that we do not know.
    """

    wrong: float = 5.0
    """A wrong answer, or any answer to what no entry answers."""
    asked: float = 1.0
    """To be asked "did you mean", with the right entry among the suggestions."""
    silent: float = 2.0
    """To be told "I don't know" although an entry answers it, or to be shown suggestions without
    it."""
    strangers: float = 0.4
    """How many messages that no entry answers come, beside the share there was in the fit.

    It counts between suggestions and silence. Whether to answer is decided as if there were as
    many as in the fit: in doubt, nobody is given an answer to what they did not ask.
    """
    least: float = 0.04
    """How likely the second and third suggestion must be to be worth a line."""


def decide(
    question: str, language: Language | None, matcher: Matcher, policy: Policy | None = None
) -> Decision:
    """Return what to do with ``question``, written in ``language`` as far as anybody knows.

    It is no alarm and no guard: triage has looked at the message before.
    """
    return decided(matcher.consider(question, language, limit=MOST_SUGGESTIONS), policy)


def decided(ranking: Ranking, policy: Policy | None = None) -> Decision:
    """Return the decision that is expected to cost least."""
    rules = policy or Policy()
    matches = ranking.matches[:MOST_SUGGESTIONS]
    if not matches:
        return Unknown()
    best = matches[0]
    close = [match for match in matches[1:] if match.score >= rules.least]
    shown = best.score + sum(match.score for match in close)
    asking, silence = _costs(rules, shown, ranking.nothing)
    if rules.wrong * (1 - best.score) <= min(asking, silence):
        return Hit(best.entry_id, best.score)
    rarer = ranking.nothing * rules.strangers
    whole = 1 - ranking.nothing + rarer
    asking, silence = _costs(rules, shown / whole, rarer / whole)
    if asking <= silence:
        return Near((best.entry_id, *(match.entry_id for match in close)))
    return Unknown()


def _costs(rules: Policy, shown: float, nothing: float) -> tuple[float, float]:
    """Return what suggestions and what silence are expected to cost."""
    missed = max(0.0, 1 - shown - nothing)
    return rules.asked * (shown + nothing) + rules.silent * missed, rules.silent * (1 - nothing)
