"""Calling: at the window, by one, with a recorded look at the number, and every way it can go."""

import pytest

from bot.domain.handoff.actions import Action
from tests.callbacks.callers import SHOWN, Caller, on_shift, outcome
from tests.handoff.house import House
from tests.handoff.people import DANA, LEE, ROBIN, SAM


async def claimed(house: House, dana: Caller, *hours: str) -> None:
    """Let Dana ask for these hours, and Sam take the call at the first."""
    await dana.asks(*hours or ("10:00",))
    await house.pass_time(hours=3, minutes=5)
    await on_shift(house, SAM)
    await house.press(SAM, Action.CLAIM)


def screen(house: House, chat: int = SAM) -> str:
    return "\n".join(house.phones.of[chat].texts)


async def test_it_is_offered_a_quarter_of_an_hour_before_and_not_earlier(
    house: House, dana: Caller
) -> None:
    await on_shift(house, SAM)
    await dana.asks("10:00")
    await house.pass_time(hours=2, minutes=44)
    assert not house.phones.of[SAM].has_button(Action.CLAIM)
    await house.pass_time(minutes=1)
    assert house.phones.of[SAM].has_button(Action.CLAIM)


async def test_whoever_comes_on_shift_early_is_not_shown_it(house: House, dana: Caller) -> None:
    await dana.asks("12:00")
    await on_shift(house, SAM)
    assert not house.phones.of[SAM].has_button(Action.CLAIM)


async def test_the_lead_hears_when_a_call_comes_up_and_nobody_is_on_shift(
    house: House, dana: Caller
) -> None:
    await dana.asks("10:00")
    await house.pass_time(hours=2, minutes=45)
    assert house.sees(ROBIN, "page.callback_soon")


async def test_only_one_has_it(house: House, dana: Caller) -> None:
    await on_shift(house, SAM, LEE)
    await dana.asks("10:00")
    await house.pass_time(hours=3)
    late = house.phones.of[LEE].button(Action.CLAIM)
    await house.press(SAM, Action.CLAIM)
    await house.press_data(LEE, late[1], late[0])
    assert house.sees(LEE, "claim.taken", name="Sam")


async def test_the_number_comes_on_a_tap_that_is_written_down_below_what_is_safe(
    house: House, dana: Caller
) -> None:
    await claimed(house, dana)
    await house.press(SAM, Action.CALL_NUMBER)
    text = screen(house)
    assert text.index(house.text("call.no_message")) < text.index(SHOWN)
    assert text.index(house.text("call.neutral")) < text.index(SHOWN)
    assert "revealed" in house.steps(house.request(DANA)["id"])


async def test_nobody_else_can_look_at_the_number(house: House, dana: Caller) -> None:
    await claimed(house, dana)
    word = f"h.cbr:{house.request(DANA)['id']}"
    await on_shift(house, LEE)
    await house.press_data(LEE, word)
    await house.press_data(DANA, word)
    assert house.sees(LEE, "peer.not_allowed")
    assert house.sees(DANA, "peer.not_allowed")
    assert SHOWN not in screen(house, LEE)


@pytest.mark.parametrize("word", ["reached", "wrong_number", "declined", "referred", "emergency"])
async def test_whatever_the_outcome_the_number_is_hidden_again(
    house: House, dana: Caller, word: str
) -> None:
    await claimed(house, dana)
    await house.press(SAM, Action.CALL_NUMBER)
    await outcome(house, word)
    assert SHOWN not in screen(house)
    assert (house.request(DANA)["state"], house.request(DANA)["outcome"]) == ("closed", word)
    assert dana.row()["closed_at"] is not None


async def test_given_back_it_is_hidden_and_offered_to_others(house: House, dana: Caller) -> None:
    await claimed(house, dana)
    await house.press(SAM, Action.CALL_NUMBER)
    await on_shift(house, LEE)
    await outcome(house, "back")
    assert SHOWN not in screen(house)
    assert house.phones.of[LEE].has_button(Action.CLAIM)


async def test_without_an_answer_it_comes_back_at_the_next_safe_time(
    house: House, dana: Caller
) -> None:
    await claimed(house, dana, "10:00", "14:00")
    await outcome(house, "no_answer")
    before = len(house.phones.of[DANA].log)
    assert house.request(DANA)["state"] == "waiting"
    await house.pass_time(hours=3, minutes=50)
    assert house.phones.of[SAM].has_button(Action.CLAIM)
    assert not house.phones.of[DANA].log[before:]


async def test_after_two_attempts_one_message_and_no_more_calls(
    house: House, dana: Caller
) -> None:
    await claimed(house, dana, "10:00", "14:00", "16:00")
    await outcome(house, "no_answer")
    await house.pass_time(hours=3, minutes=50)
    await house.press(SAM, Action.CLAIM)
    await outcome(house, "no_answer")
    assert house.count(DANA, "callback.not_reached") == 1
    assert house.request(DANA)["state"] == "closed"


async def test_without_another_safe_time_the_person_is_asked_when_else(
    house: House, dana: Caller
) -> None:
    await dana.asks("10:00")
    await house.pass_time(hours=4, minutes=40)
    await on_shift(house, SAM)
    await house.press(SAM, Action.CLAIM)
    await outcome(house, "no_answer")
    assert house.count(DANA, "callback.when_else") == 1
    await house.pass_time(hours=2)
    assert not house.phones.of[LEE].has_button(Action.CLAIM)


async def test_a_missed_call_tells_the_lead_and_says_sorry_with_a_choice(
    house: House, dana: Caller
) -> None:
    await on_shift(house, SAM)
    await dana.asks("10:00")
    await house.pass_time(hours=4, minutes=30)
    assert house.sees(SAM, "call.closing")
    assert house.sees(ROBIN, "page.callback_closing")
    await house.pass_time(minutes=30)
    assert house.sees(ROBIN, "page.callback_missed")
    assert house.sees(DANA, "callback.missed")
    await dana.own("time")
    await dana.tap("zone:eastern")
    await dana.choose("14:00")
    await dana.tap("more:done")
    await house.pass_time(hours=2)
    assert house.phones.of[SAM].has_button(Action.CLAIM)


async def test_a_missed_call_with_another_time_waits_for_that(house: House, dana: Caller) -> None:
    await dana.asks("10:00", "14:00")
    await house.pass_time(hours=5)
    assert house.sees(DANA, "callback.missed_next")
    assert house.request(DANA)["state"] == "waiting"


async def test_whoever_has_it_is_reminded_and_then_it_counts_as_missed(
    house: House, dana: Caller
) -> None:
    await claimed(house, dana)
    await house.press(SAM, Action.CALL_NUMBER)
    await house.pass_time(hours=1, minutes=55)
    assert house.sees(SAM, "call.closing_yours")
    assert house.sees(SAM, "call.over")
    await house.pass_time(minutes=30)
    assert house.sees(ROBIN, "page.callback_missed")
    assert SHOWN not in screen(house)


async def test_a_missed_call_nobody_answers_to_is_closed_after_three_days(
    house: House, dana: Caller
) -> None:
    await dana.asks("10:00")
    await house.pass_time(hours=5)
    await house.pass_time(days=3)
    assert house.sees(DANA, "callback.lapsed")
    assert house.request(DANA)["state"] == "expired"


async def test_a_call_does_not_climb_the_ladder_of_chats(house: House, dana: Caller) -> None:
    await dana.asks("16:00")
    before = len(house.phones.of[DANA].log)
    await house.pass_time(hours=1)
    assert len(house.phones.of[DANA].log) == before


async def test_lines_go_nowhere_while_a_call_is_in_hand(house: House, dana: Caller) -> None:
    await claimed(house, dana)
    await house.say(DANA, "what is peer support")
    await house.say(SAM, "hello there")
    assert house.lines(DANA) == []
    assert "hello there" not in "\n".join(house.phones.of[DANA].texts)


async def test_after_a_long_night_nobody_is_reminded_of_what_has_passed(
    house: House, dana: Caller
) -> None:
    await dana.asks("10:00")
    await house.sleep_through(hours=7)
    assert not house.sees(ROBIN, "page.callback_soon")
    assert house.sees(ROBIN, "page.callback_missed")
    assert house.count(DANA, "callback.missed") == 1


async def test_the_lead_sees_it_on_the_board_and_can_give_it_to_somebody(
    house: House, dana: Caller
) -> None:
    await dana.asks("16:00")
    await on_shift(house, SAM)
    await house.say(ROBIN, "/board")
    assert "16:00–18:00" in house.last(ROBIN)
    request = house.request(DANA)["id"]
    sam = house.member(SAM)["id"]
    await house.press_data(ROBIN, f"h.assignto:{request}:{sam}")
    assert house.sees(SAM, "call.card")


async def test_a_lead_cannot_join_a_call(house: House, dana: Caller) -> None:
    await claimed(house, dana)
    await house.press_data(ROBIN, f"h.join:{house.request(DANA)['id']}")
    assert house.sees(ROBIN, "join.not_active")


async def test_how_the_person_feels_afterwards_is_asked_without_a_way_to_reopen(
    house: House, dana: Caller
) -> None:
    await claimed(house, dana)
    await outcome(house, "reached")
    await house.press(DANA, Action.RATE, house.text("rate.worse"))
    assert house.sees(ROBIN, "page.worse")
    assert not house.phones.of[DANA].has_button(Action.REOPEN)
    await house.press_data(DANA, f"h.reopen:{house.request(DANA)['id']}")
    assert house.sees(DANA, "reopen.over")


async def test_whoever_calls_can_call_the_lead(house: House, dana: Caller) -> None:
    await claimed(house, dana)
    await house.press(SAM, Action.CALL_LEAD)
    assert house.sees(SAM, "lead.called")


@pytest.mark.parametrize("action", ["release", "hand", "close", "replies", "focus"])
async def test_what_is_for_chats_does_nothing_to_a_call(
    house: House, dana: Caller, action: str
) -> None:
    await claimed(house, dana)
    await house.press_data(SAM, f"h.{action}:{house.request(DANA)['id']}")
    assert house.sees(SAM, "peer.not_allowed")
    assert house.request(DANA)["state"] == "active"
