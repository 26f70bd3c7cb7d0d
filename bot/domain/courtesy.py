"""Hello and thank you: messages that ask nothing, and want a kind word back."""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.knowledge import LANGUAGES, Language, Words
from bot.domain.text import normalise, words


class Courtesy(StrEnum):
    """What a courteous message does."""

    GREETING = "hello"
    THANKS = "thanks"
    GOODBYE = "bye"
    HOW_ARE_YOU = "how_are_you"
    SWEARING = "swearing"
    NOTHING = "nothing"
    """A laugh, a "k", a key pressed by accident."""


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
        for courtesy, ways in _ways(known).items():
            if said in map(_plain, ways):
                return courtesy, language
    return None


def _ways(known: Words) -> Mapping[Courtesy, tuple[str, ...]]:
    return {
        Courtesy.GREETING: known.greetings,
        Courtesy.THANKS: known.thanks,
        Courtesy.GOODBYE: known.goodbyes,
        Courtesy.HOW_ARE_YOU: known.how_are_you,
        Courtesy.SWEARING: known.swearing,
        Courtesy.NOTHING: known.nothing,
    }


def _plain(text: str) -> str:
    return " ".join(words(normalise(text)))
