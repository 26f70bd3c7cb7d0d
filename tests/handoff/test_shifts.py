"""Shifts: a card first, a break when needed, and nobody in danger is left behind."""

import pytest

from bot.domain.handoff.actions import Action
from tests.handoff.house import House
from tests.handoff.people import DANA, LEE, MARTA, NURIA, OLGA, ROBIN, SAM
from tests.handoff.stories import DANGER, Story


async def test_a_shift_begins_with_the_boundary_card(house: House, story: Story) -> None:
    await story.on_shift(SAM)
    texts = house.phones.of[SAM].texts
    assert house.says.matches(texts[-1], "shift.started")
    assert house.editions.current().knowledge.peers.boundary["en"][:15] in texts[-2]


@pytest.mark.parametrize("hours", [1, 2, 4, 8])
async def test_a_shift_ends_by_the_clock(house: House, hours: int) -> None:
    await house.say(SAM, "/shift")
    await house.press(SAM, Action.SHIFT_ON, str(hours))
    await house.pass_time(hours=hours)
    assert house.sees(SAM, "shift.over")
    assert house.member(SAM)["duty"] == "off"


async def test_a_shift_is_not_left_with_somebody_in_danger_in_hand(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, DANGER)
    await house.say(SAM, "/shift")
    await house.press(SAM, Action.SHIFT_OFF)
    assert house.sees(SAM, "shift.grave_open")
    await house.say(SAM, "/release")
    await house.press(SAM, Action.SHIFT_OFF)
    assert house.sees(SAM, "shift.ended")


async def test_ordinary_conversations_go_on_after_the_shift(house: House, story: Story) -> None:
    await story.talks()
    await house.say(SAM, "/shift")
    await house.press(SAM, Action.SHIFT_OFF)
    assert house.sees(SAM, "shift.ended_open")
    await house.say(SAM, "last words")
    assert house.lines(DANA) == ["last words"]


async def test_on_a_break_nothing_new_comes_and_nothing_can_be_claimed(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await house.say(SAM, "/shift")
    await house.press(SAM, Action.PAUSE, "30")
    await story.asks(DANA)
    assert not house.sees(SAM, "offer")
    await story.claims(SAM, DANA)
    assert house.sees(SAM, "claim.on_break")


async def test_after_the_break_what_waits_is_shown(house: House, story: Story) -> None:
    await story.on_shift(SAM)
    await house.say(SAM, "/shift")
    await house.press(SAM, Action.PAUSE, "10")
    await story.asks(DANA)
    await house.pass_time(minutes=10)
    assert house.sees(SAM, "shift.back")
    assert house.sees(SAM, "offer")


async def test_a_break_can_be_ended_early(house: House, story: Story) -> None:
    await story.on_shift(SAM)
    await house.say(SAM, "/shift")
    await house.press(SAM, Action.PAUSE, "30")
    await house.say(SAM, "/shift")
    await house.press(SAM, Action.BACK)
    assert house.member(SAM)["duty"] == "on"


async def test_a_hard_week_pauses_offers_and_only_the_lead_knows(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM, LEE)
    await house.say(SAM, "/shift")
    await house.press(SAM, Action.HARD_WEEK)
    await story.asks(DANA)
    assert not house.sees(SAM, "offer")
    assert house.sees(ROBIN, "page.paused", name="Sam")
    assert not house.sees(LEE, "page.paused")


@pytest.mark.parametrize("person", [MARTA, NURIA])
async def test_hands_are_full_with_three_conversations(
    house: House, story: Story, person: int
) -> None:
    for one in (DANA, MARTA, NURIA):
        await story.talks(one)
    await story.asks(OLGA)
    await story.claims(SAM, OLGA)
    assert house.sees(SAM, "claim.full")
    await house.say(person, "/end")
    await story.claims(SAM, OLGA)
    assert story.holder(OLGA) == SAM


async def test_whoever_holds_somebody_in_danger_is_offered_nothing_else(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await story.asks_urgently(DANA)
    await story.claims(SAM, DANA)
    await story.asks(MARTA)
    assert house.count(SAM, "offer") == 1
    await story.claims(SAM, MARTA)
    assert house.sees(SAM, "claim.full")


async def test_offers_make_a_sound_in_an_emergency_only(house: House, story: Story) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    quiet = house.phones.of[SAM].newest
    await story.asks_urgently(MARTA)
    loud = house.phones.of[SAM].newest
    assert (quiet in house.phones.of[SAM].sounds, loud in house.phones.of[SAM].sounds) == (
        False, True,
    )  # fmt: skip


async def test_an_offer_tells_nothing_of_who_it_is_and_no_words_of_theirs(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await house.say(DANA, "i took fentanyl yesterday and feel bad")
    await story.asks(DANA)
    offer = house.last(SAM)
    assert house.says.matches(offer, "offer")
    assert "fentanyl" not in offer
    assert story.alias(DANA) not in offer


async def test_open_conversations_do_not_keep_a_shift_from_starting_again(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(SAM, "/shift")
    await house.press(SAM, Action.SHIFT_OFF)
    await story.on_shift(SAM)
    assert house.member(SAM)["duty"] == "on"
    await house.say(SAM, "hello")
    assert house.lines(DANA) == ["hello"]
