"""A conversation changes hands: to a colleague who says yes, or back to the front of the line."""

from bot.domain.handoff.actions import Action
from tests.handoff.house import House
from tests.handoff.people import DANA, KIM, LEE, MARTA, NURIA, OLGA, ROBIN, SAM
from tests.handoff.stories import Story

NOTE = "calm now, agreed to call a friend"


async def _offered(house: House, story: Story, note: str = "") -> int:
    """Let Sam offer Dana's conversation to Lee."""
    number = await story.talks()
    await house.say(SAM, "hello")
    await story.on_shift(LEE)
    await house.say(SAM, "/transfer")
    await house.press(SAM, Action.HAND_TO, "Lee")
    if note:
        await house.say(SAM, note)
    else:
        await house.press(SAM, Action.HAND_TO)
    return number


async def test_a_colleague_is_shown_the_note_and_the_person_goes_on_talking_meanwhile(
    house: House, story: Story
) -> None:
    await _offered(house, story, NOTE)
    assert house.sees(LEE, "hand.offer", name="Sam", note=NOTE)
    await house.say(DANA, "still here")
    assert "still here" in house.lines(SAM)[-1]
    assert house.lines(LEE) == []


async def test_after_a_yes_the_colleague_has_the_person_and_everybody_knows(
    house: House, story: Story
) -> None:
    await _offered(house, story)
    await house.press(LEE, Action.ACCEPT)
    assert story.holder(DANA) == LEE
    assert house.sees(DANA, "talk.handed_over", name="Lee", former="Sam")
    assert house.sees(SAM, "hand.accepted", name="Lee")


async def test_after_a_yes_lines_of_both_sides_go_the_new_way(house: House, story: Story) -> None:
    await _offered(house, story)
    await house.press(LEE, Action.ACCEPT)
    await house.say(DANA, "hello lee")
    await house.say(LEE, "hello dana")
    await house.say(SAM, "one more thing")
    assert house.lines(LEE) == [f"🔵 {story.alias(DANA)}\nhello lee"]
    assert house.lines(DANA)[-1] == "hello dana"


async def test_after_a_no_the_conversation_stays(house: House, story: Story) -> None:
    await _offered(house, story)
    await house.press(LEE, Action.DECLINE)
    assert story.holder(DANA) == SAM
    assert house.sees(SAM, "hand.declined", name="Lee")


async def test_without_an_answer_the_conversation_stays_and_an_old_yes_comes_too_late(
    house: House, story: Story
) -> None:
    await _offered(house, story)
    await house.pass_time(minutes=3)
    assert house.sees(SAM, "hand.no_answer", name="Lee")
    await house.press(LEE, Action.ACCEPT)
    assert story.holder(DANA) == SAM
    assert house.sees(LEE, "claim.over")


async def test_nobody_but_the_one_who_was_asked_can_say_yes(house: House, story: Story) -> None:
    number = await _offered(house, story)
    await story.on_shift(KIM)
    await house.press_data(KIM, f"h.accept:{number}")
    assert story.holder(DANA) == SAM


async def test_a_colleague_whose_hands_have_filled_meanwhile_cannot_take_over(
    house: House, story: Story
) -> None:
    await _offered(house, story)
    for person in (MARTA, NURIA, OLGA):
        await story.asks(person)
        await story.claims(LEE, person)
    await house.press(LEE, Action.ACCEPT)
    assert story.holder(DANA) == SAM
    assert house.sees(LEE, "claim.full")


async def test_only_those_who_could_take_over_are_offered(house: House, story: Story) -> None:
    await story.talks()
    await house.say(SAM, "hello")
    await story.on_shift(LEE, KIM)
    await house.say(LEE, "/shift")
    await house.press(LEE, Action.HARD_WEEK)
    await house.say(SAM, "/transfer")
    assert house.phones.of[SAM].labels(Action.HAND_TO)[:-1] == ["Kim"]


async def test_whoever_knows_the_person_is_never_asked_to_take_over(
    house: House, story: Story
) -> None:
    await story.on_shift(LEE)
    await story.asks(DANA)
    await house.press(LEE, Action.KNOWN)
    await story.on_shift(SAM)
    await story.claims(SAM, DANA)
    await house.say(SAM, "/transfer")
    assert "Lee" not in house.phones.of[SAM].labels(Action.HAND_TO)
    await house.press_data(SAM, f"h.handto:{house.request(DANA)['id']}:2:go")
    assert not house.sees(LEE, "hand.offer")


async def test_a_handover_to_the_queue_puts_the_person_first_in_line(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(SAM, "hello")
    await story.asks(MARTA)
    await house.say(SAM, "/transfer")
    await house.press(SAM, Action.HAND_TO, house.text("hand.to_queue"))
    await house.press(SAM, Action.HAND_TO)
    assert house.sees(DANA, "wait.place", place=1)


async def test_the_note_of_a_handover_is_kept_sealed(house: House, story: Story) -> None:
    number = await _offered(house, story, NOTE)
    [note] = house.rows("notes", request=number)
    assert note["kind"] == "transfer"
    assert NOTE.encode() not in note["body"]


async def test_i_need_cover_puts_the_person_first_in_line_and_asks_no_reason(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(SAM, "hello")
    await story.asks(MARTA)
    await house.say(SAM, "/release")
    assert house.sees(SAM, "back.thanks")
    assert house.sees(DANA, "wait.place", place=1)
    assert "released" in house.steps(house.request(DANA)["id"])


async def test_whoever_gave_a_conversation_back_is_not_offered_it_again(
    house: House, story: Story
) -> None:
    await story.talks()
    offers = house.count(SAM, "offer")
    await house.say(SAM, "/release")
    await house.pass_time(minutes=5)
    assert house.count(SAM, "offer") == offers


async def test_a_supporter_who_knows_the_person_can_decline_before_the_claim(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM, LEE)
    await story.asks(DANA)
    told = len(house.phones.of[DANA].log)
    await house.press(LEE, Action.KNOWN)
    assert house.sees(LEE, "known.thanks")
    assert len(house.phones.of[DANA].log) == told
    await story.claims(LEE, DANA)
    assert house.sees(LEE, "claim.avoided")


async def test_a_supporter_who_knows_the_person_can_decline_after_the_claim(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.press(SAM, Action.KNOWN)
    assert house.sees(DANA, "back.looking", name="Sam")
    assert house.request(DANA)["state"] == "waiting"
    assert not any("know" in text for text in house.phones.of[DANA].log[-3:])


async def test_someone_else_please_finds_another_and_the_first_one_is_told_no_reason(
    house: House, story: Story
) -> None:
    await story.talks()
    await story.on_shift(LEE)
    await house.press(DANA, Action.SOMEONE_ELSE)
    assert house.sees(SAM, "end.over")
    assert house.sees(LEE, "offer")
    await story.claims(SAM, DANA)
    assert house.sees(SAM, "claim.avoided")


async def test_a_report_reaches_the_lead_and_not_the_supporter(house: House, story: Story) -> None:
    await story.talks()
    told = len(house.phones.of[SAM].log)
    await house.press(DANA, Action.REPORT)
    await house.press(DANA, Action.REPORTED)
    assert house.sees(ROBIN, "page.report", name="Sam")
    assert len(house.phones.of[SAM].log) == told


async def test_a_first_line_typed_right_after_a_takeover_is_a_line_and_no_note(
    house: House, story: Story
) -> None:
    await _offered(house, story)
    await house.press(LEE, Action.ACCEPT)
    await house.say(LEE, "hello, i am lee")
    assert house.lines(DANA)[-1] == "hello, i am lee"
