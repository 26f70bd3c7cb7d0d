"""Claiming: exactly one supporter takes a request, and everybody sees who."""

from bot.domain.handoff.actions import Action
from tests.handoff.house import House
from tests.handoff.people import DANA, LEE, SAM
from tests.handoff.stories import Story


async def test_the_first_to_press_has_it_and_the_person_is_told_who_came(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM, LEE)
    await story.asks(DANA)
    await house.press(SAM, Action.CLAIM)
    assert house.sees(DANA, "talk.begins", name="Sam")
    assert story.holder(DANA) == SAM


async def test_whoever_presses_too_late_is_told_who_has_it(house: House, story: Story) -> None:
    await story.on_shift(SAM, LEE)
    await story.asks(DANA)
    late = house.phones.of[LEE].button(Action.CLAIM)
    await house.press(SAM, Action.CLAIM)
    await house.press_data(LEE, late[1], late[0])
    assert house.sees(LEE, "claim.taken", name="Sam")
    assert story.holder(DANA) == SAM
