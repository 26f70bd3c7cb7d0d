"""See danger in a message: which kinds, how grave, and by which patterns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What may be wrong; in order of precedence, the first one chooses the card."""

    OVERDOSE = "overdose"
    WITHDRAWAL = "medical_withdrawal"
    SUICIDE_ACTIVE = "suicide_active"
    CHILD = "child_at_risk"
    VIOLENCE = "violence_abuse"
    SELF_HARM = "self_harm"
    DISTRESS = "acute_distress"
    SUICIDE_PASSIVE = "suicide_passive"
    CRAVING = "relapse_craving"
    BEREAVEMENT = "bereavement"
    HELP = "help"
    """Somebody asks for help now and says no more; also the card behind the button."""


class Tier(IntEnum):
    """How grave an alarm is; a higher one wins."""

    NONE = 0
    SOFT = 1
    ELEVATED = 2
    CRISIS = 3
    EMERGENCY = 4


@dataclass(frozen=True, slots=True)
class Pattern:
    """A family of statements, as a curator wrote it."""

    id: str
    kind: Kind
    tier: Tier
    third_person: bool
    say: tuple[str, ...]
    """Phrases in the tiny language of ``knowledge/crisis/``; see ``bot.domain.phrases``."""
    unless: tuple[str, ...] = ()
    """Harmless shapes in the same language; one that overlaps a match cancels that match."""
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """The ``slots:`` map of the pattern's file, as read: what ``{name}`` in a phrase stands for.
    The names ``not``, ``denied``, ``filler``, ``affirmed``, ``past``, ``now`` and ``known`` also
    steer the guards and the spelling (``bot.domain.guards``, ``bot.domain.spelling``)."""
    alone: bool = False
    """Whether it only counts in a message that says hardly anything else, such as ``help``."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What triage found in one message; it keeps none of the message's words."""

    tier: Tier = Tier.NONE
    kinds: tuple[Kind, ...] = ()
    third_person: bool = False
    patterns: tuple[str, ...] = ()
    """Ids of the patterns that matched."""
    guarded: bool = field(default=False, compare=False)
    """Whether a guard cancelled or softened something; the second net then keeps quiet."""
