"""Silence is pointed out first, then mended; a late reminder still gives its full time."""

import pytest

from bot.domain.handoff.actions import Action
from tests.handoff.house import House
from tests.handoff.people import DANA, LEE, SAM
from tests.handoff.stories import Story


@pytest.mark.parametrize("minutes", [3, 1], ids=["other", "urgent"])
async def test_a_claim_without_a_first_line_is_pointed_out_and_then_goes_back(
    house: House, story: Story, minutes: int
) -> None:
    await _claimed(house, story, urgent=minutes == 1)
    await house.pass_time(minutes=minutes)
    assert house.count(SAM, "silence.nudge") == 1
    await house.pass_time(minutes=2)
    assert house.sees(SAM, "silence.taken_back")
    assert house.sees(DANA, "back.looking")
    assert house.request(DANA)["state"] == "waiting"


async def _claimed(house: House, story: Story, *, urgent: bool = False) -> None:
    await story.on_shift(SAM)
    await (story.asks_urgently(DANA) if urgent else story.asks(DANA))
    await house.press(SAM, Action.CLAIM)


async def test_a_first_line_after_the_reminder_keeps_the_conversation(
    house: House, story: Story
) -> None:
    await _claimed(house, story)
    await house.pass_time(minutes=4)
    await house.say(SAM, "sorry, i am here")
    await house.pass_time(minutes=30)
    assert story.holder(DANA) == SAM


async def test_lines_of_the_person_do_not_count_as_an_answer(house: House, story: Story) -> None:
    await _claimed(house, story)
    for _ in range(3):
        await house.pass_time(minutes=2)
        await house.say(DANA, "hello")
    assert house.request(DANA)["state"] == "waiting"


async def test_a_ready_reply_counts_as_a_first_line(house: House, story: Story) -> None:
    await _claimed(house, story)
    await house.press(SAM, Action.REPLIES)
    await house.press(SAM, Action.REPLY)
    await house.pass_time(minutes=30)
    assert story.holder(DANA) == SAM


async def test_after_a_long_standstill_of_the_bot_a_holder_still_has_time_to_answer(
    house: House, story: Story
) -> None:
    await _claimed(house, story)
    await house.sleep_through(minutes=30)
    assert house.sees(SAM, "silence.nudge")
    await house.pass_time(minutes=1)
    assert story.holder(DANA) == SAM
    await house.pass_time(minutes=1, seconds=1)
    assert house.request(DANA)["state"] == "waiting"


async def test_after_an_hour_without_a_line_both_sides_are_asked_and_then_it_ends_kindly(
    house: House, story: Story
) -> None:
    await _quiet(house, story)
    assert (house.count(DANA, "silence.ask"), house.count(SAM, "silence.ask_holder")) == (1, 1)
    await house.pass_time(minutes=16)
    assert house.sees(DANA, "end.by_silence")
    assert house.sees(SAM, "end.over")
    assert house.request(DANA)["state"] == "closed"


async def _quiet(house: House, story: Story) -> None:
    await _claimed(house, story)
    await house.say(SAM, "hello")
    await house.pass_time(minutes=61)


@pytest.mark.parametrize("who", [DANA, SAM], ids=["person", "supporter"])
async def test_either_side_can_keep_it_open(house: House, story: Story, who: int) -> None:
    await _quiet(house, story)
    await house.press(who, Action.STILL_HERE)
    await house.pass_time(minutes=50)
    assert story.holder(DANA) == SAM


@pytest.mark.parametrize("who", [DANA, SAM], ids=["person", "supporter"])
async def test_a_line_keeps_it_open_as_well(house: House, story: Story, who: int) -> None:
    await _quiet(house, story)
    await house.say(who, "i am still here")
    await house.pass_time(minutes=50)
    assert story.holder(DANA) == SAM


async def test_when_the_bot_was_down_the_question_still_gives_its_full_time(
    house: House, story: Story
) -> None:
    await _claimed(house, story)
    await house.say(SAM, "hello")
    await house.sleep_through(hours=5)
    assert house.sees(DANA, "silence.ask")
    await house.pass_time(minutes=14)
    assert story.holder(DANA) == SAM
    await house.pass_time(minutes=2)
    assert house.request(DANA)["state"] == "closed"


async def test_a_rehearsal_never_falls_silent(house: House) -> None:
    await house.say(LEE, "/rehearse")
    await house.pass_time(hours=3)
    assert not house.sees(LEE, "silence.ask_holder")
    assert not house.sees(LEE, "silence.nudge")
    [rehearsal] = house.rows("requests", rehearsal=True)
    assert rehearsal["state"] == "active"
