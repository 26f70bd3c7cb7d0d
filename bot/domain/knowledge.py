"""The curated knowledge as values: what ``knowledge/`` holds once it has been read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from bot.domain.crisis import Kind, Pattern
from bot.domain.handoff.peers import Peers
from bot.domain.second_net import SecondNet

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = ("en", "es")


class Audience(StrEnum):
    """For whom an entry or an article is written."""

    RECOVERY = "recovery"
    FAMILY = "family"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class EntryText:
    """An entry in one language."""

    question: str
    phrasings: tuple[str, ...]
    """Other ways people ask it, as they type them."""
    answer: str
    """Paragraphs apart by a blank line, ``- `` lists, ``**bold**``; nothing else is marked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A question that people ask, and the answer that a curator wrote."""

    id: str
    group: str
    audience: Audience
    text: Mapping[Language, EntryText]
    see_also: tuple[str, ...] = ()
    """Ids of related entries, the nearest first."""
    guard: str | None = None
    """Why a wrong answer could hurt (``mixing``, ``dose``, ``stopping``…); ``None`` for most."""
    card: Kind | None = None
    """The crisis card whose button goes with the answer."""


@dataclass(frozen=True, slots=True)
class Group:
    """A shelf of entries, as /topics shows it."""

    id: str
    title: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an article; ``body`` is marked like an answer."""

    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article in one language."""

    title: str
    summary: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A longer text, read in pages."""

    id: str
    audience: Audience
    text: Mapping[Language, ArticleText]


@dataclass(frozen=True, slots=True)
class Helpline:
    """A service with people at the other end."""

    id: str
    name: str
    contact: Mapping[Language, str]
    """One line that tells how to reach it, numbers in full, e.g. ``Call or text 988``."""
    about: Mapping[Language, str]
    """What it is and what happens when one calls; one or two sentences."""
    source: str
    verified_on: date | None
    verified: bool
    """Only verified helplines are ever shown."""
    other_ways: tuple[Mapping[Language, str], ...] = ()
    """How to reach it without speaking, by text or by chat; a line each."""
    hours: Mapping[Language, str] | None = None
    """When people answer; ``None`` where nobody could find out."""
    languages: Mapping[Language, str] | None = None
    """What is spoken there, as words to be shown."""


@dataclass(frozen=True, slots=True)
class CountryPack:
    """The helplines of one country, and the words that crisis cards take from it."""

    country: str
    """ISO 3166 code, two capital letters."""
    name: Mapping[Language, str]
    helplines: tuple[Helpline, ...]
    slots: Mapping[Language, Mapping[str, str]]
    """What ``{emergency}``, ``{crisis}``… in a card stand for; a card line whose slot is missing
    is left out."""


@dataclass(frozen=True, slots=True)
class Card:
    """A crisis card: lines in order, the first one says what to do."""

    kind: Kind
    first: Mapping[Language, tuple[str, ...]]
    """For a person who writes about themself."""
    third: Mapping[Language, tuple[str, ...]]
    """For a person who writes about somebody else."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Every sentence that the bot says by itself."""

    by_language: Mapping[Language, Mapping[str, str]]

    def say(self, key: str, language: Language, /, **values: object) -> str:
        """Return the sentence ``key`` with its ``{placeholders}`` filled.

        Raises:
            KeyError: there is no such sentence, or a value is missing for a placeholder.
        """
        return self.by_language[language][key].format(**values)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of our field that people use for one another, in one language."""

    synonyms: Mapping[str, tuple[str, ...]]
    """A word to the other words for it, e.g. ``naloxone`` to ``narcan``."""
    abbreviations: Mapping[str, str]
    """A short form to what it stands for, e.g. ``moud``."""
    greetings: tuple[str, ...] = ()
    """Whole messages that only say hello, e.g. ``good morning``."""
    thanks: tuple[str, ...] = ()
    """Whole messages that only say thank you, or that all is well for now."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All of ``knowledge/``, whole and checked; replaced as one, never changed."""

    entries: Mapping[str, Entry]
    groups: tuple[Group, ...]
    articles: Mapping[str, Article]
    packs: Mapping[str, CountryPack]
    cards: Mapping[Kind, Card]
    """Holds at least every kind that a pattern names, and ``Kind.HELP``."""
    patterns: tuple[Pattern, ...]
    texts: Texts
    words: Mapping[Language, Words] = field(default_factory=dict)
    peers: Peers = field(default_factory=Peers)
    net: SecondNet | None = None
    """The learned model below the patterns; optional."""
