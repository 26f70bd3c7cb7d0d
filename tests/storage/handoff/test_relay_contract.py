"""Links and lines: which message became which, and what can still be stopped."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.delivery import Call, chat_lane
from bot.domain.handoff.links import Link, LinkKind, linked
from tests.storage.steps import LATER, NOW
from tests.storage.stories import OTHER_PEER, PEER, PERSON, Story, a_copy, a_line, fail

FIVE = timedelta(seconds=5)
FULL = Link(
    2**61, 2**60, LinkKind.LINE, PEER, NOW, 77, PERSON, 2**40, undone=True, report=True, failed="x"
)


async def ask(story: Story, port: str, method: str, *args: Any) -> Any:
    """Ask a port in a turn of its own."""
    async with story.turn() as turn:
        await turn.handoff.enter()
        return await getattr(getattr(turn.handoff, port), method)(*args)


async def link(story: Story, *links: Link) -> None:
    await ask(story, "links", "add", *links)


async def found(story: Story, method: str, *args: Any) -> list[int]:
    return [one.id for one in await ask(story, "links", method, *args)]


async def queue(story: Story, *calls: Call) -> None:
    async with story.turn() as turn:
        for call in calls:
            turn.send(call)


async def test_a_link_comes_back_as_it_was_kept(story: Story) -> None:
    await link(story, FULL)

    assert await ask(story, "links", "get", FULL.id) == FULL
    assert await ask(story, "links", "get", 1) is None


async def test_a_taken_number_fails_the_turn_and_no_other(story: Story) -> None:
    await link(story, a_line(1))
    with pytest.raises(ValueError, match=r"."):
        await link(story, a_line(1, 11))

    assert (await ask(story, "links", "get", 1)).from_message == 10


async def test_copies_are_found_by_their_source_the_newest_first(story: Story) -> None:
    await link(story, a_line(1), a_line(2, 11))
    await link(story, a_line(3), a_line(4, to_chat=OTHER_PEER))

    assert await found(story, "of_source", PERSON, 10) == [3, 4, 1]
    assert await found(story, "of_source", PEER, 10) == []


async def test_a_copy_leads_back_to_its_link(story: Story) -> None:
    await link(story, a_line(1, to_message=77), a_line(2))

    assert (await ask(story, "links", "of_copy", PEER, 77)).id == 1
    assert await ask(story, "links", "of_copy", OTHER_PEER, 77) is None


async def test_the_last_line_is_what_one_turn_copied(story: Story) -> None:
    await link(story, a_line(1, 10))
    await link(story, a_line(5, 12), a_line(3, 11), a_line(4, 11, to_chat=OTHER_PEER))
    await link(story, a_line(6, 13, from_chat=PEER), a_line(7, 14, request=2))

    assert await found(story, "last_line", 1, PERSON) == [3, 4, 5]
    assert await found(story, "last_line", 9, PERSON) == []


async def test_a_line_that_was_taken_back_is_not_the_last_one(story: Story) -> None:
    await link(story, a_line(1, 10))
    await link(story, a_line(2, 11))
    await ask(story, "links", "undo", 2)

    assert await found(story, "last_line", 1, PERSON) == [1]
    assert (await ask(story, "links", "get", 2)).undone


async def test_offers_invite_until_they_are_undone_lost_or_forgotten(story: Story) -> None:
    offer = a_line(1, kind=LinkKind.OFFER)
    offers = [replace(offer, id=number) for number in (1, 2, 3, 4)]
    await link(story, *offers, replace(offer, id=5, failed="blocked"), a_line(6))
    await ask(story, "links", "undo", 1)
    await ask(story, "links", "forget", 2)

    assert await found(story, "offers_of", 1) == [3, 4]
    assert await ask(story, "links", "get", 2) is None


async def test_a_message_that_is_out_has_its_number(story: Story) -> None:
    await link(story, a_line(1))
    await queue(story, a_copy(1))
    await story.sent((await story.due())[0], 77)

    assert await ask(story, "links", "get", 1) == a_line(1, to_message=77)
    assert await story.news() == []


async def test_an_album_has_its_numbers_in_order(story: Story) -> None:
    await link(story, a_line(1), a_line(2), a_line(3))
    await queue(story, a_copy(2, 1, 3))
    await story.sent((await story.due())[0], 7, 8, 9)

    numbers = [(await ask(story, "links", "get", one)).to_message for one in (2, 1, 3)]
    assert numbers == [7, 8, 9]


@pytest.mark.parametrize("changed", [{"report": True}, {"undone": True}], ids=str)
async def test_who_waits_for_it_hears_that_it_arrived(
    story: Story, changed: dict[str, Any]
) -> None:
    await link(story, a_line(1, **changed))
    await queue(story, a_copy(1))
    await story.sent((await story.due())[0], 77)

    assert await story.news() == [{"name": "arrived", "link": 1}]


@pytest.mark.parametrize("why", ["refused", "blocked"])
async def test_a_line_that_is_lost_is_told(story: Story, why: str) -> None:
    await link(story, a_line(1), replace(a_line(2), kind=LinkKind.NOTICE))
    await queue(story, a_copy(1, 2))
    await story.lost((await story.due())[0], why)

    assert await story.news() == [{"name": "lost", "link": 1, "why": why}]
    failures = [(await ask(story, "links", "get", one)).failed for one in (1, 2)]
    assert failures == [why, why]


async def test_a_lost_line_that_was_taken_back_is_nobodys_news(story: Story) -> None:
    await link(story, a_line(1, undone=True))
    await queue(story, a_copy(1))
    await story.lost((await story.due())[0])

    assert await story.news() == []


async def test_a_forgotten_link_makes_no_news(story: Story) -> None:
    await queue(story, a_copy(1), a_copy(2))
    await story.sent((await story.due())[0], 77)
    await story.lost((await story.due())[0])

    assert await story.news() == []


async def test_a_delayed_call_waits_and_its_lane_with_it(story: Story) -> None:
    await queue(story, a_copy(1, delay=FIVE), a_copy(2))

    assert await story.due(NOW + FIVE - timedelta(microseconds=1)) == []
    assert [call.becomes for call in await story.due(NOW + FIVE)] == [(1,)]


@pytest.mark.parametrize("album", [(1,), (1, 2, 3)], ids=["alone", "in an album"])
async def test_a_delayed_call_can_be_cancelled(story: Story, album: tuple[int, ...]) -> None:
    await queue(story, a_copy(*album, delay=FIVE), a_copy(9))

    assert await ask(story, "lines", "cancel", album[-1])
    assert not await ask(story, "lines", "cancel", album[-1])
    assert [call.becomes for call in await story.due()] == [(9,)]


async def test_a_call_without_a_delay_cannot_be_cancelled(story: Story) -> None:
    await queue(story, a_copy(1))

    assert not await ask(story, "lines", "cancel", 1)
    assert not await ask(story, "lines", "redirect", 1, a_line(2))
    assert len(await story.due()) == 1


async def test_a_call_whose_delay_is_over_cannot_be_cancelled(story: Story) -> None:
    await queue(story, a_copy(1, delay=FIVE))
    async with story.turn(NOW + FIVE) as turn:
        await turn.handoff.enter()
        assert not await turn.handoff.lines.cancel(1)


async def test_a_call_in_hand_cannot_be_cancelled_whatever_the_clock_says(story: Story) -> None:
    await queue(story, a_copy(1, delay=FIVE))
    [call] = await story.due(LATER)

    assert not await ask(story, "lines", "cancel", 1)
    assert not await ask(story, "lines", "redirect", 1, a_line(2))
    assert call.becomes == (1,)


async def test_a_turn_can_stop_what_it_has_queued_itself(story: Story) -> None:
    async with story.turn() as turn:
        await turn.handoff.enter()
        turn.send(a_copy(1))
        turn.send(a_copy(2))
        assert await turn.handoff.lines.cancel(1)

    assert [call.becomes for call in await story.due()] == [(2,)]


async def test_a_cancelled_call_is_back_if_the_turn_fails(story: Story) -> None:
    await queue(story, a_copy(1, delay=FIVE))
    await fail(story, lambda handoff: handoff.lines.cancel(1))

    assert len(await story.due(LATER)) == 1


async def test_a_held_call_waits_until_it_is_released(story: Story) -> None:
    held = a_copy(1)
    await ask(story, "lines", "hold", held)
    await queue(story, a_copy(2))
    assert [call.becomes for call in await story.due(NOW.replace(year=2090))] == [(2,)]

    assert await ask(story, "lines", "release", 1)
    assert not await ask(story, "lines", "release", 1)
    await story.sent((await story.due())[0], 5)
    assert await story.due() == [held]


async def test_a_held_call_holds_up_nobody_and_can_be_cancelled(story: Story) -> None:
    await ask(story, "lines", "hold", a_copy(1))

    assert await ask(story, "lines", "cancel", 1)
    assert not await ask(story, "lines", "release", 1)


async def test_a_delayed_call_is_not_released(story: Story) -> None:
    await queue(story, a_copy(1, delay=FIVE))

    assert not await ask(story, "lines", "release", 1)


async def test_what_becomes_nothing_cannot_be_held(story: Story) -> None:
    with pytest.raises(ValueError, match="link"):
        await ask(story, "lines", "hold", replace(a_copy(1), becomes=()))


@pytest.mark.parametrize("kept", ["delayed", "held"])
async def test_a_call_is_sent_to_somebody_else_instead(story: Story, kept: str) -> None:
    call = a_copy(1, delay=FIVE)
    call = replace(call, params={**call.params, "reply_parameters": {"message_id": 3}})
    await link(story, a_line(1))
    await (queue(story, call) if kept == "delayed" else ask(story, "lines", "hold", call))
    instead = a_line(2, to_chat=OTHER_PEER, request=2)

    assert await ask(story, "lines", "redirect", 1, instead)
    params = {"chat_id": OTHER_PEER, "from_chat_id": PERSON, "message_id": 10}
    moved = Call("copyMessage", params, chat_lane(OTHER_PEER), OTHER_PEER, becomes=(2,))
    assert await story.due() == [moved]
    assert await ask(story, "links", "get", 1) is None
    assert await ask(story, "links", "get", 2) == instead


async def test_an_album_is_redirected_as_a_whole(story: Story) -> None:
    await link(story, a_line(1), a_line(2))
    await queue(story, a_copy(1, 2, delay=FIVE))

    assert await ask(story, "lines", "redirect", 1, a_line(3, to_chat=OTHER_PEER, request=2))
    [call] = await story.due()
    other = await ask(story, "links", "get", 2)
    assert call.becomes == (3, 2)
    assert (other.to_chat, other.request) == (OTHER_PEER, 2)


async def test_a_link_may_take_its_own_place(story: Story) -> None:
    await link(story, a_line(1))
    await queue(story, a_copy(1, delay=FIVE))
    moved = a_line(1, to_chat=OTHER_PEER)

    assert await ask(story, "lines", "redirect", 1, moved)
    assert await ask(story, "links", "get", 1) == moved


def test_a_link_stands_in_parameters_as_one_word() -> None:
    assert linked(5) == {"$link": 5}
