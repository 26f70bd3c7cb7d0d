"""A question and what the knowledge has to say to it."""

from dataclasses import dataclass
from typing import assert_never

from bot.domain.answers import Hit, Near, Policy, Unknown, decide
from bot.domain.courtesy import Courtesy, courtesy_of
from bot.domain.knowledge import Entry, Knowledge, Language
from bot.domain.languages import language_of
from bot.usecases.edition import Editions

MOST_RELATED = 3


@dataclass(frozen=True, slots=True)
class Answered:
    """One entry answers it."""

    entry: Entry
    related: tuple[Entry, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Suggested:
    """Some entries may be meant."""

    entries: tuple[Entry, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Courteous:
    """It asks nothing: a hello or a thank you."""

    courtesy: Courtesy
    language: Language


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Nothing in ``knowledge/`` answers it."""

    language: Language


Reply = Answered | Suggested | Courteous | NotKnown


@dataclass(frozen=True, slots=True)
class Ask:
    """Look a question up. Nothing is generated: an answer is an entry, whole."""

    editions: Editions
    policy: Policy

    def __call__(self, question: str, *, speaks: Language) -> Reply:
        """Return the reply in the language of the question, or in ``speaks`` if none is clear."""
        edition = self.editions.current()
        courteous = courtesy_of(question, edition.knowledge.words, speaks)
        if courteous is not None:
            return Courteous(*courteous)
        language = language_of(question) or speaks
        entries = edition.knowledge.entries
        match decide(question, language, edition.matcher, self.policy):
            case Hit(entry_id=entry_id):
                return answer(edition.knowledge, entry_id, language)
            case Near(entry_ids=ids):
                return Suggested(tuple(entries[entry_id] for entry_id in ids), language)
            case Unknown():
                return NotKnown(language)
            case other:
                assert_never(other)


def answer(knowledge: Knowledge, entry_id: str, language: Language) -> Answered:
    """Return an entry with its nearest neighbours.

    Raises:
        KeyError: there is no such entry (any more).
    """
    entry = knowledge.entries[entry_id]
    related = [knowledge.entries[other] for other in entry.see_also if other in knowledge.entries]
    return Answered(entry, tuple(related[:MOST_RELATED]), language)
