"""What curators wrote for the queue: the choices, the hours, and the words for supporters."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.handoff.hours import Hours

if TYPE_CHECKING:  # it holds ``Peers``, and is read after this module
    from bot.domain.knowledge import Language

Said = Mapping["Language", str]
"""A text in both languages."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose by a button: what it is about, or a wish for "someone like me"."""

    id: str
    label: Said


@dataclass(frozen=True, slots=True)
class CannedReply:
    """What a supporter may send with one press."""

    id: str
    label: Said
    """What stands on its button."""
    text: Said


@dataclass(frozen=True, slots=True)
class Training:
    """Something that supporters learn, and learn again when it has run out."""

    id: str
    label: Said
    required: bool
    """Whether nobody may start a shift without it."""


class DebriefAnswer(StrEnum):
    """How a question of the debrief is answered."""

    WORDS = "words"
    SCORE = "score"
    """1 to 5, 5 is best."""
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class DebriefItem:
    """One question after a grave conversation."""

    id: str
    ask: Said
    answer: DebriefAnswer


@dataclass(frozen=True, slots=True)
class RehearsalLine:
    """What the scripted person says next, and what a supporter may look at in answering it."""

    says: Said
    note: Said
    """Shown to the supporter, never as the person's words."""
    hard: bool = False
    """Whether it is the hard moment of the story."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A conversation with nobody real in it, to practise on."""

    alias: str = ""
    intro: Said = field(default_factory=dict)
    lines: tuple[RehearsalLine, ...] = ()
    outro: Said = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Peers:
    """What the line needs so that people can reach a peer; empty where there are none."""

    topics: tuple[Choice, ...] = ()
    wishes: tuple[Choice, ...] = ()
    replies: tuple[CannedReply, ...] = ()
    aliases: tuple[str, ...] = ()
    """The same in both languages; never anybody's name."""
    trainings: tuple[Training, ...] = ()
    hours: Hours = field(default_factory=Hours)
    boundary: Said = field(default_factory=dict)
    """The card at the start of a shift; ``- `` lists are its only marks."""
    debrief: tuple[DebriefItem, ...] = ()
    story: Rehearsal = field(default_factory=Rehearsal)
    """What a rehearsal plays."""

    @property
    def required(self) -> frozenset[str]:
        """Ids of the trainings that a shift needs."""
        return frozenset(one.id for one in self.trainings if one.required)

    def topic(self, topic_id: str | None, language: "Language") -> str:
        """Return how a topic is called; nothing for ``None``, and for one that is gone."""
        named = (one.label[language] for one in self.topics if one.id == topic_id)
        return next(named, "")

    def wishes_named(self, ids: Collection[str], language: "Language") -> list[str]:
        """Return how those wishes are called that there (still) are, in the order of the list."""
        return [one.label[language] for one in self.wishes if one.id in ids]
