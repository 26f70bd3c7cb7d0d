"""What must not be there twice, and what must be there in both languages."""

import pytest

from tests.content.builders import Files, article, entry, pack, texts
from tests.content.lint.asking import ENTRY, told


def test_two_entries_must_not_claim_one_phrasing(files: Files) -> None:
    other = entry("a meeting", "una reunión")
    other["en"]["phrasings"][2] = "EXPLAIN, peer support"
    files.put("faq/basics/meeting.yaml", other)

    (one,) = told(files, "unique")

    assert one.key.startswith("en.phrasings.")
    assert "keep one of them" in one.message


def test_an_entry_must_not_have_a_phrasing_twice_but_may_repeat_its_question(files: Files) -> None:
    made = entry()
    made["es"]["phrasings"][0] = "¿que es APOYO de pares?"
    files.put(ENTRY, made)
    assert told(files, "unique") == []

    made["es"]["phrasings"][1] = "que és apoyo de pares"
    files.put(ENTRY, made)
    assert len(told(files, "unique")) == 1


def test_an_entry_must_not_claim_another_s_question(files: Files) -> None:
    other = entry("a meeting", "una reunión")
    other["en"]["phrasings"][0] = "what is peer support"
    files.put("faq/basics/the-meeting.yaml", other)

    assert [one.key for one in told(files, "unique")] == ["en.phrasings.1"]


@pytest.mark.parametrize(
    "example",
    [
        pytest.param("explain peer support?", id="a phrasing"),
        pytest.param("WHAT IS peer support", id="the question"),
        pytest.param("hey a meeting", id="an example of another entry"),
    ],
)
def test_an_example_must_not_be_known_already(files: Files, example: str) -> None:
    files.put("faq/basics/a-meeting.yaml", entry("a meeting", "una reunión"))
    made = entry()
    made["en"]["examples"][0] = example
    files.put(ENTRY, made)

    assert [one.key for one in told(files, "held-out")] == ["en.examples.1"]


def test_sentences_name_the_same_things_in_both_languages(files: Files) -> None:
    files.put("texts/en.yaml", texts(help="Call {emergency}."))

    (one,) = told(files, "placeholders")

    assert (one.file, one.key) == ("knowledge/texts/es.yaml", "help")


def test_languages_that_say_less_are_mentioned(files: Files) -> None:
    files.put("articles/first-week.es.md", article("es", "## Uno\n\nTexto.\n"))
    slots = {"emergency": "911", "crisis_call": "988"}
    files.put("helplines/us.yaml", pack(slots={"en": slots | {"poison": "1"}, "es": slots}))

    assert [one.severity for one in told(files, "parity")] == ["warning", "warning"]


def test_a_group_without_entries_is_mentioned(files: Files) -> None:
    title = {"en": "A", "es": "B"}
    files.put(
        "faq/groups.yaml", [{"id": "basics", "title": title}, {"id": "more", "title": title}]
    )

    assert [one.key for one in told(files, "groups")] == ["2.id"]
