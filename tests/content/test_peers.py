"""From ``knowledge/peers/`` to one value, and what is said when that cannot be."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bot.content.findings import ContentError
from bot.content.loader import load
from bot.content.peers import to_peers
from bot.content.tree import PeerFiles, read_tree
from bot.domain.handoff.hours import Span
from bot.domain.handoff.peers import DebriefAnswer, Peers
from bot.domain.text import utf16_length
from tests.content.builders import (
    DAYS,
    Files,
    choice,
    hours,
    peers,
    rehearsal,
    said,
    words_of_nature,
)

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
WHOLE = peers()


def complaints(files: Files) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(files.root)
    return [str(one) for one in caught.value.complaints]


def test_choices_keep_their_order_and_their_languages(files: Files) -> None:
    topics = load(files.root).peers.topics

    assert [one.id for one in topics] == ["cravings", "family", "other"]
    assert topics[0].label == {"en": "cravings (en)", "es": "cravings (es)"}


def test_replies_trainings_and_questions_come_through(files: Files) -> None:
    found = load(files.root).peers

    assert found.replies[0].text["es"] == "hello there (es)"
    assert found.required == {"listening"}
    assert [one.answer for one in found.debrief] == [
        DebriefAnswer.WORDS,
        DebriefAnswer.SCORE,
        DebriefAnswer.YES_NO,
        DebriefAnswer.WORDS,
    ]


def test_a_rehearsal_knows_its_hard_moment(files: Files) -> None:
    found = load(files.root).peers.story

    assert [line.hard for line in found.lines] == [False, False, True, False, False]
    assert (found.alias, found.lines[0].says["es"]) == ("Prado", "line 0 (es)")


def test_hours_come_through_with_holidays_and_nights(files: Files) -> None:
    days: dict[str, list[str]] = {day: ["9:00 – 12:00", "18:00-24:00"] for day in DAYS}
    days["sunday"] = []
    files.put("peers/hours.yaml", hours(weekly=days, holidays={"2026-12-25": ["22:00-02:00"]}))

    found = load(files.root).peers.hours

    assert found.weekly[0] == (Span(time(9), time(12)), Span(time(18), time(0)))
    assert found.weekly[6] == ()
    assert found.holidays == {date(2026, 12, 25): (Span(time(22), time(2)),)}


def week(**changed: Any) -> dict[str, Any]:
    return hours(weekly={day: ["10:00-22:00"] for day in DAYS} | changed)


SCORES = [{**row, "answer": "score"} for row in WHOLE["debrief"]]
EASY = [{"says": said("line"), "note": said("note")}] * 5


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        pytest.param("topics", [choice("a")] * 2, "has 2, needs 3 to 10", id="few topics"),
        pytest.param("topics", [choice("a"), choice("b"), choice("a")],
                     "1.id: 'a' is there twice", id="topic twice"),
        pytest.param("wishes", [choice("Veteran")], "use small letters", id="capital in an id"),
        pytest.param("wishes", [choice("a" * 25)], "use at most 24 letters", id="long id"),
        pytest.param("wishes", [{"id": "a", "label": {"en": "A"}}],
                     "1.label.es: is missing: add it", id="one language only"),
        pytest.param("replies", [choice("a", text=said("x"), txt="y")],
                     "did you mean `text`?", id="typo in a key"),
        pytest.param("aliases", words_of_nature(59), "add 1 more words from nature", id="few"),
        pytest.param("aliases", [*words_of_nature(), "LAGOAA"], "is there twice", id="case"),
        pytest.param("aliases", [*words_of_nature(), "Big Lake"], "one word", id="two words"),
        pytest.param("trainings", [choice("a", required="maybe")],
                     "1.required: is 'maybe': write true or false", id="maybe required"),
        pytest.param("trainings", [choice("a", required="no")],
                     "anybody could start a shift", id="none required"),
        pytest.param("hours", hours(zone="America/New_Yorc"),
                     "zone: is 'America/New_Yorc', which is no time zone: did you mean"
                     " America/New_York?", id="zone"),
        pytest.param("hours", hours(zone="America"), "which is no time zone", id="folder"),
        pytest.param("hours", hours(zone="../UTC"), "which is no time zone", id="path"),
        pytest.param("hours", week(monday=["10-22"]),
                     "weekly.monday.1: is '10-22': write from and to on a 24-hour clock, like"
                     " 10:00-22:00", id="no minutes"),
        pytest.param("hours", week(monday=["10:00-25:00"]), "24-hour clock", id="no such hour"),
        pytest.param("hours", week(monday=["10:00-12:60"]), "24-hour clock", id="no such minute"),
        pytest.param("hours", week(tuesdy=[]), "did you mean `tuesday`?", id="no such day"),
        pytest.param("hours", hours(holidays={"12/25": []}),
                     "write a date as year-month-day", id="holiday"),
        pytest.param("boundary", {"en": "card"}, "es: is missing", id="card in one language"),
        pytest.param("debrief", WHOLE["debrief"][:3], "has 3, needs 4 to 4", id="three"),
        pytest.param("debrief", SCORES, "has 4 questions with answer: score", id="scores"),
        pytest.param("debrief", [{**row, "answer": "stars"} for row in WHOLE["debrief"]],
                     "write one of words, score, yes_no", id="no such answer"),
        pytest.param("rehearsal", rehearsal(lines=EASY), "needs one hard moment", id="easy"),
        pytest.param("rehearsal", rehearsal(lines=EASY[:4]), "has 4, needs 5 to 12", id="short"),
        pytest.param("people", [], "is not read from here", id="a stray file"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_mend(
    files: Files, name: str, data: object, told: str
) -> None:
    files.put(f"peers/{name}.yaml", data)

    found = complaints(files)

    assert any(told in one for one in found), found
    assert all(one.startswith(f"knowledge/peers/{name}.yaml") for one in found)


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_file_that_is_missing_is_told(files: Files, name: str) -> None:
    files.remove(f"peers/{name}.yaml")

    assert complaints(files) == [f"knowledge/peers/{name}.yaml: is missing: add the file"]


def test_files_that_were_not_found_whole_make_no_value() -> None:
    with pytest.raises(LookupError):
        to_peers(PeerFiles())


@pytest.fixture(scope="module")
def real() -> Peers:
    """What ships."""
    return to_peers(read_tree(KNOWLEDGE).peers)


def test_what_ships_is_enough_to_start_with(real: Peers) -> None:
    assert 6 <= len(real.topics) <= 8
    assert len(real.wishes) == 10
    assert 10 <= len(real.replies) <= 14


def test_what_ships_has_spans_for_every_day_in_its_zone(real: Peers) -> None:
    assert real.hours.zone == "America/New_York"
    assert set(real.hours.weekly) == set(range(7))
    assert set(real.hours.weekly.values()) == {(Span(time(10), time(22)),)}


def test_the_rehearsal_that_ships_says_that_it_is_one(real: Peers) -> None:
    for text in (real.story.intro, real.story.outro):
        assert "rehearsal" in text["en"]
        assert "ensayo" in text["es"]


def test_buttons_that_ship_fit_on_a_small_telephone(real: Peers) -> None:
    labels = [one.label for one in (*real.topics, *real.wishes)]
    labels += [one.label for one in real.replies]

    assert max(utf16_length(text) for label in labels for text in label.values()) <= 40
