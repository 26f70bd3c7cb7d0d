"""What the knowledge says to a question."""

from typing import Any

import pytest

from bot.domain.answers import Policy
from bot.domain.knowledge import Language
from bot.usecases.asking import (
    Answered,
    Ask,
    Asked,
    Careful,
    NotKnown,
    Reply,
    Suggested,
    answer,
)
from tests.builders import COST, NALOXONE, PEER, entry, knowledge
from tests.fakes import FakeEditions

ALCOHOL = entry("alcohol", "Medication for alcohol", "Medicamentos para el alcohol")
OPIOIDS = entry("opioids", "Medication for opioids", "Medicamentos para los opioides")
MIXING = entry("mixing", "What must not be mixed?", "¿Qué no se debe mezclar?", guard="mixing")


def ask(text: str, *entries: Any, speaks: Language = "en", **more: Any) -> Reply:
    return Ask(FakeEditions(knowledge(*entries)), Policy())(Asked(text, speaks, **more))


def test_a_question_is_answered_by_an_entry_with_its_neighbours() -> None:
    assert ask("what is peer support") == Answered(PEER, (COST,), "en")


def test_the_language_of_the_question_wins_over_the_persons() -> None:
    assert ask("¿cuánto cuesta el tratamiento?").language == "es"


def test_what_could_be_any_language_is_met_in_the_persons() -> None:
    assert ask("zxcv", speaks="es") == NotKnown("es")


def test_neighbours_that_left_the_knowledge_are_passed_over() -> None:
    alone = entry("alone", "Am I alone?", "¿Estoy solo?", see_also=("gone",))

    assert answer(knowledge(alone), "alone", "en").related == ()


def test_two_questions_get_one_answer_and_the_offer_of_the_other() -> None:
    reply = ask("What is peer support? How much does treatment cost?")

    assert reply == Answered(PEER, (COST,), "en", also=(COST,))


def test_two_questions_are_two_also_without_a_question_mark() -> None:
    reply = ask("what is peer support and how much does treatment cost")

    assert isinstance(reply, Answered)
    assert reply.also == (COST,)


def test_a_follow_up_is_read_with_what_was_just_shown() -> None:
    reply = ask("and for alcohol?", ALCOHOL, OPIOIDS, PEER, about="opioids")

    assert isinstance(reply, Answered | Suggested)
    first = reply.entry if isinstance(reply, Answered) else reply.entries[0]
    assert first == ALCOHOL


def test_a_question_that_stands_for_itself_is_not_read_with_the_one_before() -> None:
    assert ask("where do i get naloxone", about="peer") == ask("where do i get naloxone")


def test_what_was_shown_and_is_no_more_is_forgotten() -> None:
    assert ask("and for alcohol?", PEER, about="gone") == ask("and for alcohol?", PEER)


@pytest.mark.parametrize(
    "question",
    [
        "can i take zxcvo with alcohol tonight",
        "how do i taper off qwertyl",
        "cuántas pastillas de zxcvo tomo",
    ],
)
def test_a_risky_question_without_an_answer_is_not_met_with_a_guess(question: str) -> None:
    assert isinstance(ask(question, PEER), Careful)


def test_a_guarded_entry_answers_a_risky_question_itself() -> None:
    assert ask("what must not be mixed", MIXING) == Answered(MIXING, (), "en")


def test_other_words_are_asked_for_only_once() -> None:
    assert ask("zxcv qwer", again=True) == NotKnown("en", again=True)


def test_an_entry_about_danger_is_an_answer_like_any_other() -> None:
    assert ask("where do i get naloxone") == Answered(NALOXONE, (), "en")
