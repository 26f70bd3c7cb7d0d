"""Who goes first, who may take whom, and what is said about the wait."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.handoff.queue import (
    COLOURS,
    TARGETS,
    Obstacle,
    boosted,
    first_colour,
    fit,
    has_room,
    mark,
    obstacle,
    standing,
    usual_wait,
)
from bot.domain.handoff.requests import Priority, Request
from bot.domain.handoff.supporters import Duty, Supporter
from tests.domain.handoff.people import NOW, REQUIRED, TODAY, ago, minutes, request, supporter

EMERGENCY, CRISIS, ELEVATED, ORDINARY, INFORMATION = Priority
PRIORITIES = st.sampled_from(Priority)


def hindrance(
    who: Supporter, what: Request | None = None, load: Sequence[Priority] = ()
) -> Obstacle | None:
    return obstacle(who, what or request(), load, REQUIRED, TODAY, NOW)


@pytest.mark.parametrize(
    ("priority", "waited", "counts_as"),
    [
        pytest.param(ORDINARY, 179, ORDINARY, id="ordinary, not yet"),
        pytest.param(ORDINARY, 180, ELEVATED, id="ordinary after three hours"),
        pytest.param(ORDINARY, 9_999, ELEVATED, id="one level, never two"),
        pytest.param(ELEVATED, 90, CRISIS, id="elevated"),
        pytest.param(CRISIS, 15, EMERGENCY, id="crisis"),
        pytest.param(EMERGENCY, 60, EMERGENCY, id="nothing is above an emergency"),
        pytest.param(INFORMATION, 9_999, INFORMATION, id="information has no target"),
    ],
)
def test_age_lifts_one_level_after_three_targets(
    priority: Priority, waited: int, counts_as: Priority
) -> None:
    assert boosted(request(priority=priority, waiting_since=ago(waited)), NOW) is counts_as


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"priority": CRISIS}, {"priority": ELEVATED, "waiting_since": ago(60)},
                     id="urgency before age"),
        pytest.param({"waiting_since": ago(5)}, {"waiting_since": ago(4)}, id="longest first"),
        pytest.param({"front": True}, {"waiting_since": ago(50)}, id="given back goes first"),
        pytest.param({"priority": ELEVATED}, {"front": True}, id="front of its priority only"),
        pytest.param({"waiting_since": ago(180)}, {"priority": ELEVATED}, id="lifted by age"),
        pytest.param({"id": 6}, {"id": 8}, id="the same moment: by id"),
    ],
)  # fmt: skip
def test_who_goes_first(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert standing(request(**first), NOW) < standing(request(**second), NOW)


@given(PRIORITIES, st.integers(0, 10_000), st.integers(0, 10_000))
def test_waiting_longer_never_puts_anybody_back(priority: Priority, one: int, more: int) -> None:
    sooner = request(priority=priority, waiting_since=ago(one + more))
    later = request(id=8, priority=priority, waiting_since=ago(one))

    assert standing(sooner, NOW) <= standing(later, NOW)


def test_a_supporter_whom_nothing_keeps_may_take_it() -> None:
    assert hindrance(supporter()) is None


@pytest.mark.parametrize(
    ("who", "what", "why"),
    [
        pytest.param({"duty": Duty.OFF}, {}, Obstacle.OFF_DUTY, id="off"),
        pytest.param({"duty_until": NOW}, {}, Obstacle.OFF_DUTY, id="shift is over, not swept"),
        pytest.param({"duty": Duty.BREAK}, {}, Obstacle.ON_BREAK, id="break"),
        pytest.param({"paused_until": NOW + minutes(1)}, {}, Obstacle.PAUSED, id="pause"),
        pytest.param({"rehearsed_at": None}, {}, Obstacle.NOT_REHEARSED, id="not rehearsed"),
        pytest.param({"trained": {"listening": TODAY}}, {}, Obstacle.TRAINING_EXPIRED,
                     id="training missing"),
        pytest.param({"trained": dict.fromkeys(REQUIRED, date(2026, 11, 24))}, {},
                     Obstacle.TRAINING_EXPIRED, id="training over since yesterday"),
        pytest.param({"removed_at": NOW}, {}, Obstacle.REMOVED, id="removed"),
        pytest.param({}, {"language": "es"}, Obstacle.LANGUAGE, id="language"),
        pytest.param({}, {"asked_of": 2}, Obstacle.ASKED_OF_OTHER, id="offered to another"),
        pytest.param({}, {"avoid": (2, 1)}, Obstacle.AVOIDED, id="not to be offered to them"),
    ],
)  # fmt: skip
def test_what_keeps_a_supporter_from_a_request(
    who: dict[str, Any], what: dict[str, Any], why: Obstacle
) -> None:
    assert hindrance(supporter(**who), request(**what)) is why


@pytest.mark.parametrize(
    ("who", "what"),
    [
        pytest.param({"paused_until": NOW}, {}, id="pause is over"),
        pytest.param({"duty_until": None}, {}, id="shift without an end"),
        pytest.param({"trained": dict.fromkeys(REQUIRED, TODAY)}, {}, id="last valid day"),
        pytest.param({"languages": ("es", "en")}, {}, id="second language"),
        pytest.param({}, {"asked_of": 1}, id="offered to them alone"),
        pytest.param({}, {"avoid": (2,)}, id="somebody else is avoided"),
    ],
)
def test_what_keeps_nobody(who: dict[str, Any], what: dict[str, Any]) -> None:
    assert hindrance(supporter(**who), request(**what)) is None


def test_that_a_person_avoids_somebody_is_the_last_thing_told() -> None:
    avoiding = request(avoid=(1,), language="es", asked_of=2)

    assert hindrance(supporter(duty=Duty.OFF), avoiding) is Obstacle.OFF_DUTY
    assert hindrance(supporter(), avoiding, [CRISIS]) is Obstacle.FULL
    assert hindrance(supporter(), avoiding) is Obstacle.LANGUAGE


@pytest.mark.parametrize(
    ("load", "priority", "room"),
    [
        pytest.param([], EMERGENCY, True, id="free"),
        pytest.param([ORDINARY] * 2, ORDINARY, True, id="a third ordinary one"),
        pytest.param([ORDINARY] * 3, ORDINARY, False, id="a fourth"),
        pytest.param([ORDINARY, ELEVATED, INFORMATION], INFORMATION, False, id="all kinds count"),
        pytest.param([ORDINARY] * 3, CRISIS, True, id="a crisis on top"),
        pytest.param([CRISIS], EMERGENCY, False, id="a second grave one"),
        pytest.param([EMERGENCY], INFORMATION, False, id="anything beside an emergency"),
    ],
)
def test_how_much_fits(load: list[Priority], priority: Priority, *, room: bool) -> None:
    assert has_room(load, priority) is room


@given(st.lists(PRIORITIES, max_size=20))
def test_nobody_ever_takes_more_than_one_grave_and_three_others(offered: list[Priority]) -> None:
    held: list[Priority] = []
    for priority in offered:
        if has_room(held, priority):
            held.append(priority)

    grave = [one for one in held if one.grave]
    assert len(grave) <= 1
    assert len(held) - len(grave) <= 3


@pytest.mark.parametrize(
    ("wishes", "met"),
    [((), 0), (("veteran",), 1), (("veteran", "parent", "lgbtq"), 2), (("lgbtq",), 0)],
)
def test_fit_counts_the_wishes_met(wishes: tuple[str, ...], met: int) -> None:
    assert fit(supporter(experience=("parent", "veteran")), request(wishes=wishes)) == met


@pytest.mark.parametrize(
    ("waits", "usual"),
    [
        pytest.param([], None, id="none"),
        pytest.param([1, 1, 1, 1], None, id="too few to say anything"),
        pytest.param([9, 1, 200, 3, 2], 3, id="the middle one"),
        pytest.param([1, 2, 3, 5, 8, 9], 5, id="the longer of two"),
    ],
)
def test_the_usual_wait_is_the_median_or_nothing(waits: list[int], usual: int | None) -> None:
    expected = None if usual is None else timedelta(minutes=usual)

    assert usual_wait([minutes(one) for one in waits]) == expected


@given(st.sets(st.integers(0, 20)))
def test_two_conversations_never_share_a_colour(taken: set[int]) -> None:
    colour = first_colour(taken)

    assert colour not in taken
    assert set(range(colour)) <= taken


def test_the_marks_differ_and_none_is_the_red_of_overdue() -> None:
    marks = [mark(number) for number in range(len(COLOURS))]

    assert len(set(marks)) == len(COLOURS) >= 6
    assert not {"🔴", "🟥"}.intersection(marks)
    assert mark(len(COLOURS)) == marks[0]


def test_the_more_urgent_the_shorter_the_target() -> None:
    assert all(TARGETS[one] < TARGETS[two] for one, two in pairwise(sorted(TARGETS)))
