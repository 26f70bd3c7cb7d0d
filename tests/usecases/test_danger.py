"""Danger in what came, whatever else is in it, and whatever breaks."""

import pytest

from bot.domain.crisis import Alarm, Kind, Tier
from bot.usecases.danger import BROKEN_TRIAGE, HELP_ASKED, Listen
from tests.builders import knowledge
from tests.fakes import FakeEditions, FakeMeter


@pytest.fixture
def editions() -> FakeEditions:
    return FakeEditions(knowledge())


@pytest.fixture
def listen(editions: FakeEditions) -> Listen:
    return Listen(editions, FakeMeter())


def test_where_nothing_was_said_there_is_no_alarm(listen: Listen) -> None:
    assert listen([]) == Alarm()


def test_the_gravest_of_several_words_counts(listen: Listen) -> None:
    alarm = listen(["hello", "i will kill myself", "really craving"])

    assert (alarm.tier, alarm.kinds) == (Tier.CRISIS, (Kind.SUICIDE_ACTIVE,))


@pytest.mark.parametrize("label", ["[en:menu.help_now]", " [es:menu.help_now] "])
def test_the_button_that_stays_asks_for_help_in_any_language(listen: Listen, label: str) -> None:
    assert listen([label]) == HELP_ASKED


def test_a_triage_that_breaks_counts_as_an_alarm_and_is_counted(editions: FakeEditions) -> None:
    meter = FakeMeter()
    object.__setattr__(editions.edition, "triage", None)

    assert Listen(editions, meter)(["hello"]) == BROKEN_TRIAGE
    assert meter.counts["triage_errors"] == 1
