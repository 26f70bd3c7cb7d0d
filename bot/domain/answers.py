"""Decide what to do with a question: answer it, ask back, or say honestly that we cannot."""

from dataclasses import dataclass

from bot.domain.knowledge import Language
from bot.domain.matching import Matcher

_MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """This entry answers the question."""

    entry_id: str
    score: float
    """0 to 1, see ``Match.score``."""


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
    """How sure is sure enough.

    Chosen on a grid, at a price of 5 for a wrong answer, 2 for "I don't know" to what an entry
    answers or for suggestions without it, 1 for suggestions with it or for any to what no entry
    answers.  Measured with the lexical matcher on two sets of messages as people type them: A, 99
    to 120 entries, most of them stubs then (46 messages answered by none); B, 270 to a foreign FAQ
    of 82 (55 by none).

    ================  ======  ======
    .                 A       B
    ================  ======  ======
    answered, right   12      19
    answered, wrong   0       1
    asked, among      24      94
    asked, not among  11      31
    unknown           6       70
    no entry: asked   12      14
    no entry: unknown  34     41
    price a message   0.71    1.17
    ================  ======  ======

    Saying "I don't know" to everything costs 1.07 and 1.59.  ``hit`` 0.65 answers half as many
    again in B, and 3 wrong.
    """

    hit: float = 0.75
    """The least score of an answer that is given without asking."""
    lead: float = 0.1
    """How far an answer must be ahead of the second, unless it is word for word."""
    near: float = 0.15
    """The least score of the first suggestion; without one the question is unknown."""
    also: float = 0.06
    """The least score of the second and third suggestion."""


def decide(
    question: str, language: Language | None, matcher: Matcher, policy: Policy | None = None
) -> Decision:
    """Return what to do with ``question``, written in ``language`` as far as anybody knows.

    It is no alarm and no guard: triage has looked at the message before.
    """
    rules = policy or Policy()
    matches = matcher.rank(question, language, limit=_MOST_SUGGESTIONS)
    if not matches or matches[0].score < rules.near:
        return Unknown()
    best = matches[0]
    second = matches[1].score if len(matches) > 1 else 0.0
    if best.score >= rules.hit and (best.score == 1.0 or best.score - second >= rules.lead):
        return Hit(best.entry_id, best.score)
    close = (match.entry_id for match in matches[1:] if match.score >= rules.also)
    return Near((best.entry_id, *close))
