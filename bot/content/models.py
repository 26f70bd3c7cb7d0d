"""What each file of ``knowledge/`` may hold."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, RootModel

from bot.content.fields import (
    MAYBE,
    Day,
    Id,
    MaybeDay,
    MaybeSaid,
    MaybeUrl,
    Plain,
    Said,
    YesNo,
    count,
    one_of,
)
from bot.domain.crisis import Kind, Tier
from bot.domain.knowledge import Audience

Guard = Literal[
    "mixing", "dose", "taper", "stopping", "pregnancy", "overdose", "self-harm", "minors"
]
"""Why a wrong answer could hurt."""

KindName = Annotated[Kind, one_of(Kind, Kind)]
TierName = Annotated[Tier, one_of(Tier, [tier.name.lower() for tier in Tier])]
AudienceName = Annotated[Audience, one_of(Audience, Audience)]


class Both(Plain):
    """A short text in both languages."""

    en: Said
    es: Said


class Source(Plain):
    """What a fact rests on."""

    what: Said
    url: MaybeUrl = None


class Reviewed(Plain):
    """Who has read it last, when, and when it should be read again."""

    by: MaybeSaid = None
    on: MaybeDay = None
    next: Day


class EntryWords(Plain):
    """An entry in one language."""

    question: Said
    phrasings: Annotated[list[Said], count(6, 20, "ways people ask this")]
    answer: Said
    examples: Annotated[list[Said], count(5, None, "other ways to ask this")]


class EntryFile(Plain):
    """``faq/<group>/<id>.yaml``."""

    audience: AudienceName
    guard: Annotated[Guard | None, MAYBE] = None
    card: Annotated[KindName | None, MAYBE] = None
    see_also: list[Id] = Field(default_factory=list)
    sources: Annotated[list[Source], count(1, None, "sources")]
    reviewed: Reviewed
    en: EntryWords
    es: EntryWords


class GroupRow(Plain):
    """A group of entries."""

    id: Id
    title: Both


class GroupsFile(RootModel[Annotated[list[GroupRow], count(1, None, "groups")]]):
    """``faq/groups.yaml``, in the order shown."""

    model_config = ConfigDict(strict=True)


class RequiredRow(Plain):
    """What one answer has to go on saying; each text is ``a`` or ``a | b``."""

    en: Annotated[list[Said], count(1, None, "words that must stand in the answer")]
    es: Annotated[list[Said], count(1, None, "words that must stand in the answer")]
    sources: list[Said] = Field(default_factory=list)


class RequiredFile(RootModel[dict[str, RequiredRow]]):
    """``faq/required.yaml``: by entry id; only the check reads it."""

    model_config = ConfigDict(strict=True)


class ArticleHead(Plain):
    """The lines between the dashes of ``articles/<id>.<lang>.md``."""

    title: Said
    summary: Said
    audience: AudienceName
    sources: Annotated[list[Source], count(1, None, "sources")]
    reviewed: Reviewed


class HelplineRow(Plain):
    """A service with people at the other end."""

    id: Id
    name: Said
    contact: Both
    text: Both | None = None
    chat: Both | None = None
    hours: Both | None = None
    languages: Both | None = None
    about: Both
    source: MaybeUrl = None
    verified_on: MaybeDay = None
    verified: YesNo
    note: MaybeSaid = None
    """What has to be settled first; for curators only."""


class SlotsTable(Plain):
    """What the slots of cards stand for, per language."""

    en: dict[str, Said]
    es: dict[str, Said]


class PackFile(Plain):
    """``helplines/<cc>.yaml``."""

    name: Both
    slots: SlotsTable
    helplines: list[HelplineRow]


class CardWords(Plain):
    """A card in one language; an empty line stands for a blank one."""

    first: Annotated[list[str], count(1, None, "lines")]
    third: Annotated[list[str], count(1, None, "lines")]


class CardsFile(RootModel[dict[KindName, CardWords]]):
    """``cards/<lang>.yaml``."""

    model_config = ConfigDict(strict=True)


class PatternRow(Plain):
    """A family of statements, with lines that show what it means."""

    id: Id
    kind: KindName
    tier: TierName
    person: Literal["first", "third"]
    alone: YesNo = False
    say: Annotated[list[Said], count(1, None, "phrases")]
    unless: list[Said] = Field(default_factory=list)
    must_alarm: Annotated[list[Said], count(3, None, "lines that must raise the alarm")]
    must_not_alarm: Annotated[list[Said], count(3, None, "lines that must not raise it")]
    why: Said
    reviewed: Reviewed


class CrisisFile(Plain):
    """``crisis/<lang>.yaml``."""

    slots: dict[str, list[Said]] = Field(default_factory=dict)
    patterns: list[PatternRow]


class AvoidRow(Plain):
    """A term that our own words do without."""

    term: Said
    say: Said
    severity: Literal["error", "warn"]
    allow: list[Said] = Field(default_factory=list)


class WordsFile(Plain):
    """``words/<lang>.yaml``."""

    synonyms: dict[str, list[Said]] = Field(default_factory=dict)
    abbreviations: dict[str, Said] = Field(default_factory=dict)
    greetings: list[Said] = Field(default_factory=list)
    thanks: list[Said] = Field(default_factory=list)
    avoid: list[AvoidRow] = Field(default_factory=list)


class TextsFile(RootModel[dict[str, str]]):
    """``texts/<lang>.yaml``: every sentence the bot says by itself."""

    model_config = ConfigDict(strict=True)
