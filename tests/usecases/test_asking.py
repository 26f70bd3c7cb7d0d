"""What the knowledge says to a question."""

import pytest

from bot.domain.answers import Policy
from bot.usecases.asking import Answered, Ask, NotKnown, answer
from tests.builders import COST, PEER, entry, knowledge
from tests.fakes import FakeEditions


@pytest.fixture
def ask() -> Ask:
    return Ask(FakeEditions(knowledge()), Policy())


def test_a_question_is_answered_by_an_entry_with_its_neighbours(ask: Ask) -> None:
    assert ask("what is peer support", speaks="en") == Answered(PEER, (COST,), "en")


def test_the_language_of_the_question_wins_over_the_persons(ask: Ask) -> None:
    assert ask("¿cuánto cuesta el tratamiento?", speaks="en").language == "es"


def test_what_could_be_any_language_is_met_in_the_persons(ask: Ask) -> None:
    assert ask("zxcv", speaks="es") == NotKnown("es")


def test_neighbours_that_left_the_knowledge_are_passed_over() -> None:
    alone = entry("alone", "Am I alone?", "¿Estoy solo?", see_also=("gone",))

    assert answer(knowledge(alone), "alone", "en").related == ()
