"""A question and what the knowledge has to say to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, assert_never

from bot.domain.answers import Hit, Near, Policy, Unknown, decided
from bot.domain.courtesy import Courtesy, courtesy_of
from bot.domain.knowledge import Entry, Knowledge, Language
from bot.domain.languages import language_of
from bot.domain.matching import Ranking
from bot.domain.risky import risk_of
from bot.domain.splitting import parts
from bot.domain.threads import leans
from bot.usecases.edition import Edition, Editions

MOST_RELATED = 3
_RANKED = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that may be a question."""

    text: str
    speaks: Language
    """The person's language."""
    about: str | None = None
    """The entry they were just shown."""
    again: bool = False
    """They were just asked to put it in other words."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One entry answers it."""

    entry: Entry
    related: tuple[Entry, ...]
    language: Language
    also: tuple[Entry, ...] = ()
    """What answers the other questions of the message."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Some entries may be meant."""

    entries: tuple[Entry, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Careful:
    """A near miss could hurt: ask a clinician or the poison line; some entries come near."""

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
    again: bool = False
    """It was put in other words already."""


Reply = Answered | Suggested | Careful | Courteous | NotKnown


class Answering(Protocol):
    """Answers questions, perhaps not at once."""

    def __call__(self, asked: Asked, *, turn: int) -> Reply:
        """Return the reply to what the update number ``turn`` asks.

        Raises:
            StillThinkingError: it is being worked out; the turn is to be taken again.
        """
        ...


class StillThinkingError(Exception):
    """The answer is being worked out on another thread."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Look a question up. Nothing is generated: an answer is an entry, whole."""

    editions: Editions
    policy: Policy

    def __call__(self, asked: Asked, *, turn: int = 0) -> Reply:  # noqa: ARG002  # see Answering
        """Return the reply, in the language of the question if that is clear."""
        edition = self.editions.current()
        courteous = courtesy_of(asked.text, edition.knowledge.words, asked.speaks)
        if courteous is not None:
            return Courteous(*courteous)
        language = language_of(asked.text) or asked.speaks
        return self._found(edition, asked, language)

    def rank(self, asked: Asked) -> Ranking:
        """Return the ranking on which the reply rests."""
        language = language_of(asked.text) or asked.speaks
        return self._ranking(self.editions.current(), asked, language)

    def _found(self, edition: Edition, asked: Asked, language: Language) -> Reply:
        entries = edition.knowledge.entries
        ranking = self._ranking(edition, asked, language)
        several = [] if ranking.exact else self._several(edition, asked.text, language)
        if several:
            return replace(
                answer(edition.knowledge, several[0], language),
                also=tuple(entries[one] for one in several[1:]),
            )
        match decided(ranking, self.policy):
            case Hit(entry_id=entry_id):
                return answer(edition.knowledge, entry_id, language)
            case Near(entry_ids=ids):
                near = tuple(entries[one] for one in ids)
                careful = _is_risky(asked, near)
                return Careful(near, language) if careful else Suggested(near, language)
            case Unknown():
                careful = _is_risky(asked, ())
                return Careful((), language) if careful else NotKnown(language, asked.again)
            case other:
                assert_never(other)

    def _ranking(self, edition: Edition, asked: Asked, language: Language) -> Ranking:
        """Rank a question, read together with the entry just shown if it leans on it."""
        alone = edition.matcher.consider(asked.text, language, limit=_RANKED)
        shown = edition.knowledge.entries.get(asked.about or "")
        if shown is None or alone.exact or not leans(asked.text):
            return alone
        question = shown.text[language].question
        together = edition.matcher.consider(f"{question} {asked.text}", language, limit=_RANKED)
        return _without(together, shown.id, alone)

    def _several(self, edition: Edition, text: str, language: Language) -> Sequence[str]:
        """Return the entries that answer the questions of a message, if each is sure."""
        found = dict[str, None]()
        asked = parts(text)
        for one in asked:
            decision = decided(edition.matcher.consider(one, language), self.policy)
            if not isinstance(decision, Hit):
                return ()
            found[decision.entry_id] = None
        return [*found] if len(found) == len(asked) > 1 else ()


def _without(together: Ranking, shown: str, alone: Ranking) -> Ranking:
    """Return what else than the entry just shown may be meant, or the question by itself.

    Of the two readings the surer one counts.
    """
    others = tuple(match for match in together.matches if match.entry_id != shown)
    best = max((match.score for match in alone.matches), default=0.0)
    left = 1 - sum(match.score for match in together.matches if match.entry_id == shown)
    if not others or left <= 0 or others[0].score / left < best:
        return alone
    return Ranking(
        tuple(replace(match, score=match.score / left) for match in others),
        together.nothing / left,
    )


def _is_risky(asked: Asked, near: Sequence[Entry]) -> bool:
    """Tell whether a near miss could hurt; a guarded entry that comes first says it itself."""
    return risk_of(asked.text) is not None and not (near and near[0].guard is not None)


def answer(knowledge: Knowledge, entry_id: str, language: Language) -> Answered:
    """Return an entry with its nearest neighbours.

    Raises:
        KeyError: there is no such entry (any more).
    """
    entry = knowledge.entries[entry_id]
    related = [knowledge.entries[other] for other in entry.see_also if other in knowledge.entries]
    return Answered(entry, tuple(related[:MOST_RELATED]), language)
