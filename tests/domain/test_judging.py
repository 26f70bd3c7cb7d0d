"""Judging answers whose right ones are known."""

import pytest

from bot.domain.answers import Decision, Hit, Near, Unknown
from bot.domain.judging import Question, Tally, Verdict, interval

ASKED = Question("q", frozenset({"a"}))
STRANGER = Question("s", frozenset())


@pytest.mark.parametrize(
    ("question", "decision", "outcome"),
    [
        (ASKED, Hit("a", 1), "answered right"),
        (ASKED, Hit("b", 1), "answered wrong"),
        (ASKED, Near(("b", "a")), "offered"),
        (ASKED, Near(("b",)), "offered others"),
        (ASKED, Unknown(), "unknown"),
        (STRANGER, Hit("b", 1), "stranger answered"),
        (STRANGER, Near(("b",)), "stranger offered"),
        (STRANGER, Unknown(), "stranger unknown"),
    ],
)
def test_names_what_a_person_got(question: Question, decision: Decision, outcome: str) -> None:
    assert Verdict(question, (), decision).outcome == outcome


def test_counts_places_and_what_helped() -> None:
    tally = Tally.of(
        [
            Verdict(ASKED, ("a", "b"), Hit("a", 1)),
            Verdict(ASKED, ("b", "a"), Near(("b", "a"))),
            Verdict(ASKED, ("b", "c", "d", "a"), Unknown()),
            Verdict(STRANGER, ("a",), Unknown()),
        ]
    )

    assert tally.share("first")[0] == pytest.approx(1 / 3)
    assert tally.share("among three")[0] == pytest.approx(2 / 3)
    assert tally.share("answered or offered")[0] == pytest.approx(2 / 3)
    assert tally.share("stranger unknown")[0] == 1


def test_an_interval_holds_its_share_and_never_leaves_nought_and_one() -> None:
    for count, whole in ((0, 46), (46, 46), (3, 229), (1, 2)):
        share, low, high = interval(count, whole)
        assert 0 <= low <= share <= high <= 1
    assert interval(0, 46)[2] == pytest.approx(0.077, abs=0.001)
