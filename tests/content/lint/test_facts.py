"""What answers must go on saying, and where entries lead."""

from typing import Any

import pytest

from tests.content.builders import Files, entry
from tests.content.lint.asking import ENTRY, answer, told

REQUIRED = "faq/required.yaml"


def require(files: Files, **row: list[str]) -> None:
    files.put(REQUIRED, {"peer-support": {"en": ["peer"], "es": ["par"], **row}})


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param("peer", id="a word"),
        pytest.param("support is help", id="words in a row"),
        pytest.param("sup", id="the beginning of a word"),
        pytest.param("a nurse | a person", id="one of two"),
        pytest.param("PEER SUPPORT", id="capitals"),
        pytest.param("/topics for", id="bold does not matter"),
    ],
)
def test_an_answer_that_says_what_it_must_is_fine(files: Files, wanted: str) -> None:
    require(files, en=[wanted])

    assert told(files, "required") == []


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param("naloxone", id="not there"),
        pytest.param("eer", id="the end of a word"),
        pytest.param("a nurse | a doctor", id="neither of two"),
    ],
)
def test_an_answer_that_lost_what_it_must_say_is_refused(files: Files, wanted: str) -> None:
    require(files, en=[wanted])

    assert [(one.key, one.severity) for one in told(files, "required")] == [("en.answer", "error")]


def test_each_language_is_asked_by_itself(files: Files) -> None:
    require(files, es=["naloxona"])

    assert [one.key for one in told(files, "required")] == ["es.answer"]


def test_accents_do_not_matter(files: Files) -> None:
    require(files, es=["dia dificil"])

    assert told(files, "required") == []


@pytest.mark.parametrize(("source", "keys"), [("A leaflet", []), ("FDA", ["sources"])])
def test_a_source_that_a_fact_rests_on_must_stay(
    files: Files, source: str, keys: list[str]
) -> None:
    require(files, sources=[source])

    assert [one.key for one in told(files, "required")] == keys


def test_a_row_for_no_entry_is_refused(files: Files) -> None:
    files.put(REQUIRED, {"pear-support": {"en": ["pear"], "es": ["pera"]}})

    assert "no entry of that name" in told(files, "required")[0].message


def test_a_row_for_an_entry_that_cannot_be_read_is_left_alone(files: Files) -> None:
    require(files)
    files.put(ENTRY, "a: b: c")

    assert told(files, "required") == []


@pytest.mark.parametrize(("guard", "count"), [("dose", 1), ("null", 0)])
def test_a_guarded_answer_of_which_nothing_is_asked_is_mentioned(
    files: Files, guard: str, count: int
) -> None:
    files.put("faq/basics/meetings.yaml", entry("meetings", "reuniones"))
    files.put(REQUIRED, {"meetings": {"en": ["peer"], "es": ["par"]}})
    files.put(ENTRY, {**answer(), "guard": guard})

    assert [one.severity for one in told(files, "required")] == ["warning"] * count


def guarded(**changed: Any) -> dict[str, Any]:
    return entry("naloxone", "naloxona", guard="dose", **changed)


def put_two(files: Files, first: list[str], second: list[str]) -> None:
    files.put(ENTRY, {**answer(), "guard": "dose", "see_also": first})
    files.put("faq/basics/naloxone.yaml", guarded(see_also=second))


def test_two_guarded_entries_that_lead_to_each_other_are_fine(files: Files) -> None:
    put_two(files, ["naloxone"], ["peer-support"])

    assert told(files, "see-also") == []


def test_a_first_link_between_guarded_entries_that_does_not_lead_back_is_mentioned(
    files: Files,
) -> None:
    files.put("faq/basics/meetings.yaml", entry("meetings", "reuniones", see_also=["naloxone"]))
    put_two(files, ["naloxone"], ["meetings"])

    messages = [one.message for one in told(files, "see-also")]
    assert any("does not lead back to peer-support" in message for message in messages)


def test_an_entry_that_leads_nowhere_is_mentioned(files: Files) -> None:
    put_two(files, [], ["peer-support"])

    assert any("is empty" in one.message for one in told(files, "see-also"))


def test_a_guarded_entry_that_nothing_leads_to_is_mentioned(files: Files) -> None:
    put_two(files, ["naloxone"], ["naloxone"])

    assert any("no other entry leads here" in one.message for one in told(files, "see-also"))
