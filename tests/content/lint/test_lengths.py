"""What fits where."""

import pytest

from tests.content.builders import Files, article, cards, entry, pack, texts
from tests.content.lint.asking import ENTRY, told


@pytest.mark.parametrize(
    ("words", "severities"),
    [
        pytest.param(39, ["warning"], id="bare"),
        pytest.param(40, [], id="enough"),
        pytest.param(120, [], id="still short"),
        pytest.param(121, ["warning"], id="long"),
        pytest.param(1200, ["error", "warning"], id="does not fit"),
    ],
)
def test_length_of_an_answer(files: Files, words: int, severities: list[str]) -> None:
    made = entry()
    made["en"]["answer"] = "We. " * words
    files.put(ENTRY, made)

    assert sorted(one.severity for one in told(files, "answer-length")) == severities


def test_marks_do_not_count_and_an_emoji_counts_twice(files: Files) -> None:
    made = entry()
    made["en"]["answer"] = "**" + "🌱" * 1750 + "**"
    files.put(ENTRY, made)
    assert [one.severity for one in told(files, "answer-length")] == ["warning"]

    made["en"]["answer"] = "🌱" * 1751
    files.put(ENTRY, made)
    messages = {one.message for one in told(files, "answer-length")}
    assert "has 3502 characters, may have 3500: shorten it" in messages


@pytest.mark.parametrize(("length", "count"), [(3000, 0), (3001, 1)])
def test_length_of_a_page(files: Files, length: int, count: int) -> None:
    files.put(
        "articles/first-week.en.md", article(body=f"## One\n\n{'a' * length}\n\n## Two\n\nb")
    )

    assert len(told(files, "answer-length")) == count


@pytest.mark.parametrize(
    ("key", "longest"),
    [
        ("answer.yes", 60),
        ("cmd.start", 80),
        ("menu.hint", 64),
        ("bot.short", 120),
        ("help", 3500),
    ],
)
def test_length_of_a_sentence(files: Files, key: str, longest: int) -> None:
    files.put("texts/en.yaml", texts(**{key: "a" * longest}))
    assert told(files, "text-length") == []

    files.put("texts/en.yaml", texts(**{key: "a" * (longest + 1)}))
    assert [one.key for one in told(files, "text-length")] == [key]


def test_a_description_is_measured_with_its_numbers(files: Files) -> None:
    slots = {"emergency": "1" * 300, "crisis_call": "2" * 250}
    files.put("helplines/us.yaml", pack(slots={"en": slots, "es": slots}))

    assert "bot.description" in {one.key for one in told(files, "text-length")}


def test_a_long_question_is_a_warning_and_a_long_title_an_error(files: Files) -> None:
    made = entry()
    made["en"]["question"] = "why " * 16
    files.put(ENTRY, made)
    files.put("faq/groups.yaml", [{"id": "basics", "title": {"en": "a" * 61, "es": "b"}}])

    assert [one.severity for one in told(files, "text-length")] == ["warning", "error"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param(["Call {emergency}.", "a" * 900], "may have 900", id="long"),
        pytest.param(["", "Call {emergency}."], "begins with an empty line", id="empty line"),
        pytest.param(["Text {crisis_text}.", "x"], "loses its first line", id="slot elsewhere"),
        pytest.param(["Sit down."], "never names {emergency}", id="no emergency number"),
    ],
)
def test_a_card_must_fit_in_every_country(files: Files, lines: list[str], message: str) -> None:
    slots = {"emergency": "999", "crisis_call": "116123", "crisis_text": "85258"}
    files.put("helplines/gb.yaml", pack(slots={"en": slots, "es": slots}))
    files.put("cards/en.yaml", cards(help={"first": lines, "third": ["Call {emergency}."]}))

    assert any(message in one.message for one in told(files, "cards"))


def test_a_line_that_a_country_drops_does_not_count(files: Files) -> None:
    slots = {"emergency": "999", "crisis_call": "116123", "crisis_text": "85258"}
    files.put("helplines/gb.yaml", pack(slots={"en": slots, "es": slots}))
    lines = ["Call {emergency}.", "{crisis_text}" + "a" * 870]
    files.put("cards/en.yaml", cards(help={"first": lines, "third": ["Call {emergency}."]}))

    assert told(files, "cards") == []
