"""What keeps a supporter from a shift, and when the lead should look after them."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.handoff.care import (
    ExpiredTraining,
    MissingTraining,
    NotRehearsed,
    Paused,
    WhyNot,
    trained,
    why_not_on,
    worries,
)
from bot.domain.handoff.supporters import Duty
from tests.domain.handoff.people import NOW, REQUIRED, TODAY, minutes, supporter

YESTERDAY = TODAY - timedelta(days=1)
SOON = NOW + minutes(1)


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param({"duty": Duty.OFF}, [], id="being off is no reason"),
        pytest.param({"trained": {}}, [MissingTraining(("crisis", "listening"))], id="untrained"),
        pytest.param({"trained": {"crisis": TODAY, "listening": YESTERDAY}},
                     [ExpiredTraining(("listening",))], id="over since yesterday"),
        pytest.param({"trained": dict.fromkeys(REQUIRED, TODAY) | {"driving": YESTERDAY}}, [],
                     id="one that no shift needs"),
        pytest.param({"rehearsed_at": None}, [NotRehearsed()], id="not rehearsed"),
        pytest.param({"paused_until": SOON}, [Paused(SOON)], id="paused"),
        pytest.param({"paused_until": NOW}, [], id="the pause is over"),
        pytest.param({"trained": {"crisis": YESTERDAY}, "rehearsed_at": None},
                     [MissingTraining(("listening",)), ExpiredTraining(("crisis",)),
                      NotRehearsed()], id="all reasons at once"),
    ],
)  # fmt: skip
def test_what_keeps_somebody_from_a_shift(changed: dict[str, Any], reasons: list[WhyNot]) -> None:
    assert why_not_on(supporter(**changed), REQUIRED, TODAY, NOW) == reasons


@pytest.mark.parametrize(("last", "valid"), [(TODAY, True), (YESTERDAY, False)])
def test_a_training_holds_through_its_last_day(last: Any, *, valid: bool) -> None:
    assert trained(supporter(trained=dict.fromkeys(REQUIRED, last)), REQUIRED, TODAY) is valid


@pytest.mark.parametrize(
    ("score", "lead"), [(1, True), (2, True), (3, False), (4, False), (5, False)]
)
def test_a_low_score_reaches_the_lead(score: int, *, lead: bool) -> None:
    assert worries(score) is lead


@pytest.mark.parametrize("score", [0, 6, -1])
def test_refuses_what_is_no_score(score: int) -> None:
    with pytest.raises(ValueError, match="not a score"):
        worries(score)
