"""What to show to somebody in danger, given what they were shown before.

Only the gravest tier, its kind and four moments are remembered; never a word.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.domain.crisis import Alarm, Kind, Tier
from bot.domain.danger_text import fold

CALM = timedelta(hours=24)
"""After a card: no small talk, no "did you mean"."""
ASK_AGAIN = timedelta(hours=6)
"""At most one check-in in this time, unless the tier rises."""
ANSWER_WITHIN = timedelta(hours=1)
"""A bare "no" this soon after the check-in is an answer to it."""

_NOT_SAFE = frozenset(
    line.strip()
    for line in """
    no, nope, nah, not really, not sure, i am not, im not, i'm not, no i'm not, no im not,
    not safe, i'm not safe, im not safe, i don't know, i dont know, idk, dunno, maybe, maybe not,
    kind of, i don't think so, not right now, not ok, not okay, no se, no lo se, creo que no,
    para nada, no estoy segura, no estoy seguro, la verdad no, no mucho, mas o menos, tal vez,
    quizas,
    no estoy a salvo, no estoy bien
    """.replace("\n", " ").split(",")
)
"""Bare answers to the check-in, folded: whatever is not a yes counts as a no."""
_SAFE = frozenset(
    line.strip()
    for line in """
    yes, yeah, yep, yes i am, yes i'm safe, yes im safe, i'm safe, im safe, i am safe, safe,
    i'm ok, im ok, i'm okay, yes thanks, si, si estoy a salvo, estoy a salvo, estoy bien,
    si estoy bien, si gracias
    """.replace("\n", " ").split(",")
)


@dataclass(frozen=True, slots=True)
class Care:
    """What is remembered of a person's alarms, for a day."""

    tier: Tier = Tier.NONE
    """The gravest within the last day."""
    kind: Kind | None = None
    """What the card was about: a supporter is told what the bot has said already."""
    alarmed_at: datetime | None = None
    asked_at: datetime | None = None
    """When "Are you safe right now?" was asked."""
    safe_at: datetime | None = None
    """When they said that they are safe; it is believed."""


class Step(Enum):
    """What a message leads to besides its answer."""

    CARD = auto()
    """The card, and nothing else."""
    CARD_THEN_ANSWER = auto()
    CHECK_IN = auto()
    """The answer, then "Are you safe right now?"."""
    FOOTER = auto()
    """The answer, then one soft line."""
    BELIEVED = auto()
    """They said they are safe: that is all."""
    NOTHING = auto()


def is_calm(care: Care, now: datetime) -> bool:
    """Say whether the day after a card is not over yet, and they have not said they are safe."""
    if care.tier < Tier.CRISIS or not _lately(care, now):
        return False
    return care.safe_at is None or care.safe_at < (care.alarmed_at or now)


def _lately(care: Care, now: datetime) -> bool:
    return care.alarmed_at is not None and now - care.alarmed_at < CALM


def awaits_answer(care: Care, now: datetime) -> bool:
    """Say whether the check-in was asked just now and nobody said "I'm safe" since."""
    if care.asked_at is None or now - care.asked_at >= ANSWER_WITHIN:
        return False
    return care.safe_at is None or care.safe_at < care.asked_at


def next_step(alarm: Alarm, words: str, care: Care, now: datetime) -> Step:
    """Decide; the same rule for everybody.

    A grave alarm is always a card.  After "I'm safe" a doubtful sign only gets the soft line, for
    a day; a check-in is not asked twice in six hours, unless nothing so grave was seen before.
    """
    if alarm.tier >= Tier.CRISIS:
        return Step.CARD
    if awaits_answer(care, now) and (answer := _answer(words)):
        return answer
    if alarm.tier == Tier.SOFT:
        return Step.FOOTER
    if alarm.tier < Tier.ELEVATED:
        return Step.NOTHING
    if alarm.kinds[:1] == (Kind.CRAVING,):
        return Step.CARD_THEN_ANSWER
    return Step.CHECK_IN if _may_ask(care, now) else Step.FOOTER


def _answer(words: str) -> Step | None:
    told = " ".join(fold(words).strip(" .!¡¿?,").split())
    if told in _NOT_SAFE:
        return Step.CARD
    return Step.BELIEVED if told in _SAFE else None


def _may_ask(care: Care, now: datetime) -> bool:
    believed = care.safe_at is not None and now - care.safe_at < CALM
    asked = care.asked_at is not None and now - care.asked_at < ASK_AGAIN
    return not believed and not asked


def after(step: Step, alarm: Alarm, care: Care, now: datetime) -> Care:
    """Return what is remembered once ``step`` was taken."""
    match step:
        case Step.CARD:
            kind = alarm.kinds[0] if alarm.kinds else care.kind
            tier = max(alarm.tier, Tier.CRISIS, care.tier if _lately(care, now) else Tier.NONE)
            return replace(care, tier=tier, kind=kind or Kind.HELP, alarmed_at=now)
        case Step.CHECK_IN:
            tier = max(alarm.tier, care.tier if _lately(care, now) else Tier.NONE)
            return replace(care, tier=tier, alarmed_at=now, asked_at=now)
        case Step.BELIEVED:
            return replace(care, safe_at=now)
        case _:
            return care
