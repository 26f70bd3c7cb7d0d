"""Tell in which language somebody writes, from a word or two if need be."""

from collections.abc import Collection, Mapping

from bot.domain.chat_speak import CHAT_SPEAK
from bot.domain.everyday import FREQUENT, PLAIN, STOP
from bot.domain.knowledge import LANGUAGES, Language
from bot.domain.text import normalise, words

_SPANISH_SIGNS = "¿¡ñáéíóú"
_ENDINGS: Mapping[Language, tuple[str, ...]] = {
    "en": ("ing", "tion", "ght", "ness", "ould", "ck", "ly", "ful", "sh", "wn", "ers", "ed"),
    "es": (
        "cion",
        "ciones",
        "ado",
        "ada",
        "ados",
        "adas",
        "idad",
        "mente",
        "ando",
        "iendo",
        "illo",
        "illa",
        "ito",
        "ita",
        "oso",
        "osa",
        "ero",
        "era",
        "ar",
        "ir",
        "o",
        "a",
        "os",
        "as",
    ),
}
_SIGNS_WEIGH = 2.0
_ENDING_WEIGHS = 0.4


def language_of(
    text: str, *, vocabulary: Mapping[Language, Collection[str]] | None = None
) -> Language | None:
    """Return the language of ``text``, ``None`` if it could be either or neither.

    ``vocabulary`` adds words of the knowledge base, normalised, to the everyday ones; a word that
    two languages know counts for neither.
    """
    known = vocabulary or {}
    score = dict.fromkeys(LANGUAGES, 0.0)
    score["es"] += _SIGNS_WEIGH * any(sign in text.casefold() for sign in _SPANISH_SIGNS)
    for word in words(normalise(text)):
        for language in LANGUAGES:
            score[language] += _weight(word, language, known.get(language, ()))
    best, other = sorted(LANGUAGES, key=lambda one: -score[one])
    return best if score[best] > score[other] else None


def _weight(word: str, language: Language, known: Collection[str]) -> float:
    if word in STOP[language] or word in CHAT_SPEAK[language]:
        return 1.0
    if word in FREQUENT[language] or word in PLAIN[language] or word in known:
        return 0.9
    if len(word) > 3 and word.endswith(_ENDINGS[language]):
        return _ENDING_WEIGHS
    return 0.0
