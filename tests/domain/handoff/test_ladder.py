"""What happens by itself while somebody waits, and when a conversation falls silent."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.handoff.ladder import Rung, Silence, due, rungs, silence, silence_at
from bot.domain.handoff.requests import Priority, Request, State
from tests.domain.handoff.people import NOW, ago, minutes, request

EMERGENCY, CRISIS, ELEVATED, ORDINARY, INFORMATION = Priority
DAY = 24 * 60


def at(priority: Priority, rung: Rung) -> list[int]:
    """Return after how many minutes ``rung`` is taken."""
    return [after // timedelta(minutes=1) for after, what in rungs(priority) if rung in what]


@pytest.mark.parametrize(
    ("priority", "rung", "times"),
    [
        pytest.param(EMERGENCY, Rung.PAGE_LEADS, [0, 2, 5, 15, 30, 60], id="emergency, leads"),
        pytest.param(EMERGENCY, Rung.PAGE_ADMINS, [2, 5, 15, 30, 60], id="emergency, admins"),
        pytest.param(EMERGENCY, Rung.SHOW_CARD, [2, 5, 10], id="emergency, numbers again"),
        pytest.param(EMERGENCY, Rung.OFFER_CALLBACK, [], id="no callback for an emergency"),
        pytest.param(CRISIS, Rung.PAGE_LEADS, [5, 10, 15, 30, 60], id="crisis, leads"),
        pytest.param(CRISIS, Rung.PAGE_ADMINS, [10, 15, 30, 60], id="crisis, admins"),
        pytest.param(CRISIS, Rung.SHOW_CARD, [2, 5, 10], id="crisis, numbers again"),
        pytest.param(ELEVATED, Rung.PAGE_LEADS, [30], id="elevated, leads"),
        pytest.param(ELEVATED, Rung.OFFER_CALLBACK, [30], id="elevated, callback"),
        pytest.param(ORDINARY, Rung.OFFER_CALLBACK, [60], id="ordinary, callback"),
        pytest.param(ORDINARY, Rung.PAGE_LEADS, [], id="ordinary pages nobody"),
        pytest.param(INFORMATION, Rung.OFFER_CALLBACK, [], id="information"),
    ],
)
def test_when_each_rung_is_taken(priority: Priority, rung: Rung, times: list[int]) -> None:
    assert at(priority, rung) == times


@pytest.mark.parametrize("priority", Priority)
def test_everybody_is_told_the_truth_and_nobody_waits_for_ever(priority: Priority) -> None:
    assert at(priority, Rung.TELL_PERSON) == [2, 5, 10]
    assert at(priority, Rung.EXPIRE) == [DAY]


@pytest.mark.parametrize("priority", Priority)
def test_rungs_come_in_order_of_time_and_each_time_once(priority: Priority) -> None:
    times = [after for after, _ in rungs(priority)]

    assert times == sorted(set(times))


def test_an_emergency_pages_the_leads_at_once() -> None:
    assert due(request(priority=EMERGENCY), NOW) == (
        (frozenset({Rung.PAGE_LEADS}),),
        NOW + minutes(2),
    )


def test_rungs_already_taken_are_not_taken_again() -> None:
    waiting = request(waiting_since=ago(5), rung=1)

    assert due(waiting, NOW) == ((frozenset({Rung.TELL_PERSON}),), ago(5) + minutes(10))


def test_after_the_last_rung_nothing_is_due_any_more() -> None:
    waiting = request(waiting_since=ago(DAY))
    come, _ = due(waiting, NOW)

    assert come[-1] == {Rung.EXPIRE}
    assert due(replace(waiting, rung=len(come)), NOW) == ((), None)


@pytest.mark.parametrize("state", [state for state in State if state is not State.WAITING])
def test_the_ladder_is_for_those_who_wait(state: State) -> None:
    assert due(request(state=state, waiting_since=ago(30)), NOW) == ((), None)


def test_a_request_that_is_raised_pages_at_once_if_its_ladder_begins_anew() -> None:
    raised = request(priority=EMERGENCY, waiting_since=ago(11), rung=0)

    come, _ = due(raised, NOW)

    assert {Rung.PAGE_LEADS, Rung.PAGE_ADMINS, Rung.SHOW_CARD} <= frozenset().union(*come)


@given(st.sampled_from(Priority), st.lists(st.integers(0, 400), max_size=12))
def test_however_often_one_looks_each_rung_is_taken_once(
    priority: Priority, gaps: list[int]
) -> None:
    waiting, now, taken = request(priority=priority), NOW, 0
    for gap in [*gaps, DAY]:
        now += minutes(gap)
        come, following = due(replace(waiting, rung=taken), now)
        taken += len(come)
        assert following is None or following > now

    assert taken == len(rungs(priority))


def active(**changed: Any) -> Request:
    return request(state=State.ACTIVE, supporter=1, claimed_at=NOW, **changed)


def after(number: float) -> datetime:
    return NOW + minutes(number)


@pytest.mark.parametrize(
    ("held", "what", "when"),
    [
        pytest.param(active(), Silence.NUDGE, 3, id="no first reply"),
        pytest.param(active(nudged=True), Silence.RETURN, 5, id="still none"),
        pytest.param(active(priority=CRISIS), Silence.NUDGE, 3, id="crisis"),
        pytest.param(active(priority=EMERGENCY), Silence.NUDGE, 1, id="emergency"),
        pytest.param(active(priority=EMERGENCY, nudged=True), Silence.RETURN, 2,
                     id="emergency, still none"),
        pytest.param(active(heard_at=after(2)), Silence.NUDGE, 3,
                     id="the person's lines are no reply"),
        pytest.param(active(answered_at=after(1)), Silence.ASK_BOTH, 61, id="idle"),
        pytest.param(active(answered_at=after(1), heard_at=after(9)), Silence.ASK_BOTH, 69,
                     id="idle since the last line of either"),
        pytest.param(active(answered_at=after(1), heard_at=after(9), nudged=True),
                     Silence.CLOSE, 84, id="asked, and still idle"),
    ],
)  # fmt: skip
def test_what_a_silence_calls_for_and_when(held: Request, what: Silence, when: int) -> None:
    assert silence_at(held) == after(when)
    assert silence(held, after(when)) is what
    assert silence(held, after(when) - timedelta(seconds=1)) is None


@pytest.mark.parametrize("state", [state for state in State if state is not State.ACTIVE])
def test_only_a_conversation_can_fall_silent(state: State) -> None:
    quiet = replace(active(), state=state)

    assert (silence(quiet, after(DAY)), silence_at(quiet)) == (None, None)
