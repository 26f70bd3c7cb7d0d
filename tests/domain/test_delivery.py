"""What becomes of a call that failed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.delivery import (
    LONGEST_PAUSE,
    Blocked,
    Failure,
    Flood,
    Invalid,
    Migrated,
    MovedTo,
    Outcome,
    Postponed,
    Refused,
    Trouble,
    Unreachable,
    after_failure,
)
from tests.builders import CHAT, queued
from tests.fakes import NOON


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        pytest.param(Flood(7), Postponed(1, NOON + timedelta(seconds=7), "flood"), id="429"),
        pytest.param(Blocked("blocked"), Unreachable(1, CHAT, "blocked"), id="403"),
        pytest.param(Invalid("empty"), Refused(1, "empty"), id="400"),
        pytest.param(MovedTo(-1005), Migrated(1, CHAT, -1005), id="migrated"),
    ],
)
def test_each_failure_has_its_outcome(failure: Failure, outcome: Outcome) -> None:
    assert after_failure(queued(), failure, now=NOON) == outcome


@pytest.mark.parametrize("ambiguous", [True, False])
def test_a_call_is_repeated_whether_or_not_it_may_have_arrived(ambiguous: bool) -> None:  # noqa: FBT001
    assert isinstance(after_failure(queued(), Trouble(ambiguous), now=NOON), Postponed)


def test_pauses_grow_up_to_a_minute() -> None:
    pauses = []
    for attempts in range(20):
        outcome = after_failure(
            replace(queued(), attempts=attempts), Trouble(ambiguous=True), now=NOON
        )
        assert isinstance(outcome, Postponed)
        pauses.append((outcome.until - NOON).total_seconds())

    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (0.5, LONGEST_PAUSE)


@pytest.mark.parametrize("failure", [Blocked("forbidden"), MovedTo(-1005)])
def test_a_call_to_no_chat_is_given_up(failure: Failure) -> None:
    nobody = replace(queued(), call=replace(queued().call, chat_id=None))

    assert isinstance(after_failure(nobody, failure, now=NOON), Refused)
