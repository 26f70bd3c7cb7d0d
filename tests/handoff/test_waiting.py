"""Waiting, told as it is: the place, who is there, what else there is, and how it ends."""

from datetime import datetime

import pytest
from sqlalchemy import update

from bot.domain.handoff.actions import Action
from bot.storage.handoff.tables import requests
from tests.handoff.house import House
from tests.handoff.people import ALEX, DANA, LEE, MARTA, NURIA, OLGA, ROBIN, SAM
from tests.handoff.stories import Story


async def test_a_person_sees_their_place_and_how_many_are_on_shift(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM, LEE)
    await story.asks(DANA, MARTA)
    assert house.sees(DANA, "wait.place", place=1, on_shift=2)
    assert house.sees(MARTA, "wait.place", place=2, on_shift=2)


async def test_when_nobody_is_on_shift_that_is_said_at_once_with_the_next_shift(
    house: House, story: Story
) -> None:
    await story.asks(DANA)  # at noon in London it is seven in New York
    assert house.sees(DANA, "wait.nobody", place=1)
    assert house.sees(DANA, "wait.opens", opens="10:00")


async def test_whoever_does_not_speak_the_language_is_not_counted(
    house: House, story: Story
) -> None:
    await story.on_shift(ROBIN)
    await house.say(DANA, "/peer")
    await house.press(DANA, Action.FOR_WHOM)
    await house.press(DANA, Action.ABOUT)
    await house.press(DANA, Action.SPEAK, "Español")
    await house.press(DANA, Action.WISHED)
    request = house.request(DANA)
    assert request["language"] == "es"
    assert house.says.matches_in("es", house.last(DANA), "wait.nobody", {})


async def test_a_waiting_person_gets_no_wait_in_minutes_while_too_little_is_known(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    assert not house.sees(DANA, "wait.usual")


async def test_the_usual_wait_is_told_once_enough_people_have_waited(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    for person in (DANA, MARTA, NURIA, OLGA, ALEX):
        await story.asks(person)
        await house.pass_time(minutes=4)
        await story.claims(SAM, person)
        await house.say(person, "/end")
    await story.asks(DANA)
    assert house.sees(DANA, "wait.usual", minutes=4)


@pytest.mark.parametrize("times", [1, 3], ids=["at once", "in three steps"])
async def test_a_waiting_person_is_told_how_things_stand_after_2_5_and_10_minutes(
    house: House, story: Story, times: int
) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    for number, minutes in enumerate((2, 5, 10), start=1):
        await house.pass_time(seconds=_until(house, minutes))
        assert house.count(DANA, "wait.still", minutes=minutes) == 1
        for _ in range(times):
            await house.wake()
        assert house.count(DANA, "wait.still") == number
    await house.pass_time(minutes=30)
    assert house.count(DANA, "wait.still") == 3


def _until(house: House, minutes: int) -> float:
    asked = datetime(2026, 11, 24, 12, minutes, 1, tzinfo=house.now.tzinfo)
    return (asked - house.now).total_seconds()


async def test_notes_of_waiting_make_no_sound(house: House, story: Story) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    sounds = len(house.phones.of[DANA].sounds)
    await house.pass_time(minutes=11)
    assert len(house.phones.of[DANA].sounds) == sounds


async def test_a_wait_beyond_its_target_is_apologised_for_with_what_else_there_is(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    await house.pass_time(minutes=61)
    assert house.count(DANA, "wait.long") == 1
    assert house.phones.of[DANA].has_button(Action.CANCEL)


async def test_after_a_day_the_request_is_taken_out_of_the_line(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    await house.pass_time(hours=24, minutes=1)
    assert house.sees(DANA, "wait.expired")
    assert house.request(DANA)["state"] == "expired"
    assert house.sees(SAM, "offer.over")


async def test_a_person_can_leave_the_line_at_any_time(house: House, story: Story) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    await house.press(DANA, Action.CANCEL)
    assert house.sees(DANA, "wait.cancelled")
    assert house.sees(SAM, "offer.over")
    await house.pass_time(hours=25)
    assert not house.sees(DANA, "wait.expired")


async def test_end_leaves_the_line_as_well(house: House, story: Story) -> None:
    await story.asks(DANA)
    await house.say(DANA, "/end")
    assert house.request(DANA)["state"] == "cancelled"


async def test_while_waiting_a_question_is_answered_as_ever(house: House, story: Story) -> None:
    await story.asks(DANA)
    await house.say(DANA, "what is naloxone")
    assert house.phones.of[DANA].messages[house.phones.of[DANA].newest]["keyboard"]
    assert house.lines(SAM) == []


async def test_an_emergency_pages_the_lead_at_once_then_the_lead_and_the_admins_again(
    house: House, story: Story
) -> None:
    await story.asks_urgently(DANA)
    assert (house.count(ROBIN, "page.waits"), house.count(ALEX, "page.waits")) == (1, 0)
    await house.pass_time(minutes=2)
    assert (house.count(ROBIN, "page.waits"), house.count(ALEX, "page.waits")) == (2, 1)
    await house.pass_time(minutes=3)
    assert (house.count(ROBIN, "page.waits"), house.count(ALEX, "page.waits")) == (3, 2)


async def test_whoever_waits_in_danger_is_shown_the_numbers_again(
    house: House, story: Story
) -> None:
    await story.asks_urgently(DANA)
    cards = sum("988" in text for text in house.phones.of[DANA].log)
    await house.pass_time(minutes=2)
    assert sum("988" in text for text in house.phones.of[DANA].log) > cards


async def test_what_was_missed_while_the_bot_was_down_is_said_once_and_not_step_by_step(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    await house.sleep_through(minutes=30)
    assert house.count(DANA, "wait.still") == 1


async def test_someone_who_comes_on_shift_is_shown_what_waits(house: House, story: Story) -> None:
    await story.asks(DANA, MARTA)
    await story.on_shift(SAM)
    assert house.count(SAM, "offer") == 2


async def test_a_conversation_given_back_a_day_later_has_its_full_time_to_be_taken(
    house: House, story: Story
) -> None:
    await story.talks()
    await _old(house, await _talked_on(house))
    await house.say(SAM, "/release")
    await house.pass_time(minutes=1)
    assert not house.sees(DANA, "wait.expired")
    assert not house.sees(DANA, "wait.long")
    assert house.request(DANA)["state"] == "waiting"


async def test_a_conversation_given_back_does_not_call_it_a_wait_of_hours(
    house: House, story: Story
) -> None:
    await story.talks()
    await _old(house, await _talked_on(house))
    await story.on_shift(LEE)
    await house.say(SAM, "/release")
    await house.say(ROBIN, "/board")
    assert house.sees(ROBIN, "board.waiting", minutes=1)


async def _talked_on(house: House) -> int:
    await house.say(SAM, "hello")
    number: int = house.request(DANA)["id"]
    return number


async def _old(house: House, request: int) -> None:
    """Let the request be from two days ago, though people have talked until now."""
    ago = datetime(2026, 11, 22, 12, tzinfo=house.now.tzinfo)
    changed = update(requests).where(requests.c.id == request)
    async with house.database.connections.writing() as connection:
        await connection.execute(changed.values(asked_at=ago, waiting_since=ago))


async def test_a_line_that_nobody_answered_keeps_its_place_when_it_goes_back(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM, LEE)
    await story.asks(DANA)
    since = house.request(DANA)["waiting_since"]
    await house.pass_time(minutes=1)
    await story.claims(SAM, DANA)
    await house.pass_time(minutes=6)
    request = house.request(DANA)
    assert (request["state"], request["waiting_since"]) == ("waiting", since)


async def test_no_button_leads_to_a_call_while_nobody_can_take_one(
    house: House, story: Story
) -> None:
    await story.asks(DANA)
    assert not house.phones.of[DANA].has_button(Action.CALLBACK)
