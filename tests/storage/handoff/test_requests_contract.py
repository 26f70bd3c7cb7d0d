"""Requests: one open one a person, one holder, an order."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.handoff.events import RequestEvent, Step
from bot.domain.handoff.requests import ForWhom, Priority, Request, State, Wanted
from tests.storage.steps import LATER, NOW
from tests.storage.stories import OTHER_PEER, PEER, PERSON, Story, a_request, fail

SOON = timedelta(seconds=1)
FULL = a_request(
    2**61,
    alias="Río 🌊",
    language="es",
    waiting_since=NOW + SOON,
    kind=Wanted.CALLBACK,
    for_whom=ForWhom.OTHER,
    about="sleep",
    wishes=("veteran", "family"),
    priority=Priority.CRISIS,
    state=State.ACTIVE,
    supporter=5,
    joined=6,
    asked_of=7,
    handing_over=True,
    front=True,
    avoid=(8, 2**61),
    colour=3,
    claimed_at=NOW + SOON * 2,
    answered_at=NOW + SOON * 3,
    heard_at=NOW + SOON * 4,
    nudged=True,
    rung=2,
    outcome="talked",
    told=("overdose",),
)
"""Every field but two is not as a new request has it."""


async def add(story: Story, *requests: Request) -> None:
    async with story.turn() as turn:
        await turn.handoff.enter()
        for request in requests:
            assert await turn.handoff.requests.add(request)


async def ask(story: Story, method: str, *args: Any, **named: Any) -> Any:
    """Ask the port in a turn of its own."""
    async with story.turn() as turn:
        await turn.handoff.enter()
        return await getattr(turn.handoff.requests, method)(*args, **named)


async def ids(story: Story, method: str, *args: Any, **named: Any) -> list[int]:
    return [request.id for request in await ask(story, method, *args, **named)]


async def test_a_request_comes_back_as_it_was_kept(story: Story) -> None:
    await add(story, FULL)

    assert await ask(story, "get", FULL.id) == FULL


def test_every_field_is_tried() -> None:
    left = {each.name for each in fields(Request)} - {"id", "chat_id", "asked_at"}
    new = a_request()

    same = {name for name in left if getattr(FULL, name) == getattr(new, name)}
    assert same == {"closed_at", "rehearsal"}


async def test_nobody_knows_a_number_that_was_never_given(story: Story) -> None:
    assert await ask(story, "get", 3) is None
    assert await ask(story, "open_of", PERSON) is None
    assert await ask(story, "last_of", PERSON) is None


@pytest.mark.parametrize("state", [State.WAITING, State.ACTIVE])
async def test_a_person_has_one_open_request_only(story: Story, state: State) -> None:
    await add(story, a_request(1, state=state))

    assert not await ask(story, "add", a_request(2))
    assert (await ask(story, "open_of", PERSON)).id == 1
    assert await ask(story, "get", 2) is None


async def test_after_one_is_over_there_may_be_another(story: Story) -> None:
    over = a_request(1, state=State.CLOSED, closed_at=NOW)
    await add(story, over, replace(over, id=2, closed_at=LATER), a_request(3))

    assert (await ask(story, "open_of", PERSON)).id == 3
    assert (await ask(story, "last_of", PERSON)).id == 2


async def test_a_rehearsal_is_nobodys_request(story: Story) -> None:
    practice = a_request(1, rehearsal=True, state=State.ACTIVE, supporter=5, claimed_at=NOW)
    await add(story, practice, a_request(2))

    assert (await ask(story, "open_of", PERSON)).id == 2
    assert await ids(story, "held_by", 5) == [1]
    assert await ids(story, "all_open", limit=9) == [2]


async def test_a_request_is_claimed_once(story: Story) -> None:
    await add(story, a_request())

    assert await ask(story, "claim", 1, 5, 3, at=LATER)
    assert not await ask(story, "claim", 1, 6, 4, at=LATER)
    claimed = replace(a_request(), state=State.ACTIVE, supporter=5, colour=3, claimed_at=LATER)
    assert await ask(story, "get", 1) == claimed


@pytest.mark.parametrize("state", [State.CLOSED, State.CANCELLED, State.EXPIRED])
async def test_what_is_over_is_not_claimed(story: Story, state: State) -> None:
    await add(story, a_request(state=state))

    assert not await ask(story, "claim", 1, 5, 3, at=LATER)


async def test_a_claim_is_undone_with_its_turn(story: Story) -> None:
    await add(story, a_request())
    await fail(story, lambda handoff: handoff.requests.claim(1, 5, 3, at=LATER))

    assert await ask(story, "get", 1) == a_request()


async def test_saving_changes_all_of_it(story: Story) -> None:
    old = replace(a_request(FULL.id), supporter=5, state=State.ACTIVE)
    await add(story, old)

    assert await ask(story, "save", old, FULL)
    assert await ask(story, "get", FULL.id) == FULL


@pytest.mark.parametrize(
    "mistaken",
    [
        pytest.param({"state": State.CLOSED}, id="another state"),
        pytest.param({"supporter": 6}, id="another holder"),
        pytest.param({"supporter": None}, id="no holder"),
        pytest.param({"id": 2}, id="unknown"),
    ],
)
async def test_saving_what_has_changed_meanwhile_does_nothing(
    story: Story, mistaken: dict[str, Any]
) -> None:
    held = a_request(state=State.ACTIVE, supporter=5)
    await add(story, held)
    old = replace(held, **mistaken)

    assert not await ask(story, "save", old, replace(old, colour=9))
    assert await ask(story, "get", 1) == held


async def test_a_request_is_not_reopened_beside_another(story: Story) -> None:
    closed = a_request(1, state=State.CLOSED, closed_at=NOW)
    await add(story, closed, a_request(2))

    assert not await ask(story, "save", closed, replace(closed, state=State.WAITING))
    assert (await ask(story, "open_of", PERSON)).id == 2


async def test_a_reopened_request_is_open_again(story: Story) -> None:
    closed = a_request(1, state=State.CLOSED, closed_at=NOW)
    await add(story, closed)

    assert await ask(story, "save", closed, replace(closed, state=State.WAITING, closed_at=None))
    assert await ids(story, "waiting", ["en"], limit=1) == [1]
    assert await ask(story, "last_of", PERSON) is None


def in_line(number: int, priority: Priority, minutes: int = 0, **changed: Any) -> Request:
    since = NOW + timedelta(minutes=minutes)
    return a_request(number, 100 + number, priority=priority, waiting_since=since, **changed)


LINE = (
    in_line(1, Priority.ORDINARY, 5),
    in_line(2, Priority.ORDINARY, 4),
    in_line(3, Priority.CRISIS, 9),
    in_line(4, Priority.ORDINARY, 7, front=True),
    in_line(5, Priority.EMERGENCY, 8, language="es"),
    in_line(6, Priority.ORDINARY, 1, state=State.ACTIVE, supporter=5),
    in_line(7, Priority.INFORMATION, 0),
    in_line(8, Priority.EMERGENCY, 0, state=State.EXPIRED),
)


async def test_the_most_urgent_goes_first_then_front_then_the_longest(story: Story) -> None:
    await add(story, *LINE)

    assert await ids(story, "waiting", ["en", "es"], limit=9) == [5, 3, 4, 2, 1, 7]
    assert await ids(story, "waiting", ["en"], limit=9) == [3, 4, 2, 1, 7]
    assert await ids(story, "waiting", [], limit=9) == []


async def test_who_waits_longest_is_seen_however_much_is_more_urgent(story: Story) -> None:
    await add(story, *LINE)

    assert await ids(story, "waiting", ["en", "es"], limit=1) == [5, 7]
    assert await ids(story, "waiting", ["en", "es"], limit=2) == [5, 3, 2, 7]


async def test_the_board_shows_what_waits_and_what_is_held(story: Story) -> None:
    await add(story, *LINE)

    assert await ids(story, "all_open", limit=99) == [5, 3, 4, 6, 2, 1, 7]
    assert await ids(story, "all_open", limit=2) == [5, 3]


@pytest.mark.parametrize(("number", "ahead"), [(3, 0), (4, 1), (2, 2), (1, 3), (7, 4), (5, 0)])
async def test_a_place_in_line_counts_those_of_the_same_language(
    story: Story, number: int, ahead: int
) -> None:
    await add(story, *LINE)
    request = LINE[number - 1]

    assert await ask(story, "ahead_of", request, most=50) == ahead
    assert await ask(story, "ahead_of", request, most=2) == min(2, ahead)


async def test_two_that_came_in_one_moment_stand_by_their_numbers(story: Story) -> None:
    twins = (in_line(1, Priority.ORDINARY), in_line(2, Priority.ORDINARY))
    await add(story, *twins)

    assert [await ask(story, "ahead_of", twin, most=9) for twin in twins] == [0, 1]


async def test_a_supporter_holds_what_is_theirs_or_joined_and_active(story: Story) -> None:
    active = {"state": State.ACTIVE, "supporter": PEER}
    await add(
        story,
        a_request(1, 1, **active, claimed_at=LATER),
        a_request(2, 2, **active, claimed_at=NOW),
        a_request(3, 3, supporter=PEER),
        a_request(4, 4, **(active | {"supporter": OTHER_PEER}), claimed_at=NOW),
        a_request(5, 5, **(active | {"supporter": OTHER_PEER}), joined=PEER, claimed_at=NOW),
    )

    assert await ids(story, "held_by", PEER) == [2, 5, 1]
    assert await ids(story, "held_by", OTHER_PEER) == [4, 5]


async def test_a_wait_ends_with_the_first_claim(story: Story) -> None:
    await add(story, a_request())
    await ask(story, "claim", 1, 5, 0, at=NOW + timedelta(minutes=4))
    held = await ask(story, "get", 1)
    back = replace(held, state=State.WAITING, supporter=None, claimed_at=None)
    await ask(story, "save", held, back)
    await ask(story, "claim", 1, 6, 0, at=NOW + timedelta(minutes=30))

    assert await ask(story, "recent_waits", Priority.ORDINARY, limit=9) == [timedelta(minutes=4)]


async def test_the_latest_waits_of_a_priority_are_told(story: Story) -> None:
    claimed = [
        a_request(
            number,
            number,
            state=State.ACTIVE,
            supporter=5,
            claimed_at=NOW + timedelta(minutes=number),
        )
        for number in (1, 3, 2)
    ]
    await add(story, *claimed, replace(claimed[0], id=9, chat_id=9, priority=Priority.CRISIS))

    waits = await ask(story, "recent_waits", Priority.ORDINARY, limit=2)

    assert waits == [timedelta(minutes=3), timedelta(minutes=2)]


async def test_exposure_counts_whoever_had_it_in_hand(story: Story) -> None:
    grave = {"priority": Priority.CRISIS, "state": State.ACTIVE}
    await add(
        story,
        a_request(1, 1, **grave, supporter=5, claimed_at=LATER),
        a_request(2, 2, **grave, supporter=6, claimed_at=LATER),
        a_request(3, 3, **grave, supporter=5, claimed_at=NOW - SOON),
        a_request(4, 4, state=State.ACTIVE, supporter=5, claimed_at=LATER),
        a_request(5, 5, **grave, supporter=5, claimed_at=LATER, rehearsal=True),
    )
    async with story.turn() as turn:
        await turn.handoff.enter()
        events = [RequestEvent(2, Step.CLAIMED, LATER, by=5)]
        events += [RequestEvent(2, Step.ACCEPTED, LATER, by=6)]
        events += [RequestEvent(4, Step.CLAIMED, LATER, by=7)]
        await turn.handoff.events.add(*events)

    assert await ask(story, "grave_counts", since=NOW) == {5: 2, 6: 1}
