"""The tables of callbacks, in memory and on both databases."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.callbacks.callbacks import Callback
from bot.domain.callbacks.limits import Try
from bot.domain.callbacks.terms import Consent
from bot.domain.callbacks.windows import Window
from bot.domain.handoff.requests import Priority, State, Wanted
from tests.storage.steps import NOW
from tests.storage.stories import PERSON, Story, a_request

HOUR = timedelta(hours=1)
START = NOW.replace(microsecond=0)


def a_callback(request: int = 1) -> Callback:
    return Callback(
        request,
        PERSON,
        name="Sky ☁",
        number="+12125550123",
        zone="America/New_York",
        consent=Consent(1, 30, "Example Foundation", NOW),
        windows=(Window(START, START + HOUR), Window(START + 3 * HOUR, START + 4 * HOUR)),
        voicemail=True,
        minor=True,
    )


async def test_it_comes_back_as_it_was_kept(story: Story) -> None:
    async with story.turn() as turn:
        await turn.handoff.enter()
        await turn.handoff.callbacks.put(a_callback())
    async with story.turn() as turn:
        await turn.handoff.enter()
        assert await turn.handoff.callbacks.get(1) == a_callback()
        assert await turn.handoff.callbacks.get(2) is None


async def test_what_is_put_again_takes_its_place(story: Story) -> None:
    changed = replace(
        a_callback(), windows=(), number="+12125550144", card=2**62 - 1, closed_at=NOW, attempts=2
    )
    async with story.turn() as turn:
        await turn.handoff.enter()
        await turn.handoff.callbacks.put(a_callback())
        await turn.handoff.callbacks.put(changed)
        assert await turn.handoff.callbacks.get(1) == changed


async def test_what_is_dropped_is_gone(story: Story) -> None:
    async with story.turn() as turn:
        await turn.handoff.enter()
        await turn.handoff.callbacks.put(a_callback())
        await turn.handoff.callbacks.drop(1)
        assert await turn.handoff.callbacks.get(1) is None


async def test_tries_are_counted_by_chat_kind_and_time(story: Story) -> None:
    async with story.turn(NOW) as turn:
        await turn.handoff.enter()
        await turn.handoff.callbacks.note(PERSON, Try.NEW)
    async with story.turn(NOW + HOUR) as turn:
        await turn.handoff.enter()
        tries = turn.handoff.callbacks
        await tries.note(PERSON, Try.NEW)
        await tries.note(PERSON, Try.BAD)
        await tries.note(PERSON + 1, Try.NEW)
        assert await tries.tries(PERSON, Try.NEW, since=NOW - HOUR) == 2
        assert await tries.tries(PERSON, Try.NEW, since=NOW) == 1
        assert await tries.tries(PERSON, Try.WRONG, since=NOW - HOUR) == 0


async def test_whoever_is_forgotten_leaves_no_name_and_no_number(story: Story) -> None:
    async with story.turn() as turn:
        await turn.handoff.enter()
        over = a_request(1, kind=Wanted.CALLBACK, state=State.CANCELLED, closed_at=NOW)
        await turn.handoff.requests.add(over)
        await turn.handoff.callbacks.put(a_callback())
        await turn.handoff.callbacks.note(PERSON, Try.NEW)
        await story.forgetting(turn).forget(PERSON)
    async with story.turn() as turn:
        await turn.handoff.enter()
        assert await turn.handoff.callbacks.get(1) is None
        assert await turn.handoff.callbacks.tries(PERSON, Try.NEW, since=NOW - HOUR) == 1


async def test_the_wait_for_a_window_is_no_wait(story: Story) -> None:
    async with story.turn(NOW + 3 * HOUR) as turn:
        await turn.handoff.enter()
        await turn.handoff.requests.add(a_request(1, kind=Wanted.CALLBACK))
        assert await turn.handoff.requests.claim(1, 1, 0, at=NOW + 3 * HOUR)
        waits = await turn.handoff.requests.recent_waits(Priority.ORDINARY, limit=10)
        assert list(waits) == []
