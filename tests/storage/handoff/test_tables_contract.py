"""The smaller tables: timers, events, invites, notes, blocks, forms, albums; and places."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.handoff.events import RequestEvent, Step
from bot.domain.handoff.requests import State
from bot.domain.handoff.supporters import Role, Supporter
from bot.usecases.handoff.records import AlbumItem, Block, Form, Invite, Note, Place, Timer
from tests.storage.steps import LATER, NOW
from tests.storage.stories import OTHER_PEER, PEER, PERSON, Story, a_request, a_supporter, fail

DAY = timedelta(hours=24)
MOMENT = timedelta(microseconds=1)


async def ask(story: Story, port: str, method: str, *args: Any, **named: Any) -> Any:
    """Ask a port in a turn of its own."""
    async with story.turn() as turn:
        await turn.handoff.enter()
        return await getattr(getattr(turn.handoff, port), method)(*args, **named)


async def place(story: Story, chat_id: int) -> Place:
    async with story.turn() as turn:
        return await turn.handoff.place(chat_id)


async def hire(story: Story, supporter: Supporter) -> Supporter:
    kept: Supporter | None = await ask(story, "supporters", "add", supporter)
    assert kept is not None
    return kept


async def test_a_timer_rings_once_when_its_time_has_come(story: Story) -> None:
    await ask(story, "timers", "set", Timer("wait:1", LATER, PERSON, "wait", "1"))

    assert await story.sweep(LATER - MOMENT) == 0
    assert await story.sweep(LATER) == 1
    assert await story.sweep(LATER) == 0
    told = {"name": "timer", "timer": "wait", "key": "wait:1", "word": "1"}
    assert await story.news() == [told]


async def test_a_timer_set_again_replaces_the_first(story: Story) -> None:
    await ask(story, "timers", "set", Timer("wait:1", NOW, PERSON, "wait", "1"))
    await ask(story, "timers", "set", Timer("wait:1", LATER, PEER, "nudge", "2"))

    assert await story.sweep(NOW) == 0
    assert await story.sweep(LATER) == 1
    assert [one["timer"] for one in await story.news()] == ["nudge"]


async def test_a_cancelled_timer_never_rings(story: Story) -> None:
    await ask(story, "timers", "set", Timer("wait:1", NOW, PERSON, "wait"))
    await ask(story, "timers", "cancel", "wait:1")
    await ask(story, "timers", "cancel", "unknown")

    assert await story.sweep(LATER) == 0


async def test_timers_of_one_chat_ring_in_order(story: Story) -> None:
    for minutes in (3, 1, 2):
        at = NOW + timedelta(minutes=minutes)
        await ask(story, "timers", "set", Timer(f"t:{minutes}", at, PERSON, "t"))

    assert await story.sweep(NOW + DAY) == 3
    assert [one["key"] for one in await story.news()] == ["t:1", "t:2", "t:3"]


async def test_events_are_kept_in_order(story: Story) -> None:
    events = [
        RequestEvent(1, Step.ASKED, NOW, Role.PERSON),
        RequestEvent(2, Step.ASKED, NOW),
        RequestEvent(1, Step.CLAIMED, NOW, Role.SUPPORTER, 5, "crisis"),
    ]
    await ask(story, "events", "add", *events)
    await ask(story, "events", "add")

    assert await ask(story, "events", "of", 1) == [events[0], events[2]]


async def test_an_invitation_is_good_once(story: Story) -> None:
    invite = Invite("digest", Role.LEAD, PEER, LATER)
    await ask(story, "invites", "add", invite)

    assert await ask(story, "invites", "take", "digest", now=LATER) is None
    assert await ask(story, "invites", "take", "other", now=NOW) is None
    assert await ask(story, "invites", "take", "digest", now=LATER - MOMENT) == invite
    assert await ask(story, "invites", "take", "digest", now=NOW) is None


async def test_notes_are_kept_with_their_request(story: Story) -> None:
    notes = [
        Note(1, "closing", "Talked about sleep. ¿Sí? \0", 5, NOW),
        Note(1, "feedback", "better", None, NOW),
    ]
    for note in (*notes, replace(notes[0], request=2)):
        await ask(story, "notes", "add", note)

    assert await ask(story, "notes", "of", 1) == notes


async def test_a_block_holds_until_its_time_is_over(story: Story) -> None:
    block = Block(PERSON, "insults", 5, NOW, LATER)
    await ask(story, "blocks", "put", replace(block, until=None))
    await ask(story, "blocks", "put", block)

    assert await ask(story, "blocks", "of", PERSON, now=LATER - MOMENT) == block
    assert await ask(story, "blocks", "of", PERSON, now=LATER) is None
    assert await ask(story, "blocks", "of", PEER, now=NOW) is None


async def test_a_block_for_good_holds_until_it_is_lifted(story: Story) -> None:
    await ask(story, "blocks", "put", Block(PERSON, "threats", None, NOW, None))
    assert await ask(story, "blocks", "of", PERSON, now=NOW + DAY * 999)
    await ask(story, "blocks", "lift", PERSON)

    assert await ask(story, "blocks", "of", PERSON, now=NOW) is None


async def test_a_form_is_kept_for_a_day_and_replaced_by_the_next(story: Story) -> None:
    form = Form(PERSON, "ask", "topic", {"whom": "me", "words": "¿qué?"}, NOW)
    await ask(story, "forms", "put", replace(form, name="other"))
    await ask(story, "forms", "put", form)

    assert await ask(story, "forms", "of", PERSON, now=NOW + DAY - MOMENT) == form
    assert await ask(story, "forms", "of", PERSON, now=NOW + DAY) is None
    await ask(story, "forms", "drop", PERSON)
    assert await ask(story, "forms", "of", PERSON, now=NOW) is None


async def test_an_album_is_taken_once_in_order(story: Story) -> None:
    items = [AlbumItem("a", PERSON, number, 1) for number in (12, 10, 11)]
    for item in (*items, items[0], AlbumItem("b", PERSON, 13, 1, bare=True)):
        await ask(story, "albums", "add", item)

    assert [one.message_id for one in await ask(story, "albums", "take", "a")] == [10, 11, 12]
    assert await ask(story, "albums", "take", "a") == []
    assert (await ask(story, "albums", "take", "b"))[0].bare


async def test_most_people_are_nowhere(story: Story) -> None:
    assert (await place(story, PERSON)).nowhere


async def test_a_place_tells_who_somebody_is(story: Story) -> None:
    sam = await hire(story, a_supporter())
    form = Form(PERSON, "ask", "topic", {}, NOW)
    await ask(story, "forms", "put", form)
    await ask(story, "requests", "add", a_request())

    assert await place(story, PERSON) == Place(None, a_request(), form)
    assert await place(story, PEER) == Place(sam, None, None)
    assert (await place(story, OTHER_PEER)).nowhere


async def test_what_is_over_is_no_place(story: Story) -> None:
    sam = await hire(story, a_supporter())
    await ask(story, "supporters", "save", replace(sam, removed_at=NOW))
    await ask(story, "forms", "put", Form(PEER, "ask", "topic", {}, NOW - DAY))
    over = a_request(chat_id=PEER, state=State.CLOSED, closed_at=NOW)
    await ask(story, "requests", "add", over)

    assert (await place(story, PEER)).nowhere


async def test_a_rehearsal_is_a_place_unless_they_ask_for_themself(story: Story) -> None:
    practice = a_request(1, PEER, rehearsal=True, state=State.ACTIVE)
    await ask(story, "requests", "add", practice)
    assert (await place(story, PEER)).request == practice

    await ask(story, "requests", "add", a_request(2, PEER))
    assert (await place(story, PEER)).request == a_request(2, PEER)


async def test_a_turn_sees_where_it_has_put_somebody(story: Story) -> None:
    async with story.turn() as turn:
        assert (await turn.handoff.place(PERSON)).nowhere
        await turn.handoff.enter()
        await turn.handoff.enter()
        await turn.handoff.requests.add(a_request())
        assert (await turn.handoff.place(PERSON)).request == a_request()


async def test_a_failed_turn_leaves_nothing(story: Story) -> None:
    await fail(story, lambda handoff: handoff.requests.add(a_request()))

    assert (await place(story, PERSON)).nowhere


async def test_numbers_by_chance_are_new_and_fit(story: Story) -> None:
    async with story.turn() as turn:
        numbers = [turn.handoff.new_id() for _ in range(100)]

    assert len(set(numbers)) == 100
    assert all(1 <= number < 2**62 for number in numbers)


async def test_forgetting_leaves_others_alone(story: Story) -> None:
    over = a_request(1, state=State.CLOSED, closed_at=NOW)
    for request in (over, replace(over, id=2, chat_id=PEER), a_request(3)):
        await ask(story, "requests", "add", request)
        await ask(story, "events", "add", RequestEvent(request.id, Step.ASKED, NOW))
        await ask(story, "notes", "add", Note(request.id, "closing", "words", 5, NOW))
    await ask(story, "forms", "put", Form(PERSON, "ask", "topic", {}, NOW))
    async with story.turn() as turn:
        await turn.handoff.enter()
        await story.forgetting(turn).forget(PERSON)

    assert [await ask(story, "requests", "get", number) for number in (1, 2, 3)] == [
        None,
        replace(over, id=2, chat_id=PEER),
        a_request(3),
    ]
    assert [len(await ask(story, "notes", "of", number)) for number in (1, 2, 3)] == [0, 1, 1]
    assert [len(await ask(story, "events", "of", number)) for number in (1, 2, 3)] == [0, 1, 1]
    assert (await place(story, PERSON)).form is None
