"""Danger in a conversation: the card first, the line all the same, and help for the helper."""

import pytest

from bot.domain.handoff.actions import Action
from bot.usecases.handoff.records import Form
from bot.usecases.ports import OpenUpdate
from tests.handoff.house import House
from tests.handoff.messages import PHOTO
from tests.handoff.people import DANA, LEE, ROBIN, SAM
from tests.handoff.stories import DANGER, Story


async def test_a_person_in_danger_is_shown_the_card_before_anything_else(
    house: House, story: Story
) -> None:
    await story.talks()
    before = len(house.calls)
    await house.say(DANA, DANGER)
    first = next(one for one in house.calls[before:] if one.chat_id is not None)
    assert (first.chat_id, first.urgent) == (DANA, True)
    assert "988" in str(first.params["text"])


async def test_the_line_reaches_the_supporter_all_the_same(house: House, story: Story) -> None:
    await story.talks()
    await house.say(DANA, DANGER)
    assert house.lines(SAM) == [f"🔵 {story.alias(DANA)}\n{DANGER}"]


async def test_the_supporter_sees_a_banner_with_a_sound(house: House, story: Story) -> None:
    await story.talks()
    await house.say(DANA, DANGER)
    assert house.sees(SAM, "alarm.banner", mark=f"🔵 {story.alias(DANA)}")
    number, _ = house.phones.of[SAM].button(Action.CALL_LEAD)
    assert number in house.phones.of[SAM].sounds


async def test_the_priority_is_raised_and_the_lead_is_paged(house: House, story: Story) -> None:
    number = await story.talks()
    await house.say(DANA, DANGER)
    assert house.request(DANA)["priority"] == 0
    assert house.sees(ROBIN, "page.alarm", alias=story.alias(DANA), name="Sam")
    assert "alarm" in house.steps(number)


async def test_danger_in_a_caption_and_in_an_edit_is_heard_as_well(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.send(DANA, PHOTO | {"caption": DANGER})
    number = await house.say(DANA, "i am fine")
    await house.edit(DANA, number, DANGER)
    assert house.count(SAM, "alarm.banner") == 2
    assert DANGER in house.lines(SAM)[-1]


async def test_triage_never_makes_a_request_less_urgent(house: House, story: Story) -> None:
    await story.talks()
    await house.say(DANA, DANGER)
    await house.say(DANA, "i keep craving it")
    assert house.request(DANA)["priority"] == 0


async def test_a_supporters_own_words_of_danger_are_passed_on_and_page_nobody(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(SAM, "do you " + DANGER[2:])
    assert len(house.lines(DANA)) == 1
    assert house.sees(SAM, "alarm.your_words")
    assert not house.sees(ROBIN, "page.alarm")
    assert house.request(DANA)["priority"] == 3


async def test_a_supporter_in_danger_without_a_conversation_is_shown_the_card(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await house.say(SAM, DANGER)
    assert "988" in house.phones.of[SAM].log[-1]
    assert not house.sees(SAM, "alarm.your_words")


async def test_words_of_danger_in_a_debrief_are_an_answer_to_it(
    house: House, story: Story
) -> None:
    await _grave_over(house, story)
    await house.say(SAM, "they told me: " + DANGER)
    kinds = [one["kind"] for one in house.rows("notes")]
    assert kinds == ["debrief"]
    assert house.sees(SAM, "alarm.your_words")


async def _grave_over(house: House, story: Story) -> None:
    number = await story.talks()
    await house.say(SAM, "hello")
    await house.say(DANA, DANGER)
    await house.press_data(SAM, f"h.closeas:{number}:emergency")


async def test_whoever_waits_and_is_in_danger_goes_up_in_line_and_the_lead_is_paged(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    await house.say(DANA, DANGER)
    await house.wake()
    assert house.request(DANA)["priority"] == 0
    assert house.sees(ROBIN, "page.waits")


async def test_the_next_holder_is_told_which_cards_were_shown(house: House, story: Story) -> None:
    await story.talks()
    await house.say(DANA, DANGER)
    await story.on_shift(LEE)
    await house.say(SAM, "/release")
    await story.claims(LEE, DANA)
    assert house.sees(LEE, "talk.told")


async def test_after_an_emergency_there_is_a_break_in_which_nothing_new_comes(
    house: House, story: Story
) -> None:
    await _grave_over(house, story)
    assert house.sees(SAM, "care.break")
    offers = house.count(SAM, "offer")
    await story.asks(LEE)
    assert house.count(SAM, "offer") == offers
    await house.pass_time(minutes=11)
    assert house.sees(SAM, "shift.back")
    assert house.count(SAM, "offer") == offers + 1


async def test_the_four_questions_come_one_by_one_and_each_can_be_skipped(
    house: House, story: Story
) -> None:
    await _grave_over(house, story)
    for _ in house.editions.current().knowledge.peers.debrief:
        await house.press(SAM, Action.DEBRIEF, house.text("button.skip"))
    assert house.sees(SAM, "debrief.thanks")
    assert house.rows("notes") == []


async def test_a_low_score_in_the_debrief_tells_the_lead(house: House, story: Story) -> None:
    await _grave_over(house, story)
    await house.say(SAM, "a hard talk")
    await house.press(SAM, Action.DEBRIEF, "2")
    assert house.sees(ROBIN, "page.debrief_low", name="Sam")


async def test_a_good_score_tells_nobody(house: House, story: Story) -> None:
    await _grave_over(house, story)
    await house.say(SAM, "a hard talk")
    await house.press(SAM, Action.DEBRIEF, "4")
    assert not house.sees(ROBIN, "page.debrief_low")


async def test_while_other_conversations_go_on_the_questions_wait(
    house: House, story: Story
) -> None:
    dana, _ = await story.talks_to_both()
    await house.say(DANA, DANGER)
    await house.press_data(SAM, f"h.closeas:{dana}:emergency")
    await house.say(SAM, "hello marta")
    await house.pass_time(seconds=6)
    assert house.rows("notes") == []
    assert "hello marta" in str(house.calls)


async def test_call_the_lead_pages_at_once_and_may_say_why(house: House, story: Story) -> None:
    await story.talks()
    await house.say(SAM, "/lead")
    assert house.sees(ROBIN, "page.help", name="Sam")
    await house.press(SAM, Action.WHY_LEAD)
    assert house.sees(ROBIN, "page.help_why", name="Sam")


DOUBTFUL = "everything feels hopeless"


async def test_a_check_in_in_a_conversation_comes_after_the_line(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, DOUBTFUL)
    assert house.lines(SAM) == [f"🔵 {story.alias(DANA)}\n{DOUBTFUL}"]
    assert house.sees(DANA, "check_in.ask")
    assert not house.sees(ROBIN, "page.alarm")


async def test_no_to_a_check_in_is_passed_on_and_heard_as_danger(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, DOUBTFUL)
    await house.say(DANA, "no")
    assert house.lines(SAM)[-1].endswith("\nno")
    assert house.sees(SAM, "alarm.banner", mark=f"🔵 {story.alias(DANA)}")
    assert house.sees(ROBIN, "page.alarm", alias=story.alias(DANA), name="Sam")


async def test_yes_to_a_check_in_is_passed_on_and_alarms_nobody(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, DOUBTFUL)
    await house.say(DANA, "yes")
    assert house.lines(SAM)[-1].endswith("\nyes")
    assert house.sees(DANA, "card.safe_reply")
    assert not house.sees(ROBIN, "page.alarm")


@pytest.mark.parametrize("data", ["ns", "sos"], ids=["not sure", "help now"])
async def test_not_sure_and_help_now_in_a_conversation_page_the_lead(
    house: House, story: Story, data: str
) -> None:
    await story.talks()
    await house.press_data(DANA, data)
    assert house.sees(SAM, "alarm.banner", mark=f"🔵 {story.alias(DANA)}")
    assert house.sees(ROBIN, "page.alarm", alias=story.alias(DANA), name="Sam")


async def test_a_supporter_who_presses_help_now_has_the_card_and_tells_nobody(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(SAM, house.text("menu.help_now"))
    assert "988" in house.phones.of[SAM].log[-1]
    assert house.lines(DANA) == []
    assert not house.sees(ROBIN, "page.alarm")


async def test_words_of_danger_in_a_conversation_are_no_feedback_on_the_last_one(
    house: House, story: Story
) -> None:
    number = await story.talks()
    await house.say(DANA, "/end")
    await story.talks()
    form = Form(DANA, "feedback", "line", {"request": str(number)}, house.now)
    update = OpenUpdate(0, 0, "chat:0", "{}", 0)
    async with (
        house.database.turns.open(limit=1, now=house.now) as batch,
        batch.turn(update) as turn,
    ):
        await turn.handoff.enter()
        await turn.handoff.forms.put(form)
    await house.say(DANA, DANGER)
    assert DANGER in house.lines(SAM)[-1]
    assert not house.sees(ROBIN, "page.feedback")


UNKNOWN = "where can i buy a new train for the big river"


async def test_what_may_be_meant_for_a_peer_is_no_question_for_curators(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, "/end")
    for whose in (DANA, SAM):  # the line that crossed with the end, on both sides
        await house.say(whose, UNKNOWN)
    assert house.rows("unanswered") == []
    await house.pass_time(hours=2)
    await house.say(DANA, UNKNOWN)
    assert len(house.rows("unanswered")) == 1


async def test_words_of_doubt_are_not_kept_for_curators(house: House) -> None:
    await house.say(DANA, DOUBTFUL)
    assert house.rows("unanswered") == []
