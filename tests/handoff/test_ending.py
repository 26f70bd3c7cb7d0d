"""How a conversation ends, and what can be done for a day afterwards."""

import pytest

from bot.domain.handoff.actions import Action
from tests.handoff.house import House
from tests.handoff.people import DANA, LEE, MARTA, ROBIN, SAM
from tests.handoff.stories import Story


async def _closed(house: House, story: Story, outcome: str = "talked") -> int:
    number = await story.talks()
    await house.say(SAM, "hello")
    await house.press_data(SAM, f"h.closeas:{number}:{outcome}")
    return number


@pytest.mark.parametrize("outcome", ["talked", "referred", "emergency", "no_reply", "misuse"])
async def test_a_supporter_closes_with_an_outcome(
    house: House, story: Story, outcome: str
) -> None:
    await _closed(house, story, outcome)
    request = house.request(DANA)
    assert (request["state"], request["outcome"]) == ("closed", outcome)
    assert house.sees(DANA, "end.by_supporter", name="Sam")


async def test_close_asks_for_the_outcome_first(house: House, story: Story) -> None:
    await story.talks()
    await house.say(SAM, "/close")
    assert len(house.phones.of[SAM].labels(Action.CLOSE_AS)) == 5
    assert house.request(DANA)["state"] == "active"


async def test_a_person_ends_the_chat_and_the_supporter_is_told(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.press(DANA, Action.END)
    assert house.sees(DANA, "end.by_person")
    assert house.sees(SAM, "end.over")


async def test_after_the_end_lines_of_both_sides_go_nowhere(house: House, story: Story) -> None:
    await _closed(house, story)
    await house.say(DANA, "what is naloxone")
    await house.say(SAM, "what is naloxone")
    assert (house.lines(SAM), house.lines(DANA)) == ([], ["hello"])


async def test_a_note_is_kept_sealed(house: House, story: Story) -> None:
    number = await _closed(house, story)
    await house.press(SAM, Action.NOTE)
    await house.say(SAM, "wants to see a doctor")
    [note] = house.rows("notes", request=number)
    assert note["kind"] == "closing"
    assert b"doctor" not in note["body"]


async def test_a_colleague_cannot_write_a_note_about_it(house: House, story: Story) -> None:
    number = await _closed(house, story)
    await house.press_data(LEE, f"h.note:{number}")
    assert house.sees(LEE, "peer.not_allowed")


@pytest.mark.parametrize("feeling", ["better", "same"])
async def test_a_person_says_how_they_feel_and_one_line_if_they_like(
    house: House, story: Story, feeling: str
) -> None:
    number = await _closed(house, story)
    await house.press_data(DANA, f"h.rate:{number}:{feeling}")
    await house.say(DANA, "she listened")
    [note] = house.rows("notes", request=number)
    assert (note["kind"], b"listened" in note["body"]) == ("feedback", False)
    assert not house.sees(ROBIN, "page.worse")


async def test_worse_tells_the_lead(house: House, story: Story) -> None:
    number = await _closed(house, story)
    await house.press_data(DANA, f"h.rate:{number}:worse")
    assert house.sees(ROBIN, "page.worse", alias=story.alias(DANA))


async def test_a_conversation_that_goes_on_is_not_rated_yet(house: House, story: Story) -> None:
    number = await story.talks()
    await house.press_data(DANA, f"h.rate:{number}:worse")
    assert not house.sees(ROBIN, "page.worse")
    await house.say(DANA, "a line for sam")
    assert "a line for sam" in house.lines(SAM)[-1]


async def test_the_first_line_of_a_new_conversation_is_no_feedback_on_the_old_one(
    house: House, story: Story
) -> None:
    number = await _closed(house, story)
    await house.press_data(DANA, f"h.rate:{number}:better")
    await story.talks()
    await house.say(DANA, "hello again")
    assert "hello again" in house.lines(SAM)[-1]


async def test_the_first_line_to_a_new_person_is_no_note_on_the_last_one(
    house: House, story: Story
) -> None:
    await _closed(house, story)
    await house.press(SAM, Action.NOTE)
    await story.talks(MARTA)
    await house.say(SAM, "hello marta")
    assert house.lines(MARTA) == ["hello marta"]


async def test_a_reply_to_a_line_is_no_note_even_while_one_is_asked_for(
    house: House, story: Story
) -> None:
    dana, _ = await story.talks_to_both()
    await house.say(MARTA, "are you there")
    await house.press_data(SAM, f"h.closeas:{dana}:talked")
    await house.press(SAM, Action.NOTE)
    await house.say(SAM, "yes", reply_to=house.phones.of[SAM].find("are you there"))
    assert house.lines(MARTA) == ["yes"]


async def test_within_a_day_a_chat_is_taken_up_again_with_the_same_person(
    house: House, story: Story
) -> None:
    await _closed(house, story)
    await house.pass_time(hours=2)
    await story.on_shift(LEE)
    await house.press(DANA, Action.REOPEN)
    assert house.sees(SAM, "offer.alone")
    assert not house.sees(LEE, "offer")
    await story.claims(SAM, DANA)
    assert story.holder(DANA) == SAM


async def test_after_a_day_a_chat_cannot_be_taken_up_again(house: House, story: Story) -> None:
    await _closed(house, story)
    await house.pass_time(hours=24, minutes=1)
    await house.press(DANA, Action.REOPEN)
    assert house.sees(DANA, "reopen.over")
    assert house.request(DANA)["state"] == "closed"


async def test_a_chat_taken_up_again_is_for_all_when_the_same_person_is_off_shift(
    house: House, story: Story
) -> None:
    await _closed(house, story)
    await house.say(SAM, "/shift")
    await house.press(SAM, Action.SHIFT_OFF)
    await story.on_shift(LEE)
    await house.press(DANA, Action.REOPEN)
    assert house.sees(LEE, "offer")
    assert not house.sees(SAM, "offer.alone")


async def test_a_chat_is_not_taken_up_again_while_another_request_is_open(
    house: House, story: Story
) -> None:
    number = await _closed(house, story)
    await story.asks(DANA)
    await house.press_data(DANA, f"h.reopen:{number}")
    assert house.sees(DANA, "reopen.other_open")


async def test_whoever_is_on_shift_cannot_take_up_a_chat_of_their_own(
    house: House, story: Story
) -> None:
    number = await story.talks(LEE, SAM)
    await house.say(LEE, "/end")
    await story.on_shift(LEE)
    await house.press_data(LEE, f"h.reopen:{number}")
    assert house.sees(LEE, "ask.on_shift")
    assert house.request(LEE)["state"] == "closed"


async def test_a_person_who_blocks_the_bot_ends_the_chat_and_the_supporter_is_told(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.block(DANA)
    assert house.sees(SAM, "end.they_left")
    assert house.request(DANA)["outcome"] == "unreachable"


async def test_a_person_who_blocks_the_bot_while_waiting_leaves_the_line(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    await house.block(DANA)
    assert house.sees(SAM, "offer.over")
    assert house.request(DANA)["state"] == "cancelled"


async def test_a_supporter_who_blocks_the_bot_leaves_nobody_alone(
    house: House, story: Story
) -> None:
    await story.talks()
    await story.on_shift(LEE)
    await house.block(SAM)
    assert house.sees(DANA, "back.looking")
    assert house.sees(LEE, "offer")


async def test_forget_in_the_middle_ends_the_chat_and_erases_what_was_kept(
    house: House, story: Story
) -> None:
    number = await story.talks()
    await house.say(DANA, "hello")
    await house.say(DANA, "/forget")
    await house.press_data(DANA, "fg")
    assert house.sees(SAM, "end.they_left")
    assert house.rows("requests", id=number) == []
    assert house.rows("message_links", request=number) == []
    assert house.rows("request_events", request=number) == []


async def test_end_without_anything_open_says_so(house: House, story: Story) -> None:
    await _closed(house, story)
    await house.say(DANA, "/end")
    assert house.sees(DANA, "peer.none_open")


async def test_no_event_tells_what_was_said(house: House, story: Story) -> None:
    number = await _closed(house, story)
    words = {row["word"] for row in house.rows("request_events", request=number)}
    assert words <= {"", "ordinary", "1", "talked", "no_about"}
