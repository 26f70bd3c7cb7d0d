"""Asking for a peer: short, skippable, and one request at a time."""

import pytest

from bot.domain.handoff.actions import Action
from tests.handoff.house import House, a_house
from tests.handoff.people import ALEX, DANA, KIM, LEE, ROBIN, SAM
from tests.handoff.stories import CARD_DANGER, CRISIS, DANGER, Story


async def test_the_form_asks_for_whom_about_what_and_for_wishes(
    house: House
) -> None:
    await house.say(DANA, "/peer")
    await house.press(DANA, Action.FOR_WHOM, "Someone close")
    await house.press(DANA, Action.ABOUT, "Loneliness")
    await house.press(DANA, Action.WISH, "Parent")
    await house.press(DANA, Action.WISHED)
    request = house.request(DANA)
    assert (request["for_whom"], request["about"]) == ("other", "loneliness")
    assert list(request["wishes"]) == ["parent"]


async def test_everything_in_the_form_can_be_skipped(house: House, story: Story) -> None:
    await story.asks(DANA)
    request = house.request(DANA)
    assert (request["state"], request["about"], list(request["wishes"])) == ("waiting", None, [])


async def test_whoever_said_for_whom_they_are_here_is_not_asked_again(house: House) -> None:
    await house.press_data(DANA, "who:family")
    await house.say(DANA, "/peer")
    assert house.sees(DANA, "ask.about")
    assert not house.sees(DANA, "ask.for")


async def test_a_person_can_ask_for_a_peer_in_another_language(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM, KIM)
    await house.say(DANA, "/peer")
    await house.press(DANA, Action.FOR_WHOM)
    await house.press(DANA, Action.ABOUT)
    await house.press(DANA, Action.SPEAK, "Español")
    await house.press(DANA, Action.WISHED)
    assert house.sees(SAM, "offer")
    assert not house.sees(KIM, "offer")


async def test_a_wish_is_taken_back_with_a_second_press(house: House) -> None:
    await house.say(DANA, "/peer")
    await house.press(DANA, Action.FOR_WHOM)
    await house.press(DANA, Action.ABOUT)
    await house.press(DANA, Action.WISH, "Parent")
    await house.press(DANA, Action.WISH, "Parent")
    await house.press(DANA, Action.WISHED)
    assert list(house.request(DANA)["wishes"]) == []


async def test_a_wish_brings_nobody_who_was_not_asked_for_but_keeps_nobody_waiting(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await house.say(DANA, "/peer")
    await house.press(DANA, Action.FOR_WHOM)
    await house.press(DANA, Action.ABOUT)
    await house.press(DANA, Action.WISH, "veteran")
    await house.press(DANA, Action.WISHED)
    assert house.sees(SAM, "offer")


async def test_asking_again_shows_where_the_first_request_stands(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    await house.say(DANA, "/peer")
    assert house.count(DANA, "wait.place") == 2
    assert len(house.rows("requests")) == 1


async def test_asking_again_in_a_conversation_says_with_whom_it_is(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, "/peer")
    assert house.sees(DANA, "talk.with", name="Sam")


async def test_the_menu_and_a_deep_link_lead_to_the_form_as_well(house: House) -> None:
    await house.say(DANA, house.text("menu.peer"))
    await house.say(DANA, "/start peer")
    assert house.count(DANA, "ask.for") == 2


async def test_a_form_that_was_left_asks_for_nobody(house: House) -> None:
    await house.say(DANA, "/peer")
    await house.press(DANA, Action.LEAVE_FORM)
    assert house.sees(DANA, "ask.left")
    assert house.rows("requests") == []


async def test_a_form_of_yesterday_is_over(house: House) -> None:
    await house.say(DANA, "/peer")
    await house.pass_time(hours=25)
    await house.press(DANA, Action.FOR_WHOM)
    assert house.sees(DANA, "ask.form_over")


async def test_from_a_card_of_danger_nobody_has_to_fill_in_a_form(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await house.say(DANA, DANGER)
    await house.press(DANA, Action.PEER)
    assert house.request(DANA)["priority"] == 0
    assert house.sees(SAM, "offer", priority="Emergency")


async def test_from_a_card_of_a_crisis_the_request_is_one(house: House) -> None:
    await house.say(DANA, CRISIS)
    await house.press(DANA, Action.PEER)
    assert house.request(DANA)["priority"] == 1


async def test_the_same_person_as_last_time_is_asked_alone_at_first(
    house: House, story: Story
) -> None:
    await _asks_for_the_same(house, story)
    assert house.sees(SAM, "offer.alone")
    assert not house.sees(LEE, "offer")


async def test_when_the_same_person_does_not_come_all_others_are_asked(
    house: House, story: Story
) -> None:
    await _asks_for_the_same(house, story)
    await house.pass_time(minutes=3)
    assert house.sees(DANA, "wait.not_the_same")
    assert house.sees(LEE, "offer")


async def test_nobody_else_can_take_what_was_asked_of_one(house: House, story: Story) -> None:
    await _asks_for_the_same(house, story)
    await story.claims(LEE, DANA)
    assert house.sees(LEE, "claim.asked_of_other")


async def test_the_same_person_is_not_waited_for_when_they_are_away(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, "/end")
    await house.say(SAM, "/shift")
    await house.press(SAM, Action.SHIFT_OFF)
    await story.on_shift(LEE)
    await _same(house)
    assert house.sees(LEE, "offer")


async def test_the_same_person_is_not_waited_for_when_their_hands_are_full(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, "/end")
    await story.asks_urgently(ROBIN)
    await story.claims(SAM, ROBIN)
    await story.on_shift(LEE)
    await _same(house)
    assert house.sees(LEE, "offer")


async def _asks_for_the_same(house: House, story: Story) -> None:
    await story.talks()
    await house.say(DANA, "/end")
    await story.on_shift(LEE)
    await _same(house)


async def _same(house: House) -> None:
    await house.say(DANA, "/peer")
    await house.press(DANA, Action.FOR_WHOM)
    await house.press(DANA, Action.ABOUT)
    await house.press(DANA, Action.SAME)
    await house.press(DANA, Action.WISHED)


async def test_whoever_is_on_shift_cannot_ask_for_a_peer(house: House, story: Story) -> None:
    await story.on_shift(SAM)
    await house.say(SAM, "/peer")
    assert house.sees(SAM, "ask.on_shift")


async def test_whoever_still_holds_a_conversation_cannot_ask_for_a_peer(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(SAM, "/shift")
    await house.press(SAM, Action.SHIFT_OFF)
    await house.say(SAM, "/peer")
    assert house.sees(SAM, "ask.on_shift")


async def test_a_supporter_off_shift_can_ask_like_anybody_else(
    house: House, story: Story
) -> None:
    await story.talks(SAM, LEE)
    await house.say(SAM, "i am tired today")
    assert "i am tired today" in house.lines(LEE)[-1]


async def test_whoever_waits_for_a_peer_cannot_start_a_shift(house: House, story: Story) -> None:
    await story.asks(SAM)
    await story.on_shift(SAM)
    assert house.sees(SAM, "shift.own_request")


async def test_whoever_is_blocked_is_told_so_and_shown_numbers(
    house: House, story: Story
) -> None:
    await story.talks()
    await _block(house, "week")
    await house.say(DANA, "/peer")
    assert house.sees(DANA, "ask.blocked_until")
    assert "988" in house.last(DANA)


async def test_a_form_that_was_open_before_the_block_brings_nobody(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, "/end")
    await house.say(DANA, "/peer")
    await house.press(DANA, Action.FOR_WHOM)
    await house.press(DANA, Action.ABOUT)
    await _block(house, "good")
    await house.press(DANA, Action.WISHED)
    assert house.sees(DANA, "ask.blocked")


async def _block(house: House, span: str) -> None:
    request = house.request(DANA)["id"]
    await house.press_data(ROBIN, f"h.blockfor:{request}:{span}")
    await house.say(ROBIN, "threats")


@pytest.mark.parametrize("admins", [(), (ALEX,)], ids=["no admin", "an admin"])
async def test_without_a_lead_or_an_admin_no_emergency_is_taken(
    sqlite_url: str, house: House, admins: tuple[int, ...]
) -> None:
    async with a_house(sqlite_url, house.editions, admins=admins) as bare:
        await bare.database.inbox.receive([], now=bare.now)
        async with bare.database.connections.writing() as connection:
            await connection.exec_driver_sql("DELETE FROM supporters")
        await bare.press_data(DANA, CARD_DANGER)
        assert bare.sees(DANA, "ask.no_emergencies") is (not admins)
        assert len(bare.rows("requests")) == len(admins)


async def test_many_presses_on_the_same_button_make_one_request(
    house: House
) -> None:
    await house.say(DANA, "/peer")
    await house.press(DANA, Action.FOR_WHOM)
    await house.press(DANA, Action.ABOUT)
    data = house.phones.of[DANA].button(Action.WISHED)
    for _ in range(3):
        await house.press_data(DANA, data[1], data[0])
    assert len(house.rows("requests")) == 1
