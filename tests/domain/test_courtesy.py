"""Hello and thank you."""

import pytest

from bot.domain.courtesy import Courtesy, courtesy_of
from bot.domain.knowledge import Language, Words

LISTS: dict[Language, Words] = {
    "en": Words({}, {}, greetings=("good morning",), thanks=("ok", "thank you")),
    "es": Words({}, {}, greetings=("buenos días",), thanks=("ok",)),
}


@pytest.mark.parametrize(
    ("message", "found"),
    [
        pytest.param("Good morning!", (Courtesy.GREETING, "en"), id="case and signs"),
        pytest.param("buenos dias 🙏", (Courtesy.GREETING, "es"), id="accents and emoji"),
        pytest.param("thank you", (Courtesy.THANKS, "en"), id="thanks"),
        pytest.param("good morning i need a detox", None, id="more than a greeting"),
        pytest.param("", None, id="nothing"),
        pytest.param("🙏", None, id="no words"),
    ],
)
def test_a_message_that_asks_nothing_is_known(
    message: str, found: tuple[Courtesy, Language] | None
) -> None:
    assert courtesy_of(message, LISTS, "en") == found


@pytest.mark.parametrize("speaks", ["en", "es"])
def test_what_both_languages_say_counts_for_the_one_spoken(speaks: Language) -> None:
    assert courtesy_of("ok", LISTS, speaks) == (Courtesy.THANKS, speaks)


def test_a_base_without_lists_knows_no_courtesy() -> None:
    assert courtesy_of("good morning", {}, "en") is None
