"""Which language a message is in."""

import pytest

from bot.domain.languages import language_of


@pytest.mark.parametrize(
    "text", ["how do i stop drinking", "relapsed", "help", "my son is using", "u ok?", "no sleep"]
)
def test_knows_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "¿cómo dejo de beber?",
        "recaida",
        "ayuda",
        "mi hijo consume",
        "q hago",
        "mañana",
        "adicción",
    ],
)
def test_knows_spanish(text: str) -> None:
    assert language_of(text) == "es"


@pytest.mark.parametrize("text", ["", "?", "🙏", "m30s", "12345", "no", "naloxone"])
def test_does_not_guess(text: str) -> None:
    assert language_of(text) is None


def test_words_of_the_knowledge_base_tell_the_language() -> None:
    assert language_of("naloxone", vocabulary={"en": {"naloxone"}}) == "en"


def test_the_more_frequent_language_of_a_mixed_message_wins() -> None:
    assert language_of("necesito un sponsor para mi hermano please") == "es"
