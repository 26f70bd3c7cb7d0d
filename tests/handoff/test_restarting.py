"""A restart in the middle: what was written, promised or due is still there afterwards."""

from bot.domain.handoff.actions import Action
from tests.handoff.house import House
from tests.handoff.messages import of_album
from tests.handoff.people import DANA, LEE, MARTA, SAM
from tests.handoff.stories import Story


async def test_a_conversation_goes_on(each_house: House) -> None:
    house, story = each_house, Story(each_house)
    await story.talks()
    await house.restart()
    await house.say(DANA, "still there")
    await house.say(SAM, "yes")
    assert (len(house.lines(SAM)), house.lines(DANA)) == (1, ["yes"])


async def test_lines_that_were_under_way_arrive_once_and_in_order(each_house: House) -> None:
    house, story = each_house, Story(each_house)
    await story.talks()
    house.offline = True
    for text in ("one", "two", "three"):
        await house.say(DANA, text)
    await house.restart()
    house.offline = False
    await house.settle()
    await house.restart()
    await house.settle()
    assert [line[-3:] for line in house.lines(SAM)] == ["one", "two", "ree"]


async def test_a_line_that_waits_five_seconds_waits_on(house: House, story: Story) -> None:
    await story.talks_to_both()
    await house.say(MARTA, "hello")
    await house.say(SAM, "hi")
    await house.restart()
    await house.press(SAM, Action.SEND_TO)
    await house.pass_time(seconds=10)
    assert (house.lines(DANA), house.lines(MARTA)) == ([], ["hi"])


async def test_a_held_line_an_album_and_a_form_are_kept(house: House, story: Story) -> None:
    await story.talks()
    await house.say(DANA, "my number is 555 201 9988")
    await house.send(DANA, of_album("a", caption="one"))
    await house.say(MARTA, "/peer")
    await house.restart()
    await house.press(DANA, Action.SEND_HELD)
    await house.press(MARTA, Action.FOR_WHOM)
    await house.pass_time(seconds=2)
    assert len(house.lines(SAM)) == 2
    assert house.sees(MARTA, "ask.about")


async def test_what_fell_due_while_the_bot_was_down_happens(house: House, story: Story) -> None:
    await story.on_shift(SAM, LEE)
    await story.asks(DANA)
    await house.press(SAM, Action.CLAIM)
    await house.close()
    await house.open()
    await house.sleep_through(minutes=4)
    assert house.sees(SAM, "silence.nudge")


async def test_an_offer_of_before_can_still_be_claimed(house: House, story: Story) -> None:
    await story.on_shift(SAM, LEE)
    await story.asks(DANA)
    await house.restart()
    await house.press(SAM, Action.CLAIM)
    assert story.holder(DANA) == SAM
    assert house.sees(LEE, "claim.taken", name="Sam")
