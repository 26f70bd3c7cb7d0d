"""Hello and thank you: messages that ask nothing, and want a kind word back."""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.knowledge import LANGUAGES, Language, Words
from bot.domain.text import normalise, words


class Courtesy(StrEnum):
    """What a courteous message does."""

    GREETING = "hello"
    THANKS = "thanks"


def courtesy_of(
    message: str, lists: Mapping[Language, Words], speaks: Language
) -> tuple[Courtesy, Language] | None:
    """Return what ``message`` does and in which language, if it does nothing else.

    A word that both languages have, such as "ok", counts for the one that the person ``speaks``.
    """
    said = _plain(message)
    for language in sorted(LANGUAGES, key=lambda one: one != speaks):
        known = lists.get(language)
        if known is None:
            continue
        if said in map(_plain, known.greetings):
            return Courtesy.GREETING, language
        if said in map(_plain, known.thanks):
            return Courtesy.THANKS, language
    return None


def _plain(text: str) -> str:
    return " ".join(words(normalise(text)))
