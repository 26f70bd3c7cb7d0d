"""The knowledge that ships has no errors; warnings are its reviewers' work."""

from datetime import date
from pathlib import Path

import pytest

from bot.content.lint.rules import lint
from bot.content.loader import load
from bot.content.report import report
from bot.domain.knowledge import LANGUAGES, Knowledge, Language

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
WRITTEN = date(2026, 11, 25)
"""The day of the newest check in it: the test must not fail because time goes by."""


def test_it_has_no_errors() -> None:
    errors = [one for one in lint(KNOWLEDGE, today=WRITTEN) if one.severity == "error"]

    assert not errors, "\n".join(report(errors))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load(KNOWLEDGE)


def test_the_countries_we_promise_are_there(knowledge: Knowledge) -> None:
    assert set(knowledge.packs) == {"AU", "CA", "ES", "GB", "IE", "MX", "NZ", "US"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_hundred_words_and_short_forms_are_known(
    knowledge: Knowledge, language: Language
) -> None:
    words = knowledge.words[language]
    mapped = {*words.abbreviations, *(one for group in words.synonyms.values() for one in group)}

    assert len(mapped) >= 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_stands_in_one_group_only(knowledge: Knowledge, language: Language) -> None:
    groups = knowledge.words[language].synonyms
    words = [word for key, others in groups.items() for word in (key, *others)]

    assert sorted(words) == sorted(set(words))
