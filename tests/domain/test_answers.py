"""The decision: answer, ask back, or say that we do not know."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.domain.answers import Decision, Hit, Near, Policy, Unknown, decide
from bot.domain.knowledge import Language
from bot.domain.matching import LexicalMatcher, Match
from tests.domain.shelf import WORDS, shelf

POLICY = Policy(hit=0.7, lead=0.1, near=0.2, also=0.1)


@dataclass(frozen=True)
class FakeMatcher:
    """Gives the same scores whatever is asked; entries are called a, b, c."""

    scores: tuple[float, ...]

    def rank(self, question: str, language: Language | None, *, limit: int = 5) -> Sequence[Match]:
        matches = zip("abcdef", self.scores, strict=False)
        return [Match(name, "en", name, score) for name, score in matches][:limit]


@pytest.mark.parametrize(
    ("scores", "decision"),
    [
        pytest.param((0.9, 0.3), Hit("a", 0.9), id="sure and ahead"),
        pytest.param((0.7,), Hit("a", 0.7), id="the threshold itself is enough"),
        pytest.param((0.75, 0.5), Hit("a", 0.75), id="far ahead"),
        pytest.param((0.9, 0.85), Near(("a", "b")), id="sure but not ahead"),
        pytest.param((1.0, 0.95), Hit("a", 1.0), id="word for word needs no lead"),
        pytest.param((0.69, 0.1), Near(("a", "b")), id="ahead but not sure"),
        pytest.param((0.5, 0.4, 0.3, 0.2), Near(("a", "b", "c")), id="three at most"),
        pytest.param((0.5, 0.09), Near(("a",)), id="no suggestion out of the blue"),
        pytest.param((0.19, 0.19), Unknown(), id="nothing near"),
        pytest.param((), Unknown(), id="nothing at all"),
    ],
)
def test_decides_by_score_and_lead(scores: tuple[float, ...], decision: Decision) -> None:
    assert decide("anything", "en", FakeMatcher(scores), POLICY) == decision


MATCHER = LexicalMatcher.of(shelf(), WORDS)


@pytest.mark.parametrize("question", ["i want to die", "help", "i need help", "the weather"])
def test_never_answers_a_cry_for_help_with_an_entry(question: str) -> None:
    assert decide(question, "en", MATCHER) == Unknown()


@pytest.mark.parametrize(
    ("question", "entry_id"),
    [
        ("what does a sponsor do?", "sponsor"),
        ("wat does a sponser do", "sponsor"),
        ("where can i get narcan", "naloxone"),
        ("¿Dónde consigo naloxona?", "naloxone"),
    ],
)
def test_answers_a_clear_question(question: str, entry_id: str) -> None:
    decision = decide(question, None, MATCHER)

    assert isinstance(decision, Hit)
    assert decision.entry_id == entry_id


def test_asks_back_when_a_word_fits_but_more_was_said() -> None:
    decision = decide("my dog ate the sponsor letter of the football club", "en", MATCHER)

    assert not isinstance(decision, Hit)
