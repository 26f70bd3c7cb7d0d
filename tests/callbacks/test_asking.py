"""Asking for a call: the form, its ways out, and what it does with what people type."""

import pytest

from bot.domain.callbacks.terms import Terms
from bot.domain.handoff.actions import Action
from tests.callbacks.callers import DIGITS, NAME, NUMBER, SHOWN, Caller, tap
from tests.handoff.house import House
from tests.handoff.people import DANA
from tests.handoff.stories import DANGER


async def test_the_number_is_shown_in_full_for_a_yes(house: House, dana: Caller) -> None:
    await dana.to_number()
    await house.say(DANA, NUMBER)
    assert house.sees(DANA, "callback.check", number=SHOWN)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("call me maybe", "no_number"),
        ("555-0123", "no_area"),
        ("12345", "too_short"),
        ("212 555 0123 4567", "too_long"),
        ("+999 555 0123", "no_country"),
        ("(123) 555-0123", "not_in_use"),
        ("900 555 0123", "costly"),
        ("911", "too_short"),
    ],
)
async def test_a_wrong_number_is_told_what_is_wrong_with_an_example(
    house: House, dana: Caller, typed: str, why: str
) -> None:
    await dana.to_number()
    await house.say(DANA, typed)
    assert house.sees(DANA, f"callback.number_{why}")
    assert house.count(DANA, "callback.number", example="+1 201-555-0123") == 2


async def test_ones_own_card_needs_only_a_yes(house: House, dana: Caller) -> None:
    await dana.to_number()
    card = {"phone_number": "12125550123", "first_name": "Dana", "user_id": DANA}
    await house.send(DANA, {"contact": card})
    assert house.sees(DANA, "callback.check", number=SHOWN)


async def test_somebody_elses_card_is_questioned(house: House, dana: Caller) -> None:
    await dana.to_number()
    card = {"phone_number": "+12125550123", "first_name": "Mum", "user_id": 5}
    await house.send(DANA, {"contact": card})
    assert house.sees(DANA, "callback.other", number=SHOWN)
    await dana.tap("other:no")
    assert house.count(DANA, "callback.number", example="+1 201-555-0123") == 2


async def test_danger_typed_into_the_form_brings_the_card_and_is_no_answer(
    house: House, dana: Caller
) -> None:
    await house.say(DANA, "/callback")
    await dana.tap("age:adult")
    await house.say(DANA, DANGER)
    assert "988" in house.last(DANA)
    await house.say(DANA, NAME)
    assert house.count(DANA, "callback.number", example="+1 201-555-0123") == 1


async def test_danger_on_a_contact_card_brings_the_card(house: House, dana: Caller) -> None:
    await dana.to_number()
    card = {"phone_number": "12125550123", "first_name": DANGER, "user_id": DANA}
    await house.send(DANA, {"contact": card})
    assert "988" in house.last(DANA)


async def test_every_question_has_help_now_and_a_way_out(house: House, dana: Caller) -> None:
    await dana.to_summary("10:00")
    for text in house.phones.of[DANA].messages.values():
        labels = [key["text"] for row in text.get("keyboard", []) for key in row]
        if house.text("button.cb_leave") in labels:
            assert house.text("menu.help_now") in labels
    assert house.phones.of[DANA].has_button(Action.CALL_FORM, house.text("button.cb_leave"))


async def test_back_leads_to_the_question_before(house: House, dana: Caller) -> None:
    await dana.to_times()
    await dana.tap("back")
    assert house.sees(DANA, "callback.zone")
    await dana.tap("back")
    await house.say(DANA, "+44 20 7946 0958")
    assert house.sees(DANA, "callback.check", number="+44 20 7946 0958")


async def test_cancel_erases_the_form(house: House, dana: Caller) -> None:
    await dana.to_times()
    await dana.tap("cancel")
    assert house.rows("forms") == []


async def test_the_form_goes_on_after_a_restart(house: House, dana: Caller) -> None:
    await dana.to_number()
    await house.restart()
    await house.say(DANA, NUMBER)
    assert house.sees(DANA, "callback.check", number=SHOWN)


async def test_a_form_left_in_the_middle_is_taken_up_or_erased(house: House, dana: Caller) -> None:
    await dana.to_times()
    await house.say(DANA, "/callback")
    await dana.tap("resume")
    assert house.sees(DANA, "callback.day")
    await house.say(DANA, "/mycallback")
    await dana.tap("drop")
    assert house.rows("forms") == []


async def test_after_a_day_the_form_is_gone(house: House, dana: Caller) -> None:
    await dana.to_number()
    await house.pass_time(hours=24, minutes=1)
    await house.say(DANA, NUMBER)
    assert not house.sees(DANA, "callback.check", number=SHOWN)


async def test_a_question_in_between_is_answered_like_any_other(
    house: House, dana: Caller
) -> None:
    await dana.to_times()
    await house.say(DANA, "what is peer support")
    await dana.choose("10:00")
    assert house.sees(DANA, "callback.more")


async def test_nobody_under_13_is_asked_for_a_number(house: House, dana: Caller) -> None:
    await house.say(DANA, "/callback")
    await dana.tap("age:child")
    assert house.sees(DANA, "callback.child")
    assert house.rows("forms") == []


async def test_a_minor_is_told_what_holds_and_the_caller_knows(house: House, dana: Caller) -> None:
    await dana.asks("10:00", age="minor")
    assert house.text("callback.minor") in "\n".join(house.phones.of[DANA].log)
    assert dana.row()["minor"]


async def test_the_consent_names_days_and_payer_and_is_kept_with_its_version(
    house: House, dana: Caller
) -> None:
    await dana.to_summary("10:00")
    assert "30 days" in house.last(DANA)
    assert "Example Foundation" in house.last(DANA)
    await dana.tap("summary:")
    row = dana.row()
    assert (row["consent_version"], row["consent_days"]) == (1, 30)
    assert row["consented_at"].replace(tzinfo=None) == house.now.replace(tzinfo=None)


async def test_other_terms_than_those_shown_are_shown_first(house: House, dana: Caller) -> None:
    await dana.to_summary("10:00")
    await house.press_data(DANA, "h.cbf:summary:1.90", house.phones.of[DANA].newest)
    assert house.rows("callbacks") == []


async def test_one_thing_is_changed_in_the_summary(house: House, dana: Caller) -> None:
    await dana.to_summary("10:00")
    await dana.tap("change:name")
    await house.say(DANA, "Cloud")
    await dana.tap("summary:")
    assert house.sees(DANA, "callback.open", name="Cloud", ending="23")


async def test_reply_here_instead_makes_it_a_chat(house: House, dana: Caller) -> None:
    await dana.to_times()
    await dana.tap("chat")
    assert house.request(DANA)["kind"] == "chat"
    assert house.rows("forms") == []


async def test_the_keyboard_with_the_number_goes_when_it_is_not_asked_for(
    house: House, dana: Caller
) -> None:
    await dana.to_number()
    shared = [call.params["reply_markup"] for call in house.calls if "keyboard" in
              call.params.get("reply_markup", {})]  # fmt: skip
    assert shared[-1]["keyboard"][-1][0]["request_contact"]
    await dana.tap("back")
    shared = [call.params["reply_markup"] for call in house.calls if "keyboard" in
              call.params.get("reply_markup", {})]  # fmt: skip
    assert not any("request_contact" in str(row) for row in shared[-1]["keyboard"])


async def test_no_button_says_call_me_where_nobody_calls(house: House) -> None:
    house.terms = Terms()
    await house.restart()
    await house.say(DANA, "/crisis")
    await house.say(DANA, "what is peer support")
    await house.say(DANA, "/peer")
    assert not house.phones.of[DANA].has_button(Action.CALLBACK)
    await house.say(DANA, "/callback")
    assert house.sees(DANA, "callback.not_offered")


async def test_call_me_stands_on_cards_answers_and_while_one_waits(house: House) -> None:
    for words in ("/crisis", "what is peer support", "florble wug zint"):
        await house.say(DANA, words)
        number, _ = house.phones.of[DANA].button(Action.CALLBACK)
        assert number == house.phones.of[DANA].newest


async def test_an_old_button_of_the_form_is_told_so(house: House, dana: Caller) -> None:
    await dana.to_number()
    await house.press_data(DANA, "h.cbf:age:adult")
    assert house.sees(DANA, "callback.old_button")


async def test_the_typed_number_stays_in_no_row_in_the_clear(house: House, dana: Caller) -> None:
    await dana.to_summary("10:00")
    kept = str([house.rows(name) for name in ("forms", "requests", "outbox", "inbox")])
    assert DIGITS not in kept
    assert NAME not in kept


async def test_a_press_on_call_me_while_waiting_leaves_the_place_in_line_until_confirmed(
    house: House, dana: Caller
) -> None:
    await house.say(DANA, "/peer")
    await tap(house, DANA, "for:")
    await tap(house, DANA, "about:skip")
    await tap(house, DANA, "wished:")
    await dana.to_summary("10:00")
    assert house.request(DANA)["kind"] == "chat"
    await dana.tap("summary:")
    assert house.request(DANA)["kind"] == "callback"


async def test_words_about_a_craving_are_no_name(house: House, dana: Caller) -> None:
    await house.say(DANA, "/callback")
    await dana.tap("age:adult")
    await house.say(DANA, "i relapsed last night")
    assert not house.sees(DANA, "callback.number", example="+1 201-555-0123")
    await house.say(DANA, NAME)
    assert house.sees(DANA, "callback.number", example="+1 201-555-0123")
