"""The decision: answer, ask back, or say that we do not know."""

import pytest

from bot.domain.answers import Decision, Hit, Near, Policy, Unknown, decided
from bot.domain.matching import Match, Ranking


def ranking(*scores: float, nothing: float = 0.0) -> Ranking:
    matches = zip("abcdef", scores, strict=False)
    return Ranking(tuple(Match(name, "en", name, score) for name, score in matches), nothing)


@pytest.mark.parametrize(
    ("ranked", "decision"),
    [
        pytest.param(ranking(0.9, 0.05), Hit("a", 0.9), id="nearly sure"),
        pytest.param(ranking(1.0), Hit("a", 1.0), id="certain"),
        pytest.param(ranking(0.81, 0.19), Hit("a", 0.81), id="four in five is enough"),
        pytest.param(ranking(0.79, 0.21), Near(("a", "b")), id="less is not"),
        pytest.param(ranking(0.4, 0.3, 0.2, 0.1), Near(("a", "b", "c")), id="three at most"),
        pytest.param(ranking(0.6, 0.01, nothing=0.2), Near(("a",)), id="none out of the blue"),
        pytest.param(ranking(0.15, 0.05, nothing=0.8), Unknown(), id="probably nothing of ours"),
        pytest.param(ranking(0.01, 0.01, nothing=0.9), Unknown(), id="nothing of ours"),
        pytest.param(ranking(nothing=1.0), Unknown(), id="nothing at all"),
    ],
)
def test_takes_what_costs_least(ranked: Ranking, decision: Decision) -> None:
    assert decided(ranked) == decision


def test_a_dearer_mistake_makes_it_ask_more_often() -> None:
    assert decided(ranking(0.9, 0.1), Policy(wrong=20)) == Near(("a", "b"))


def test_a_cheaper_question_makes_it_answer_less_often() -> None:
    assert decided(ranking(0.9, 0.1), Policy(asked=0.2)) == Near(("a", "b"))


def test_the_fewer_strangers_come_the_more_is_offered() -> None:
    doubtful = ranking(0.3, 0.1, nothing=0.6)

    assert decided(doubtful, Policy(strangers=0.4)) == Near(("a", "b"))
    assert decided(doubtful, Policy(strangers=1.0)) == Unknown()


def test_silence_that_costs_nothing_is_kept() -> None:
    assert decided(ranking(0.5, 0.3), Policy(silent=0)) == Unknown()
