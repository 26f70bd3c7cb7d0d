"""Which messages lean on what was said before."""

from datetime import timedelta

import pytest

from bot.domain.threads import LASTS, Thread, leans
from tests.fakes import NOON


@pytest.mark.parametrize(
    "question",
    [
        "what about for alcohol?",
        "and for my son?",
        "how about at night",
        "ok but what if i can't sleep",
        "does it hurt",
        "is that free",
        "y para mi hijo",
        "¿y si no tengo seguro?",
        "pero para el alcohol",
    ],
)
def test_going_on_about_it_leans(question: str) -> None:
    assert leans(question)


@pytest.mark.parametrize(
    "question",
    [
        "how do i find a meeting near me",
        "naloxone",
        "",
        "android phone help",
        "what about the time when i was in the hospital for three weeks and nobody came",
        "yo quiero dejar de beber",
    ],
)
def test_a_question_of_its_own_stands_alone(question: str) -> None:
    assert not leans(question)


def test_what_was_shown_holds_for_ten_minutes() -> None:
    thread = Thread(1, "sleep", asked_again=False, until=NOON + LASTS)

    assert thread.holds(NOON + timedelta(minutes=9, seconds=59))
    assert not thread.holds(NOON + timedelta(minutes=10))
