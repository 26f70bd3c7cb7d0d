"""Asking for what a new entry needs."""

from argparse import Namespace
from pathlib import Path

import pytest

from bot.app.beginning import QUESTIONS, begin_entry
from bot.content.new_entry import NewEntryError
from tests.content.builders import sound

TEMPLATE = Path(__file__).parents[2] / "knowledge" / "templates" / "entry.yaml"
NOTHING = Namespace(group=None, question=None, pregunta=None, id=None, audience="all")
ANSWERS = {"group": "basics", "question": "Is it free?", "pregunta": "¿Es gratis?"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sound(tmp_path).put("templates/entry.yaml", TEMPLATE.read_text(encoding="utf-8"))
    return tmp_path


def answers(question: str) -> str:
    (name,) = (name for name, asked in QUESTIONS.items() if asked == question)
    return ANSWERS[name]


def test_what_is_not_given_is_asked_for(folder: Path) -> None:
    lines = begin_entry(NOTHING, folder, answers)

    assert lines[0].startswith(str(folder / "faq" / "basics" / "is-it-free.yaml"))


def test_what_is_given_is_not_asked_for(folder: Path) -> None:
    given = Namespace(**{**vars(NOTHING), **ANSWERS})

    assert begin_entry(given, folder, lambda _: pytest.fail("asked"))


def test_no_answer_is_no_entry(folder: Path) -> None:
    with pytest.raises(NewEntryError, match="--group is missing"):
        begin_entry(NOTHING, folder, lambda _: " ")
