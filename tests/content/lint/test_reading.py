"""The two formulas, on sentences that can be counted by hand."""

import pytest

from bot.content.lint.reading import english_grade, spanish_ease
from tests.content.builders import Files, entry
from tests.content.lint.asking import ENTRY, told


def test_english_grade_of_a_text_counted_by_hand() -> None:
    # 10 words, 2 sentences, 12 syllables
    text = "The cat sat on a table. It was very good."

    assert english_grade(text) == pytest.approx(0.39 * 5 + 11.8 * 1.2 - 15.59)


def test_spanish_ease_of_a_text_counted_by_hand() -> None:
    # 5 words, 1 sentence, 9 syllables: la ca-sa tie-ne u-na puer-ta
    text = "La casa tiene una puerta"

    assert spanish_ease(text) == pytest.approx(206.84 - 60 * 9 / 5 - 1.02 * 5)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("time", 1), ("table", 2), ("stopped", 1), ("wanted", 2), ("houses", 2), ("don't", 1)],
)
def test_english_syllables(word: str, syllables: int) -> None:
    grade = english_grade(word)

    assert grade == pytest.approx(0.39 + 11.8 * syllables - 15.59)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("día", 2), ("ayuda", 3), ("adicción", 3), ("bien", 1), ("leer", 2), ("cuidado", 3)],
)
def test_spanish_syllables(word: str, syllables: int) -> None:
    assert spanish_ease(word) == pytest.approx(206.84 - 60 * syllables - 1.02)


def test_lines_of_a_list_are_sentences() -> None:
    assert english_grade("- one two\n- one two") < english_grade("one two one two")


@pytest.mark.parametrize("text", ["", "123 ?"])
def test_a_text_without_words_is_easy(text: str) -> None:
    assert english_grade(text) == 0
    assert spanish_ease(text) == 100


def test_an_answer_that_is_hard_to_read_is_mentioned(files: Files) -> None:
    hard = "Psychosocial rehabilitation necessitates comprehensive interdisciplinary evaluation. "
    difficil = "La rehabilitación psicosocial necesita evaluaciones multidisciplinarias. "
    made = entry()
    made["en"]["answer"], made["es"]["answer"] = hard * 6, difficil * 6
    files.put(ENTRY, made)

    assert [(one.key, one.severity) for one in told(files, "reading")] == [
        ("en.answer", "warning"),
        ("es.answer", "warning"),
    ]


def test_the_usual_answer_is_easy(files: Files) -> None:
    assert told(files, "reading") == []
