"""What somebody in danger is shown, given what they were shown before."""

from datetime import datetime, timedelta

import pytest

from bot.domain.care import Care, Step, after, is_calm, next_step
from bot.domain.crisis import Alarm, Kind, Tier
from tests.fakes import NOON

GRAVE = Alarm(Tier.CRISIS, (Kind.SUICIDE_ACTIVE,))
DOUBTFUL = Alarm(Tier.ELEVATED, (Kind.SUICIDE_PASSIVE,))
CRAVING = Alarm(Tier.ELEVATED, (Kind.CRAVING,))
SOFT = Alarm(Tier.SOFT, (Kind.BEREAVEMENT,))
LATER = NOON + timedelta(minutes=5)


def asked(at: datetime = NOON) -> Care:
    return after(Step.CHECK_IN, DOUBTFUL, Care(), at)


@pytest.mark.parametrize(
    ("alarm", "step"),
    [
        (GRAVE, Step.CARD),
        (DOUBTFUL, Step.CHECK_IN),
        (CRAVING, Step.CARD_THEN_ANSWER),
        (SOFT, Step.FOOTER),
        (Alarm(), Step.NOTHING),
    ],
    ids=["grave", "doubtful", "craving", "soft", "nothing"],
)
def test_the_tier_decides_for_somebody_new(alarm: Alarm, step: Step) -> None:
    assert next_step(alarm, "some words", Care(), NOON) is step


def test_a_check_in_is_not_asked_twice_in_six_hours() -> None:
    assert next_step(DOUBTFUL, "some words", asked(), LATER) is Step.FOOTER
    assert next_step(DOUBTFUL, "some words", asked(), NOON + timedelta(hours=6)) is Step.CHECK_IN


def test_a_grave_alarm_is_a_card_however_often() -> None:
    assert (
        next_step(GRAVE, "some words", after(Step.CARD, GRAVE, Care(), NOON), LATER) is Step.CARD
    )


@pytest.mark.parametrize("words", ["no", "Not really.", "I don't know", "not sure", "no sé", "NO"])
def test_whatever_is_not_a_yes_to_the_check_in_is_a_card(words: str) -> None:
    assert next_step(Alarm(), words, asked(), LATER) is Step.CARD


@pytest.mark.parametrize("words", ["yes", "I'm safe", "Sí", "estoy bien"])
def test_a_yes_to_the_check_in_is_believed(words: str) -> None:
    assert next_step(Alarm(), words, asked(), LATER) is Step.BELIEVED


def test_a_no_without_a_question_is_just_a_no() -> None:
    assert next_step(Alarm(), "no", Care(), NOON) is Step.NOTHING
    assert next_step(Alarm(), "no", asked(), NOON + timedelta(hours=2)) is Step.NOTHING


def test_after_i_am_safe_a_doubtful_sign_gets_one_soft_line_for_a_day() -> None:
    safe = after(Step.BELIEVED, Alarm(), Care(), NOON)

    assert next_step(DOUBTFUL, "some words", safe, LATER) is Step.FOOTER
    assert next_step(GRAVE, "some words", safe, LATER) is Step.CARD
    assert next_step(DOUBTFUL, "some words", safe, NOON + timedelta(hours=24)) is Step.CHECK_IN


def test_the_day_after_a_card_is_calm_until_they_say_they_are_safe() -> None:
    card = after(Step.CARD, GRAVE, Care(), NOON)

    assert is_calm(card, LATER)
    assert not is_calm(after(Step.BELIEVED, Alarm(), card, LATER), LATER)
    assert not is_calm(card, NOON + timedelta(hours=24))
    assert not is_calm(asked(), LATER)


def test_the_gravest_tier_of_the_day_is_kept() -> None:
    worst = after(Step.CARD, Alarm(Tier.EMERGENCY, (Kind.OVERDOSE,)), Care(), NOON)

    assert after(Step.CHECK_IN, DOUBTFUL, worst, LATER).tier == Tier.EMERGENCY
    assert after(Step.CHECK_IN, DOUBTFUL, worst, NOON + timedelta(days=2)).tier == Tier.ELEVATED
