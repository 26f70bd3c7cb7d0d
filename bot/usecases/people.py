"""Knowing a person again, and keeping what they chose."""

from dataclasses import dataclass, replace

from bot.domain.knowledge import Audience, Language
from bot.domain.people import Person
from bot.usecases.ports import Turn

CONSENT_VERSION = 1
"""Raised when the first screen says something new; see docs/decisions/0007-first-screen.md."""


@dataclass(frozen=True, slots=True)
class Recognise:
    """Return the person behind a chat, a new one if need be."""

    default_country: str

    async def __call__(
        self, turn: Turn, chat_id: int, language_code: str, *, remember: bool = True
    ) -> Person:
        """Return the person; whoever writes can be reached again.

        A group is nobody: with ``remember`` off, nothing is kept.
        """
        stranger = Person(chat_id, first_language(language_code), self.default_country)
        if not remember:
            return stranger
        known = await turn.people.get(chat_id)
        if known is None:
            known = stranger
            await turn.people.put(known)
        elif known.unreachable:
            known = replace(known, unreachable=False)
            await turn.people.put(known)
        return known


def first_language(language_code: str) -> Language:
    """Return the language to begin in, from the code of the person's own Telegram."""
    return "es" if language_code.lower().startswith("es") else "en"


async def welcome(turn: Turn, person: Person) -> Person:
    """Keep that the first screen was shown."""
    return await _keep(turn, replace(person, welcomed_at=turn.now))


async def agree(turn: Turn, person: Person) -> Person:
    """Keep that they went on below the first screen, and which wording they saw."""
    return await _keep(
        turn, replace(person, consented_at=turn.now, consent_version=CONSENT_VERSION)
    )


async def say_for_whom(turn: Turn, person: Person, audience: Audience) -> Person:
    """Keep for whom they are here."""
    return await _keep(turn, replace(person, audience=audience))


async def speak(turn: Turn, person: Person, language: Language) -> Person:
    """Keep the language they chose."""
    return await _keep(turn, replace(person, language=language))


async def live_in(turn: Turn, person: Person, country: str) -> Person:
    """Keep the country whose numbers they want to see, an ISO 3166 code."""
    return await _keep(turn, replace(person, country=country))


async def lose(turn: Turn, person: Person) -> Person:
    """Keep that they blocked the bot."""
    return await _keep(turn, replace(person, unreachable=True))


async def _keep(turn: Turn, person: Person) -> Person:
    await turn.people.put(person)
    return person
