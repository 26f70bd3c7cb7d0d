"""Lines that give somebody away wait for a yes of their sender."""

from typing import Any

import pytest

from bot.domain.handoff.actions import Action
from tests.handoff.house import House
from tests.handoff.messages import CONTACT, LOCATION, VENUE, forwarded, with_entity
from tests.handoff.people import DANA, LEE, SAM
from tests.handoff.stories import Story

REVEALING: dict[str, dict[str, Any]] = {
    "contact card": CONTACT,
    "@name": {"text": "write to @my_account"},
    "mention of somebody": with_entity("my aunt", "text_mention", user={
        "id": 1, "is_bot": False, "first_name": "A"}),
    "link to an account": {"text": "i am on t.me/my_account"},
    "hidden link to an account": with_entity("here", "text_link", url="https://t.me/my_account"),
    "email": {"text": "me@example.org"},
    "phone": {"text": "my number is 555 201 9988"},
    "forwarded": forwarded("look what she wrote"),
    "location": LOCATION,
    "venue": VENUE,
}  # fmt: skip
HELD = pytest.mark.parametrize("content", REVEALING.values(), ids=REVEALING.keys())
PHONE = "my number is 555 201 9988"


@HELD
async def test_what_gives_somebody_away_is_asked_about_first(
    house: House, story: Story, content: dict[str, Any]
) -> None:
    await story.talks()
    await house.send(DANA, content)
    assert house.sees(DANA, "held")
    assert house.lines(SAM) == []


@HELD
async def test_after_a_yes_it_reaches_the_supporter_with_its_mark(
    house: House, story: Story, content: dict[str, Any]
) -> None:
    await story.talks()
    await house.send(DANA, content)
    await house.press(DANA, Action.SEND_HELD)
    assert house.sees(DANA, "held.sent")
    assert house.lines(SAM)[0].startswith(f"🔵 {story.alias(DANA)}")


@HELD
async def test_after_a_no_it_reaches_nobody(
    house: House, story: Story, content: dict[str, Any]
) -> None:
    await story.talks()
    await house.send(DANA, content)
    send = house.phones.of[DANA].button(Action.SEND_HELD)
    await house.press(DANA, Action.DROP_HELD)
    assert house.sees(DANA, "held.dropped")
    await house.press_data(DANA, send[1])
    assert house.sees(DANA, "held.over")
    assert house.lines(SAM) == []


async def test_a_supporter_is_asked_as_well(house: House, story: Story) -> None:
    await story.talks()
    await house.say(SAM, PHONE)
    assert house.lines(DANA) == []
    await house.press(SAM, Action.SEND_HELD)
    assert house.lines(DANA) == [PHONE]


async def test_a_second_yes_sends_nothing_twice(house: House, story: Story) -> None:
    await story.talks()
    await house.say(DANA, PHONE)
    send = house.phones.of[DANA].button(Action.SEND_HELD)
    for _ in range(3):
        await house.press_data(DANA, send[1])
    assert len(house.lines(SAM)) == 1


async def test_after_a_day_without_an_answer_it_is_dropped(house: House, story: Story) -> None:
    await story.talks()
    await house.say(DANA, PHONE)
    await house.pass_time(hours=24, minutes=1)
    await house.press(DANA, Action.SEND_HELD)
    assert house.sees(DANA, "held.over")
    assert house.lines(SAM) == []


async def test_numbers_that_help_are_no_traces(house: House, story: Story) -> None:
    await story.talks()
    await house.say(SAM, "call 988, or 1-800-222-1222, in danger 911")
    assert len(house.lines(DANA)) == 1


async def test_lines_written_meanwhile_do_not_wait_for_the_answer(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, PHONE)
    await house.say(DANA, "or not")
    assert len(house.lines(SAM)) == 1


async def test_a_yes_after_the_conversation_has_ended_sends_nothing(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, PHONE)
    await house.say(DANA, "/end")
    await house.press(DANA, Action.SEND_HELD)
    assert house.sees(DANA, "held.over")
    assert house.lines(SAM) == []


async def test_a_yes_after_another_has_taken_over_gives_the_former_one_nothing(
    house: House, story: Story
) -> None:
    await story.talks()
    await story.on_shift(LEE)
    await house.say(DANA, PHONE)
    await house.say(SAM, PHONE)
    await house.say(SAM, "/release")
    await story.claims(LEE, DANA)
    await house.press(DANA, Action.SEND_HELD)
    await house.press(SAM, Action.SEND_HELD)
    assert (house.lines(SAM), house.lines(DANA)) == ([], [])


async def test_an_edit_that_gives_something_away_is_asked_about_once(
    house: House, story: Story
) -> None:
    await story.talks()
    number = await house.say(DANA, "call me")
    await house.edit(DANA, number, PHONE)
    assert house.count(DANA, "held") == 1
    assert len(house.lines(SAM)) == 1


async def test_undo_takes_a_held_line_back_too(house: House, story: Story) -> None:
    await story.talks()
    number = await house.say(DANA, PHONE)
    await house.say(DANA, "/undo", reply_to=number)
    await house.press(DANA, Action.SEND_HELD)
    assert house.lines(SAM) == []
